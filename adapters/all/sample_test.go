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

// Every compiled-in adapter has an example of its own that it takes.
func TestOwnExamples(t *testing.T) {
	settings := map[string]string{"absender": "@lindenfurt.example"} // the one required setting without a default
	for name, ad := range all.ByName() {
		t.Run(name, func(t *testing.T) {
			sampler, ok := ad.(adapters.Sampler)
			if !ok {
				t.Fatal("a Zugang of this adapter cannot be tried before it goes live")
			}
			p := sampler.Sample("probe-0815", settings)
			raw, err := io.ReadAll(p.Body)
			if err != nil {
				t.Fatal(err)
			}
			d := adapters.Delivery{Path: p.Path, Header: p.Header, Body: body{bytes.NewReader(raw)},
				Size: int64(len(raw)), Limits: adapters.DefaultLimits(), Settings: settings}
			sub, err := ad.Parse(t.Context(), d, adaptertest.NewMemoryFiles())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(sub.Kennung, "probe-0815") || sub.Formular.Schluessel == "" ||
				len(sub.Antragsdaten) == 0 {
				t.Errorf("%+v", sub)
			}
		})
	}
}

type body struct{ *bytes.Reader }

func (body) Close() error { return nil }
