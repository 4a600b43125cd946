package adapters

import (
	"bytes"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// charsets are the encodings German form servers send. All agree with ASCII, which DivertBase64
// relies on. nil = UTF-8.
var charsets = map[string]encoding.Encoding{
	"utf-8": nil, "utf8": nil, "us-ascii": nil, "ascii": nil,
	"iso-8859-1":   charmap.Windows1252, // as browsers do: 0x80-0x9f are never control characters
	"latin1":       charmap.Windows1252,
	"iso8859-1":    charmap.Windows1252,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1252": charmap.Windows1252,
	"cp1252":       charmap.Windows1252,
}

func unknownCharset() *Error {
	return Fail(Malformed, "charset_unsupported",
		"Die Lieferung nennt einen nicht unterstützten Zeichensatz. Bitte UTF-8, ISO-8859-1 oder Windows-1252 senden.")
}

// KnownCharset reports whether the label names a supported encoding.
func KnownCharset(label string) bool {
	_, ok := charsets[strings.ToLower(strings.TrimSpace(label))]
	return ok
}

// DecodeReader turns r into UTF-8. An empty label leaves it as it is.
func DecodeReader(r io.Reader, label string) (io.Reader, error) {
	label = strings.ToLower(strings.TrimSpace(label))
	if label == "" {
		return r, nil
	}
	enc, ok := charsets[label]
	if !ok {
		return nil, unknownCharset()
	}
	if enc == nil {
		return r, nil
	}
	return enc.NewDecoder().Reader(r), nil
}

// DecodeText turns raw bytes into a string. Without a label it is UTF-8 if valid and otherwise
// Windows-1252; guessed tells that this happened. UTF-8 under the label of a single-byte set is guessed
// as well: the two are named in different places of a form server, and no text in such a set reads as
// UTF-8 with umlauts. UTF-16, known by its NUL bytes or its mark, is refused.
func DecodeText(raw []byte, label string) (text string, guessed bool, err error) {
	label = strings.ToLower(strings.TrimSpace(label))
	enc, ok := charsets[label]
	if label != "" && !ok {
		return "", false, unknownCharset()
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(raw, 0) >= 0 || bytes.HasPrefix(raw, []byte("\xff\xfe")) ||
		bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return "", false, unknownCharset()
	}
	if utf8.Valid(raw) && (enc == nil || !isASCII(raw)) {
		return string(raw), enc != nil, nil
	}
	if enc == nil {
		enc, guessed = charmap.Windows1252, true
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", false, unknownCharset()
	}
	return string(out), guessed, nil
}

func isASCII(raw []byte) bool {
	return !bytes.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf })
}

// MediaType splits a Content-Type into its lower-case type and parameters. An unreadable one is
// returned as far as it could be read.
func MediaType(value string) (string, map[string]string) {
	typ, params, err := mime.ParseMediaType(value)
	if err != nil && typ == "" {
		typ, _, _ = strings.Cut(value, ";")
		typ = strings.ToLower(strings.TrimSpace(typ))
	}
	if params == nil {
		params = map[string]string{}
	}
	return typ, params
}
