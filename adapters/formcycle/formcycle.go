// Package formcycle takes what the action "HTTP request" of XIMA Formcycle sends: multipart,
// urlencoded or a text template in JSON or XML. The vendor has no fixed envelope (SEEN, form-systems §3.2), so
// forms follow our contract of parameter names in docs/formcycle-http-aktion.md.
package formcycle

import (
	"bufio"
	"context"
	"io"
	"net/url"
	"strings"

	"kontor/adapters"
)

// Adapter is the adapter for Formcycle.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "formcycle".
func (Adapter) Name() string { return "formcycle" }

// Answer renders a small JSON document.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

// request is one delivery while it is read.
type request struct {
	b     *adapters.Builder
	lim   adapters.Limits
	left  int64             // bytes that form values may still have together
	pairs []pair            // form values and files in order
	meta  map[string]string // parameters of our contract

	unresolved map[string]bool                // parameters that came with a placeholder in them
	labels     map[*adapters.JSONValue]string // of fields in an XML template
}

// pair is one form value: text, a file if file is set, or a value of a template.
type pair struct {
	name, text, document string
	file                 bool
	value                *adapters.JSONValue
}

// Parse reads one request of any of the four body kinds.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	r := &request{b: adapters.NewBuilder(files, lim), lim: lim, left: lim.Document, meta: map[string]string{},
		unresolved: map[string]bool{}, labels: map[*adapters.JSONValue]string{}}
	typ, params := adapters.MediaType(d.Header.Get("Content-Type"))
	buffered := bufio.NewReader(body)
	first, err := firstByte(buffered)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.HasPrefix(typ, "multipart/"):
		err = r.readMultipart(buffered, d, params["charset"])
		r.addPairs()
	case typ == "application/x-www-form-urlencoded":
		err = r.readURLEncoded(buffered, params["charset"])
		r.addPairs()
	case strings.HasSuffix(typ, "json") || first == '{' && !strings.HasSuffix(typ, "xml"):
		err = r.readJSON(buffered, params["charset"])
	case strings.HasSuffix(typ, "xml") || first == '<':
		err = r.readXML(buffered, params["charset"])
	default:
		err = adapters.Fail(adapters.Malformed, "content_type_unsupported",
			"Der Content-Type der Anfrage wird nicht unterstützt. Bitte multipart/form-data, application/x-www-form-urlencoded, application/json oder application/xml senden.")
	}
	if err != nil {
		return nil, err
	}
	if err := r.fillHeader(ctx, d); err != nil {
		return nil, err
	}
	return r.b.Finish(nil)
}

// firstByte looks at the first byte that is neither white space nor a byte order mark, 0 if the first 64
// bytes hold none: the plain text body of the action is often sent as text/plain.
func firstByte(r *bufio.Reader) (byte, error) {
	head, err := r.Peek(64)
	if err != nil && err != io.EOF {
		return 0, err
	}
	text := strings.TrimLeft(strings.TrimPrefix(string(head), "\xef\xbb\xbf"), " \t\r\n")
	if text == "" {
		return 0, nil
	}
	return text[0], nil
}

func (r *request) readMultipart(body io.Reader, d adapters.Delivery, charset string) error {
	return adapters.ReadParts(body, d.Header, r.lim, func(p *adapters.Part) error {
		if p.Name == "" {
			r.b.Note("part_unnamed", "", "Ein Teil der Lieferung hat keinen Namen und wurde nicht übernommen.")
			return nil
		}
		if p.IsFile {
			return r.addFile(p)
		}
		rest := r.lim
		rest.Document = r.left
		text, guessed, err := adapters.PartText(p, rest, charset)
		if err != nil {
			return err
		}
		r.left = max(0, r.left-int64(len(text)))
		return r.addValue(p.Name, text, guessed)
	})
}

// addFile stores one file part. Browsers and Formcycle send an empty part for an unused upload.
func (r *request) addFile(p *adapters.Part) error {
	body := bufio.NewReader(p.Body)
	if _, err := body.Peek(1); err == io.EOF && strings.TrimSpace(p.Filename) == "" {
		r.pairs = append(r.pairs, pair{name: p.Name, file: true})
		return nil
	}
	role := adapters.Attachment
	if p.Name == representationPart {
		role = adapters.Representation
	}
	id, err := r.b.PutDocument(role, p.Filename, body)
	if err == nil && role == adapters.Attachment {
		r.pairs = append(r.pairs, pair{name: p.Name, file: true, document: id, text: r.b.Document(id).Dateiname})
	}
	return err
}

func (r *request) readURLEncoded(body io.Reader, charset string) error {
	data, err := adapters.ReadDocument(body, r.lim)
	if err != nil {
		return err
	}
	for i, piece := range strings.Split(string(data), "&") {
		if i > r.lim.Fields {
			return adapters.Fail(adapters.Refused, "too_many_fields",
				"Die Lieferung enthält mehr Felder als erlaubt. Bitte das Formular prüfen oder die Grenze für den Zugang erhöhen.")
		}
		if strings.TrimSpace(piece) == "" {
			continue
		}
		key, value, _ := strings.Cut(piece, "=")
		key, err1 := url.QueryUnescape(key)
		value, err2 := url.QueryUnescape(strings.TrimRight(value, "\r\n"))
		if err1 != nil || err2 != nil {
			return adapters.Fail(adapters.Malformed, "urlencoding_invalid",
				"Die Formularwerte sind falsch kodiert (Prozent-Kodierung). Bitte die Anfrage mit automatischer Kodierung senden.")
		}
		name, _, err := adapters.DecodeText([]byte(key), charset)
		if err != nil {
			return err
		}
		text, guessed, err := adapters.DecodeText([]byte(value), charset)
		if err != nil {
			return err
		}
		if err := r.addValue(name, text, guessed); err != nil {
			return err
		}
	}
	return nil
}

func (r *request) addValue(name, text string, guessed bool) error {
	if guessed {
		r.b.Note("charset_guessed", "", "Die Lieferung nennt ihren Zeichensatz nicht richtig; Umlaute bitte prüfen.")
	}
	if len(r.pairs) > r.lim.Fields {
		return adapters.Fail(adapters.Refused, "too_many_fields",
			"Die Lieferung enthält mehr Felder als erlaubt. Bitte das Formular prüfen oder die Grenze für den Zugang erhöhen.")
	}
	if r.setMeta(name, text) || technical[name] {
		return nil
	}
	r.pairs = append(r.pairs, pair{name: name, text: text})
	return nil
}
