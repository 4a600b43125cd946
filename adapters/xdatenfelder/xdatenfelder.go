// Package xdatenfelder reads FIM Datenschemata (XDatenfelder 2 and 3) and gives Antragsdaten whose names are FIM
// numbers their labels, types, order and code texts. It is pure: bytes in, values out.
//
// What the layouts rest on:
//   - Both versions: message xdatenfelder.stammdatenschema.0102 (or datenfeldgruppe.0103) with identifikation {id,
//
// version},
//
//	  struktur {anzahl "min:max", "*" = without bound; enthaelt {datenfeld | datenfeldgruppe}}, bezeichnungEingabe and
//	  -Ausgabe, hilfetextEingabe, feldart and datentyp with an unqualified child code: SEEN in the test documents of
//	  flxbe/xdatenfelder-ts (shared standards) and in the public style sheets of V. Schmitz for both versions.
//	- Version 2: namespace urn:xoev-de:fim:standard:xdatenfelder_2, numbers of 8 digits, code lists only as reference
//
// to a
//
//	  genericode file (codelisteReferenz/genericodeIdentification): SEEN there. It has no embedded values.
//	- Version 3: namespace urn:xoev-de:fim:standard:xdatenfelder_3.0.0, numbers of 11 digits, bezeichnung of the
//
// schema,
//
//	art code X = choice of one child, werte/wert {code, name, hilfe}: SEEN in the same style sheets and in a public
//
// test.
//   - A number of version 2 becomes one of version 3 by three digits after the first two, "000" unless the owner
//
// divides
//
//	  his range: SEEN in the style sheet that converts 2 into 3. Numbers are compared in that form.
//	- Element names with the version behind the number (F60000000243V1.1.0): SEEN in the style sheets that make JSON
//	  schemas and XSDs.
//	- feldart label is explaining text, never data: SEEN (left out of the JSON schemas). It is not read.
//	- INFERRED: num_currency is Euro; a later 3.x keeps the elements; select values may also be delivered as display
//
// text.
package xdatenfelder

import (
	"io"
	"strconv"
	"strings"

	"kontor/adapters"
)

// Schema is one Datenschema, small enough to be kept as JSON.
type Schema struct {
	Name    string    `json:"name"` // number, for example S00000114 or S00000000114
	Version string    `json:"version,omitempty"`
	Titel   string    `json:"titel,omitempty"`
	Felder  []Element `json:"felder"`
}

// Unbegrenzt is the Max of an element that may be repeated without bound.
const Unbegrenzt = -1

// Element is one field or group at its place in the schema.
type Element struct {
	Nummer  string       `json:"nummer"` // F… or G…, as the schema writes it
	Label   string       `json:"label,omitempty"`
	Typ     adapters.Typ `json:"typ"` // of a group Gruppe; a repeated element keeps the type of one repetition
	Gruppe  bool         `json:"gruppe,omitempty"`
	Min     int          `json:"min"`
	Max     int          `json:"max"`               // Unbegrenzt = any number
	Pflicht bool         `json:"pflicht,omitempty"` // must be there wherever the group around it is
	Hilfe   string       `json:"hilfe,omitempty"`
	// canonical URI with version of a code list that is not embedded
	Codeliste string    `json:"codeliste,omitempty"`
	Werte     []Wert    `json:"werte,omitempty"`
	Felder    []Element `json:"felder,omitempty"`
}

// Wert is one entry of an embedded code list.
type Wert struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// repeated tells whether the element may occur more than once.
func (e *Element) repeated() bool { return e.Max == Unbegrenzt || e.Max > 1 }

// DefaultLimits bound a schema: large ones repeat whole groups of the Baukasten and are bigger than any submission.
func DefaultLimits() adapters.Limits {
	return adapters.Limits{Document: 32 << 20, Depth: 128, Fields: 50_000}
}

// namespaces are the beginnings of the namespaces of both versions.
const (
	namespace2 = "urn:xoev-de:fim:standard:xdatenfelder_2"
	namespace3 = "urn:xoev-de:fim:standard:xdatenfelder_3"
)

func unreadable(detail string) error {
	return adapters.Fail(adapters.Malformed, "schema_unreadable", detail+
		" Bitte das Datenschema als XDatenfelder 2 oder 3 (XML) aus dem FIM-Portal herunterladen.")
}

// Read reads one schema. DTDs are refused, limits that are zero are those of DefaultLimits. Every failure is an
// *adapters.Error.
func Read(r io.Reader, lim adapters.Limits) (*Schema, error) {
	own := DefaultLimits()
	if lim.Document <= 0 {
		lim.Document = own.Document
	}
	if lim.Depth <= 0 {
		lim.Depth = own.Depth
	}
	if lim.Fields <= 0 {
		lim.Fields = own.Fields
	}
	root, err := adapters.ReadXML(r, lim, "")
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(root.Space, namespace2) && !strings.HasPrefix(root.Space, namespace3) {
		return nil, unreadable("Die Datei ist kein XDatenfelder-Dokument der Version 2 oder 3.")
	}
	if group := root.Child("datenfeldgruppe"); group != nil { // message 0103: one group alone
		e, err := element(group, "1:1", true)
		if err != nil {
			return nil, err
		}
		return &Schema{Name: e.Nummer, Version: version(group), Titel: e.Label, Felder: []Element{e}}, nil
	}
	n := root.Child("stammdatenschema")
	if n == nil {
		return nil, unreadable("In der Datei steht kein Datenschema (stammdatenschema).")
	}
	s := &Schema{Name: number(n), Version: version(n), Titel: line(n, "bezeichnung", "bezeichnungAusgabe",
		"bezeichnungEingabe", "name")}
	if s.Name == "" {
		return nil, unreadable("Dem Datenschema fehlt die Nummer (identifikation).")
	}
	if s.Felder, err = structure(n, true); err != nil {
		return nil, err
	}
	return s, nil
}

// structure reads the children of a schema or group. mandatory is false below a choice: then none is needed by itself.
func structure(n *adapters.Node, mandatory bool) ([]Element, error) {
	out := []Element{}
	if codeOf(n, "art") == "X" {
		mandatory = false
	}
	for _, s := range n.Children {
		if s.Name != "struktur" {
			continue
		}
		contains := s.Child("enthaelt")
		if contains == nil {
			continue
		}
		for _, c := range contains.Children {
			if c.Name != "datenfeld" && c.Name != "datenfeldgruppe" || codeOf(c, "feldart") == "label" {
				continue
			}
			e, err := element(c, s.ChildText("anzahl"), mandatory)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
		}
	}
	return out, nil
}

func element(n *adapters.Node, anzahl string, mandatory bool) (Element, error) {
	e := Element{Nummer: number(n), Label: line(n, "bezeichnungAusgabe", "bezeichnungEingabe", "name"),
		Hilfe: line(n, "hilfetextAusgabe", "hilfetextEingabe")}
	if e.Nummer == "" {
		return e, unreadable("Einem Feld oder einer Gruppe fehlt die Nummer (identifikation).")
	}
	var ok bool
	if e.Min, e.Max, ok = cardinality(anzahl); !ok {
		return e, unreadable("Beim Element " + e.Nummer + " ist die Anzahl nicht lesbar.")
	}
	e.Pflicht = mandatory && e.Min > 0
	if n.Name == "datenfeldgruppe" {
		var err error
		e.Gruppe, e.Typ = true, adapters.Gruppe
		e.Felder, err = structure(n, true)
		return e, err
	}
	e.Typ = fieldType(n)
	if e.Typ == adapters.Auswahl {
		e.Werte, e.Codeliste = values(n), codeList(n)
	}
	return e, nil
}

// types maps datentyp. What has no type of its own is text.
var types = map[string]adapters.Typ{"date": adapters.Datum, "datetime": adapters.Zeitpunkt, "bool": adapters.JaNein,
	"num": adapters.Zahl, "num_int": adapters.Zahl,
	"num_currency": adapters.Betrag, "file": adapters.Datei}

func fieldType(n *adapters.Node) adapters.Typ {
	if codeOf(n, "feldart") == "select" {
		return adapters.Auswahl
	}
	if t, ok := types[codeOf(n, "datentyp")]; ok {
		return t
	}
	return adapters.Text
}

func values(n *adapters.Node) []Wert {
	var out []Wert
	if list := n.Child("werte"); list != nil {
		for _, w := range list.Children {
			if code := w.ChildText("code"); w.Name == "wert" && code != "" {
				out = append(out, Wert{Code: adapters.CleanText(code), Text: adapters.StripMarkup(w.ChildText("name"))})
			}
		}
	}
	return out
}

// codeList is the URI of a code list: direct children in version 3, one level deeper in version 2.
func codeList(n *adapters.Node) string {
	ref := n.Child("codelisteReferenz")
	if deeper := ref.Child("genericodeIdentification"); deeper != nil {
		ref = deeper
	}
	if ref == nil {
		return ""
	}
	return line(ref, "canonicalVersionUri", "canonicalIdentification")
}

// cardinality reads "0:1" or "1:*"; nothing at all is "1:1".
func cardinality(text string) (low, high int, ok bool) {
	if text == "" {
		return 1, 1, true
	}
	a, b, ok := strings.Cut(text, ":")
	if !ok {
		return 0, 0, false
	}
	low, err := strconv.Atoi(strings.TrimSpace(a))
	if err != nil || low < 0 {
		return 0, 0, false
	}
	if b = strings.TrimSpace(b); b == "*" {
		return low, Unbegrenzt, true
	}
	high, err = strconv.Atoi(b)
	return low, high, err == nil && high >= 0
}

// codeOf is the code of an element like <xdf:feldart><code>input</code></xdf:feldart>; some writers put it there
// directly.
func codeOf(n *adapters.Node, name string) string {
	if code := n.Child(name).ChildText("code"); code != "" {
		return code
	}
	return n.ChildText(name)
}

func number(n *adapters.Node) string  { return line(n.Child("identifikation"), "id") }
func version(n *adapters.Node) string { return line(n.Child("identifikation"), "version") }

// line is the first of the children that says anything, as one line of plain text.
func line(n *adapters.Node, names ...string) string {
	if n == nil {
		return ""
	}
	for _, name := range names {
		if text := adapters.StripMarkup(n.ChildText(name)); text != "" {
			return text
		}
	}
	return ""
}
