package formcycle

import (
	"io"
	"strconv"
	"strings"

	"kontor/adapters"
)

// templateKeys are names in a text template, JSON or XML, that stand for parameters of the contract.
var templateKeys = map[string]string{
	"vorgangsnummer": metaNumber, "datensatz": metaRecord, "formular": metaForm, "formular_version": metaVersion,
	"mandant": metaClient, "leika": metaLeika, "organisationseinheit": metaUnit, "region": metaRegion,
}

// readJSON reads a body that the form builder wrote as a template. Any layout is accepted; known
// members are recognised, the rest becomes fields.
func (r *request) readJSON(body io.Reader, charset string) error {
	root, err := adapters.ReadJSON(body, r.lim, charset)
	if err != nil {
		return err
	}
	if root.Kind != adapters.JSONObject {
		return adapters.Fail(adapters.Malformed, "json_not_object",
			"Das JSON-Dokument ist kein Objekt. Bitte die Vorlage der Aktion mit { beginnen und mit } beenden.")
	}
	r.template(root.Members)
	return nil
}

// template takes the members of a template: parameters, the applicant, and fields.
func (r *request) template(members []adapters.JSONMember) {
	var rest []adapters.JSONMember
	applicant := false
	for _, m := range members {
		scalar := m.Value.Kind != adapters.JSONObject && m.Value.Kind != adapters.JSONArray
		switch {
		case scalar && templateKeys[m.Key] != "":
			r.setMeta(templateKeys[m.Key], m.Value.Text)
		case scalar && contract[m.Key]:
			r.setMeta(m.Key, m.Value.Text)
		case scalar && (technical[m.Key] || m.Key == "felder" && m.Value.Text == ""):
		case m.Key == "antragsteller" && m.Value.Kind == adapters.JSONObject && !applicant:
			applicant = true
			if left := r.applicant(m.Value); len(left) > 0 {
				rest = append(rest, adapters.JSONMember{Key: m.Key,
					Value: &adapters.JSONValue{Kind: adapters.JSONObject, Members: left}})
			}
		case m.Key == "felder" && m.Value.Kind == adapters.JSONObject:
			rest = append(rest, m.Value.Members...)
		default:
			rest = append(rest, m)
		}
	}
	r.b.Submission.Antragsdaten = append(r.b.Submission.Antragsdaten, r.members(rest, "")...)
}

// applicant fills the Antragsteller and returns the members it does not know.
func (r *request) applicant(v *adapters.JSONValue) (left []adapters.JSONMember) {
	a := &r.b.Submission.Antragsteller
	targets := map[string]*string{
		"art": &a.Art, "anrede": &a.Anrede, "titel": &a.Titel, "vorname": &a.Vorname, "nachname": &a.Nachname,
		"geburtsdatum": &a.Geburtsdatum, "firma": &a.Firma, "strasse": &a.Strasse, "hausnummer": &a.Hausnummer,
		"plz": &a.PLZ, "ort": &a.Ort, "land": &a.Land, "email": &a.Email, "telefon": &a.Telefon,
	}
	for _, m := range v.Members {
		target := targets[m.Key]
		if target == nil || m.Value.Kind != adapters.JSONString && m.Value.Kind != adapters.JSONNumber &&
			m.Value.Kind != adapters.JSONNull {
			left = append(left, m)
			continue
		}
		if placeholder.MatchString(m.Value.Text) {
			r.b.Note("placeholder_unresolved", "antragsteller/"+m.Key,
				"Eine Angabe zur antragstellenden Person enthält einen nicht ersetzten Platzhalter und wurde nicht übernommen. Bitte die Aktion im Formular prüfen.")
			continue
		}
		*target = strings.TrimSpace(m.Value.Text)
	}
	if a.Geburtsdatum != "" {
		date, ok := adapters.ParseDate(a.Geburtsdatum)
		a.Geburtsdatum = date
		if !ok {
			r.b.Note("birthdate_unreadable", "",
				"Das Geburtsdatum der antragstellenden Person ist nicht lesbar und wurde nicht übernommen.")
		}
	}
	if a.Art != "person" && a.Art != "organisation" {
		a.Art = ""
		if a.Firma != "" {
			a.Art = "organisation"
		} else if a.Nachname != "" {
			a.Art = "person"
		}
	}
	return left
}

// members turns the members of an object into fields, with the same repetition rule as flat values.
func (r *request) members(members []adapters.JSONMember, path string) []adapters.Feld {
	pairs := make([]pair, 0, len(members))
	for _, m := range members {
		pairs = append(pairs, pair{name: m.Key, value: m.Value})
	}
	return r.fields(pairs, path)
}

func (r *request) value(name string, v *adapters.JSONValue, path string) adapters.Feld {
	f := adapters.Feld{Name: name, Typ: adapters.Text}
	switch v.Kind {
	case adapters.JSONObject:
		f.Typ, f.Felder = adapters.Gruppe, r.members(v.Members, path)
	case adapters.JSONArray:
		f.Typ = adapters.Liste
		for i, item := range v.Items {
			n := strconv.Itoa(i + 1)
			f.Felder = append(f.Felder, r.value(n, item, adapters.Path(path, n)))
		}
	case adapters.JSONBool, adapters.JSONNumber:
		return v.Leaf(name)
	case adapters.JSONString:
		return r.guess(name, v.Text, path)
	}
	return f
}
