package casework

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"kontor/adapters"
	"kontor/adapters/xdatenfelder"
	"kontor/workflow"
)

// Schema is a FIM Datenschema: labels, order, kinds and code lists of a form whose fields are FIM numbers.
type Schema = xdatenfelder.Schema

// ReadSchema reads an XDatenfelder file, version 2 or 3.
func ReadSchema(r io.Reader) (*Schema, error) {
	lim := xdatenfelder.DefaultLimits()
	s, err := xdatenfelder.Read(r, lim)
	if adapters.HasCode(err, adapters.TooLarge) {
		return nil, &Error{Code: TooLarge, Reason: "schema_too_large",
			Detail: fmt.Sprintf("Höchstens %d MB.", lim.Document>>20)}
	}
	var bad *adapters.Error
	if errors.As(err, &bad) {
		return nil, &Error{Code: Invalid, Reason: "schema_malformed", Detail: bad.Detail, Cause: err}
	}
	return s, err
}

// SchemaName is how people call it: number and version.
func SchemaName(s *Schema) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(s.Name + " " + s.Version)
}

// FormularStruktur is the shape of a form as its samples show it, read with its schema, if it has one. Fields that only
// the schema knows stand behind: samples need not have them. The samples are not changed.
func FormularStruktur(s *Schema, proben ...*Antrag) ([]Strukturfeld, error) {
	felder := make([][]Feld, 0, len(proben))
	for _, a := range proben {
		if s == nil {
			felder = append(felder, a.Antragsdaten)
			continue
		}
		kopie, err := CloneAntrag(a)
		if err != nil {
			return nil, err
		}
		xdatenfelder.ApplyTo(kopie, s)
		felder = append(felder, kopie.Antragsdaten)
	}
	out := Struktur(felder...)
	if s == nil {
		return out, nil
	}
	gesehen := strukturkarte(out)
	for _, p := range xdatenfelder.Felder(s) {
		if _, ok := gesehen[p.Pfad]; !ok && len(out) < maxStruktur {
			out = append(out, Strukturfeld{Pfad: p.Pfad, Label: p.Label, Typ: p.Typ, Leer: true, Manchmal: true})
		}
	}
	return out, nil
}

// Schemaunterlagen are the uploads a schema demands; those a mapping names already keep their title.
func Schemaunterlagen(s *Schema, bisher []Pflichtunterlage) []Pflichtunterlage {
	out := slices.Clone(bisher)
	var walk func(list []xdatenfelder.Element, pfad string)
	walk = func(list []xdatenfelder.Element, pfad string) {
		for _, e := range list {
			p := pfad + workflow.PathName(e.Nummer)
			if !e.Pflicht || e.Max != 1 {
				continue // without the group around it, nothing in it is missing
			}
			if e.Gruppe {
				walk(e.Felder, p+".")
				continue
			}
			if e.Typ == adapters.Datei && !slices.ContainsFunc(out, func(u Pflichtunterlage) bool {
				return u.Feld == p
			}) {
				out = append(out, Pflichtunterlage{Feld: p, Titel: cmp.Or(e.Label, e.Nummer)})
			}
		}
	}
	walk(s.Felder, "")
	return out
}
