package casework

import "strings"

// How 0.9 wrote a record. Whoever checks such a file has the words made again as they were made then; nothing here is
// changed any more.
var nachweisarten1 = []nachweisart{
	{"nachricht", nachrichtNachweis}, {"punkt", punktNachweis}, {"dokument", dokumentNachweis},
	{"sendung", sendungNachweis}, {"bescheid", bescheidNachweis1}, {"feststellung", feststellungNachweis1},
	{"einwilligung", einwilligungNachweis},
}

var ereignisangaben1 = [][2]string{
	{"grund", "Grund"}, {"an", "An"}, {"ziel", "Ziel"}, {"am", "Tag"}, {"bis", "Bis"}, {"regel", "Regel"},
	{"vertrauensniveau", "Vertrauensniveau"}, {"sitzung", "Sitzung"}, {"zeit", "Zeit"}, {"sha256", "SHA-256 der Datei"},
}

func bescheidNachweis1(z zeile) Abschnitt {
	var a nachweisangaben
	a.add("Ergebnis", nachweiswort("ergebnis", z.text("ergebnis")))
	a.add("Erteilt", z.moment("am"))
	a.add("Verantwortlich", z.text("von"))
	a.add("Entscheidung", z.text("tenor"))
	a.add("Abgelehnter Teil", z.text("ablehnung"))
	if cent := z.zahl("gebuehr_cent"); cent > 0 {
		a.add("Gebühr", Euro(cent))
	}
	a.add("Weg", nachweiswort("ziel", z.text("kanal")))
	a.add("Stand", nachweiswort("bescheid", z.text("zustand")))
	a.add("Hinweis auf die Bereitstellung", z.moment("hinweis_am"))
	a.add("Vollständig abgerufen", z.moment("abgerufen_am"))
	a.addTage(z)
	return Abschnitt{"Bescheid", a}
}

func feststellungNachweis1(z zeile) Abschnitt {
	var a nachweisangaben
	var f Feststellung
	z.read("inhalt", &f)
	a.add("Festgestellt", z.moment("am"))
	a.add("Von", f.Von)
	a.add("Anlass", nachweiswort("anlass", f.Anlass))
	a.add("Grund", f.Grund)
	a.add("Zur Post gegeben", nachweistag(f.AufgegebenAm))
	a.add("Bekannt gegeben", nachweistag(f.BekanntgabeAm))
	a.add("Rechtsbehelf bis", nachweistag(f.RechtsbehelfBis))
	a.add("Regel", f.Regel)
	a.add("Rechenschritte", strings.Join(f.Schritte, "\n"))
	return Abschnitt{"Feststellung der Bekanntgabe", a}
}
