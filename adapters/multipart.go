package adapters

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// maxPartHeader bounds the header fields of one part, in bytes.
const maxPartHeader = 64 << 10

// Part is one part of a multipart message. Body is valid until the next part is read.
type Part struct {
	Name      string // of form-data
	Filename  string // as sent, decoded; clean it before use
	IsFile    bool   // a file name was given, possibly an empty one
	ContentID string // without the angle brackets
	Type      string // declared media type, lower case
	Charset   string // declared
	Body      io.Reader
}

// ReadParts calls each for every part of a multipart body, in order and without holding contents.
// A body that ends without the closing boundary is Malformed.
func ReadParts(body io.Reader, header http.Header, lim Limits, each func(*Part) error) error {
	_, params := MediaType(header.Get("Content-Type"))
	boundary := params["boundary"]
	if boundary == "" || len(boundary) > 200 {
		return Fail(Malformed, "boundary_missing",
			"Der Content-Type nennt keine brauchbare Trennmarke (boundary). Bitte die Einstellung des Formularservers oder des Proxys prüfen.")
	}
	in := &partSource{errorKeeper: errorKeeper{r: withoutMark(body)}, end: []byte("\n--" + boundary + "--")}
	reader := multipart.NewReader(in, boundary)
	for count := 0; ; count++ {
		raw, err := reader.NextRawPart()
		if err == io.EOF && in.ended {
			return nil
		}
		if err != nil {
			if in.err != nil { // package multipart does not always pass it on
				err = in.err
			}
			return AsError(err, Fail(Malformed, "multipart_malformed",
				"Die Teile der Lieferung sind nicht lesbar oder die Lieferung bricht ab. Bitte erneut senden."))
		}
		if count > lim.Files+lim.Fields {
			return tooManyFields()
		}
		part, err := newPart(raw)
		if err != nil {
			return err
		}
		if err := each(part); err != nil {
			if in.err != nil {
				err = in.err
			}
			return AsError(err, Fail(Malformed, "multipart_malformed",
				"Ein Teil der Lieferung ist nicht lesbar oder die Lieferung bricht ab. Bitte erneut senden."))
		}
	}
}

// partSource remembers whether the closing boundary passed by: to package multipart, a body that ends
// inside the header of a part is as good as a complete one.
type partSource struct {
	errorKeeper
	end   []byte
	tail  []byte // what may be the beginning of end
	ended bool
}

func (s *partSource) Read(p []byte) (int, error) {
	if s.tail == nil {
		s.tail = []byte("\n")
	}
	n, err := s.errorKeeper.Read(p)
	if !s.ended {
		joined := append(s.tail, p[:n]...)
		s.ended = bytes.Contains(joined, s.end)
		s.tail = joined[:copy(joined, joined[max(0, len(joined)-len(s.end)+1):])]
	}
	return n, err
}

// withoutMark drops a byte order mark, which would hide the first boundary and with it the first part.
func withoutMark(r io.Reader) io.Reader {
	buffered := bufio.NewReader(r)
	if head, _ := buffered.Peek(3); string(head) == "\xef\xbb\xbf" {
		_, _ = buffered.Discard(3)
	}
	return buffered
}

func newPart(raw *multipart.Part) (*Part, error) {
	size := 0
	for k, values := range raw.Header {
		for _, v := range values {
			size += len(k) + len(v)
		}
	}
	if size > maxPartHeader {
		return nil, Fail(Refused, "part_header_too_large",
			"Ein Teil der Lieferung hat übergroße Kopfzeilen. Bitte Feldnamen und Dateinamen kürzen.")
	}
	p := &Part{ContentID: strings.Trim(strings.TrimSpace(raw.Header.Get("Content-ID")), "<>")}
	typ, params := MediaType(raw.Header.Get("Content-Type"))
	p.Type, p.Charset = typ, params["charset"]
	p.Name, p.Filename, p.IsFile = disposition(raw.Header.Get("Content-Disposition"))
	switch strings.ToLower(strings.TrimSpace(raw.Header.Get("Content-Transfer-Encoding"))) {
	case "", "binary", "8bit", "7bit":
		p.Body = raw
	case "quoted-printable":
		p.Body = quotedprintable.NewReader(raw)
	case "base64":
		p.Body = base64.NewDecoder(base64.StdEncoding, &blankFilter{r: raw})
	default:
		return nil, Fail(Malformed, "transfer_encoding_unknown",
			"Ein Teil der Lieferung nennt eine unbekannte Transferkodierung. Bitte binary, base64 oder quoted-printable senden.")
	}
	return p, nil
}

// disposition reads name and file name. Senders put raw UTF-8 or Windows-1252, RFC 2047 words
// (seen from Java mail libraries) or RFC 2231 parameters there.
func disposition(value string) (name, filename string, isFile bool) {
	raw, legacy := splitExtended(value)
	_, params, err := mime.ParseMediaType(raw)
	if err != nil && params == nil {
		return "", "", false
	}
	name = decodeWord(params["name"])
	filename, isFile = params["filename"]
	filename = decodeWord(filename)
	if legacy != "" {
		filename, isFile = legacy, true
	}
	return name, filename, isFile
}

// splitExtended cuts out filename*=iso-8859-1”…, which package mime does not decode.
func splitExtended(value string) (rest, filename string) {
	var keep []string
	for _, piece := range strings.Split(value, ";") {
		v, ok := strings.CutPrefix(strings.TrimSpace(piece), "filename*=")
		label, encoded, cut := strings.Cut(v, "'")
		if !ok || !cut || !KnownCharset(label) {
			keep = append(keep, piece)
			continue
		}
		_, encoded, _ = strings.Cut(encoded, "'")
		raw, err := url.PathUnescape(strings.Trim(encoded, `"`))
		if err != nil {
			continue
		}
		filename, _, _ = DecodeText([]byte(raw), label)
	}
	return strings.Join(keep, ";"), filename
}

func decodeWord(s string) string {
	if s = strings.ReplaceAll(s, "\x00", ""); !utf8.ValidString(s) {
		s, _, _ = DecodeText([]byte(s), "")
	}
	dec := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		return DecodeReader(in, label)
	}}
	if out, err := dec.DecodeHeader(s); err == nil {
		return out
	}
	return s
}

// PartText reads a part that is a form value, of at most lim.Document bytes.
func PartText(p *Part, lim Limits, charset string) (text string, guessed bool, err error) {
	data, err := ReadDocument(p.Body, lim)
	if err != nil {
		return "", false, err
	}
	if p.Charset != "" {
		charset = p.Charset
	}
	return DecodeText(data, charset)
}

// blankFilter drops white space, which base64 bodies are wrapped with.
type blankFilter struct{ r io.Reader }

func (f *blankFilter) Read(p []byte) (int, error) {
	for {
		n, err := f.r.Read(p)
		kept := 0
		for _, b := range p[:n] {
			if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
				p[kept] = b
				kept++
			}
		}
		if kept > 0 || err != nil || len(p) == 0 {
			return kept, err
		}
	}
}
