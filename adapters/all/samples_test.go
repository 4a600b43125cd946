package all_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/all"
)

// sample reads one file of $KONTOR_SAMPLES; .http files are whole requests.
func sample(t *testing.T, name string) adaptertest.Case {
	t.Helper()
	dir := os.Getenv("KONTOR_SAMPLES")
	if dir == "" {
		t.Skip("KONTOR_SAMPLES names no directory with the sample deliveries; .ci/run sets it")
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	c := adaptertest.Case{Name: name, Type: "application/json", Body: data}
	if strings.HasSuffix(name, ".xml") {
		c.Type = "text/xml; charset=UTF-8"
	}
	if !strings.HasSuffix(name, ".http") {
		return c
	}
	req, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	req.ContentLength = -1
	head := bytes.Index(data, []byte("\r\n\r\n")) + 4
	c.Type, c.Body = req.Header.Get("Content-Type"), data[head:]
	_, _ = io.Copy(io.Discard, req.Body)
	return c
}

func parse(t *testing.T, adapter, name string) (*adapters.Submission, error) {
	t.Helper()
	a, ok := all.Find(adapter)
	if !ok {
		t.Fatalf("no adapter %s", adapter)
	}
	return adaptertest.Parse(a, sample(t, name))
}

func TestDump(t *testing.T) {
	for _, s := range [][2]string{
		{"intelliform", "intelliform/01-aussengastronomie-mtom.http"}, {"intelliform", "intelliform/90-malformed-primary-id.xml"}, {"intelliform", "intelliform/92-malformed-xop-part-missing.http"},
		{"formcycle", "formcycle/01-sondernutzung-multipart.http"}, {"formcycle", "formcycle/03-hundesteuer-custom-json.http"}, {"formcycle", "formcycle/90-malformed-unescaped-json.http"},
		{"formsolutions", "formsolutions/01-bewohnerparkausweis-detail.json"}, {"formsolutions", "formsolutions/90-malformed-attachments-zip.json"},
		{"ozgcloud", "ozgcloud-http/01-aussengastronomie.http"}, {"ozgcloud", "ozgcloud-http/91-malformed-two-values.json"},
	} {
		sub, err := parse(t, s[0], s[1])
		out, _ := json.MarshalIndent(sub, "", " ")
		t.Logf("%s\n%s\n%v", s[1], out, err)
		if e, ok := err.(*adapters.Error); ok {
			t.Log(e.Detail)
		}
	}
}
