package casework

import (
	"testing"

	"github.com/google/uuid"
)

// TestStumm: a request is silent as long as nothing is on its way that tells of it.
func TestStumm(t *testing.T) {
	n := Nachricht{ID: uuid.New(), Richtung: Aus, Art: ArtNachforderung, Antwort: AntwortErforderlich}
	sent := func(ziel string, z SendungZustand) Sendung {
		return Sendung{ID: uuid.New(), Nachricht: &n.ID, Ziel: ziel, Zustand: z}
	}
	fremd := uuid.New()
	for name, c := range map[string]struct {
		sendungen []Sendung
		stumm     bool
	}{
		"nothing":                           {nil, true},
		"lies in the Antragsraum":           {[]Sendung{sent(ZielAntragsraum, SendungBereitgestellt)}, true},
		"on its way to the Antragsraum":     {[]Sendung{sent(ZielAntragsraum, SendungWartet)}, true},
		"was opened there":                  {[]Sendung{sent(ZielAntragsraum, SendungGelesen)}, false},
		"a mail waits":                      {[]Sendung{sent(ZielEmail, SendungWartet)}, false},
		"a mail went out":                   {[]Sendung{sent(ZielEmail, SendungBereitgestellt)}, false},
		"the mail failed":                   {[]Sendung{sent(ZielEmail, SendungFehlgeschlagen)}, true},
		"waits for the mailbox":             {[]Sendung{sent(ZielOSI, SendungWartet)}, false},
		"lies in the mailbox of an account": {[]Sendung{sent(ZielOSI, SendungBereitgestellt)}, false},
		"the mailbox is gone":               {[]Sendung{sent(ZielOSI, SendungFehlgeschlagen)}, true},
		"nobody knows whether it arrived":   {[]Sendung{sent(ZielOSI, SendungUnbekannt)}, true},
		"a letter lies to be posted":        {[]Sendung{sent(ZielPost, SendungZurPost)}, false},
		"a letter was posted":               {[]Sendung{sent(ZielPost, SendungBereitgestellt)}, false},
		"the letter came back":              {[]Sendung{sent(ZielPost, SendungZurueck)}, true},
		"the letter was dropped":            {[]Sendung{sent(ZielPost, SendungVerworfen)}, true},
		"a letter of another message": {[]Sendung{{ID: uuid.New(), Nachricht: &fremd, Ziel: ZielPost,
			Zustand: SendungBereitgestellt}}, true},
	} {
		f := Faden{Nachrichten: []Nachricht{n}}
		if got := f.Stumm(n, c.sendungen); got != c.stumm {
			t.Errorf("%s: silent %v", name, got)
		}
	}
}

// TestGreetings: a letter greets and takes leave once.
func TestGreetings(t *testing.T) {
	for text, want := range map[string][2]bool{
		"Guten Tag,\n\nbitte äußern Sie sich.":              {true, false},
		"Sehr geehrte Frau Müller,\n\nanbei.":               {true, false},
		"Bitte äußern Sie sich.\n\nMit freundlichen Grüßen": {false, true},
		"":                 {false, false},
		"Hochachtungsvoll": {false, true},
		"Freundliche Grüße\nI. Muster\nStadt\nAmt": {false, true},
	} {
		if got := [2]bool{BeginntMitAnrede(text), EndetMitGruss(text)}; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
