package demo

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
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
	kopf := []string{"Stadt Lindenfurt", "Antragsteller/in: " + p.anzeige(), p.Strasse + " " + p.Nr +
		", 43210 Lindenfurt", ""}
	return datei{name: "Antrag.pdf", art: "application/pdf", inhalt: pdf(titel, append(kopf, zeilen...)...)}
}

// soap is a delivery of intelliForm: SOAP 1.1 with base64 inline.
func soap(p person, nr, amt, amtName, form, formID, einheit string, am time.Time, inneres string, antrag datei,
	dateien ...datei) lieferung {
	var kopf, anhaenge strings.Builder
	if p.Konto != "" {
		art := "BundID"
		if p.Firma != "" {
			art = "ELSTER_NEZO"
		}
		fmt.Fprintf(&kopf, ` u:accountSource="%s" u:authlevel="%s" u:displayName="%s"`, art,
			p.storkLevel(), x(p.anzeige()))
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

func item(name, label, art string, wert any) map[string]any {
	return map[string]any{"name": name, "label": label, art: wert}
}

func gruppe(name, label string, items ...map[string]any) map[string]any {
	return map[string]any{"name": name, "label": label, "formItems": items}
}

// ozgcloud is a multipart delivery of the OZG-Cloud form interface.
func ozgcloud(p person, id, formID, titel, einheit string, items []map[string]any, antrag datei,
	dateien ...datei) lieferung {
	control := map[string]any{"transactionId": id, "zustaendigeStelle": einheit,
		"leikaIds": []string{"99999032002000"}, "formId": formID, "name": titel}
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

// formcycleJSON is the JSON template of a Formcycle form.
func formcycleJSON(p person, nr, form, einheit string, felder []feld) lieferung {
	kontakt := objekt("anrede", p.Anrede, "vorname", p.Vorname, "nachname", p.Nachname, "firma", p.Firma, "email",
		p.Email, "strasse", p.Strasse,
		"hausnummer", p.Nr, "plz", "43210", "ort", "Lindenfurt")
	werte := []any{}
	for _, f := range felder {
		werte = append(werte, f.name, f.text)
	}
	werte2 := []any{"mandant", "7", "datensatz", nr, "vorgangsnummer", "FC-" + nr, "formular", form,
		"organisationseinheit", einheit,
		"antragsteller", kontakt, "felder", objekt(werte...)}
	if p.Konto != "" {
		art := "bundid"
		if p.Firma != "" {
			art = "muk"
		}
		werte2 = append(werte2, "bk_konto", art, "bk_pseudonym", p.Konto, "bk_postfach", p.Postfach,
			"bk_vertrauensniveau", p.storkLevel())
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

// formcycle is a multipart delivery of Formcycle with the parameters of our contract.
func formcycle(p person, nr, form, einheit string, felder []feld, dateien ...datei) lieferung {
	m := newMultipart()
	meta := [][2]string{{"meta_mandant", "7"}, {"meta_datensatz", nr}, {"meta_formular", form},
		{"meta_formular_version", "3"},
		{"meta_vorgangsnummer", "FC-" + nr}, {"meta_organisationseinheit", einheit}}
	if p.Konto != "" {
		art := "bundid"
		if p.Firma != "" {
			art = "muk"
		}
		meta = append(meta, [][2]string{{"bk_konto", art}, {"bk_pseudonym", p.Konto}, {"bk_postfach", p.Postfach},
			{"bk_vertrauensniveau", p.storkLevel()}}...)
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
	return append(out, feld{name: "tfVorname", label: "Vorname", text: p.Vorname},
		feld{name: "tfNachname", label: "Nachname", text: p.Nachname},
		feld{name: "tfStrasse", label: "Straße", text: p.Strasse + " " + p.Nr},
		feld{name: "tfEmail", label: "E-Mail", text: p.Email})
}

// neutral is a delivery in our own format.
func neutral(p person, kennung, formular, titel, einheit string, am time.Time, felder []feld,
	dateien ...datei) lieferung {
	antragsteller := map[string]any{"art": "person", "anrede": p.Anrede, "vorname": p.Vorname, "nachname": p.Nachname,
		"strasse": p.Strasse, "hausnummer": p.Nr,
		"plz": "43210", "ort": "Lindenfurt", "email": p.Email}
	art := "bundid"
	if p.Firma != "" {
		art, antragsteller["art"], antragsteller["firma"] = "muk", "organisation", p.Firma
	}
	if p.Konto != "" {
		antragsteller["konto"] = map[string]any{"art": art, "pseudonym": p.Konto}
		antragsteller["postfach"] = map[string]any{"kanal": art, "adresse": p.Postfach, "bescheide": "erlaubt"}
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
		dokumente = append(dokumente, map[string]any{"id": fmt.Sprintf("d%d", i+1), "rolle": rolle,
			"dateiname": d.name, "inhalt": d.inhalt})
	}
	sub := map[string]any{"kennung": kennung, "eingereichtAm": am.Format(time.RFC3339),
		"formular":      map[string]any{"schluessel": formular, "version": "1", "titel": titel},
		"antragsteller": antragsteller, "antragsdaten": daten, "dokumente": dokumente}
	if einheit != "" {
		sub["organisationseinheit"] = einheit
	}
	return lieferung{"neutral", "application/json", kennung, mustJSON(sub)}
}
