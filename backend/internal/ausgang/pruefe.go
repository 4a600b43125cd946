package ausgang

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

// mangel is a finding of our own check. detail names elements and ids, never a value a person typed.
func mangel(grund, detail string, args ...any) *casework.Error {
	return &casework.Error{Code: casework.Invalid, Reason: grund, Detail: fmt.Sprintf(detail, args...)}
}

// Check checks a message of type 0401 before it leaves, more strictly than the schema, which lets an
// empty sender, unknown codes, times without zone and missing files pass. stamm is the name of the ZIP
// without extension, dateien what will lie in it beside the XML. It looks at the text itself and knows
// nothing of how it was made. The first finding is returned as *casework.Error, code Invalid.
func Check(stamm string, text []byte, dateien []Datei) error {
	if !bytes.HasPrefix(text, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) {
		return mangel("xdomea_encoding", "Die Nachricht beginnt nicht mit der XML-Deklaration für UTF-8.")
	}
	wurzel, err := read(text)
	if err != nil {
		return mangel("xdomea_not_xml", "Die Nachricht ist kein wohlgeformtes XML: %v.", err)
	}
	p := &pruefung{wurzel: wurzel, uuids: map[string]string{}, benannt: map[string]bool{}}
	for _, schritt := range []func() error{
		p.umschlag, func() error { return p.kopf(stamm) }, p.inhalt,
		func() error { return p.dateien(dateien) },
	} {
		if err := schritt(); err != nil {
			return err
		}
	}
	return nil
}

type pruefung struct {
	wurzel  *knoten
	uuids   map[string]string // UUID → where it was first
	benannt map[string]bool   // Dateiname
}

func (p *pruefung) umschlag() error {
	w := p.wurzel
	if w.name != "Abgabe.Abgabe.0401" || w.attr["xmlns:xdomea"] != namensraum {
		return mangel("xdomea_envelope",
			"Wurzelelement oder Namensraum sind nicht die der Nachricht 0401 in Version 3.0.0.")
	}
	if w.attr["xsi:schemaLocation"] != schemaOrt {
		return mangel("xdomea_envelope", "Die Angabe xsi:schemaLocation fehlt oder nennt ein anderes Schema.")
	}
	return w.alle(func(k *knoten) error {
		if k.name == "code" || k.name == "name" {
			if k.praefix != "" {
				return mangel("xdomea_prefix", "In Codes tragen code und name kein Präfix.")
			}
			return nil
		}
		if k.praefix != "xdomea" {
			return mangel("xdomea_prefix", "Das Element %s trägt nicht das Präfix xdomea.", k.name)
		}
		return nil
	})
}

func (p *pruefung) kopf(stamm string) error {
	k := p.wurzel.find("Kopf")
	if k == nil {
		return mangel("xdomea_envelope", "Der Kopf fehlt.")
	}
	id := k.wert("ProzessID")
	if err := p.uuid(id, "ProzessID"); err != nil {
		return err
	}
	if stamm != id+"_Abgabe.Abgabe.0401" {
		return mangel("xdomea_name", "Der Dateiname passt nicht zu ProzessID und Nachrichtentyp.")
	}
	if k.wert("Nachrichtentyp", "code") != "0401" {
		return mangel("xdomea_envelope", "Der Nachrichtentyp im Kopf ist nicht 0401.")
	}
	for _, wer := range []struct{ element, grund, wort string }{
		{"Absender", "xdomea_sender_missing", "abgebende"}, {"Empfaenger", "xdomea_receiver_missing", "empfangende"},
	} {
		if k.wert(wer.element, "Institution", "Name") == "" {
			return mangel(wer.grund, "Die %s Behörde ist nicht benannt.", wer.wort)
		}
	}
	if k.wert("Importbestaetigung") != "1" {
		return mangel("xdomea_envelope", "Importbestaetigung muss 1 sein.")
	}
	if b := k.wert("Empfangsbestaetigung"); b != "0" && b != "1" {
		return mangel("xdomea_envelope", "Empfangsbestaetigung muss 0 oder 1 sein.")
	}
	if p.wurzel.find("Schriftgutobjekt") == nil {
		return mangel("xdomea_empty", "Die Übergabe enthält keinen Vorgang.")
	}
	return nil
}

var (
	strenge   = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	dateiname = regexp.MustCompile(`^([0-9a-f-]{36})\.[a-z0-9]{1,8}$`)
)

const nullUUID = "00000000-0000-0000-0000-000000000000"

// uuid wants lower case, hyphens in their places, and each one only once in the whole message. The
// schema's own pattern lets a stray "|" and upper case pass.
func (p *pruefung) uuid(id, ort string) error {
	if !strenge.MatchString(id) || id == nullUUID {
		return mangel("xdomea_uuid_invalid", "%s ist keine UUID in Kleinschreibung.", ort)
	}
	if zuerst, da := p.uuids[id]; da {
		return mangel("xdomea_uuid_twice", "%s und %s tragen dieselbe UUID %s.", zuerst, ort, id)
	}
	p.uuids[id] = ort
	return nil
}

func (p *pruefung) inhalt() error {
	return p.wurzel.alle(func(k *knoten) error {
		switch k.name {
		case "Identifikation":
			return p.uuid(k.wert("ID"), k.ueber.name)
		case "Dateiname":
			return p.dateiname(strings.TrimSpace(k.text))
		case "Erstellungszeitpunkt", "DatumUhrzeit":
			if _, err := time.Parse(time.RFC3339, strings.TrimSpace(k.text)); err != nil {
				return mangel("xdomea_zone", "%s ist kein Zeitpunkt mit Zeitzone.", k.name)
			}
		case "Posteingangsdatum", "Postausgangsdatum", "DatumDesSchreibens", "ZdADatum", "Beginn", "Ende", "Datum":
			if _, err := time.Parse(time.DateOnly, strings.TrimSpace(k.text)); err != nil {
				return mangel("xdomea_date", "%s ist kein Datum.", k.name)
			}
		case "Betreff":
			if strings.TrimSpace(k.text) == "" {
				return mangel("xdomea_subject_missing", "Ein %s hat keinen Betreff.", k.ueber.ueber.name)
			}
		case "Format":
			if k.wert("Version") == "" || k.wert("Name", "code") == sonstiges && k.wert("SonstigerName") == "" {
				return mangel("xdomea_format", "Einem Format fehlt die Version oder der sonstige Name.")
			}
		}
		if k.name == "Feldgruppe" && k.wert("Name") == nichtUebergeben {
			return p.ausgelassen(k)
		}
		if liste, ist := codelisten[k.name]; ist && len(k.kinder) > 0 && k.kinder[0].name == "code" {
			return checkCode(k, liste)
		}
		return checkNummern(k)
	})
}

// ausgelassen: who names what stays behind says which Dokument it is, by what its content is known, and why; and what
// is named here has not gone along all the same.
func (p *pruefung) ausgelassen(gruppe *knoten) error {
	genannt := 0
	for _, k := range gruppe.kinder {
		if k.name != "Unterfeldgruppe" {
			continue
		}
		genannt++
		felder := map[string]string{}
		for _, f := range k.kinder {
			if f.name == "Feld" {
				felder[f.wert("Name")] = f.wert("Wert")
			}
		}
		if err := p.uuid(felder["dokument"], "Nicht übergebenes Dokument"); err != nil {
			return err
		}
		if !summe.MatchString(felder["sha256"]) || felder["grund"] == "" {
			return mangel("xdomea_left_out", "Zum nicht übergebenen Dokument %s fehlen Prüfsumme oder Grund.",
				felder["dokument"])
		}
	}
	if genannt == 0 {
		return mangel("xdomea_left_out", "Die Liste der nicht übergebenen Dokumente ist leer.")
	}
	return nil
}

func (p *pruefung) dateiname(n string) error {
	t := dateiname.FindStringSubmatch(n)
	if t == nil {
		return mangel("xdomea_file_name", "Ein Dateiname besteht nicht aus UUID und Endung.")
	}
	if p.benannt[n] {
		return mangel("xdomea_file_twice", "Die Datei %s ist zweimal benannt.", n)
	}
	p.benannt[n] = true
	return p.uuid(t[1], "Datei")
}

// checkNummern: the objects in one container all have a number or none has, and none has it twice.
func checkNummern(behaelter *knoten) error {
	objekte, nummern := 0, map[string]bool{}
	for _, k := range behaelter.kinder {
		if k.name == "Anlage" || k.find("Identifikation") == nil {
			continue // an Anlage counts by its own element Nummer
		}
		objekte++
		nr := k.wert("Identifikation", "NummerImUebergeordnetenContainer")
		if nr == "" {
			continue
		}
		if nummern[nr] {
			return mangel("xdomea_numbering", "Die Nummer %s kommt in %s doppelt vor.", nr, behaelter.name)
		}
		nummern[nr] = true
	}
	if len(nummern) != 0 && len(nummern) != objekte {
		return mangel("xdomea_numbering", "In %s sind nur %d von %d Objekten nummeriert.", behaelter.name,
			len(nummern), objekte)
	}
	return nil
}

var summe = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (p *pruefung) dateien(dateien []Datei) error {
	da := map[string]bool{}
	for _, d := range dateien {
		if da[d.Name] {
			return mangel("xdomea_file_twice", "Die Datei %s kommt zweimal vor.", d.Name)
		}
		da[d.Name] = true
		if !p.benannt[d.Name] {
			return mangel("xdomea_file_unnamed", "Die Datei %s ist in der Nachricht nicht benannt.", d.Name)
		}
		if !summe.MatchString(d.SHA256) || d.Groesse < 0 {
			return mangel("xdomea_file_hash", "Prüfsumme oder Größe der Datei %s fehlen.", d.Name)
		}
	}
	for _, n := range slices.Sorted(maps.Keys(p.benannt)) { // the same finding every time
		if !da[n] {
			return mangel("xdomea_file_missing", "Die benannte Datei %s fehlt.", n)
		}
	}
	return nil
}
