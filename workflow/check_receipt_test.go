package workflow

import (
	"strings"
	"testing"
)

// A receipt goes out by itself: nothing in it is left open, and a period is told as a whole.
func TestReceiptIsChecked(t *testing.T) {
	whole := Eingangsbestaetigung{Betreff: "Da", Text: "Guten Tag {{antragsteller}}, {{vorgangsnummer}} {{eingang}}",
		Frist: "P3M", Norm: "§ 42a Abs. 2 VwVfG", Folge: FolgeErteilt, Rechtsbehelf: "Widerspruch"}
	for name, x := range map[string]struct {
		change func(*Eingangsbestaetigung, *Meta)
		where  string // "" = nothing is found
	}{
		"as it should be":         {func(*Eingangsbestaetigung, *Meta) {}, ""},
		"none":                    {func(_ *Eingangsbestaetigung, m *Meta) { m.Eingangsbestaetigung = nil }, ""},
		"no subject":              {func(e *Eingangsbestaetigung, _ *Meta) { e.Betreff = " " }, "betreff"},
		"two lines of subject":    {func(e *Eingangsbestaetigung, _ *Meta) { e.Betreff = "Da\nBcc: x" }, "betreff"},
		"no text":                 {func(e *Eingangsbestaetigung, _ *Meta) { e.Text = "" }, "text"},
		"for a person to fill":    {func(e *Eingangsbestaetigung, _ *Meta) { e.Text = "{{was fehlt}}" }, "text"},
		"not known yet":           {func(e *Eingangsbestaetigung, _ *Meta) { e.Text = "{{aktenzeichen}}" }, "text"},
		"no law":                  {func(e *Eingangsbestaetigung, _ *Meta) { e.Norm = "" }, "norm"},
		"no consequence":          {func(e *Eingangsbestaetigung, _ *Meta) { e.Folge = "" }, "folge"},
		"no remedy":               {func(e *Eingangsbestaetigung, _ *Meta) { e.Rechtsbehelf = "" }, "rechtsbehelf"},
		"a law without a period":  {func(e *Eingangsbestaetigung, _ *Meta) { e.Frist = "" }, "frist"},
		"no duration":             {func(e *Eingangsbestaetigung, _ *Meta) { e.Frist = "bald" }, "frist"},
		"hours":                   {func(e *Eingangsbestaetigung, m *Meta) { e.Frist, m.Fiktion = "PT5H", "PT5H" }, "frist"},
		"granted, says only this": {func(_ *Eingangsbestaetigung, m *Meta) { m.Fiktion = "" }, "folge"},
		"granted later":           {func(_ *Eingangsbestaetigung, m *Meta) { m.Fiktion = "P6M" }, "folge"},
	} {
		e := whole
		m := &Meta{Fiktion: "P3M", Eingangsbestaetigung: &e}
		x.change(&e, m)
		c := &metaChecker{m: m}
		c.receipt()
		switch {
		case x.where == "" && len(c.findings) > 0:
			t.Errorf("%s: %+v", name, c.findings)
		case x.where != "" && (len(c.findings) == 0 || !strings.HasSuffix(c.findings[0].Element, x.where)):
			t.Errorf("%s: %+v", name, c.findings)
		}
	}
}
