package postfach

import (
	"time"

	"kontor/backend/internal/casework"
)

// hinweis is what a notice says: that something waits, what kind of thing and until when, and nothing of the case.
type hinweis struct {
	betreff, was, bitte, danach string
	english, englishPlease      string
}

// hinweisFor follows what the message wants of the person now, not what kind of message it is.
func hinweisFor(z casework.Zustellung) hinweis {
	h := hinweis{betreff: "Neue Nachricht", was: "für Sie liegt eine neue Nachricht bereit von:",
		bitte:   "Bitte melden Sie sich an, um sie zu lesen:",
		english: "There is a new message for you", englishPlease: "Please log in to read it: "}
	bis, until := "", ""
	if z.Offen.Bis != nil {
		bis, until = " bis zum "+tag(*z.Offen.Bis), " by "+z.Offen.Bis.Format("2 January 2006")
	}
	switch z.Offen.Art {
	case casework.OffenAbruf:
		h = hinweis{betreff: "Ein Bescheid liegt für Sie bereit", was: "für Sie liegt ein Bescheid bereit von:",
			bitte:   "Bitte melden Sie sich an und rufen Sie ihn" + bis + " ab:",
			danach:  "Danach können Sie ihn dort nicht mehr abrufen.\n",
			english: "There is a formal decision for you", englishPlease: "Please log in and open it" + until + ": "}
	case casework.OffenAntwort:
		h = hinweis{betreff: "Ihre Antwort wird gebraucht", was: "für Sie liegt eine Nachricht bereit, die eine Antwort braucht, von:",
			bitte:   "Bitte melden Sie sich an und antworten Sie" + bis + ":",
			english: "There is a message for you that needs your answer", englishPlease: "Please log in and answer" + until + ": "}
	}
	if z.Erinnerung {
		h.betreff = "Erinnerung: " + h.betreff
		h.was = "wir erinnern Sie: " + h.was
		h.english = "Reminder: " + h.english
	}
	return h
}

func tag(d time.Time) string {
	return [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}[d.Weekday()] +
		", den " + d.Format("02.01.2006")
}

func (h hinweis) text(behoerde, link string) string {
	return `Guten Tag,

` + h.was + `
` + behoerde + `

` + h.bitte + `
` + link + `
` + h.danach + `
Aus Gründen des Datenschutzes steht der Inhalt nicht in dieser E-Mail.
Bitte antworten Sie nicht auf diese E-Mail, sie wird nicht gelesen.

-----

` + h.english + ` from the authority named above.
` + h.englishPlease + link + `
This e-mail was sent automatically. Please do not reply.
`
}
