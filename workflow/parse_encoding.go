package workflow

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var (
	declaration      = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)
	declaredEncoding = regexp.MustCompile(`encoding\s*=\s*["']([^"']+)["']`)
	declaredVersion  = regexp.MustCompile(`version\s*=\s*["']([^"']+)["']`)
)

// inUTF8 brings a file into UTF-8, from whatever encoding it declares or is marked with, and its declaration
// with it: what is kept and shown of a procedure is one text, not bytes somebody has to guess at. A file in
// UTF-8 stays as it is, to the byte.
func inUTF8(raw []byte) ([]byte, error) {
	raw, wide, err := fromUTF16(raw)
	if err != nil {
		return nil, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	head := declaration.Find(raw)
	label := strings.ToLower(captured(declaredEncoding, head))
	// Some programs write UTF-8 and declare UTF-16, because their texts are UTF-16 in memory.
	known := wide || label == "" || label == "utf-8" || strings.HasPrefix(label, "utf-16")
	if !known {
		if raw, err = decode(raw, label); err != nil {
			return nil, err
		}
		head = declaration.Find(raw)
	}
	if !utf8.Valid(raw) {
		return nil, &Error{Code: CodeXML, Reason: "Die Datei ist nicht in dem Zeichensatz gespeichert, den sie nennt. " +
			"Bitte im Zeichenprogramm als UTF-8 speichern."}
	}
	version := captured(declaredVersion, head)
	if label != "" && label != "utf-8" || version != "" && version != "1.0" {
		raw = append([]byte(`<?xml version="1.0" encoding="UTF-8"?>`), raw[len(head):]...)
	}
	return raw, nil
}

func captured(pattern *regexp.Regexp, text []byte) string {
	if m := pattern.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// fromUTF16 knows UTF-16 by its mark, or by the zero bytes around the first angle bracket.
func fromUTF16(raw []byte) (text []byte, wide bool, err error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{'<', 0}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}), bytes.HasPrefix(raw, []byte{0, '<'}):
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	default:
		return raw, false, nil
	}
	text, err = from.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, true, unknownEncoding("UTF-16")
	}
	return text, true, nil
}

func decode(raw []byte, label string) ([]byte, error) {
	from, err := htmlindex.Get(label)
	if err != nil {
		return nil, unknownEncoding(label)
	}
	text, err := from.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, unknownEncoding(label)
	}
	return text, nil
}

func unknownEncoding(label string) *Error {
	return &Error{Code: CodeXML, Reason: fmt.Sprintf(
		"Der Zeichensatz „%s“ der Datei ließ sich nicht lesen. Bitte im Zeichenprogramm als UTF-8 speichern.", label)}
}
