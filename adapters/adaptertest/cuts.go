package adaptertest

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"kontor/adapters"
)

// marks are the bytes that open, part or close something, by the kind of body.
var marks = map[string]string{kindMultipart: "<>{}[]", kindJSON: "{}[],:\"", kindXML: "<>",
	kindForm: "&=%", kindOther: "<>{}"}

// maxCuts bounds the cuts of one case. Longer bodies lose cuts evenly.
const maxCuts = 6000

// truncated cuts the delivery at every boundary of its notation, one byte before and after, and at 97
// sampled places. A cut delivery fails in order or, where only white space is missing, reads the same:
// half an application is never taken for a whole one.
func truncated(t *testing.T, a adapters.Adapter, c Case, whole *adapters.Submission) {
	t.Helper()
	secret := values(whole)
	closed := c.kind() != kindForm && c.kind() != kindOther
	for _, n := range c.cuts() {
		s, err := a.Parse(context.Background(), c.delivery(c.Body[:n]), NewMemoryFiles())
		switch {
		case err != nil:
			checkRefused(t, err, secret, "a cut delivery")
		case closed && !same(s, whole):
			t.Errorf("cut at byte %d of %d it is accepted as something else", n, len(c.Body))
		}
		if t.Failed() {
			t.Logf("cut at byte %d", n)
			return
		}
	}
}

func (c Case) cuts() []int {
	var at []int
	step := max(1, len(c.Body)/97)
	for n := 0; n < len(c.Body); n += step {
		at = append(at, n)
	}
	structural := marks[c.kind()]
	for i, b := range c.Body {
		if bytes.IndexByte([]byte(structural), b) >= 0 {
			at = append(at, i-1, i, i+1)
		}
	}
	if len(at) > maxCuts {
		thin := at[:0]
		for i := 0; i < maxCuts; i++ {
			thin = append(thin, at[i*len(at)/maxCuts])
		}
		at = thin
	}
	if boundary := c.boundary(); boundary != "" {
		at = append(at, around(c.Body, "--"+boundary)...)
		at = append(at, around(c.Body, "\r\n\r\n")...)
	}
	at = slices.DeleteFunc(at, func(n int) bool { return n < 0 || n >= len(c.Body) })
	slices.Sort(at)
	return slices.Compact(at)
}

// around lists the start, the middle and the end of every occurrence of a mark, one byte more and less.
func around(body []byte, mark string) (at []int) {
	for from := 0; ; {
		i := bytes.Index(body[from:], []byte(mark))
		if i < 0 {
			return at
		}
		start := from + i
		end := start + len(mark)
		at = append(at, start-1, start, start+1, start+len(mark)/2, end-1, end, end+1, end+2, end+3)
		from = end
	}
}
