package email

import (
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kontor/adapters"
)

// maxLines is how many lines may become fields; a longer text is no list of answers.
const maxLines = 500

// labelled is "Bezeichnung: Wert", or two cells of a table divided by a tab. The colon wants a space or the end of the
// line, so that times and addresses are none.
var labelled = regexp.MustCompile(`^\s*(?:[-*•]\s+)?([\p{L}\p{N}][^:\t]{0,79}?)[ ]*(?::\t|:[ ]+|:$|\t)\s*(.*)$`)

// maxWords is what a label may have; more is a sentence.
const maxWords = 10

// text makes fields of the labelled lines, in order, and keeps the rest and the whole as they came.
func (r *reader) text() {
	fields, rest := answers(r.mail.Text)
	if len(fields) > maxLines || len(fields) > r.lim.Fields/4 {
		fields, rest = nil, r.mail.Text
	}
	for _, f := range fields {
		r.add(adapters.Guess(slug(f.label), f.label, f.value))
	}
	r.applicant(fields)
	if strings.TrimSpace(rest) != "" {
		r.add(adapters.Feld{Name: "nachricht", Label: "Nachricht", Typ: adapters.Text, Text: strings.Trim(rest, "\n")})
	}
	if len(fields) > 0 {
		r.add(adapters.Feld{Name: "wortlaut", Label: "Wortlaut der E-Mail", Typ: adapters.Text, Text: r.mail.Text})
	}
}

type answer struct{ label, value string }

// answers splits a text. A label without a value takes the lines below it up to an empty line or the next label.
// After "-- " follows a signature.
func answers(text string) (fields []answer, rest string) {
	var others, below []string // below: lines of the last label, which had no value beside it
	signature := false
	finish := func() {
		if len(below) > 0 {
			fields[len(fields)-1].value = strings.Join(below, "\n")
		}
		below = nil
	}
	open := false
	for _, line := range strings.Split(text, "\n") {
		found := labelled.FindStringSubmatch(line)
		trimmed := strings.TrimSpace(line)
		signature = signature || trimmed == "--"
		switch {
		case found != nil && !signature && isLabel(found[1], found[2]):
			finish()
			fields = append(fields, answer{label: strings.TrimSpace(found[1]), value: strings.TrimSpace(found[2])})
			open = found[2] == ""
		case trimmed == "":
			finish()
			open = false
			others = append(others, "")
		case open && !signature:
			below = append(below, trimmed)
		default:
			others = append(others, line)
		}
	}
	finish()
	return fields, squeeze(others)
}

// isLabel: few words, and without a value a capital, so that "es liegt vor:" is a sentence.
func isLabel(label, value string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return len(strings.Fields(label)) <= maxWords && (value != "" || !unicode.IsLower(first))
}

// squeeze joins lines with at most one empty line between them.
func squeeze(lines []string) string {
	var out []string
	for _, l := range lines {
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

// applicantLabels are the labels that tell who applies (INFERRED: forms name them so). The first one counts. The sender
// never does: it is the form server.
var applicantLabels = map[string]string{
	"anrede": "anrede", "titel": "titel", "vorname": "vorname", "nachname": "nachname",
	"familienname": "nachname", "name": "nachname",
	"firma": "firma", "organisation": "firma", "unternehmen": "firma", "verein": "firma",
	"geburtsdatum": "geburtsdatum",
	"straße":       "strasse", "strasse": "strasse", "hausnummer": "hausnummer", "plz": "plz", "postleitzahl": "plz",
	"ort": "ort", "wohnort": "ort",
	"e-mail": "email", "email": "email", "e-mail-adresse": "email", "mail": "email", "telefon": "telefon",
	"telefonnummer": "telefon",
}

func (r *reader) applicant(fields []answer) {
	v := map[string]string{}
	for _, f := range fields {
		target, known := applicantLabels[strings.ToLower(f.label)]
		if known && v[target] == "" && !strings.Contains(f.value, "\n") && len(f.value) <= 200 {
			v[target] = f.value
		}
	}
	if len(v) == 0 {
		return
	}
	a := &r.b.Submission.Antragsteller
	*a = adapters.Antragsteller{Anrede: v["anrede"], Titel: v["titel"], Vorname: v["vorname"],
		Nachname: v["nachname"], Firma: v["firma"],
		Strasse: v["strasse"], Hausnummer: v["hausnummer"], PLZ: v["plz"], Ort: v["ort"], Telefon: v["telefon"]}
	if a.Hausnummer == "" {
		a.Strasse, a.Hausnummer = adapters.SplitStreet(a.Strasse)
	}
	if date, ok := adapters.ParseDate(v["geburtsdatum"]); ok {
		a.Geburtsdatum = date
	}
	if address, err := mail.ParseAddress(v["email"]); err == nil {
		a.Email = address.Address
	}
	switch { // a name alone may be anybody's
	case a.Firma != "":
		a.Art = "organisation"
	case a.Vorname != "" && a.Nachname != "":
		a.Art = "person"
	}
	a.Unbestaetigt = filled(a) // the text may speak of anybody
	r.b.Note("applicant_from_text", "", "Die Angaben zur antragstellenden Person stammen aus dem Text der E-Mail. Bitte prüfen; an eine so gefundene Adresse wird nichts gesendet.")
}

// filled names the members that hold something.
func filled(a *adapters.Antragsteller) (names []string) {
	for _, m := range []struct{ name, value string }{{"anrede", a.Anrede}, {"titel", a.Titel}, {"vorname", a.Vorname},
		{"nachname", a.Nachname},
		{"firma", a.Firma}, {"geburtsdatum", a.Geburtsdatum}, {"strasse", a.Strasse}, {"hausnummer", a.Hausnummer}, {"plz", a.PLZ},
		{"ort", a.Ort}, {"email", a.Email}, {"telefon", a.Telefon}} {
		if m.value != "" {
			names = append(names, m.name)
		}
	}
	return names
}

var (
	german  = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")
	notName = regexp.MustCompile(`[^a-z0-9]+`)
)

// slug makes a field name of a label: lower-case ASCII.
func slug(label string) string {
	name := strings.Trim(notName.ReplaceAllString(german.Replace(strings.ToLower(label)), "_"), "_")
	if name == "" {
		return "feld"
	}
	return name
}

// free returns the name, numbered where it is taken.
func (r *reader) free(name string) string {
	for {
		r.names[name]++
		n := r.names[name]
		if n == 1 {
			return name
		}
		if numbered := name + "_" + strconv.Itoa(n); r.names[numbered] == 0 {
			r.names[numbered] = 1
			return numbered
		}
	}
}
