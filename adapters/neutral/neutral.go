// Package neutral takes our own case format as JSON: a Submission whose documents carry their content
// as base64 in "inhalt" (docs/fallformat.md, docs/fallformat.schema.json). It is strict: an unknown
// or misspelt member is an error that names its JSON path.
package neutral

import (
	"context"

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

// Parse reads one document.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	_, params := adapters.MediaType(d.Header.Get("Content-Type"))
	div := adapters.DivertBase64(body, files, lim, adapters.SyntaxJSON, "inhalt")
	root, err := adapters.ReadJSON(div, lim, params["charset"])
	if err != nil {
		return nil, err
	}
	r := &reader{div: div, b: adapters.NewBuilder(files, lim), ids: map[string]bool{}}
	r.submission(root)
	if r.err != nil {
		return nil, r.err
	}
	return r.b.Finish(div)
}
