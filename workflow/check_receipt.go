package workflow

import (
	"slices"
	"strings"
)

// receiptPlaceholders are what a receipt may name: what is known when an application comes in.
var receiptPlaceholders = []string{"antragsteller", "vorgangsnummer", "verfahren", "eingang"}

// receipt: nothing is left for a person to write, and a period is told as a whole or not at all.
func (c *metaChecker) receipt() {
	e := c.m.Eingangsbestaetigung
	if e == nil {
		return
	}
	const where = "eingangsbestaetigung"
	for name, text := range map[string]string{"betreff": e.Betreff, "text": e.Text} {
		if strings.TrimSpace(text) == "" {
			c.fail(where+"."+name, "Zur Eingangsbestätigung gehören betreff und text.")
		}
		for _, slot := range slots(text) {
			if !slices.Contains(receiptPlaceholders, slot) {
				c.fail(where+"."+name, "Den Platzhalter {{%s}} gibt es in der Eingangsbestätigung nicht. Möglich sind %s.", slot,
					listed(receiptPlaceholders))
			}
		}
	}
	if strings.ContainsAny(e.Betreff, "\r\n") {
		c.fail(where+".betreff", "Der Betreff steht in einer Zeile.")
	}
	c.receiptPeriod(e, where)
}

func (c *metaChecker) receiptPeriod(e *Eingangsbestaetigung, where string) {
	if e.Frist == "" {
		if e.Norm+e.Folge+e.Rechtsbehelf != "" {
			c.fail(where+".frist", "norm, folge und rechtsbehelf gehören zu einer Frist für die Entscheidung; sie fehlt.")
		}
		return
	}
	if s, err := parseSpan(e.Frist); err != nil || s.seconds != 0 || s.years != 0 || s.months != 0 && s.days != 0 {
		c.fail(where+".frist", "Die Frist „%s“ ist keine Zahl von Monaten, Wochen oder Tagen (Beispiel: P3M).", e.Frist)
	}
	if strings.TrimSpace(e.Norm) == "" {
		c.fail(where+".norm", "Welches Gesetz die Frist setzt, fehlt (Beispiel: § 42a Abs. 2 VwVfG).")
	}
	if strings.TrimSpace(e.Rechtsbehelf) == "" {
		c.fail(where+".rechtsbehelf", "Was die Person tun kann, wenn die Frist vorbei ist, fehlt (§ 71b Abs. 3 VwVfG).")
	}
	switch e.Folge {
	case FolgeKeine:
	case FolgeErteilt:
		if c.m.Fiktion != e.Frist {
			c.fail(where+".folge", "Die Genehmigung gilt nur als erteilt, wenn genehmigungsfiktion dieselbe Frist nennt.")
		}
	default:
		c.fail(where+".folge", "Die Folge „%s“ gibt es nicht; möglich sind erteilt und keine.", e.Folge)
	}
}
