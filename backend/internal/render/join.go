package render

import (
	"bytes"
	"fmt"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// leer is an empty page of A4: the back of a sheet whose letter ends on its front.
const leer = `%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Resources<<>>>>
endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000054 00000 n 
0000000105 00000 n 
trailer
<</Size 4/Root 1 0 R>>
startxref
190
%%EOF
`

// Join writes PDF files one after another as one for the printer; with beidseitig each begins on a sheet of its own. A
// file that is none, or that a password protects, is an error that names its place, from 0.
func Join(w io.Writer, parts []io.ReadSeeker, beidseitig bool) error {
	api.DisableConfigDir() // nothing is written to the home of whoever runs this
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.CreateBookmarks = false
	var all []io.ReadSeeker
	for i, part := range parts {
		pages, err := api.PageCount(part, conf)
		if err != nil {
			return &JoinError{Part: i, Err: err}
		}
		if _, err := part.Seek(0, io.SeekStart); err != nil {
			return &JoinError{Part: i, Err: err}
		}
		all = append(all, part)
		if beidseitig && pages%2 == 1 {
			all = append(all, bytes.NewReader([]byte(leer)))
		}
	}
	if err := api.MergeRaw(all, w, false, conf); err != nil {
		return fmt.Errorf("join %d PDF files: %w", len(parts), err)
	}
	return nil
}

// JoinError names the file that could not be read.
type JoinError struct {
	Part int
	Err  error
}

func (e *JoinError) Error() string { return fmt.Sprintf("read PDF file %d: %v", e.Part, e.Err) }

func (e *JoinError) Unwrap() error { return e.Err }
