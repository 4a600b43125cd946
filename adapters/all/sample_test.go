package all_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/all"
)

// Every adapter's own example is a delivery it takes, with nothing to complain about but what an example lacks.
func TestOwnExamples(t *testing.T) {
	n := 0
	for name, ad := range all.ByName() {
		sampler, ok := ad.(adapters.Sampler)
		if !ok {
			continue
		}
		n++
		t.Run(name, func(t *testing.T) {
			p := sampler.Sample("probe-0815")
			raw, err := io.ReadAll(p.Body)
			if err != nil {
				t.Fatal(err)
			}
			d := adapters.Delivery{Path: p.Path, Header: p.Header, Body: body{bytes.NewReader(raw)}, Size: int64(len(raw)), Limits: adapters.DefaultLimits()}
			sub, err := ad.Parse(t.Context(), d, adaptertest.NewMemoryFiles())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(sub.Kennung, "probe-0815") || sub.Formular.Schluessel == "" || len(sub.Antragsdaten) == 0 {
				t.Errorf("%+v", sub)
			}
		})
	}
	if n < 5 {
		t.Errorf("only %d adapters have an example", n)
	}
}

type body struct{ *bytes.Reader }

func (body) Close() error { return nil }
