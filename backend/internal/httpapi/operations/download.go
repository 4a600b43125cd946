package operations

import (
	"io"
	"net/http"
)

// download is a file that is made while it is sent. The headers go out with its first byte: what fails before is a
// proper problem, what fails later breaks the download off.
type download struct {
	name        string
	contentType string
	fill        func(io.Writer) error
}

func (d download) VisitExportVorgangResponse(w http.ResponseWriter) error   { return d.write(w) }
func (d download) VisitExportVorgaengeResponse(w http.ResponseWriter) error { return d.write(w) }
func (d download) VisitExportZuordnungResponse(w http.ResponseWriter) error { return d.write(w) }
func (d download) VisitExportVerfahrensversionResponse(w http.ResponseWriter) error {
	return d.write(w)
}
func (d download) VisitExportPoststellenbuchResponse(w http.ResponseWriter) error { return d.write(w) }

func (d download) VisitExportZugriffeResponse(w http.ResponseWriter) error { return d.write(w) }

func (d download) write(w http.ResponseWriter) error { return d.fill(&firstByte{download: d, w: w}) }

type firstByte struct {
	download
	w     http.ResponseWriter
	begun bool
}

func (f *firstByte) Write(p []byte) (int, error) {
	if !f.begun {
		f.begun = true
		f.w.Header().Set("Content-Type", f.contentType)
		f.w.Header().Set("Content-Disposition", disposition("attachment", f.name))
	}
	return f.w.Write(p)
}
