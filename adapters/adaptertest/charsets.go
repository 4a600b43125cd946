package adaptertest

import (
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"kontor/adapters"
)

// foreignSets are the character sets a case is written in.
var foreignSets = map[string]encoding.Encoding{
	"iso-8859-1": charmap.ISO8859_1, "iso-8859-15": charmap.ISO8859_15, "windows-1252": charmap.Windows1252,
	"utf-16":   unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
}

var (
	charsetLabel  = regexp.MustCompile(`(?i)(charset=)"?[\w-]+"?`)
	encodedPart   = regexp.MustCompile(`(?i)content-transfer-encoding:\s*(quoted-printable|base64)`)
	encodingLabel = regexp.MustCompile(`(<\?xml[^>]*encoding=)["'][\w-]+["']`)
)

// foreign writes the same text in other character sets, named as such and unnamed. It is read as the
// same text or refused; where it was guessed, a note says so.
func foreign(t *testing.T, a adapters.Adapter, c Case, whole *adapters.Submission) {
	t.Helper()
	text, ok := c.text()
	if !ok || c.kind() == kindOther || encodedPart.Match(c.Body) {
		return // what is encoded once more, as in a mail, cannot be rewritten from outside
	}
	want := texts(whole)
	check := func(name string, v Case) {
		s, err := Parse(a, v)
		if err != nil {
			checkRefused(t, err, nil, "a delivery in "+name)
			return
		}
		if got := texts(s); !slices.Equal(got, want) && !guessed(s) {
			t.Errorf("in %s the text is read as %q", name, difference(got, want))
		}
	}
	for label, set := range foreignSets {
		if v, ok := c.recoded(text, label, set, true); ok {
			check(label, v)
		}
		if v, ok := c.recoded(text, label, set, false); ok {
			check(label+" without saying so", v)
		}
	}
	marked := c
	marked.Body = append([]byte("\xef\xbb\xbf"), text...)
	marked.Type, _ = relabel(c.Type, nil, "utf-8")
	if c.kind() != kindForm {
		check("utf-8 with a byte order mark", marked)
	}
}

// text is the body in UTF-8, if it is text in a known character set. The parts of a multipart body may
// each have their own; only one in UTF-8 throughout is taken.
func (c Case) text() (string, bool) {
	_, params, _ := mime.ParseMediaType(c.Type)
	label := params["charset"]
	if set, ok := foreignSets[strings.ToLower(label)]; ok && c.kind() != kindForm {
		out, err := set.NewDecoder().Bytes(c.Body)
		return string(out), err == nil
	}
	return string(c.Body), utf8.Valid(c.Body) && c.kind() != kindZip
}

func (c Case) recoded(text, label string, set encoding.Encoding, named bool) (Case, bool) {
	if c.kind() == kindForm {
		return c.recodedForm(label, set, named)
	}
	body := []byte(text)
	if named {
		c.Type, body = relabel(c.Type, body, label)
	} else if typ, params, err := mime.ParseMediaType(c.Type); err == nil &&
		!strings.EqualFold(params["charset"], "utf-8") {
		delete(params, "charset") // would say something else, and no reader could know better
		c.Type = mime.FormatMediaType(typ, params)
	}
	out, err := set.NewEncoder().Bytes(body)
	c.Body = out
	return c, err == nil
}

// recodedForm recodes what stands behind the percent signs.
func (c Case) recodedForm(label string, set encoding.Encoding, named bool) (Case, bool) {
	_, params, _ := mime.ParseMediaType(c.Type)
	var out []string
	for _, piece := range strings.FieldsFunc(string(c.Body), func(r rune) bool { return r == '&' }) {
		key, value, _ := strings.Cut(piece, "=")
		for _, s := range []*string{&key, &value} {
			raw, err := url.QueryUnescape(*s)
			if old := foreignSets[strings.ToLower(params["charset"])]; old != nil && err == nil {
				raw, err = old.NewDecoder().String(raw)
			}
			if err == nil {
				raw, err = set.NewEncoder().String(raw)
			}
			if err != nil {
				return c, false
			}
			*s = url.QueryEscape(raw)
		}
		out = append(out, key+"="+value)
	}
	c.Body = []byte(strings.Join(out, "&"))
	if named {
		c.Type, _ = relabel(c.Type, nil, label)
	} else {
		c.Type, _, _ = mime.ParseMediaType(c.Type)
	}
	return c, true
}

// relabel names another character set wherever one is named, and in the Content-Type.
func relabel(contentType string, body []byte, label string) (string, []byte) {
	if charsetLabel.MatchString(contentType) {
		contentType = charsetLabel.ReplaceAllString(contentType, "${1}"+label)
	} else if contentType != "" {
		contentType += "; charset=" + label
	}
	body = charsetLabel.ReplaceAll(body, []byte("${1}"+label))
	return contentType, encodingLabel.ReplaceAll(body, []byte(`${1}"`+label+`"`))
}

// texts lists what a person reads in a Submission.
func texts(s *adapters.Submission) []string {
	a := s.Antragsteller
	out := []string{s.Formular.Schluessel, s.Formular.Titel, a.Vorname, a.Nachname, a.Firma, a.Strasse, a.Ort}
	var walk func([]adapters.Feld)
	walk = func(fields []adapters.Feld) {
		for _, f := range fields {
			out = append(out, f.Name, f.Label, f.Code, f.Text, f.Wert)
			walk(f.Felder)
		}
	}
	walk(s.Antragsdaten)
	for _, d := range s.Dokumente {
		out = append(out, d.Dateiname, d.Beschreibung)
	}
	return out
}

func guessed(s *adapters.Submission) bool {
	return slices.ContainsFunc(s.Hinweise, func(h adapters.Hinweis) bool { return h.Code == "charset_guessed" })
}

func difference(got, want []string) []string {
	if len(got) != len(want) {
		return []string{"another number of texts"}
	}
	var out []string
	for i := range got {
		if got[i] != want[i] {
			out = append(out, got[i])
		}
	}
	return out
}
