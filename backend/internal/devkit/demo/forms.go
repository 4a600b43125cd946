package demo

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"
	"time"

	"kontor/backend/internal/devkit"
)

// lieferung is one HTTP request of a form server.
type lieferung struct {
	zugang, contentType string
	kennung             string // as the adapter makes it; finds the Vorgang again
	body                []byte
}

// datei is one upload.
type datei struct {
	name, art, beschreibung string
	inhalt                  []byte
}

// feld is one answer of a form that has no layout of its own.
type feld struct {
	name, label, text string
	datum             string // yyyy-mm-dd; text is then its German spelling
}

func tag(t time.Time) string     { return t.Format(time.DateOnly) }
func deutsch(t time.Time) string { return t.Format("02.01.2006") }
func datumFeld(name, label string, t time.Time) feld {
	return feld{name: name, label: label, text: deutsch(t), datum: tag(t)}
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	return raw
}

func x(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // into memory
	return b.String()
}

// storkLevel spells a Vertrauensniveau as accounts do.
func (p person) storkLevel() string { return fmt.Sprintf("STORK-QAA-Level-%d", max(p.Niveau, 1)) }

// antragPDF is the application as the form server shows it.
func antragPDF(titel string, p person, zeilen ...string) datei {
	kopf := []string{"Stadt Lindenfurt", "Antragsteller/in: " + p.anzeige(), p.Strasse + " " + p.Nr + ", 43210 Lindenfurt", ""}
	return datei{name: "Antrag.pdf", art: "application/pdf", inhalt: pdf(titel, append(kopf, zeilen...)...)}
}

// soap is a delivery of intelliForm: SOAP 1.1 with base64 inline.
func soap(p person, nr, amt, amtName, form, formID, einheit string, am time.Time, inneres string, antrag datei, dateien ...datei) lieferung {
	var kopf, anhaenge strings.Builder
	if p.Konto != "" {
		art := "BundID"
		if p.Firma != "" {
			art = "ELSTER_NEZO"
		}
		fmt.Fprintf(&kopf, ` u:accountSource="%s" u:authlevel="%s" u:displayName="%s"`, art, p.storkLevel(), x(p.anzeige()))
		if p.Firma != "" {
			fmt.Fprintf(&kopf, ` u:datenuebermittlerPseudonymId="%s"`, x(p.Konto))
		} else {
			fmt.Fprintf(&kopf, ` u:bPK2="%s" u:givenName="%s" u:surname="%s" u:mail="%s" u:postalAddress="%s" u:postalCode="43210" u:localityName="Lindenfurt" u:legacyPostkorbHandle="%s"`,
				x(p.Konto), x(p.Vorname), x(p.Nachname), x(p.Email), x(p.Strasse+" "+p.Nr), x(p.Postfach))
		}
	}
	formXML := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<myForm xmlns:t="http://xmlns.cit.de/intelliform/transaction" xmlns:u="http://xmlns.cit.de/intelliform/user" t:id="%s" t:timestamp="%s" t:sender="antrag.lindenfurt.example" t:form="%s" t:form-id="%s" t:form-version="7" t:customer="%s" t:customer-id="%s" t:client="Stadt Lindenfurt" t:client-id="lindenfurt" t:lang="de-DE"%s>%s</myForm>`,
		nr, am.UTC().Format("2006-01-02T15:04:05.000Z"), x(form), formID, x(amtName), amt, kopf.String(), inneres)
	anhang := func(id, art string, d datei) {
		fmt.Fprintf(&anhaenge, `<attachments><content>%s</content><contentType>%s</contentType><description>%s</description><id>%s</id><name>%s</name></attachments>`,
			base64.StdEncoding.EncodeToString(d.inhalt), art, x(d.beschreibung), id, x(d.name))
	}
	anhang("myForm-xml", "text/xml", datei{name: "XML-Daten.xml", inhalt: []byte(formXML)})
	anhang("myForm-pdf", "application/pdf", antrag)
	for i, d := range dateien {
		anhang(fmt.Sprintf("assistants.%s%02d", nr, i), d.art, d)
	}
	body := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data>%s<client>Stadt Lindenfurt</client><clientId>lindenfurt</clientId><customParameters><key>organisationseinheit</key><value>%s</value></customParameters><customer>%s</customer><customerId>%s</customerId><form>%s</form><formId>%s</formId><id>%s</id><primaryDataAttachmentId>myForm-xml</primaryDataAttachmentId><primaryFormAttachmentId>myForm-pdf</primaryFormAttachmentId><sender>antrag.lindenfurt.example</sender><timestamp>%s</timestamp><username>%s</username></data></b:deposit></soap:Body></soap:Envelope>`,
		anhaenge.String(), einheit, x(amtName), amt, x(form), formID, nr, am.Format(time.RFC3339), x(p.Konto))
	return lieferung{"intelliform", "text/xml; charset=UTF-8", "lindenfurt/" + amt + "/" + nr, []byte(body)}
}

// uploads lists files as intelliForm's upload fields do.
func uploads(nr string, dateien []datei) string {
	var b strings.Builder
	for i, d := range dateien {
		fmt.Fprintf(&b, `<lageplan-item><file content-type="%s" description="%s" id="assistants.%s%02d" length="%d">%s</file></lageplan-item>`,
			d.art, x(d.beschreibung), nr, i, len(d.inhalt), x(d.name))
	}
	return b.String()
}

// flaeche is one area of an Außengastronomie.
type flaeche struct {
	bezeichnung string
	qm          float64
}

func lageplan(ort string) datei {
	return datei{name: "Lageplan " + ort + ".pdf", art: "application/pdf", beschreibung: "Plan 1:100",
		inhalt: pdf("Lageplan 1:100 – "+ort, "Gehwegbreite gesamt 4,20 m", "Restgehwegbreite 1,95 m", "Hydrant H 114 bleibt frei")}
}

// aussengastronomie as intelliForm delivers it.
func aussengastronomie(p person, nr string, am, von, bis time.Time, strahler bool, flaechen ...flaeche) lieferung {
	const form = "Erlaubnis für Außengastronomie beantragen"
	dateien := []datei{lageplan(p.Strasse), {name: "Ansicht.png", art: "image/png", inhalt: bild(len(p.Firma))}}
	var in strings.Builder
	fmt.Fprintf(&in, `<betrieb><firma>%s</firma><rechtsform>350</rechtsform><strasse>%s</strasse><hausnummer>%s</hausnummer><plz>43210</plz><ort>Lindenfurt</ort><email>%s</email><telefon>%s</telefon></betrieb>`,
		x(p.Firma), x(p.Strasse), x(p.Nr), x(p.Email), x(p.Telefon))
	fmt.Fprintf(&in, `<nutzungsart>2</nutzungsart><beginn>%s</beginn><ende>%s</ende><flaechen>`, tag(von), tag(bis))
	zeilen := []string{"Zeitraum: " + deutsch(von) + " bis " + deutsch(bis)}
	for _, f := range flaechen {
		fmt.Fprintf(&in, `<flaechen-item><bezeichnung>%s</bezeichnung><quadratmeter>%.1f</quadratmeter></flaechen-item>`, x(f.bezeichnung), f.qm)
		zeilen = append(zeilen, fmt.Sprintf("Fläche %s: %.1f m²", f.bezeichnung, f.qm))
	}
	fmt.Fprintf(&in, `</flaechen><moeblierung><tische label="Tische und Stühle">true</tische><schirme label="Sonnenschirme">true</schirme><strahler label="Heizstrahler">%t</strahler></moeblierung><sicherheitsleistung currency="EUR">250</sicherheitsleistung><lageplan>%s</lageplan><datenschutz1>true</datenschutz1>`,
		strahler, uploads(nr, dateien))
	return soap(p, nr, "32", "Ordnungsamt", form, "32/aussengastronomie", sondernutzung, am, in.String(), antragPDF(form, p, zeilen...), dateien...)
}

// aussengastronomieOZG is the same application from an OZG-Cloud form.
func aussengastronomieOZG(p person, id string, von, bis time.Time, f flaeche) lieferung {
	dateien := []datei{lageplan(p.Strasse)}
	items := []map[string]any{
		gruppe("step1", "Angaben zum Betrieb", item("firma", "Firma", "stringValue", p.anzeige()), item("email", "E-Mail", "stringValue", p.Email)),
		gruppe("step2", "Beantragte Nutzung", item("art", "Art der Nutzung", "stringValue", "Tische, Stühle und Sonnenschirme"),
			item("beginn", "Beginn", "dateValue", tag(von)), item("ende", "Ende", "dateValue", tag(bis)),
			gruppe("flaechen", "Flächen", gruppe("flaechen_a1", "Fläche 1", item("flaechen_a1_bez", "Bezeichnung", "stringValue", f.bezeichnung),
				item("flaechen_a1_qm", "Größe in m²", "numberValue", f.qm))),
			item("heizstrahler", "Heizstrahler", "booleanValue", false), item("lageplan", "Lageplan", "stringValue", dateien[0].name)),
	}
	return ozgcloud(p, id, "48", "Erlaubnis für Außengastronomie", sondernutzung, items,
		antragPDF("Erlaubnis für Außengastronomie", p, fmt.Sprintf("Fläche %.1f m²", f.qm)), dateien...)
}

func item(name, label, art string, wert any) map[string]any {
	return map[string]any{"name": name, "label": label, art: wert}
}

func gruppe(name, label string, items ...map[string]any) map[string]any {
	return map[string]any{"name": name, "label": label, "formItems": items}
}

// ozgcloud is a multipart delivery of the OZG-Cloud form interface.
func ozgcloud(p person, id, formID, titel, einheit string, items []map[string]any, antrag datei, dateien ...datei) lieferung {
	control := map[string]any{"transactionId": id, "zustaendigeStelle": einheit, "leikaIds": []string{"99999032002000"}, "formId": formID, "name": titel}
	if p.Postfach != "" {
		control["serviceKonto"] = map[string]any{"type": "OSI", "trustLevel": p.storkLevel(),
			"postfachAddress": map[string]any{"identifier": p.Postfach, "type": "Citizen"}}
	}
	m := newMultipart()
	m.part("formData", "", "application/octet-stream", mustJSON(map[string]any{"control": control, "formData": items}))
	m.part("representation", antrag.name, antrag.art, antrag.inhalt)
	for _, d := range dateien {
		m.part("attachment", d.name, d.art, d.inhalt)
	}
	body, contentType := m.close()
	return lieferung{"ozgcloud", contentType, formID + "/" + id, body}
}

// hund is what the Hundesteuer asks for.
type hund struct{ rufname, rasse, wurftag, chip string }

// hundesteuer as intelliForm delivers it; ermaessigung is "nein" or a reason.
func hundesteuer(p person, nr string, am, seit time.Time, ermaessigung string, gefaehrlich bool, hunde ...hund) lieferung {
	const form = "Hund zur Hundesteuer anmelden"
	var in strings.Builder
	fmt.Fprintf(&in, `<vorname>%s</vorname><familienname>%s</familienname><geburtsdatum>%s</geburtsdatum><hunde>`, x(p.Vorname), x(p.Nachname), p.Geboren)
	zeilen := []string{"Gehalten seit: " + deutsch(seit)}
	for _, h := range hunde {
		fmt.Fprintf(&in, `<hunde-item><rufname>%s</rufname><rasse>%s</rasse><wurftag>%s</wurftag><chipnummer>%s</chipnummer><gefaehrlich>%t</gefaehrlich></hunde-item>`,
			x(h.rufname), x(h.rasse), h.wurftag, h.chip, gefaehrlich)
		zeilen = append(zeilen, h.rufname+", "+h.rasse)
	}
	fmt.Fprintf(&in, `</hunde><haltung_seit>%s</haltung_seit><ermaessigung>%s</ermaessigung><sepa><erteilt>true</erteilt><kontoinhaber>%s</kontoinhaber></sepa><jahressteuer currency="EUR">%d</jahressteuer>`,
		tag(seit), x(ermaessigung), x(p.anzeige()), 90*len(hunde))
	return soap(p, nr, "20", "Steuern", form, "20/hundesteuer_anmeldung", steuern, am, in.String(), antragPDF(form, p, zeilen...),
		datei{name: "Heimtierausweis.pdf", art: "application/pdf", inhalt: pdf("Heimtierausweis", zeilen...)})
}

// hundesteuerJSON is the same from a Formcycle form.
func hundesteuerJSON(p person, nr string, h hund) lieferung {
	felder := []feld{{name: "tfRufname_0", text: h.rufname}, {name: "tfRasse_0", text: h.rasse}}
	if t, err := time.Parse(time.DateOnly, h.wurftag); err == nil {
		felder = append(felder, feld{name: "dpWurftag_0", text: deutsch(t)})
	}
	return formcycleJSON(p, nr, "Hundesteuer Anmeldung", steuern, felder)
}

// formcycleJSON is the JSON template of a Formcycle form.
func formcycleJSON(p person, nr, form, einheit string, felder []feld) lieferung {
	kontakt := objekt("anrede", p.Anrede, "vorname", p.Vorname, "nachname", p.Nachname, "firma", p.Firma, "email", p.Email, "strasse", p.Strasse,
		"hausnummer", p.Nr, "plz", "43210", "ort", "Lindenfurt")
	werte := []any{}
	for _, f := range felder {
		werte = append(werte, f.name, f.text)
	}
	werte2 := []any{"mandant", "7", "datensatz", nr, "vorgangsnummer", "FC-" + nr, "formular", form, "organisationseinheit", einheit,
		"antragsteller", kontakt, "felder", objekt(werte...)}
	if p.Konto != "" {
		art := "bundid"
		if p.Firma != "" {
			art = "muk"
		}
		werte2 = append(werte2, "bk_konto", art, "bk_pseudonym", p.Konto, "bk_postfach", p.Postfach, "bk_vertrauensniveau", p.storkLevel())
	}
	return lieferung{"formcycle", "application/json; charset=UTF-8", "7/" + nr, objekt(werte2...)}
}

// objekt is a JSON object in the order given: form servers keep the order of their fields.
func objekt(namenUndWerte ...any) json.RawMessage {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := 0; i < len(namenUndWerte); i += 2 {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(mustJSON(namenUndWerte[i]))
		b.WriteByte(':')
		b.Write(mustJSON(namenUndWerte[i+1]))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// hundesteuerOZG is the same from an OZG-Cloud form.
func hundesteuerOZG(p person, id string, seit time.Time, h hund) lieferung {
	return ozgcloud(p, id, "51", "Anmeldung eines Hundes", steuern, []map[string]any{
		item("vorname", "Vorname", "stringValue", p.Vorname), item("nachname", "Nachname", "stringValue", p.Nachname), item("email", "E-Mail", "stringValue", p.Email),
		item("rufname", "Rufname", "stringValue", h.rufname), item("rasse", "Rasse", "stringValue", h.rasse),
		item("wurftag", "Wurftag", "dateValue", h.wurftag), item("haltung_seit", "Gehalten seit", "dateValue", tag(seit)),
	}, antragPDF("Anmeldung eines Hundes", p, h.rufname+", "+h.rasse))
}

// formcycle is a multipart delivery of Formcycle with the parameters of our contract.
func formcycle(p person, nr, form, einheit string, felder []feld, dateien ...datei) lieferung {
	m := newMultipart()
	meta := [][2]string{{"meta_mandant", "7"}, {"meta_datensatz", nr}, {"meta_formular", form}, {"meta_formular_version", "3"},
		{"meta_vorgangsnummer", "FC-" + nr}, {"meta_organisationseinheit", einheit}}
	if p.Konto != "" {
		art := "bundid"
		if p.Firma != "" {
			art = "muk"
		}
		meta = append(meta, [][2]string{{"bk_konto", art}, {"bk_pseudonym", p.Konto}, {"bk_postfach", p.Postfach}, {"bk_vertrauensniveau", p.storkLevel()}}...)
	}
	for _, f := range meta {
		m.part(f[0], "", "text/plain; charset=UTF-8", []byte(f[1]))
	}
	zeilen := []string{}
	for _, f := range append(kontaktFelder(p), felder...) {
		m.part(f.name, "", "text/plain; charset=UTF-8", []byte(f.text))
		zeilen = append(zeilen, f.label+": "+f.text)
	}
	antrag := antragPDF(form, p, zeilen...)
	m.part("pdf_antrag", antrag.name, antrag.art, antrag.inhalt)
	for i, d := range dateien {
		m.part(fmt.Sprintf("uplDatei_%d", i), d.name, d.art, d.inhalt)
	}
	body, contentType := m.close()
	return lieferung{"formcycle", contentType, "7/" + nr, body}
}

func kontaktFelder(p person) []feld {
	out := []feld{}
	if p.Firma != "" {
		out = append(out, feld{name: "tfFirma", label: "Firma", text: p.Firma})
	}
	return append(out, feld{name: "tfVorname", label: "Vorname", text: p.Vorname}, feld{name: "tfNachname", label: "Nachname", text: p.Nachname},
		feld{name: "tfStrasse", label: "Straße", text: p.Strasse + " " + p.Nr}, feld{name: "tfEmail", label: "E-Mail", text: p.Email})
}

// neutral is a delivery in our own format.
func neutral(p person, kennung, formular, titel, einheit string, am time.Time, felder []feld, dateien ...datei) lieferung {
	antragsteller := map[string]any{"art": "person", "anrede": p.Anrede, "vorname": p.Vorname, "nachname": p.Nachname, "strasse": p.Strasse, "hausnummer": p.Nr,
		"plz": "43210", "ort": "Lindenfurt", "email": p.Email}
	art := "bundid"
	if p.Firma != "" {
		art, antragsteller["art"], antragsteller["firma"] = "muk", "organisation", p.Firma
	}
	if p.Konto != "" {
		antragsteller["konto"] = map[string]any{"art": art, "pseudonym": p.Konto}
		antragsteller["postfach"] = map[string]any{"kanal": art, "adresse": p.Postfach}
		antragsteller["vertrauensniveau"] = p.Niveau
	}
	daten, zeilen := []map[string]any{}, []string{}
	for _, f := range felder {
		d := map[string]any{"name": f.name, "label": f.label, "typ": "text", "text": f.text}
		if f.datum != "" {
			d["typ"], d["wert"] = "datum", f.datum
		}
		daten, zeilen = append(daten, d), append(zeilen, f.label+": "+f.text)
	}
	dateien = append([]datei{antragPDF(titel, p, zeilen...)}, dateien...)
	dokumente := []map[string]any{}
	for i, d := range dateien {
		rolle := "attachment"
		if i == 0 {
			rolle = "representation"
		}
		dokumente = append(dokumente, map[string]any{"id": fmt.Sprintf("d%d", i+1), "rolle": rolle, "dateiname": d.name, "inhalt": d.inhalt})
	}
	sub := map[string]any{"kennung": kennung, "eingereichtAm": am.Format(time.RFC3339), "formular": map[string]any{"schluessel": formular, "version": "1", "titel": titel},
		"antragsteller": antragsteller, "antragsdaten": daten, "dokumente": dokumente}
	if einheit != "" {
		sub["organisationseinheit"] = einheit
	}
	return lieferung{"neutral", "application/json", kennung, mustJSON(sub)}
}

// bewohnerparken is a submission as Form-Solutions keeps it.
func bewohnerparken(p person, id, kennzeichen, zone string, am time.Time) devkit.FormSubmission {
	transID := formNummer + "-" + id
	formXML := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?>
<antrag transID="%s" identifier="%s"><gruppe name="kfz" bezeichnung="Fahrzeug"><feld name="kennzeichen" bezeichnung="Kennzeichen">%s</feld><feld name="halter" bezeichnung="Halter ist Antragsteller">ja</feld></gruppe><feld name="zone" bezeichnung="Parkzone">%s</feld><feld name="gueltig_ab" bezeichnung="Gültig ab">%s</feld><feld name="einzug_lastschrift" bezeichnung="Lastschrift">nein</feld><secureData><Origin>BUNDID</Origin><Titel>%s</Titel><FirstName>%s</FirstName><LastName>%s</LastName><DateOfBirth>%s</DateOfBirth><Street>%s</Street><ZipCode>43210</ZipCode><City>Lindenfurt</City><Country>Deutschland</Country><Email>%s</Email><StorkQaaLevel>%s</StorkQaaLevel><PostkorbId>%s</PostkorbId></secureData></antrag>`,
		transID, formNummer, x(kennzeichen), zone, deutsch(am.AddDate(0, 0, 14)), p.Anrede, x(p.Vorname), x(p.Nachname), geburt(p), x(p.Strasse+" "+p.Nr), x(p.Email), p.storkLevel(), x(p.Postfach))
	antrag := antragPDF("Bewohnerparkausweis", p, "Kennzeichen: "+kennzeichen, "Parkzone: "+zone)
	return devkit.FormSubmission{TransID: transID, UserID: formMandant + "-0004", Identifier: formNummer, ApplicantName: p.anzeige(),
		ApplicantFirstname: &p.Vorname, ApplicantLastname: &p.Nachname, ApplicantType: "NATURAL_PERSON", ApplicantEMail: &p.Email, Status: "NEW",
		Options: devkit.FormOptions{SubmissionType: "REGULAR", PaymentType: "NONE", NPA: p.Niveau == 4},
		Payload: map[string]any{"ordnungsziffer": "32.11", "organisationseinheit": verkehr}, PDF: antrag.inhalt, XML: []byte(formXML),
		Attachments:    zipOf(datei{name: "Zulassungsbescheinigung Teil I.pdf", inhalt: pdf("Zulassungsbescheinigung Teil I", "Kennzeichen "+kennzeichen)}),
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

func zipOf(dateien ...datei) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, d := range dateien {
		w, err := z.Create(d.name)
		if err == nil {
			_, err = w.Write(d.inhalt)
		}
		if err != nil {
			panic(err) // into memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// multi writes a multipart body with a fixed boundary: the same delivery is the same bytes.
type multi struct {
	buf bytes.Buffer
	w   *multipart.Writer
}

func newMultipart() *multi {
	m := &multi{}
	m.w = multipart.NewWriter(&m.buf)
	if err := m.w.SetBoundary("----lindenfurt7MA4YWxkTrZu0gW"); err != nil {
		panic(err)
	}
	return m
}

func (m *multi) part(name, filename, art string, inhalt []byte) {
	disposition := `form-data; name="` + name + `"`
	if filename != "" {
		disposition += `; filename="` + filename + `"`
	}
	w, err := m.w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {art}})
	if err == nil {
		_, err = w.Write(inhalt)
	}
	if err != nil {
		panic(err) // into memory
	}
}

func (m *multi) close() ([]byte, string) {
	if err := m.w.Close(); err != nil {
		panic(err)
	}
	return m.buf.Bytes(), m.w.FormDataContentType()
}
