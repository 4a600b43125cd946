package demo

import (
	"fmt"
	"time"

	"kontor/backend/internal/casework"
)

// fall is one case of the demo: a delivery and what happened to it since.
type fall struct {
	id        string
	tag       int // of arrival, days from today
	lieferung lieferung
	schritte  []schritt
	klaerfall bool // the delivery is broken on purpose
}

const (
	sb1 = "sachbearbeitung"
	sb2 = "sachbearbeitung2"
	tl  = "teamleitung"
)

// faelle are all cases, oldest first. heute is what "today" is.
func faelle(heute time.Time) []fall {
	b := &buch{heute: heute}
	b.aussengastronomie()
	b.hundesteuer()
	b.sondernutzung()
	b.strassenverkehr()
	b.poststelle()
	return b.faelle
}

type buch struct {
	heute  time.Time
	faelle []fall
}

func (b *buch) am(tage int) time.Time { return b.heute.AddDate(0, 0, tage).Truncate(time.Second) }

func (b *buch) add(tag int, l lieferung, schritte ...schritt) {
	b.faelle = append(b.faelle, fall{id: fmt.Sprintf("%s %s", l.zugang, l.kennung), tag: tag, lieferung: l,
		schritte: schritte})
}

const (
	vollstaendig   = "vollstaendig"
	unvollstaendig = "unvollstaendig"
)

func vollstaendigkeit(tag int, wer, ergebnis string) schritt {
	return aufgabe(tag, wer, "vollstaendigkeit", map[string]any{"ergebnis": ergebnis})
}

func zuarbeit(tag int, wer, text string, bedenken bool) schritt {
	return aufgabe(tag, wer, "zuarbeit", map[string]any{"stellungnahme": text, "bedenken": bedenken})
}

func fachpruefung(tag int, wer, ergebnis, vermerk string) schritt {
	return aufgabe(tag, wer, "fachpruefung", map[string]any{"pruefung": ergebnis, "pruefvermerk": vermerk})
}

const (
	erlaubnis = "Die beantragte Nutzung geht über den Gemeingebrauch hinaus und ist deshalb eine erlaubnispflichtige Sondernutzung. Belange der Sicherheit und Leichtigkeit des Verkehrs stehen ihr nach Prüfung nicht entgegen."
	gehweg    = "Auf der beantragten Fläche bliebe für den Fußverkehr nicht genug Platz; Menschen mit Rollstuhl oder Kinderwagen müssten auf die Fahrbahn ausweichen. Das Interesse an einem sicheren Gehweg überwiegt hier Ihr wirtschaftliches Interesse."

	auflageBreite = "Eine durchgehende Gehwegbreite von mindestens 1,80 m ist jederzeit frei zu halten."
	auflageNacht  = "Die Außengastronomie ist spätestens um 22 Uhr zu schließen."
	auflageRein   = "Die Fläche und ihr Umfeld sind täglich zu reinigen."

	fehltText = "Guten Tag,\n\nfür die Entscheidung über Ihren Antrag fehlen uns noch die unten genannten Unterlagen. Bitte reichen Sie sie hier im Antragsraum nach. Wenn Sie mehr Zeit brauchen, schreiben Sie uns bitte."
)

func pdfDatei(name string, zeilen ...string) datei {
	return datei{name: name + ".pdf", art: "application/pdf", inhalt: pdf(name, zeilen...)}
}

func (b *buch) gastro(tag int, nr int, wer string, von int, strahler bool, qm float64) (lieferung, person) {
	p := leute[wer]
	if wer == "organisation" {
		p = organisation
	}
	return aussengastronomie(p, fmt.Sprintf("202604%014d", nr), b.am(tag), b.am(von), b.am(von+180), strahler,
		flaeche{"A - vor dem Schaufenster", qm}, flaeche{"B - an der Ecke", qm / 3}), p
}

func (b *buch) aussengastronomie() {
	l, _ := b.gastro(-52, 101, "linde", 20, false, 24)
	b.add(-52, l, accept(-51, sb1), adopt(-51, sb1), vollstaendigkeit(-50, sb1, vollstaendig),
		zuarbeit(-46, sb2, "Keine Bedenken. Restgehwegbreite 2,10 m, keine Leitungen betroffen.", false),
		fachpruefung(-44, sb1, "erlaubnisfaehig", "Ortstermin am Marktplatz, alles wie im Plan."),
		decide(-42, sb1, casework.Bewilligt, satz{}, 40000, erlaubnis, auflageBreite, auflageNacht), zurPost(-41, sb1),
		closeVorgang(-3, sb1, "Rechtsbehelfsfrist abgelaufen, kein Widerspruch."))

	l, p := b.gastro(-45, 102, "bella", 25, false, 15)
	b.add(-45, l, accept(-44, sb1), adopt(-44, sb1), vollstaendigkeit(-43, sb1, unvollstaendig),
		request(-43, sb1, fehltText, -25, "Lageplan im Maßstab 1:100", "Zustimmung des Hauseigentümers"),
		answer(-38, p, "Guten Tag, anbei der Plan und die Zustimmung von Herrn Hübner. Freundliche Grüße, Chiara D’Angelo", lageplan("Mühlenstraße neu"), pdfDatei("Zustimmung Eigentümer", "Ich bin mit der Außengastronomie einverstanden.", "G. Hübner")),
		gelesen(-37, sb1), tickOff(-37, sb1, 1), tickOff(-37, sb1, 2), aufgabe(-37, sb1, "antwort_pruefen",
			map[string]any{"ergebnis": vollstaendig}),
		zuarbeit(-33, sb2, "Hydrant H 114 muss zugänglich bleiben, sonst keine Bedenken.", true),
		fachpruefung(-32, sb1, "mit_auflagen", ""),
		hear(-31, sb1, "Guten Tag,\n\nwir beabsichtigen, die Erlaubnis mit Auflagen zum Hydranten zu verbinden. Sie können sich bis in zwei Wochen dazu äußern.", -17),
		answer(-29, p, "Damit bin ich einverstanden."), gelesen(-28, sb1), aufgabe(-28, sb1, "wuerdigung",
			map[string]any{"wuerdigung": "Die Antragstellerin ist mit den Auflagen einverstanden."}),
		decide(-26, sb1, casework.Teilweise, satz{gehoert: true,
			tenor:     "Wir erlauben Ihnen, die öffentliche Fläche „A - vor dem Schaufenster“ mit 15 m² für Außengastronomie zu nutzen.",
			ablehnung: "Für die Fläche „B - an der Ecke“ mit 5 m² lehnen wir Ihren Antrag ab."}, 25000,
			"Der Hydrant H 114 ist frei zu halten; für diesen Teil kann die Fläche nicht überlassen werden. Ihre Äußerung haben wir berücksichtigt.", auflageBreite, auflageRein),
		zurPost(-25, sb1), wiedervorlage(-25, sb1, "Rechtsbehelfsfrist prüfen, dann abschließen", 8))

	l, p = b.gastro(-30, 103, "organisation", 10, false, 18)
	b.add(-30, l, accept(-29, sb1), adopt(-29, sb1), vollstaendigkeit(-28, sb1, vollstaendig),
		kommentar(-27, sb1, "Wie letztes Jahr, nur Fläche B ist neu."),
		zuarbeit(-20, sb2, "Keine Bedenken.", false), fachpruefung(-8, sb1, "erlaubnisfaehig", "Brunnen bleibt frei."),
		decide(-4, sb1, casework.Bewilligt, satz{}, 31875, erlaubnis, auflageBreite, auflageNacht,
			auflageRein), retrieve(-3, p))

	l, _ = b.gastro(-28, 104, "bosporus", 15, true, 30)
	b.add(-28, l, accept(-27, sb2), adopt(-27, sb2), vollstaendigkeit(-26, sb2, vollstaendig),
		zuarbeit(-22, sb2, "Der Gehweg ist dort nur 2,00 m breit. Erhebliche Bedenken.", true),
		fachpruefung(-21, sb2, "nicht_erlaubnisfaehig", "Restgehwegbreite 0,40 m."),
		hear(-20, sb2, "Guten Tag,\n\nnach dem jetzigen Stand können wir Ihrem Antrag nicht entsprechen, weil der Gehweg zu schmal ist. Sie können sich innerhalb von zwei Wochen äußern.", -6),
		answer(-17, leute["bosporus"], "Die Tische stehen doch nur abends. Können wir wenigstens zwei Tische stellen?"), gelesen(-16, sb2),
		aufgabe(-16, sb2, "wuerdigung",
			map[string]any{"wuerdigung": "Auch zwei Tische lassen keine 1,80 m Restbreite."}),
		decide(-14, sb2, casework.Abgelehnt, satz{gehoert: true}, 0, gehweg+
			"\n\nAuch bei nur zwei Tischen wäre die nötige Breite nicht gewahrt."), zurPost(-13, sb2))

	l, _ = b.gastro(-19, 105, "pierogarnia", 12, false, 9)
	b.add(-19, l, accept(-18, sb2), adopt(-18, sb2), vollstaendigkeit(-15, sb2, vollstaendig),
		kommentar(-12, sb2, "Straßenbaulast hat Urlaubsvertretung, Zuarbeit dauert etwas."),
		fachpruefung(-9, sb2, "erlaubnisfaehig", ""), wiedervorlage(-9, sb2, "Zuarbeit anmahnen", 0))

	l, _ = b.gastro(-16, 106, "brauhaus", 30, true, 60)
	b.add(-16, l, accept(-15, sb1), adopt(-15, sb1), vollstaendigkeit(-6, sb1, vollstaendig),
		wiedervorlage(-6, sb1, "Ortstermin am Wehr mit Feuerwehr", 6))

	l, p = b.gastro(-14, 107, "baeckerei", 14, false, 6)
	b.add(-14, l, accept(-13, sb1), adopt(-13, sb1), vollstaendigkeit(-12, sb1, unvollstaendig),
		request(-12, sb1, fehltText, 9, "Lageplan im Maßstab 1:100", "Gewerbeanmeldung oder Gaststättenerlaubnis"),
		answer(-1, p, "Hallo Frau Lindner,\nanbei beide Unterlagen. Reicht der Plan so?\nHedwig Grünspan",
			lageplan("Lange Straße 1"), pdfDatei("Gewerbeanmeldung", "Bäckerei Grünspan GmbH", "angemeldet seit 2003")))

	l, _ = b.gastro(-11, 108, "theater", 40, false, 12)
	b.add(-11, l, accept(-10, sb2), adopt(-10, sb2), vollstaendigkeit(-9, sb2, unvollstaendig),
		request(-9, sb2, fehltText, 5, "Nachweis der Betriebshaftpflichtversicherung"))

	b.add(-24, aussengastronomieOZG(buerger3, "b3f0f4f2-6b8e-4f57-9a63-1f1f3c0f9a20", b.am(15), b.am(190),
		flaeche{"A - vor dem Schaufenster", 18}),
		accept(-23, sb1), adopt(-23, sb1), vollstaendigkeit(-22, sb1, unvollstaendig),
		request(-22, sb1, fehltText, 3, "Zustimmung des Hauseigentümers",
			"Nachweis der Betriebshaftpflichtversicherung"),
		answer(-10, buerger3, "Hier die Zustimmung. Die Versicherung schickt den Nachweis nächste Woche.",
			pdfDatei("Zustimmung Hauseigentümer", "Einverstanden. Lindenfurt, im Frühjahr")),
		gelesen(-9, sb1), tickOff(-9, sb1, 1),
		write(-8, sb1, "Zustimmung eingegangen",
			"Guten Tag,\n\nvielen Dank für die Zustimmung. Es fehlt nur noch der Versicherungsnachweis.",
			casework.AntwortMoeglich))

	l, _ = b.gastro(-2, 109, "fahrrad", 35, false, 8)
	b.add(-2, l)
	l, _ = b.gastro(0, 110, "organisation", 45, true, 22)
	b.add(0, l)
}

func (b *buch) hund(tag, nr int, wer string, seit int, ermaessigung string, gefaehrlich bool, hunde ...hund) lieferung {
	p := leute[wer]
	switch wer {
	case "buerger1":
		p = buerger1
	case "buerger4":
		p = buerger4
	}
	return hundesteuer(p, fmt.Sprintf("202605%014d", nr), b.am(tag), b.am(seit), ermaessigung, gefaehrlich, hunde...)
}

// steuer says what the dog tax is from the month after the dog came.
func (b *buch) steuer(seit, hunde int, namen string) satz {
	kam := b.heute.AddDate(0, 0, seit)
	beginn := time.Date(kam.Year(), kam.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	return satz{tenor: fmt.Sprintf("Wir setzen die Hundesteuer für das Halten Ihrer Hunde (Anzahl: %d; %s) ab dem %s auf {{gebuehr}} im Jahr fest.",
		hunde, namen, beginn.Format("02.01.2006"))}
}

func (b *buch) ohneErmaessigung(seit, hunde int, namen string) satz {
	s := b.steuer(seit, hunde, namen)
	s.ablehnung = "Die Ermäßigung „Merkzeichen H“ gewähren wir nicht."
	return s
}

const steuerpflicht = "Nach der Hundesteuersatzung der Stadt Lindenfurt ist das Halten von Hunden im Stadtgebiet zu versteuern. Die Steuerpflicht beginnt mit dem Monat, der auf die Aufnahme des Hundes folgt."

func (b *buch) hundesteuer() {
	b.add(-50, b.hund(-50, 201, "mueller", -60, "nein", false, hund{"Waldi", "Dackel", "2023-02-09",
		"276098100000011"}),
		adopt(-48, sb1), decide(-47, sb1, casework.Bewilligt, b.steuer(-60, 1, "Waldi"), 9000, steuerpflicht),
		zurPost(-46, sb1),
		closeVorgang(-9, sb1, "Steuer festgesetzt, kein Widerspruch."))
	b.add(-41, b.hund(-41, 202, "strauss", -45, "nein", false, hund{"Bruno", "Labrador-Mischling", "2022-11-20",
		"276098100000012"}, hund{"Lotte", "Terrier", "2024-01-05", "276098100000013"}),
		adopt(-40, sb1), decide(-38, sb1, casework.Bewilligt, b.steuer(-45, 2, "Bruno, Lotte"), 18000, steuerpflicht),
		zurPost(-37, sb1))
	b.add(-33, b.hund(-33, 203, "yilmaz", -40, "Merkzeichen H", false, hund{"Pamuk", "Golden Retriever", "2021-06-30",
		"276098100000014"}),
		adopt(-32, sb1), request(-31, sb1, "Guten Tag,\n\nfür die Ermäßigung brauchen wir einen Nachweis.", -12,
			"Nachweis für die Ermäßigung"),
		answer(-26, leute["yilmaz"], "Anbei der Ausweis meiner Mutter.", datei{name: "Ausweis.png",
			art: "image/png", inhalt: bild(3)}),
		gelesen(-25, sb1), giveBack(-25, sb1, 1, "Der Ausweis ist nicht lesbar und gehört nicht der Halterin."),
		aufgabe(-22, sb1, "klaeren", map[string]any{"steuer_vorschlag": "90.00",
			"klaerung": "Ermäßigung nicht nachgewiesen, volle Steuer."}),
		decide(-21, sb1, casework.Teilweise, b.ohneErmaessigung(-40, 1, "Pamuk"), 9000,
			"Die Voraussetzungen der beantragten Ermäßigung sind nicht nachgewiesen: Der Ausweis lautet nicht auf die Halterin."), zurPost(-20, sb1))
	b.add(-27, b.hund(-27, 204, "demir", -35, "nein", true, hund{"Rex", "American Staffordshire Terrier", "2023-08-08",
		"276098100000015"}),
		adopt(-26, sb1), kommentar(-25, sb1, "Liste gefährlicher Hunde prüfen, Ordnungsamt fragen."),
		wiedervorlage(-25, sb1, "Rückmeldung Ordnungsamt zu Rex", -4))
	b.add(-20, hundesteuerJSON(leute["goetz"], "hs-0310", hund{"Knut", "Dackel", "2024-02-09", ""}),
		adopt(-18, sb1), write(-17, sb1, "Rückfrage: seit wann halten Sie den Hund?",
			"Guten Tag Herr Götz,\n\nbitte teilen Sie uns mit, seit wann Sie Knut halten. Davon hängt ab, ab wann die Steuer zu zahlen ist.", casework.AntwortErforderlich),
		answer(-2, leute["goetz"], "Guten Tag, Knut ist am 1. März zu uns gekommen. Viele Grüße, Ömer Götz"))
	b.add(-18, hundesteuerOZG(leute["kowalczyk"], "51f0f4f2-0001-4f57-9a63-1f1f3c0f9a21", b.am(-30),
		hund{"Pierożek", "Spitz", "2023-05-01", ""}),
		adopt(-16, sb1), aufgabe(-12, sb1, "klaeren", map[string]any{"steuer_vorschlag": "90.00",
			"klaerung": "Telefonisch bestätigt: nicht gefährlich, keine Ermäßigung."}))
	b.add(-13, b.hund(-13, 205, "buerger1", -20, "nein", false, hund{"Mausi", "Mops", "2022-03-03", "276098100000016"}),
		adopt(-12, sb1), decide(-11, sb1, casework.Bewilligt, b.steuer(-20, 1, "Mausi"), 9000, steuerpflicht),
		zurPost(-10, sb1))
	b.add(-9, b.hund(-9, 206, "buerger4", -12, "nein", false, hund{"Fiete", "Border Collie", "2024-07-21",
		"276098100000017"}),
		adopt(-8, sb1), decide(-6, sb1, casework.Bewilligt, b.steuer(-12, 1, "Fiete"), 9000, steuerpflicht),
		retrieve(-5, buerger4))
	b.add(-7, b.hund(-7, 207, "schaefer", -10, "nein", false, hund{"Prinz", "Pudel", "2019-09-19", "276098100000018"}))
	b.add(-5, b.hund(-5, 208, "petrovic", -8, "nein", false, hund{"Žuti", "Mischling", "2023-12-12",
		"276098100000019"}), assign(-4, tl, sb1))
	b.add(-4, hundesteuerJSON(ohneKonto(leute["koehler"]), "hs-0311", hund{"Pelle", "Pudel", "2021-05-17", ""},
		hund{"Smilla", "Samojede", "2022-11-30", ""}))
	b.add(-24, b.hund(-24, 211, "boelling", -30, "nein", false, hund{"Emma", "Beagle", "2023-04-14",
		"276098100000022"}),
		adopt(-23, sb1), decide(-22, sb1, casework.Bewilligt, b.steuer(-30, 1, "Emma"), 9000, steuerpflicht),
		zurPost(-21, sb1))
	b.add(-3, hundesteuerOZG(leute["dangelo"], "51f0f4f2-0002-4f57-9a63-1f1f3c0f9a22", b.am(-10),
		hund{"Biscotto", "Zwergschnauzer", "2024-06-01", ""}), adopt(-2, sb1))
	b.add(-1, b.hund(-1, 209, "lefevre", -3, "Rettungshund", false, hund{"Filou", "Briard", "2022-02-02",
		"276098100000020"}))
	b.add(0, b.hund(0, 210, "huebner", -2, "nein", false, hund{"Hasso", "Schäferhund", "2024-04-04",
		"276098100000021"}))
}

func (b *buch) poststelle() {
	frei := func(tag int, nr, wer, formular, titel, anliegen string, schritte ...schritt) {
		b.add(tag, neutral(leute[wer], "portal/"+nr, formular, titel, "", b.am(tag),
			[]feld{{name: "anliegen", label: "Anliegen", text: anliegen}}), schritte...)
	}
	frei(-26, "ft-0005", "oconnor", "fundtier", "Fundtier melden",
		"Getigerte Katze ohne Chip, sitzt seit Tagen in der Hafengasse.",
		accept(-26, tl), kommentar(-26, tl, "Tierheim hat die Katze abgeholt."), aufgabe(-25, tl, "pruefen",
			map[string]any{"pruefvermerk": ""}), aufgabe(-25, tl, "bearbeiten",
			map[string]any{"bescheid_erforderlich": false}),
		closeVorgang(-24, tl, "Tier vermittelt."))
	frei(-6, "ft-0006", "kramer", "fundtier", "Fundtier melden", "Zwergkaninchen im Vorgarten, sehr zutraulich.")
	frei(-21, "gs-0014", "weiss", "gehwegschaden", "Schaden am Gehweg melden",
		"Loch vor Gartenweg 3, etwa 20 cm tief. Stolpergefahr!",
		forward(-20, tl, strassenbau, "Straßenbaulast"), accept(-20, sb2), adopt(-20, sb2),
		aufgabe(-19, sb2, "pruefen", map[string]any{"pruefvermerk": "Bauhof beauftragt"}),
		wiedervorlage(-19, sb2, "Ist das Loch zu?", -6))
	frei(-4, "gs-0015", "zander", "gehwegschaden", "Schaden am Gehweg melden", "Hochstehende Platte vor Rosenweg 22.",
		forward(-3, tl, strassenbau, "Straßenbaulast"))
	frei(-13, "ft-0007", "petrovic", "fundtier", "Fundtier melden",
		"Schildkröte auf der Brückenstraße gefunden, sitzt jetzt in unserer Badewanne.",
		accept(-13, tl), adopt(-13, tl), kommentar(-13, tl, "Tierheim holt sie morgen."))
	frei(-9, "gs-0016", "mueller", "gehwegschaden", "Schaden am Gehweg melden",
		"Wurzeln heben den Gehweg vor Rosenweg 7a an.",
		forward(-8, tl, strassenbau, "Straßenbaulast"), accept(-8, sb2), adopt(-8, sb2))
	frei(-1, "bf-0003", "schaefer", "baumfaellung", "Baum fällen",
		"Die Birke in meinem Garten ist seit dem Sturm schief. Darf ich sie fällen?")
	frei(0, "sp-0009", "lefevre", "spielplatz", "Anregung Spielplatz",
		"Am Stadtgraben fehlt eine Schaukel für kleine Kinder.")
	b.klaerfall()
}

// klaerfall is a delivery whose XML ends in the middle: it is kept, and a person has to see to it.
func (b *buch) klaerfall() {
	l := b.hund(-1, 290, "hoffmann", -3, "nein", false, hund{"Kasper", "Beagle", "2024-09-01", "276098100000029"})
	l.body = l.body[:len(l.body)*2/3]
	b.faelle = append(b.faelle, fall{id: "klaerfall", tag: -1, lieferung: l, klaerfall: true})
}
