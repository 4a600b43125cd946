package render

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

func TestJoin(t *testing.T) {
	one := func() io.ReadSeeker { return strings.NewReader(leer) }
	for name, c := range map[string]struct {
		parts      int
		beidseitig bool
		pages      int
	}{"one": {1, false, 1}, "three": {3, false, 3}, "a sheet each": {3, true, 6}} {
		var parts []io.ReadSeeker
		for range c.parts {
			parts = append(parts, one())
		}
		var out bytes.Buffer
		if err := Join(&out, parts, c.beidseitig); err != nil {
			t.Fatal(name, err)
		}
		pages, err := api.PageCount(bytes.NewReader(out.Bytes()), model.NewDefaultConfiguration())
		if err != nil || pages != c.pages {
			t.Errorf("%s: %d pages, %v", name, pages, err)
		}
	}
	var fault *JoinError
	err := Join(io.Discard, []io.ReadSeeker{one(), strings.NewReader("no PDF")}, false)
	if !errors.As(err, &fault) || fault.Part != 1 {
		t.Errorf("what is no PDF: %v", err)
	}
}
