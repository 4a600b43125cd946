package adapters

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// JSONKind is the kind of a JSON value.
type JSONKind int

// The six kinds of JSON.
const (
	JSONNull JSONKind = iota
	JSONBool
	JSONNumber
	JSONString
	JSONArray
	JSONObject
)

// JSONValue is one JSON value that remembers the order of its members.
type JSONValue struct {
	Kind    JSONKind
	Text    string // of a string or number, "true" or "false"
	Items   []*JSONValue
	Members []JSONMember
}

// JSONMember is one member of an object.
type JSONMember struct {
	Key   string
	Value *JSONValue
}

// Get returns the member of that name, or nil. It copes with a nil receiver.
func (v *JSONValue) Get(key string) *JSONValue {
	if v == nil {
		return nil
	}
	for _, m := range v.Members {
		if m.Key == key {
			return m.Value
		}
	}
	return nil
}

// String returns the text of a scalar member, empty where it is missing, null or not a scalar.
func (v *JSONValue) String(key string) string {
	m := v.Get(key)
	if m == nil || m.Kind == JSONArray || m.Kind == JSONObject {
		return ""
	}
	return m.Text
}

// Decimal reads a number: a literal as JSON writes it, a string as text of unknown notation.
func (v *JSONValue) Decimal() (string, bool) {
	if v == nil {
		return "", false
	}
	if v.Kind == JSONNumber {
		return ParseLiteral(v.Text)
	}
	return ParseDecimal(v.Text)
}

// Leaf is the field of a yes/no or a number.
func (v *JSONValue) Leaf(name string) Feld {
	if v.Kind == JSONBool {
		return Feld{Name: name, Typ: JaNein, Wert: v.Text, Text: YesNo(v.Text)}
	}
	f := Feld{Name: name, Typ: Zahl, Text: v.Text}
	f.Wert, _ = ParseLiteral(v.Text)
	return f
}

type jsonReader struct {
	dec   *json.Decoder
	lim   Limits
	nodes int
}

// ReadJSON reads one whole document as a tree. It keeps the order of members, refuses duplicate
// ones and stops at the limits. charset is the label of the Content-Type; without one the document
// must be UTF-8 (RFC 8259).
func ReadJSON(r io.Reader, lim Limits, charset string) (*JSONValue, error) {
	data, err := ReadDocument(r, lim)
	if err != nil {
		return nil, err
	}
	text, guessed, err := DecodeText(data, charset)
	if err != nil {
		return nil, err
	}
	if guessed && !utf8.Valid(data) {
		return nil, Fail(Malformed, "json_not_utf8",
			"Das JSON-Dokument ist nicht in UTF-8 kodiert. Bitte UTF-8 senden oder den Zeichensatz im Content-Type nennen.")
	}
	data = []byte(text)
	x := &jsonReader{dec: json.NewDecoder(bytes.NewReader(data)), lim: lim}
	x.dec.UseNumber()
	v, err := x.value(0)
	if err == nil {
		if _, more := x.dec.Token(); more != io.EOF {
			err = errors.New("text after the document")
		}
	}
	if err == nil {
		return v, nil
	}
	return nil, AsError(err, malformedJSON(data, x.dec.InputOffset(), err))
}

func malformedJSON(data []byte, offset int64, err error) *Error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	var raw json.RawMessage
	if errors.As(json.Unmarshal(data, &raw), &syntax) {
		offset = syntax.Offset // more exact than the tokenizer's
	}
	head := data[:min(max(offset-1, 0), int64(len(data)))] // the last byte read is the wrong one
	line := 1 + bytes.Count(head, []byte("\n"))
	column := len(head) - bytes.LastIndexByte(head, '\n')
	return Fail(Malformed, "json_malformed", fmt.Sprintf("Das JSON-Dokument ist nicht lesbar (Zeile %d, Spalte %d). "+
		"Bitte prüfen, ob Anführungszeichen und Zeilenumbrüche in Werten maskiert sind.", line, column))
}

func (x *jsonReader) value(depth int) (*JSONValue, error) {
	t, err := x.dec.Token()
	if err != nil {
		return nil, err
	}
	x.nodes++
	if x.nodes > x.lim.nodes() {
		return nil, tooManyFields()
	}
	switch t := t.(type) {
	case nil:
		return &JSONValue{Kind: JSONNull}, nil
	case bool:
		return &JSONValue{Kind: JSONBool, Text: fmt.Sprint(t)}, nil
	case json.Number:
		return &JSONValue{Kind: JSONNumber, Text: t.String()}, nil
	case string:
		return &JSONValue{Kind: JSONString, Text: t}, nil
	case json.Delim:
		if depth >= x.lim.Depth {
			return nil, Fail(Refused, "json_too_deep",
				"Das JSON-Dokument ist tiefer geschachtelt als erlaubt. Bitte das Formular vereinfachen oder die Grenze für den Zugang erhöhen.")
		}
		if t == '{' {
			return x.object(depth)
		}
		return x.array(depth)
	}
	return nil, errors.New("unexpected token")
}

func (x *jsonReader) object(depth int) (*JSONValue, error) {
	v := &JSONValue{Kind: JSONObject}
	seen := map[string]bool{}
	for x.dec.More() {
		t, err := x.dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := t.(string)
		if !ok {
			return nil, errors.New("member without a name")
		}
		if seen[key] {
			return nil, Fail(Malformed, "json_duplicate_key",
				"Ein JSON-Objekt nennt denselben Namen zweimal; welcher Wert gilt, ist unklar. Bitte jeden Namen nur einmal senden.")
		}
		seen[key] = true
		child, err := x.value(depth + 1)
		if err != nil {
			return nil, err
		}
		v.Members = append(v.Members, JSONMember{Key: key, Value: child})
	}
	_, err := x.dec.Token()
	return v, err
}

func (x *jsonReader) array(depth int) (*JSONValue, error) {
	v := &JSONValue{Kind: JSONArray}
	for x.dec.More() {
		child, err := x.value(depth + 1)
		if err != nil {
			return nil, err
		}
		v.Items = append(v.Items, child)
	}
	_, err := x.dec.Token()
	return v, err
}
