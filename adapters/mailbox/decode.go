package mailbox

import (
	"bytes"
	"io"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"github.com/emersion/go-message/textproto"
	"golang.org/x/text/encoding/charmap"

	"kontor/adapters"
)

// decodeBytes turns text of a named charset into UTF-8. Without a usable name it is UTF-8 if valid, else Windows-1252.
func decodeBytes(raw []byte, label string) string {
	text, _ := decodeLabelled(raw, label)
	return text
}

// decodeLabelled tells with known whether the name was of use.
func decodeLabelled(raw []byte, label string) (text string, known bool) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	label = strings.ToLower(strings.TrimSpace(label))
	switch label {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1":
		if utf8.Valid(raw) && label != "iso-8859-1" && label != "latin1" {
			return string(raw), true
		}
		out, err := charmap.Windows1252.NewDecoder().Bytes(raw) // as browsers read Latin-1
		return string(out), err == nil && label != "utf-8" && label != "utf8"
	}
	if r, err := charset.Reader(label, bytes.NewReader(raw)); err == nil {
		if out, err := io.ReadAll(r); err == nil {
			return string(out), true
		}
	}
	text, _ = decodeLabelled(raw, "")
	return text, false
}

// decodeHeader decodes encoded words (RFC 2047) and bytes above ASCII.
func decodeHeader(value string) string {
	decoder := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		raw, err := io.ReadAll(in)
		return strings.NewReader(decodeBytes(raw, label)), err
	}}
	if out, err := decoder.DecodeHeader(value); err == nil && utf8.ValidString(out) {
		return out
	}
	return decodeBytes([]byte(value), "")
}

// mediaType returns type and parameters; without a type it is text/plain (RFC 2045 §5.2).
func mediaType(h textproto.Header) (string, map[string]string) {
	value := h.Get("Content-Type")
	if strings.TrimSpace(value) == "" {
		return "text/plain", map[string]string{}
	}
	return adapters.MediaType(value)
}

// filename returns the name of a part as sent; named is false where it has none.
func filename(h textproto.Header) (name string, named bool) {
	for _, place := range []struct{ header, parameter string }{{"Content-Disposition", "filename"},
		{"Content-Type", "name"}} {
		value := h.Get(place.header)
		if name, named = extended(value, place.parameter); named {
			return name, true
		}
		_, params := adapters.MediaType(decodeBytes([]byte(value), ""))
		if name, named = params[place.parameter]; named {
			return decodeHeader(name), true
		}
	}
	return "", false
}

// extended joins name*=charset”…, name*0=… and name*1*=… (RFC 2231), which package mime does only for UTF-8.
func extended(value, parameter string) (text string, found bool) {
	type piece struct {
		number  int
		encoded bool
		raw     string
	}
	var pieces []piece
	for _, p := range splitParameters(value) {
		key, raw, _ := strings.Cut(p, "=")
		rest, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(key)), parameter+"*")
		if !ok {
			continue
		}
		rest, encoded := strings.CutSuffix(rest, "*")
		number, err := strconv.Atoi(rest)
		if rest == "" {
			number, encoded, err = 0, true, nil
		}
		if err == nil {
			pieces = append(pieces, piece{number, encoded, strings.Trim(strings.TrimSpace(raw), `"`)})
		}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return a.number - b.number })
	var label string
	var all []byte
	for i, p := range pieces {
		if p.encoded {
			if i == 0 {
				if first, after, ok := strings.Cut(p.raw, "'"); ok {
					label = first
					if _, p.raw, ok = strings.Cut(after, "'"); !ok {
						p.raw = after
					}
				}
			}
			if plain, err := url.PathUnescape(p.raw); err == nil {
				p.raw = plain
			}
		}
		all = append(all, p.raw...)
	}
	return decodeHeader(decodeBytes(all, label)), len(pieces) > 0
}

// splitParameters cuts at semicolons outside quotes.
func splitParameters(value string) (parts []string) {
	quoted, start := false, 0
	for i := 0; i < len(value); i++ {
		switch {
		case value[i] == '\\' && quoted:
			i++
		case value[i] == '"':
			quoted = !quoted
		case value[i] == ';' && !quoted:
			parts = append(parts, value[start:i])
			start = i + 1
		}
	}
	return append(parts, value[start:])
}
