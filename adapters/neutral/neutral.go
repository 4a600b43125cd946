// Package neutral takes our own case format, as JSON or XML: a Submission whose documents carry their content as base64
// in "inhalt" (docs/fallformat.md, docs/fallformat.schema.json, docs/fallformat.xsd), or as multipart with the files
// beside it. It is strict: an unknown or misspelt member is an error that names its path. It is also what an adapter in
// any language posts to (docs/adapter-protokoll.md).
package neutral

import (
	"context"
	"io"
	"strings"

	"kontor/adapters"
)

// Adapter is the adapter for our own format.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "neutral".
func (Adapter) Name() string { return "neutral" }

// Answer renders a small JSON document.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

// Parse reads one document, alone or with its files beside it.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	r := &reader{b: adapters.NewBuilder(files, lim), files: files, lim: lim, ids: map[string]bool{}}
	typ, params := adapters.MediaType(d.Header.Get("Content-Type"))
	if strings.HasPrefix(typ, "multipart/") {
		err = r.multipart(body, d)
	} else {
		err = r.document(body, isXML(typ), params["charset"])
	}
	if err != nil {
		return nil, err
	}
	r.submission(r.root)
	r.checkParts()
	if r.err != nil {
		return nil, r.err
	}
	return r.b.Finish(r.div)
}

func isXML(typ string) bool {
	return typ == "text/xml" || typ == "application/xml" || strings.HasSuffix(typ, "+xml")
}

// document reads the application itself. Long content goes to files while it passes by.
func (r *reader) document(body io.Reader, xml bool, charset string) (err error) {
	if !xml {
		r.div = adapters.DivertBase64(body, r.files, r.lim, adapters.SyntaxJSON, "inhalt")
		r.root, err = adapters.ReadJSON(r.div, r.lim, charset)
		return err
	}
	r.div = adapters.DivertBase64(body, r.files, r.lim, adapters.SyntaxXML, "inhalt")
	node, err := adapters.ReadXML(r.div, r.lim, charset)
	if err != nil {
		return err
	}
	r.root = r.fromXML(node)
	return r.err
}
