package adaptertest

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"kontor/adapters"
)

// Check wants a Submission to keep the promises of the format.
func Check(t testing.TB, s *adapters.Submission) {
	t.Helper()
	if s.Kennung == "" || strings.TrimFunc(s.Kennung, unicode.IsSpace) != s.Kennung {
		t.Errorf("Kennung %q", s.Kennung)
	}
	if s.Antragsdaten == nil {
		t.Error("Antragsdaten is nil")
	}
	ids := map[string]bool{}
	for _, d := range s.Dokumente {
		if d.ID == "" || ids[d.ID] || d.ContentType == "" || len(d.Datei.SHA256) != 64 {
			t.Errorf("document %q is not in order", d.ID)
		}
		ids[d.ID] = true
		checkName(t, d.Dateiname)
	}
	for _, f := range s.Antragsdaten {
		checkField(t, f, f.Name, ids)
	}
	for _, h := range s.Hinweise {
		if h.Code == "" || h.Text == "" {
			t.Errorf("note %q is not in order", h.Code)
		}
	}
}

func checkName(t testing.TB, name string) {
	t.Helper()
	bad := strings.IndexFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) ||
			r == '/' || r == '\\'
	})
	if name == "" || bad >= 0 || utf8.RuneCountInString(name) > 150 || path.Clean("/"+name) != "/"+name {
		t.Errorf("file name %q is not clean", name)
	}
}

func checkField(t testing.TB, f adapters.Feld, at string, ids map[string]bool) {
	t.Helper()
	if f.Name == "" || f.Typ == "" {
		t.Errorf("%s: no name or type", at)
	}
	parent := f.Typ == adapters.Gruppe || f.Typ == adapters.Liste
	if parent && f.Text+f.Wert+f.Code+f.Dokument != "" || !parent && len(f.Felder) > 0 {
		t.Errorf("%s: a %s has both or neither of value and fields", at, f.Typ)
	}
	if f.Dokument != "" && !ids[f.Dokument] {
		t.Errorf("%s: names a document that is not there", at)
	}
	if strings.ContainsRune(f.Text+f.Label+f.Wert, 0) || !utf8.ValidString(f.Text+f.Label) {
		t.Errorf("%s: text cannot be stored", at)
	}
	checkValue(t, f, at)
	for _, c := range f.Felder {
		checkField(t, c, at+"/"+c.Name, ids)
	}
}

var (
	decimal  = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	amount   = regexp.MustCompile(`^-?\d+\.\d\d$`)
	currency = regexp.MustCompile(`^([A-Z]{3})?$`)
)

// checkValue wants Wert and the rest to fit the type, as docs/fallformat.schema.json has it.
func checkValue(t testing.TB, f adapters.Feld, at string) {
	t.Helper()
	ok := true
	switch f.Typ {
	case adapters.Zahl:
		ok = f.Wert == "" || decimal.MatchString(f.Wert)
	case adapters.Betrag:
		ok = f.Wert == "" || amount.MatchString(f.Wert)
	case adapters.JaNein:
		ok = f.Wert == "" || (f.Wert == "true" || f.Wert == "false") && (f.Text == "" ||
			f.Text == adapters.YesNo(f.Wert))
	case adapters.Datum:
		date, read := adapters.ParseDate(f.Wert)
		ok = f.Wert == "" || read && date == f.Wert
	case adapters.Zeitpunkt:
		_, read := adapters.ParseInstant(f.Wert)
		ok = f.Wert == "" || read
	default:
		ok = f.Wert == ""
	}
	if !ok {
		t.Errorf("%s: the value does not fit a %s", at, f.Typ)
	}
	if f.Code != "" && f.Typ != adapters.Auswahl || f.Dokument != "" && f.Typ != adapters.Datei ||
		f.Waehrung != "" && f.Typ != adapters.Betrag || !currency.MatchString(f.Waehrung) {
		t.Errorf("%s: a %s has a code, currency or document it cannot have", at, f.Typ)
	}
}

// values lists the texts of a Submission that are long enough to be recognised in an error.
func values(s *adapters.Submission) (texts []string) {
	var walk func([]adapters.Feld)
	walk = func(fields []adapters.Feld) {
		for _, f := range fields {
			if len(f.Text) >= 8 {
				texts = append(texts, f.Text)
			}
			walk(f.Felder)
		}
	}
	walk(s.Antragsdaten)
	if len(s.Kennung) >= 8 {
		texts = append(texts, s.Kennung)
	}
	return texts
}

// Codes are all codes, for tests of answers.
var Codes = []adapters.Code{adapters.Malformed, adapters.Incomplete, adapters.Refused, adapters.TooLarge,
	adapters.Unauthenticated,
	adapters.NotFound, adapters.NotAllowed, adapters.Conflict, adapters.Unavailable}

func answers(t *testing.T, a adapters.Adapter) {
	outcomes := []adapters.Outcome{
		{Eingang: "LF-EINGANG-0001", Vorgangsnummer: "LF-2025-004711"},
		{Eingang: "LF-EINGANG-0001", Vorgangsnummer: "LF-2025-004711", Wiederholung: true},
		{Fehler: &adapters.Error{Code: adapters.Unauthenticated, Reason: "credentials_wrong"}},
		{Eingang: "E-1", Fehler: &adapters.Error{Code: "unknown", Reason: "x", Detail: "<&\">\x00\x1b]]> Zeichen"}},
	}
	for _, code := range Codes {
		outcomes = append(outcomes, adapters.Outcome{Eingang: "LF-EINGANG-0002", Fehler: &adapters.Error{
			Code: code, Reason: "some_reason", Detail: "Bitte prüfen.", Cause: errors.New("interner-grund")}})
	}
	for _, o := range outcomes {
		r := a.Answer(adapters.Delivery{ReceivedAt: time.Now()}, o)
		body := string(r.Body)
		checkForm(t, r)
		switch {
		case strings.Contains(body, "interner-grund"):
			t.Error("an answer shows the technical cause")
		case o.Fehler == nil && (r.Status != 200 || !strings.Contains(body, o.Vorgangsnummer)):
			t.Errorf("success gives status %d without the number", r.Status)
		case o.Fehler != nil && r.Status < 400:
			t.Errorf("%s gives status %d", o.Fehler.Code, r.Status)
		case o.Fehler != nil && !strings.Contains(body, o.Eingang):
			t.Errorf("%s: the answer lacks the reference", o.Fehler.Code)
		case o.Fehler != nil && o.Fehler.Code == adapters.Unauthenticated && r.Header.Get("WWW-Authenticate") == "":
			t.Error("401 without a challenge")
		}
	}
}

// checkForm wants a body that is well-formed in the format its Content-Type names.
func checkForm(t testing.TB, r adapters.Response) {
	t.Helper()
	var err error
	if strings.Contains(r.ContentType, "xml") {
		dec := xml.NewDecoder(strings.NewReader(string(r.Body)))
		for err == nil {
			_, err = dec.Token()
		}
		if err == io.EOF {
			err = nil
		}
	} else if !json.Valid(r.Body) {
		err = errors.New("not JSON")
	}
	if err != nil || len(r.Body) == 0 {
		t.Errorf("the answer with status %d is not well-formed: %v", r.Status, err)
	}
}
