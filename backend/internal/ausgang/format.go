package ausgang

import (
	"path"
	"strings"

	"kontor/backend/internal/casework"
)

var elektronisch = code{ListURI: listen + "medium", Version: "1.0", Code: "001"}

// formate maps a file extension to the code of the list dateiformat 1.0.
var formate = map[string]string{
	"bmp": "001", "csv": "002", "doc": "003", "eml": "006", "htm": "007", "html": "008", "jpe": "009",
	"jpeg": "010", "jpg": "011", "msg": "012", "odp": "013", "ods": "014", "odt": "015", "pdf": "018",
	"png": "019", "ppt": "020", "ps": "021", "rtf": "022", "tif": "023", "tiff": "024", "xls": "028",
	"xml": "030", "xsd": "031", "docx": "035", "xlsx": "036", "pptx": "037", "txt": "045",
}

// endungen maps a content type to the extensions its files may have; the first one is ours when the
// name of the file says something else. The type was found by looking at the bytes, the name was
// chosen by somebody, so the type decides.
var endungen = map[string][]string{
	"image/bmp":                     {"bmp"},
	"text/csv":                      {"csv"},
	"application/msword":            {"doc"},
	"message/rfc822":                {"eml"},
	"text/html":                     {"html", "htm"},
	"image/jpeg":                    {"jpg", "jpeg", "jpe"},
	"application/vnd.ms-outlook":    {"msg"},
	"application/pdf":               {"pdf"},
	"image/png":                     {"png"},
	"application/vnd.ms-powerpoint": {"ppt"},
	"application/postscript":        {"ps"},
	"application/rtf":               {"rtf"},
	"text/rtf":                      {"rtf"},
	"image/tiff":                    {"tif", "tiff"},
	"application/vnd.ms-excel":      {"xls"},
	"text/xml":                      {"xml", "xsd"},
	"application/xml":               {"xml", "xsd"},
	"text/plain":                    {"txt", "csv", "eml"},

	"application/vnd.oasis.opendocument.presentation":                           {"odp"},
	"application/vnd.oasis.opendocument.spreadsheet":                            {"ods"},
	"application/vnd.oasis.opendocument.text":                                   {"odt"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {"docx"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {"xlsx"},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {"pptx"},
}

// pdfA is the code of archivable PDF. Only what we made ourselves is known to be that.
const (
	pdfA      = "044"
	sonstiges = "100"
)

// formatVon returns Format without its file, and the extension of the file without dot.
func formatVon(d *casework.Dokument) (format, string) {
	typ, _, _ := strings.Cut(d.ContentType, ";")
	typ = strings.ToLower(strings.TrimSpace(typ))
	endung := strings.ToLower(strings.TrimPrefix(path.Ext(d.Dateiname), "."))
	erlaubt, bekannt := endungen[typ]
	if !bekannt {
		if !endungOK(endung) {
			endung = "bin"
		}
		if typ == "" {
			typ = "unbekannt"
		}
		return format{Name: dateiformat(sonstiges), SonstigerName: typ, Version: unbekannt}, endung
	}
	wahl := erlaubt[0]
	for _, e := range erlaubt {
		if e == endung {
			wahl = e
		}
	}
	f := format{Name: dateiformat(formate[wahl]), Version: unbekannt}
	switch {
	case typ == "application/pdf" && (d.Rolle == casework.RolleBescheid || d.Rolle == casework.RolleBrief):
		f.Name.Code = pdfA
	case typ == "text/plain" && strings.Contains(strings.ToLower(d.ContentType), "utf-8"):
		f.Version = "UTF-8"
	}
	return f, wahl
}

// unbekannt stands where the version of a format is not known: the schema lets it be empty, receivers
// are less patient.
const unbekannt = "unbekannt"

func dateiformat(c string) code {
	return code{ListURI: listen + "dateiformat", Version: "1.0", Code: c}
}

// endungOK keeps anything but short plain extensions out of file names in the ZIP.
func endungOK(e string) bool {
	if e == "" || len(e) > 8 {
		return false
	}
	for _, r := range e {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}
