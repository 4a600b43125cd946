package demo

import (
	"fmt"
	"strings"
	"time"

	"kontor/backend/internal/devkit"
)

// flaeche is one area of an Außengastronomie.
type flaeche struct {
	bezeichnung string
	qm          float64
}

func lageplan(ort string) datei {
	return datei{name: "Lageplan " + ort + ".pdf", art: "application/pdf", beschreibung: "Plan 1:100",
		inhalt: pdf("Lageplan 1:100 – "+ort, "Gehwegbreite gesamt 4,20 m", "Restgehwegbreite 1,95 m",
			"Hydrant H 114 bleibt frei")}
}

// rechtsform is the code the form sends; the Verfahren has the words.
func rechtsform(firma string) string {
	for _, r := range []struct{ ende, code string }{{"gGmbH", "700"}, {"GmbH", "350"}, {"KG", "240"}, {"GbR", "200"}} {
		if strings.HasSuffix(firma, r.ende) {
			return r.code
		}
	}
	return "100"
}

// aussengastronomie as intelliForm delivers it.
func aussengastronomie(p person, nr string, am, von, bis time.Time, strahler bool, flaechen ...flaeche) lieferung {
	const form = "Erlaubnis für Außengastronomie beantragen"
	dateien := []datei{lageplan(p.Strasse), {name: "Ansicht.png", art: "image/png", inhalt: bild(len(p.Firma))}}
	var in strings.Builder
	fmt.Fprintf(&in, `<betrieb><firma>%s</firma><rechtsform>%s</rechtsform><strasse>%s</strasse><hausnummer>%s</hausnummer><plz>43210</plz><ort>Lindenfurt</ort><email>%s</email><telefon>%s</telefon></betrieb>`,
		x(p.Firma), rechtsform(p.Firma), x(p.Strasse), x(p.Nr), x(p.Email), x(p.Telefon))
	fmt.Fprintf(&in, `<nutzungsart>2</nutzungsart><beginn>%s</beginn><ende>%s</ende><flaechen>`, tag(von), tag(bis))
	zeilen := []string{"Zeitraum: " + deutsch(von) + " bis " + deutsch(bis)}
	for _, f := range flaechen {
		fmt.Fprintf(&in, `<flaechen-item><bezeichnung>%s</bezeichnung><quadratmeter>%.1f</quadratmeter></flaechen-item>`, x(f.bezeichnung), f.qm)
		zeilen = append(zeilen, fmt.Sprintf("Fläche %s: %.1f m²", f.bezeichnung, f.qm))
	}
	fmt.Fprintf(&in, `</flaechen><moeblierung><tische label="Tische und Stühle">true</tische><schirme label="Sonnenschirme">true</schirme><strahler label="Heizstrahler">%t</strahler></moeblierung><sicherheitsleistung currency="EUR">250</sicherheitsleistung><lageplan>%s</lageplan><datenschutz1>true</datenschutz1>`,
		strahler, uploads(nr, dateien))
	return soap(p, nr, "32", "Ordnungsamt", form, "32/aussengastronomie", sondernutzung, am, in.String(),
		antragPDF(form, p, zeilen...), dateien...)
}

// aussengastronomieOZG is the same application from an OZG-Cloud form.
func aussengastronomieOZG(p person, id string, von, bis time.Time, f flaeche) lieferung {
	dateien := []datei{lageplan(p.Strasse)}
	items := []map[string]any{
		gruppe("step1", "Angaben zum Betrieb", item("firma", "Firma", "stringValue", p.anzeige()),
			item("email", "E-Mail", "stringValue", p.Email)),
		gruppe("step2", "Beantragte Nutzung", item("art", "Art der Nutzung", "stringValue",
			"Tische, Stühle und Sonnenschirme"),
			item("beginn", "Beginn", "dateValue", tag(von)), item("ende", "Ende", "dateValue", tag(bis)),
			gruppe("flaechen", "Flächen", gruppe("flaechen_a1", "Fläche 1", item("flaechen_a1_bez", "Bezeichnung",
				"stringValue", f.bezeichnung),
				item("flaechen_a1_qm", "Größe in m²", "numberValue", f.qm))),
			item("heizstrahler", "Heizstrahler", "booleanValue", false), item("lageplan", "Lageplan",
				"stringValue", dateien[0].name)),
	}
	return ozgcloud(p, id, "48", "Erlaubnis für Außengastronomie", sondernutzung, items,
		antragPDF("Erlaubnis für Außengastronomie", p, fmt.Sprintf("Fläche %.1f m²", f.qm)), dateien...)
}

// hund is what the Hundesteuer asks for.
type hund struct{ rufname, rasse, wurftag, chip string }

// hundesteuer as intelliForm delivers it; ermaessigung is "nein" or a reason.
func hundesteuer(p person, nr string, am, seit time.Time, ermaessigung string, gefaehrlich bool,
	hunde ...hund) lieferung {
	const form = "Hund zur Hundesteuer anmelden"
	var in strings.Builder
	fmt.Fprintf(&in, `<vorname>%s</vorname><familienname>%s</familienname><geburtsdatum>%s</geburtsdatum><hunde>`,
		x(p.Vorname), x(p.Nachname), p.Geboren)
	zeilen := []string{"Gehalten seit: " + deutsch(seit)}
	for _, h := range hunde {
		fmt.Fprintf(&in, `<hunde-item><rufname>%s</rufname><rasse>%s</rasse><wurftag>%s</wurftag><chipnummer>%s</chipnummer><gefaehrlich>%t</gefaehrlich></hunde-item>`,
			x(h.rufname), x(h.rasse), h.wurftag, h.chip, gefaehrlich)
		zeilen = append(zeilen, h.rufname+", "+h.rasse)
	}
	fmt.Fprintf(&in, `</hunde><haltung_seit>%s</haltung_seit><ermaessigung>%s</ermaessigung><sepa><erteilt>true</erteilt><kontoinhaber>%s</kontoinhaber></sepa><jahressteuer currency="EUR">%d</jahressteuer>`,
		tag(seit), x(ermaessigung), x(p.anzeige()), 90*len(hunde))
	return soap(p, nr, "20", "Steuern", form, "20/hundesteuer_anmeldung", steuern, am, in.String(),
		antragPDF(form, p, zeilen...),
		datei{name: "Heimtierausweis.pdf", art: "application/pdf", inhalt: pdf("Heimtierausweis", zeilen...)})
}

// hundesteuerJSON is the same from a Formcycle form.
func hundesteuerJSON(p person, nr string, hunde ...hund) lieferung {
	var felder []feld
	for i, h := range hunde {
		n := fmt.Sprintf("_%d", i)
		felder = append(felder, feld{name: "tfRufname" + n, text: h.rufname}, feld{name: "tfRasse" + n, text: h.rasse})
		if t, err := time.Parse(time.DateOnly, h.wurftag); err == nil {
			felder = append(felder, feld{name: "dpWurftag" + n, text: deutsch(t)})
		}
	}
	return formcycleJSON(p, nr, "Hundesteuer Anmeldung", steuern, felder)
}

// hundesteuerOZG is the same from an OZG-Cloud form.
func hundesteuerOZG(p person, id string, seit time.Time, h hund) lieferung {
	return ozgcloud(p, id, "51", "Anmeldung eines Hundes", steuern, []map[string]any{
		item("vorname", "Vorname", "stringValue", p.Vorname), item("nachname", "Nachname", "stringValue", p.Nachname),
		item("email", "E-Mail", "stringValue", p.Email),
		item("rufname", "Rufname", "stringValue", h.rufname), item("rasse", "Rasse", "stringValue", h.rasse),
		item("wurftag", "Wurftag", "dateValue", h.wurftag), item("haltung_seit", "Gehalten seit",
			"dateValue", tag(seit)),
	}, antragPDF("Anmeldung eines Hundes", p, h.rufname+", "+h.rasse))
}

// bewohnerparken is a submission as Form-Solutions keeps it.
func bewohnerparken(p person, id, kennzeichen, zone string, am time.Time) devkit.FormSubmission {
	transID := formNummer + "-" + id
	formXML := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<antrag transID="%s" identifier="%s"><gruppe name="kfz" bezeichnung="Fahrzeug"><feld name="kennzeichen" bezeichnung="Kennzeichen">%s</feld><feld name="halter" bezeichnung="Halter ist Antragsteller">ja</feld></gruppe><feld name="zone" bezeichnung="Parkzone">%s</feld><feld name="gueltig_ab" bezeichnung="Gültig ab">%s</feld><feld name="einzug_lastschrift" bezeichnung="Lastschrift">nein</feld><secureData><Origin>BUNDID</Origin><Titel>%s</Titel><FirstName>%s</FirstName><LastName>%s</LastName><DateOfBirth>%s</DateOfBirth><Street>%s</Street><ZipCode>43210</ZipCode><City>Lindenfurt</City><Country>Deutschland</Country><Email>%s</Email><StorkQaaLevel>%s</StorkQaaLevel><PostkorbId>%s</PostkorbId></secureData></antrag>`,
		transID, formNummer, x(kennzeichen), zone, deutsch(am.AddDate(0, 0, 14)), p.Anrede, x(p.Vorname),
		x(p.Nachname), geburt(p), x(p.Strasse+" "+p.Nr), x(p.Email), p.storkLevel(), x(p.Postfach))
	antrag := antragPDF("Bewohnerparkausweis", p, "Kennzeichen: "+kennzeichen, "Parkzone: "+zone)
	return devkit.FormSubmission{TransID: transID, UserID: formMandant + "-0004", Identifier: formNummer,
		ApplicantName:      p.anzeige(),
		ApplicantFirstname: &p.Vorname, ApplicantLastname: &p.Nachname, ApplicantType: "NATURAL_PERSON",
		ApplicantEMail: &p.Email, Status: "NEW",
		Options: devkit.FormOptions{SubmissionType: "REGULAR", PaymentType: "NONE", NPA: p.Niveau == 4},
		Payload: map[string]any{"ordnungsziffer": "32.11", "organisationseinheit": verkehr}, PDF: antrag.inhalt,
		XML: []byte(formXML),
		Attachments: zipOf(datei{name: "Zulassungsbescheinigung Teil I.pdf",
			inhalt: pdf("Zulassungsbescheinigung Teil I", "Kennzeichen "+kennzeichen)}),
		SubmissionDate: am.UnixMilli()}
}

// formKennung is how the adapter tells submissions apart.
func formKennung(transID string) string { return formMandant + "/" + transID }

func geburt(p person) string {
	t, err := time.Parse(time.DateOnly, p.Geboren)
	if err != nil {
		return ""
	}
	return deutsch(t)
}

// parkausweis is the same, pushed by the form server.
func parkausweis(p person, id, kennzeichen, zone string, am time.Time) lieferung {
	s := bewohnerparken(p, id, kennzeichen, zone, am)
	return lieferung{"formsolutions", "application/json", formKennung(s.TransID), mustJSON(s)}
}
