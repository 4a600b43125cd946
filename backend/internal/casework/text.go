package casework

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// TextOK tells whether a text can be kept as it was written: valid UTF-8 without U+0000. A lone surrogate is no valid UTF-8.
func TextOK(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// JSONTexte names the strings of a JSON document that are no TextOK, as "auflagen.2" or "inhalt.titel" with keys and
// positions from 0; a bad key is named with U+FFFD in place of what is bad. It looks at the bytes: encoding/json makes
// U+FFFD of a lone surrogate and says nothing. A document that is no JSON names what stands before the fault.
func JSONTexte(raw []byte) []string {
	if utf8.Valid(raw) && !bytes.Contains(raw, []byte(`\u`)) {
		return nil // a NUL that is not escaped is no JSON
	}
	w := textWalk{d: json.NewDecoder(bytes.NewReader(raw)), raw: raw}
	w.d.UseNumber()
	w.value("")
	return w.bad
}

type textWalk struct {
	d    *json.Decoder
	raw  []byte
	bad  []string
	last bool // the token read last was a bad string
}

// token reads one token and looks at the bytes it was made of.
func (w *textWalk) token() (json.Token, error) {
	from := w.d.InputOffset()
	t, err := w.d.Token()
	w.last = err == nil && !literalOK(w.raw[from:w.d.InputOffset()])
	return t, err
}

func (w *textWalk) value(path string) error {
	t, err := w.token()
	if err != nil {
		return err
	}
	if w.last {
		w.bad = append(w.bad, path)
	}
	switch t {
	case json.Delim('{'):
		return w.members(path)
	case json.Delim('['):
		return w.items(path)
	}
	return nil
}

func (w *textWalk) members(path string) error {
	for w.d.More() {
		key, err := w.token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return io.ErrUnexpectedEOF
		}
		name = join(path, strings.ReplaceAll(name, "\x00", "\uFFFD"))
		if w.last {
			w.bad = append(w.bad, name)
		}
		if err := w.value(name); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

func (w *textWalk) items(path string) error {
	for i := 0; w.d.More(); i++ {
		if err := w.value(join(path, strconv.Itoa(i))); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
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
			if i+6 >= len(raw) || raw[i+5] != '\\' || raw[i+6] != 'u' || utf16.DecodeRune(r, unit(raw, i+7)) == utf8.RuneError {
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
