package casework

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// TextOK tells whether a text can be kept as it was written: valid UTF-8 without U+0000. A lone surrogate is no valid
// UTF-8.
func TextOK(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// IsLeer tells whether there is nothing to read in a text: no character, or only such as leave no ink.
func IsLeer(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) < 0
}

// What a JSON document may have when a stranger sends it, and how much of what is wrong with it is told.
const (
	MaxJSONWerte = 50_000 // values, counted through; the largest table of responsibility has some 7,000
	MaxJSONTiefe = 100    // objects and lists in each other
	MaxMaengel   = 20     // more than a person mends in one go; whoever sends thousands of faults gets no long answer
)

// JSONMangel is a place of a JSON document that cannot be taken as it was written.
type JSONMangel struct {
	Pfad string // "auflagen.2" or "inhalt.titel": keys and positions from 0; U+FFFD in place of what is bad in a key
	// text = no TextOK, field_twice = a key that its object has already: readers differ in which one counts
	Grund string
}

var (
	// ErrJSONWerte and ErrJSONTiefe are a document that is refused before anybody works on it.
	ErrJSONWerte = errors.New("JSON with too many values")
	ErrJSONTiefe = errors.New("JSON nested too deep")
)

// CheckJSON looks at the bytes of a JSON document for what encoding/json takes in silence: it makes U+FFFD of a lone
// surrogate and keeps the last of several values of one key. The first MaxMaengel are named. A document that is no JSON
// names what stands before the fault. Errors: ErrJSONWerte, ErrJSONTiefe.
func CheckJSON(raw []byte) ([]JSONMangel, error) {
	w := jsonWalk{d: json.NewDecoder(bytes.NewReader(raw)), raw: raw}
	w.d.UseNumber()
	err := w.value()
	if errors.Is(err, ErrJSONWerte) || errors.Is(err, ErrJSONTiefe) {
		return nil, err
	}
	return w.bad, nil
}

type jsonWalk struct {
	d     *json.Decoder
	raw   []byte
	path  []step // to the value at hand; spelt out for a fault only: a deep or long one would cost its square
	werte int
	bad   []JSONMangel
	last  bool // the token read last was a bad string
}

// step is a key of an object, or a position where key is nil.
type step struct {
	key *string
	at  int
}

// errGenug ends a walk that has found as much as is told.
var errGenug = errors.New("enough")

func (w *jsonWalk) fault(grund string) error {
	parts := make([]string, len(w.path))
	for i, s := range w.path {
		if parts[i] = strconv.Itoa(s.at); s.key != nil {
			parts[i] = strings.ReplaceAll(*s.key, "\x00", "\uFFFD")
		}
	}
	if w.bad = append(w.bad, JSONMangel{Pfad: strings.Join(parts, "."), Grund: grund}); len(w.bad) == MaxMaengel {
		return errGenug
	}
	return nil
}

// token reads one token and looks at the bytes it was made of.
func (w *jsonWalk) token() (json.Token, error) {
	from := w.d.InputOffset()
	t, err := w.d.Token()
	w.last = err == nil && !literalOK(w.raw[from:w.d.InputOffset()])
	return t, err
}

func (w *jsonWalk) value() error {
	if w.werte++; w.werte > MaxJSONWerte {
		return ErrJSONWerte
	}
	if len(w.path) > MaxJSONTiefe {
		return ErrJSONTiefe
	}
	t, err := w.token()
	if err == nil && w.last {
		err = w.fault("text")
	}
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		return w.members()
	case json.Delim('['):
		return w.items()
	}
	return nil
}

// under reads the value at a step further down.
func (w *jsonWalk) under(s step, look func() error) error {
	w.path = append(w.path, s)
	err := look()
	w.path = w.path[:len(w.path)-1]
	return err
}

func (w *jsonWalk) members() error {
	seen := map[string]bool{}
	for w.d.More() {
		token, err := w.token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return io.ErrUnexpectedEOF
		}
		if err := w.under(step{key: &key}, func() error { return w.member(key, seen) }); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

func (w *jsonWalk) member(key string, seen map[string]bool) error {
	var err error
	switch {
	case w.last:
		err = w.fault("text")
	case seen[key]:
		err = w.fault("field_twice")
	}
	if err != nil {
		return err
	}
	seen[key] = true
	return w.value()
}

func (w *jsonWalk) items() error {
	for i := 0; w.d.More(); i++ {
		if err := w.under(step{at: i}, w.value); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

// literalOK looks at a string of JSON as it was written.
func literalOK(raw []byte) bool {
	if !utf8.Valid(raw) {
		return false
	}
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++ // what is escaped, a backslash too
		if raw[i] != 'u' {
			continue
		}
		r := unit(raw, i+1)
		switch {
		case r == 0:
			return false
		case utf16.IsSurrogate(r):
			if i+6 >= len(raw) || raw[i+5] != '\\' || raw[i+6] != 'u' ||
				utf16.DecodeRune(r, unit(raw, i+7)) == utf8.RuneError {
				return false
			}
			i += 6
		}
	}
	return true
}

// unit is the UTF-16 unit of four hexadecimal digits, -1 where there are none.
func unit(raw []byte, at int) rune {
	if at+4 > len(raw) {
		return -1
	}
	n, err := strconv.ParseUint(string(raw[at:at+4]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}

// KeineFormel keeps a spreadsheet from executing what somebody sent (CSV injection).
func KeineFormel(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
