package demo

import "kontor/backend/internal/casework"

// Uses of the street: what the traffic and public order units have on their desks.

func (b *buch) sondernutzung() {
	geruest := func(nr, wer, ort string, von, bis int, qm string) lieferung {
		return formcycleJSON(leute[wer], nr, "Sondernutzung Gerüst", sondernutzung, []feld{
			{name: "selArt", text: "Gerüst"}, {name: "tfOrt", text: ort}, datumFeld("dpVon", "", b.am(von)),
			datumFeld("dpBis", "", b.am(bis)),
			{name: "tfFlaeche", text: qm}, {name: "cbHaftung", text: "ja"}})
	}
	b.add(-48, geruest("sn-0087", "hansen", "Lange Straße 18", -30, -12, "16,8"), accept(-47, sb2), adopt(-47, sb2),
		aufgabe(-46, sb2, "pruefen", map[string]any{"pruefvermerk": "zuständig, vollständig"}),
		aufgabe(-44, sb2, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		decide(-43, sb2, casework.Bewilligt, satz{tenor: "Wir erlauben Ihnen, vom " + deutsch(b.am(-30)) + " bis " +
			deutsch(b.am(-12)) + " vor der Langen Straße 18 ein Gerüst auf 16,8 m² der Straße aufzustellen."}, 12600,
			"Die gesetzlichen Voraussetzungen liegen nach Prüfung Ihrer Angaben und Unterlagen vor.",
			"Das Gerüst ist bei Dunkelheit zu beleuchten."),
		zurPost(-42, sb2), closeVorgang(-8, sb2, "Gerüst abgebaut, Fläche in Ordnung."))
	b.add(-25, geruest("sn-0091", "geruestbau", "Hafengasse 2 bis 6", 5, 40, "48,0"), accept(-24, sb2), adopt(-24, sb2),
		aufgabe(-23, sb2, "pruefen", map[string]any{"pruefvermerk": "Rettungsweg mit Feuerwehr abstimmen"}),
		kommentar(-22, sb2, "Feuerwehr fragt nach der Durchfahrtshöhe."),
		request(-21, sb2, fehltText, 4, "Gerüstplan mit Durchfahrtshöhe"),
		wiedervorlage(-21, sb2, "Gerüstplan da?", -1))
	b.add(-6, geruest("sn-0094", "schroeder", "Brückenstraße 4", 9, 30, "9,5"), accept(-5, sb1), adopt(-5, sb1))
	b.add(-1, geruest("sn-0095", "hansen", "Kirchgasse 19", 14, 35, "22,4"))
	b.add(-35, formcycle(leute["partei"], "pl-0012", "Plakatierung", sondernutzung,
		[]feld{{name: "tfAnlass", label: "Anlass", text: "Bürgerversammlung"},
			{name: "tfAnzahl", label: "Anzahl", text: "40"}, {name: "dpVon", label: "Von", text: deutsch(b.am(-20))}, {name: "dpBis", label: "Bis", text: deutsch(b.am(-6))}},
		datei{name: "Plakat.png", art: "image/png", inhalt: bild(11)}),
		accept(-34, sb2), adopt(-34, sb2), aufgabe(-33, sb2, "pruefen", map[string]any{"pruefvermerk": ""}),
		aufgabe(-32, sb2, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		decide(-32, sb2, casework.Teilweise, satz{an: leute["partei"],
			tenor:     "Wir erlauben Ihnen, vom " + deutsch(b.am(-20)) + " bis " + deutsch(b.am(-6)) + " an 30 Stellen im Stadtgebiet zu plakatieren.",
			ablehnung: "Für die übrigen 10 Stellen an Bäumen und Verkehrszeichen lehnen wir Ihren Antrag ab."}, 4000,
			"An Bäumen und Verkehrszeichen ist Plakatieren unzulässig; dort wird die Erlaubnis nicht erteilt."),
		zurPost(-31, sb2))
	plakat := func(nr, wer, anlass, anzahl string, von, bis int) lieferung {
		return neutral(leute[wer], "portal/pl-"+nr, "plakatierung", "Plakatierung anmelden", sondernutzung,
			b.am(von-25), []feld{
				{name: "anlass", label: "Anlass", text: anlass}, {name: "anzahl", label: "Anzahl der Plakate", text: anzahl},
				datumFeld("von", "Von", b.am(von)), datumFeld("bis", "Bis", b.am(bis))}, datei{name: "Plakatmotiv.png",
				art: "image/png", inhalt: bild(len(anlass))})
	}
	b.add(-17, plakat("0077", "zirkus", "Gastspiel Zirkus Sternenzelt", "120", 8, 22),
		accept(-16, sb1), adopt(-16, sb1),
		aufgabe(-15, sb1, "pruefen", map[string]any{"pruefvermerk": "Höchstzahl 60 beachten"}),
		write(-14, sb1, "Höchstens 60 Plakate möglich",
			"Guten Tag Frau Älbler,\n\nin Lindenfurt sind höchstens 60 Plakate je Veranstaltung erlaubt. Möchten Sie den Antrag anpassen?", casework.AntwortErforderlich),
		answer(-7, leute["zirkus"], "Dann nehmen wir 60. Danke für den Hinweis!"), gelesen(-6, sb1),
		kommentar(-6, sb1, "Auf 60 geändert, siehe Antwort."))
	b.add(-20, plakat("0078", "brauhaus", "Hoffest im Brauhaus", "30", 3, 12), accept(-19, sb2), adopt(-19, sb2),
		aufgabe(-18, sb2, "pruefen", map[string]any{"pruefvermerk": ""}),
		aufgabe(-17, sb2, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		wiedervorlage(-17, sb2, "Bescheid noch diese Woche", 1))
	b.add(-8, plakat("0080", "partei", "Sommerfest der Bürgerliste", "50", 15, 29), accept(-7, sb2), adopt(-7, sb2))
	b.add(-3, plakat("0081", "theater", "Premiere „Der zerbrochene Krug“", "35", 12, 26))
	b.add(-31, neutral(leute["kita"], "portal/sf-0004", "strassenfest", "Straßenfest anmelden",
		sondernutzung, b.am(-31), []feld{
			{name: "ort", label: "Ort", text: "Gartenweg zwischen Nr. 20 und 40"}, datumFeld("am", "Am", b.am(20)),
			{name: "besucher", label: "Erwartete Gäste", text: "150"}}, lageplan("Gartenweg")),
		accept(-30, sb1), adopt(-30, sb1), aufgabe(-28, sb1, "pruefen",
			map[string]any{"pruefvermerk": "Verkehr beteiligen"}), forward(-27, sb1, verkehr,
			"Sperrung der Straße, daher Straßenverkehr zuständig."),
		adopt(-26, tl), assign(-25, tl, sb1), kommentar(-25, tl, "Bitte bis Monatsende, die Kita wartet."),
		wiedervorlage(-24, sb1, "Umleitungsplan mit Bauhof", 2))
	b.add(-44, neutral(leute["wojcik"], "portal/so-0001", "sonstiges", "Sonstige Sondernutzung", sondernutzung,
		b.am(-44), []feld{{name: "anliegen", label: "Anliegen", text: "test test test"}}),
		reject(-43, sb1, "Offensichtlich ein Versuch ohne Inhalt; Rücksprache mit dem Absender."))
	b.add(-15, neutral(leute["dangelo"], "portal/so-0002", "sonstiges", "Sonstige Sondernutzung", sondernutzung,
		b.am(-15), []feld{{name: "anliegen", label: "Anliegen",
			text: "Antrag bitte streichen, habe ihn doppelt geschickt."}}),
		reject(-14, sb2, "Doppelt eingereicht, von der Antragstellerin zurückgezogen."))
	b.add(-38, neutral(leute["tiefbau"], "portal/aufgrabung-0033", "aufgrabung", "Aufgrabung im Gehweg",
		strassenbau, b.am(-38), []feld{
			{name: "ort", label: "Ort", text: "Bahnhofstraße 30 bis 36"}, datumFeld("von", "Von", b.am(-25)),
			datumFeld("bis", "Bis", b.am(-5)), {name: "zweck", label: "Zweck",
				text: "Erneuerung der Wasserleitung DN 100"}}, lageplan("Bahnhofstraße")),
		accept(-37, sb2), adopt(-37, sb2), aufgabe(-36, sb2, "pruefen",
			map[string]any{"pruefvermerk": "Leitungsauskunft liegt vor"}), aufgabe(-35, sb2, "bearbeiten",
			map[string]any{"bescheid_erforderlich": false, "vermerk": "Anzeige genügt."}),
		closeVorgang(-34, sb2, "Anzeige zur Kenntnis genommen."), remind(-1))
	b.add(-10, neutral(leute["tiefbau"], "portal/aufgrabung-0041", "aufgrabung", "Aufgrabung im Gehweg",
		strassenbau, b.am(-10), []feld{
			{name: "ort", label: "Ort", text: "Mühlenstraße 2"}, datumFeld("von", "Von", b.am(6)),
			datumFeld("bis", "Bis", b.am(13)), {name: "zweck", label: "Zweck", text: "Hausanschluss Glasfaser"}}),
		accept(-9, sb2), adopt(-9, sb2), aufgabe(-8, sb2, "pruefen", map[string]any{"pruefvermerk": ""}))
}

func (b *buch) strassenverkehr() {
	park := func(tag int, wer, id, kennzeichen, zone string, schritte ...schritt) {
		b.add(tag, parkausweis(leute[wer], id, kennzeichen, zone, b.am(tag)), schritte...)
	}
	park(-46, "wagner", "Aa11bb22", "LF-HW 7", "A", accept(-45, sb1), adopt(-45, sb1), aufgabe(-45, sb1, "pruefen",
		map[string]any{"pruefvermerk": "Wohnsitz bestätigt"}),
		aufgabe(-44, sb1, "bearbeiten", map[string]any{"bescheid_erforderlich": false, "vermerk": "Ausweis gedruckt"}),
		closeVorgang(-44, sb1, "Parkausweis ausgestellt."), remind(-2))
	park(-36, "nguyen", "Bb22cc33", "LF-HN 88", "B", accept(-35, sb1), adopt(-35, sb1), aufgabe(-35, sb1, "pruefen",
		map[string]any{"pruefvermerk": ""}),
		aufgabe(-34, sb1, "bearbeiten", map[string]any{"bescheid_erforderlich": false}),
		closeVorgang(-34, sb1, "Parkausweis ausgestellt."))
	park(-29, "zander", "Cc33dd44", "LF-FZ 1", "C", accept(-28, sb1), adopt(-28, sb1), aufgabe(-28, sb1, "pruefen",
		map[string]any{"pruefvermerk": "Wohnt außerhalb der Zone"}),
		aufgabe(-27, sb1, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		decide(-26, sb1, casework.Abgelehnt, satz{}, 0,
			"Ihre Wohnung liegt nicht in einem Bereich mit Bewohnerparken. Die gesetzlichen Voraussetzungen liegen deshalb nicht vor."), zurPost(-26, sb1))
	park(-22, "arslan", "Dd44ee55", "LF-IA 34", "A", accept(-21, sb1), adopt(-21, sb1),
		request(-20, sb1, fehltText, 6, "Zulassungsbescheinigung Teil I, lesbar"),
		answer(-12, leute["arslan"], "Hier noch einmal als Scan.", pdfDatei("Zulassungsbescheinigung Teil I",
			"LF-IA 34", "Halter: İbrahim Arslan")),
		gelesen(-11, sb1), tickOff(-11, sb1, 1), aufgabe(-11, sb1, "pruefen",
			map[string]any{"pruefvermerk": "jetzt lesbar"}))
	park(-8, "boelling", "Ee55ff66", "LF-MB 62", "C", accept(-7, sb1), adopt(-7, sb1), aufgabe(-6, sb1, "pruefen",
		map[string]any{"pruefvermerk": ""}))
	park(-3, "ivanova", "Ff66gg77", "LF-DI 500E", "B")
	park(-1, "hoffmann", "Gg77hh88", "LF-RH 3", "A")
	halt := func(nr, wer, ort string, am int) lieferung {
		return formcycleJSON(leute[wer], nr, "Halteverbot für Umzug", verkehr, []feld{{name: "tfOrt", text: ort},
			datumFeld("dpAm", "", b.am(am)), {name: "tfLaenge", text: "15"}})
	}
	haltverbot := func(ort string, am int) satz {
		return satz{tenor: "Wir erlauben Ihnen, am " + deutsch(b.am(am)) + " vor dem Haus " + ort +
			" auf 15 m Länge Schilder mit einem Haltverbot aufzustellen."}
	}
	b.add(-23, halt("hv-0201", "umzug", "Lindenallee 44", -8), accept(-22, sb1), adopt(-22, sb1),
		aufgabe(-21, sb1, "pruefen", map[string]any{"pruefvermerk": ""}),
		aufgabe(-20, sb1, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		decide(-19, sb1, casework.Bewilligt, haltverbot("Lindenallee 44", -8), 3500,
			"Die gesetzlichen Voraussetzungen liegen nach Prüfung Ihrer Angaben und Unterlagen vor.",
			"Die Schilder sind mindestens vier Tage vorher aufzustellen."),
		zurPost(-18, sb1), closeVorgang(-5, tl, "Umzug beendet, Schilder entfernt."))
	b.add(-12, halt("hv-0207", "oezdemir", "Lindenallee 46", 5), accept(-11, sb1), adopt(-11, sb1),
		aufgabe(-10, sb1, "pruefen", map[string]any{"pruefvermerk": ""}),
		aufgabe(-9, sb1, "bearbeiten", map[string]any{"bescheid_erforderlich": true}),
		wiedervorlage(-9, sb1, "Bescheid spätestens heute", 0))
	b.add(-19, halt("hv-0205", "lefevre", "Am Stadtgraben 3", -5), accept(-18, sb1), adopt(-18, sb1),
		aufgabe(-17, sb1, "pruefen", map[string]any{"pruefvermerk": ""}),
		write(-17, sb1, "Bitte Länge des Möbelwagens angeben",
			"Guten Tag Frau Lefèvre,\n\nwie lang ist der Möbelwagen? Davon hängt ab, wie viele Stellplätze wir sperren.", casework.AntwortErforderlich),
		answer(-15, leute["lefevre"], "7,5 Meter. Merci!"), gelesen(-14, sb1), aufgabe(-14, sb1, "bearbeiten",
			map[string]any{"bescheid_erforderlich": true}),
		decide(-13, sb1, casework.Bewilligt, haltverbot("Am Stadtgraben 3", -5), 3500,
			"Die gesetzlichen Voraussetzungen liegen nach Prüfung Ihrer Angaben und Unterlagen vor."), zurPost(-12,
			sb1))
	b.add(-7, halt("hv-0209", "umzug", "Feldstraße 60", 3), accept(-6, sb1), assign(-6, tl, sb1),
		kommentar(-5, sb1, "Am selben Tag ist Wochenmarkt, Ausweichfläche prüfen."))
	b.add(-2, halt("hv-0211", "weiss", "Gartenweg 3", 12), accept(-1, tl))
}
