package neutral

import (
	"slices"
	"strconv"
	"strings"

	"kontor/adapters"
)

func (r *reader) submission(root *adapters.JSONValue) {
	o := r.object(root, "$")
	s := r.b.Submission
	if s.Kennung = adapters.CleanLine(o.need("kennung")); len(s.Kennung) > maxKennung {
		r.fail("$.kennung", "Die Kennung ist länger als "+strconv.Itoa(maxKennung)+" Byte.")
	}
	s.Einheit = o.short("organisationseinheit")
	if s.Region = o.short("region"); s.Region != "" && !adapters.IsRegion(s.Region) {
		r.fail("$.region", "Hier wird ein Regional- oder Gemeindeschlüssel mit 2 bis 12 Ziffern erwartet.")
	}
	if at := o.short("eingereichtAm"); at != "" {
		t, ok := adapters.ParseInstant(at)
		if !ok {
			r.fail("$.eingereichtAm", "Hier wird ein Zeitpunkt mit Zeitzone erwartet, zum Beispiel 2025-04-14T10:31:27+02:00.")
		}
		s.EingereichtAm = &t
	}
	o.list("leika", func(v *adapters.JSONValue, path string) {
		if keys, ok := adapters.SplitLeika(v.Text); v.Kind != adapters.JSONString || !ok || len(keys) != 1 {
			r.fail(path, "Ein Leistungsschlüssel besteht aus 14 Ziffern in Anführungszeichen.")
		}
		r.b.AddLeika(v.Text)
	})
	o.list("referenzen", func(v *adapters.JSONValue, path string) {
		ref := r.object(v, path)
		r.b.Reference(ref.need("art"), ref.need("wert"))
		ref.done()
	})
	form := r.object(o.get("formular"), "$.formular")
	s.Formular = adapters.Formular{Schluessel: form.need("schluessel"), Version: form.short("version"),
		Titel: form.short("titel")}
	form.done()
	r.applicant(o.get("antragsteller"))
	o.list("dokumente", r.dokument)
	if o.get("antragsdaten") == nil {
		r.fail("$.antragsdaten", "Diese Angabe ist Pflicht und fehlt. Eine leere Liste ist erlaubt.")
	}
	o.list("antragsdaten", func(v *adapters.JSONValue, path string) {
		s.Antragsdaten = append(s.Antragsdaten,
			r.field(v, path))
	})
	r.payment(o.get("zahlung"))
	o.list("hinweise", func(v *adapters.JSONValue, path string) {
		h := r.object(v, path)
		r.b.Note(h.need("code"), h.short("feld"), h.need("text"))
		h.done()
	})
	o.done()
}

// unconfirmable are the members that may be a guess.
var unconfirmable = []string{"anrede", "titel", "vorname", "nachname", "geburtsdatum", "firma", "strasse",
	"hausnummer", "plz",
	"ort", "land", "email", "telefon"}

func (r *reader) applicant(v *adapters.JSONValue) {
	if v == nil {
		return
	}
	o := r.object(v, "$.antragsteller")
	a := &r.b.Submission.Antragsteller
	*a = adapters.Antragsteller{Art: o.oneOf("art", false, "person", "organisation"), Anrede: o.short("anrede"),
		Titel:   o.short("titel"),
		Vorname: o.short("vorname"), Nachname: o.short("nachname"), Geburtsdatum: o.short("geburtsdatum"),
		Firma:   o.short("firma"),
		Strasse: o.short("strasse"), Hausnummer: o.short("hausnummer"), PLZ: o.short("plz"), Ort: o.short("ort"),
		Land:  o.short("land"),
		Email: o.short("email"), Telefon: o.short("telefon")}
	if a.Geburtsdatum != "" {
		if date, ok := adapters.ParseDate(a.Geburtsdatum); !ok || date != a.Geburtsdatum {
			r.fail("$.antragsteller.geburtsdatum", "Hier wird ein Datum in der Form jjjj-mm-tt erwartet.")
		}
	}
	if k := o.get("konto"); k != nil {
		konto := r.object(k, "$.antragsteller.konto")
		a.Konto = &adapters.Konto{Art: konto.need("art"), Pseudonym: konto.short("pseudonym")}
		konto.done()
	}
	if p := o.get("postfach"); p != nil {
		box := r.object(p, "$.antragsteller.postfach")
		a.Postfach = &adapters.Postfach{Kanal: box.need("kanal"), Adresse: box.need("adresse"),
			Bescheide:  box.oneOf("bescheide", false, adapters.BescheideErlaubt, adapters.BescheideAusgeschlossen),
			Schluessel: box.text("schluessel")}
		box.done()
	}
	if n, ok := o.number("vertrauensniveau"); ok {
		if n != 0 && n != 1 && n != 3 && n != 4 {
			r.fail("$.antragsteller.vertrauensniveau",
				"Erlaubt sind 0 (unbekannt), 1 (niedrig), 3 (substanziell) und 4 (hoch).")
		}
		a.Vertrauensniveau = int(n)
	}
	o.list("unbestaetigt", func(v *adapters.JSONValue, path string) {
		if v.Kind != adapters.JSONString || !slices.Contains(unconfirmable, v.Text) {
			r.fail(path, "Erlaubt sind nur: "+strings.Join(unconfirmable, ", ")+".")
		}
		a.Unbestaetigt = append(a.Unbestaetigt, v.Text)
	})
	o.done()
}

func (r *reader) payment(v *adapters.JSONValue) {
	if v == nil {
		return
	}
	o := r.object(v, "$.zahlung")
	z := &adapters.Zahlung{Zustand: o.oneOf("zustand", true, "keine", "offen", "bezahlt",
		"fehlgeschlagen", "unbekannt"),
		Art: o.short("art"), Betrag: o.short("betrag"), Waehrung: o.short("waehrung"), Referenz: o.short("referenz")}
	if z.Betrag != "" && !machineAmount(z.Betrag) {
		r.fail("$.zahlung.betrag", betragErwartet)
	}
	o.done()
	r.b.Submission.Zahlung = z
}

// dokument takes one document. Its type is sniffed, whatever is declared; a declared datei is checked.
func (r *reader) dokument(v *adapters.JSONValue, path string) {
	o := r.object(v, path)
	id := o.need("id")
	role := o.oneOf("rolle", true, string(adapters.Representation), string(adapters.Attachment))
	name, about, field := o.need("dateiname"), o.short("beschreibung"), o.short("feld")
	o.short("contentType")
	if r.ids[id] {
		r.fail(path+".id", "Diese id kommt schon bei einem anderen Dokument vor.")
	}
	r.ids[id] = true
	declared := o.get("datei")
	f := r.content(o, path)
	if r.err != nil {
		return
	}
	r.checkFile(declared, f, path+".datei")
	o.done()
	if _, err := r.b.AddDocument(adapters.Rolle(role), name, f); err != nil {
		if r.err == nil {
			r.err = err
		}
		return
	}
	d := &r.b.Submission.Dokumente[r.b.Documents()-1]
	d.ID, d.Beschreibung, d.Feld = id, about, field
}

// content is the stored content of a document: inhalt as base64, or the part that teil names.
func (r *reader) content(o *object, path string) adapters.File {
	text, part := o.text("inhalt"), o.short("teil")
	inline := o.v.Get("inhalt") != nil
	switch {
	case inline && part != "":
		r.fail(path+".teil", "Ein Dokument hat entweder inhalt oder teil.")
	case part != "" && r.parts == nil:
		r.fail(path+".teil", "Einen Teil gibt es nur in einer multipart-Lieferung.")
	case part != "" && r.parts[part] == nil:
		r.fail(path+".teil", "Diesen Teil enthält die Lieferung nicht.")
	case part == "" && !inline:
		r.fail(path+".inhalt", "Der Inhalt der Datei (Base64) fehlt.")
	}
	if r.err != nil {
		return adapters.File{}
	}
	if part != "" {
		r.parts[part].named = true
		return r.parts[part].file
	}
	f, err := r.div.Content(text)
	if adapters.HasCode(err, adapters.Malformed) {
		r.fail(path+".inhalt", "Der Inhalt ist kein gültiges Base64.")
	} else if err != nil {
		r.err = err
	}
	return f
}

func (r *reader) checkFile(v *adapters.JSONValue, f adapters.File, path string) {
	if v == nil {
		return
	}
	o := r.object(v, path)
	size, _ := o.number("groesse")
	if o.need("sha256") != f.SHA256 || size != f.Groesse {
		r.fail(path, "Prüfsumme oder Größe passen nicht zum Inhalt.")
	}
	o.done()
}
