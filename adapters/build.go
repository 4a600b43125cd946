package adapters

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
)

// maxKennung is the length of a Kennung, in characters. Longer ones are hashed.
const maxKennung = 200

// JoinKennung joins the parts of a form server's id. A slash inside a part is escaped, so that
// different parts never make the same Kennung.
func JoinKennung(parts ...string) string {
	escape := strings.NewReplacer("%", "%25", "/", "%2F")
	for i, p := range parts {
		parts[i] = escape.Replace(CleanLine(p))
	}
	joined := strings.Join(parts, "/")
	if utf8.RuneCountInString(joined) <= maxKennung {
		return joined
	}
	sum := sha256.Sum256([]byte(joined))
	return "sha256/" + hex.EncodeToString(sum[:])
}

// Builder collects the documents and notes of one Submission. An adapter fills Submission and ends
// with Finish.
type Builder struct {
	Submission *Submission
	files      Files
	lim        Limits
	noted      map[Hinweis]bool
}

// NewBuilder starts an empty Submission.
func NewBuilder(files Files, lim Limits) *Builder {
	return &Builder{Submission: &Submission{Antragsdaten: []Feld{}}, files: files, lim: lim, noted: map[Hinweis]bool{}}
}

// Bounds of the small lists of one Submission.
const (
	maxNotes      = 200
	maxReferences = 100
	maxLeika      = 100
)

// Note adds a Hinweis once. field is a path or empty; text is German and holds no value.
func (b *Builder) Note(code, field, text string) {
	n := Hinweis{Code: code, Feld: field, Text: text}
	if b.noted[n] || len(b.noted) >= maxNotes {
		return
	}
	b.noted[n] = true
	b.Submission.Hinweise = append(b.Submission.Hinweise, n)
}

// PaidAmount reads the amount of a payment; one that cannot be read without doubt is noted. nil is none.
func (b *Builder) PaidAmount(v *JSONValue) string {
	if v == nil || v.Kind == JSONNull || v.Text == "" {
		return ""
	}
	if v.Kind == JSONNumber {
		if w, ok := ParseLiteral(v.Text); ok {
			if betrag, ok := Amount(w); ok {
				return betrag
			}
		}
	} else if betrag, ok := ParseAmount(v.Text); ok {
		return betrag
	}
	b.Note("amount_unreadable", "", "Der Betrag der Zahlung lässt sich nicht eindeutig lesen und wurde nicht übernommen. Bitte beim Bezahldienst nachsehen.")
	return ""
}

// Reference adds a second number, unless it is empty or known.
func (b *Builder) Reference(art, wert string) {
	wert = CleanLine(wert)
	r := Referenz{Art: art, Wert: wert}
	if wert == "" || len(b.Submission.Referenzen) >= maxReferences {
		return
	}
	for _, known := range b.Submission.Referenzen {
		if known == r {
			return
		}
	}
	b.Submission.Referenzen = append(b.Submission.Referenzen, r)
}

// AddLeika adds LeiKa keys and notes what is not one.
func (b *Builder) AddLeika(text string) {
	keys, ok := SplitLeika(text)
	if !ok {
		b.Note("leika_invalid", "", "Ein mitgesendeter Leistungsschlüssel hat nicht 14 Ziffern und wurde nicht übernommen.")
	}
	for _, k := range keys {
		known := false
		for _, have := range b.Submission.Leika {
			known = known || have == k
		}
		if !known && len(b.Submission.Leika) < maxLeika {
			b.Submission.Leika = append(b.Submission.Leika, k)
		}
	}
}

// SetRegion takes a Regionalschlüssel or Gemeindeschlüssel and notes what is none.
func (b *Builder) SetRegion(text string) {
	text = strings.ReplaceAll(CleanLine(text), " ", "")
	if text != "" && !IsRegion(text) {
		b.Note("region_invalid", "", "Ein mitgesendeter Regionalschlüssel besteht nicht aus 2 bis 12 Ziffern und wurde nicht übernommen.")
		return
	}
	b.Submission.Region = text
}

// Documents is the number of documents so far.
func (b *Builder) Documents() int { return len(b.Submission.Dokumente) }

// Document returns the document of that id; the pointer is valid until the next one is added.
func (b *Builder) Document(id string) *Dokument {
	for i := range b.Submission.Dokumente {
		if b.Submission.Dokumente[i].ID == id {
			return &b.Submission.Dokumente[i]
		}
	}
	return nil
}

// PutDocument stores content and adds it as a document. It returns the id.
func (b *Builder) PutDocument(role Rolle, name string, content io.Reader) (string, error) {
	if b.Documents() >= b.lim.Files {
		return "", tooManyFiles()
	}
	f, err := Store(b.files, content)
	if err != nil {
		return "", err
	}
	return b.AddDocument(role, name, f)
}

// AddDocument adds stored content as a document: it cleans the name and sniffs the type.
func (b *Builder) AddDocument(role Rolle, name string, f File) (string, error) {
	if b.Documents() >= b.lim.Files {
		return "", tooManyFiles()
	}
	typ, err := Sniff(b.files, f)
	if err != nil {
		return "", err
	}
	id := "d" + strconv.Itoa(b.Documents()+1)
	b.Submission.Dokumente = append(b.Submission.Dokumente, Dokument{
		ID: id, Rolle: role, Dateiname: CleanFilename(name), ContentType: typ, Datei: f,
	})
	if f.Groesse == 0 {
		b.Note("document_empty", "", "Eine der mitgesendeten Dateien ist leer (0 Byte).")
	}
	return id, nil
}

// Sniff tells the media type of stored content from its first bytes.
func Sniff(files Files, f File) (string, error) {
	r, err := OpenStored(files, f)
	if err != nil {
		return "", err
	}
	defer r.Close()
	typ, err := mimetype.DetectReader(r)
	if err != nil {
		return "", storageFailed(err)
	}
	return typ.String(), nil
}

// Finish cleans and checks the Submission. Every adapter returns through it, so that what holds
// for one holds for all. div may be nil.
func (b *Builder) Finish(div *Diverter) (*Submission, error) {
	s := b.Submission
	if div != nil && len(div.found) > 0 {
		if raw, err := json.Marshal(s); err != nil || div.Diverted(string(raw)) {
			return nil, Fail(Malformed, "content_misplaced",
				"Ein Dateiinhalt steht an einer Stelle, an der keine Datei erwartet wird. Bitte den Aufbau der Lieferung prüfen.")
		}
	}
	s.Einheit = CleanLine(s.Einheit)
	s.Formular = Formular{Schluessel: CleanLine(s.Formular.Schluessel), Version: CleanLine(s.Formular.Version),
		Titel: StripMarkup(s.Formular.Titel)}
	if s.Antragsteller.clean() {
		b.Note("placeholder_unresolved", "",
			"Eine Angabe zur antragstellenden Person ist ein Platzhalter, den der Formularserver nicht ersetzt hat, und wurde nicht übernommen. Bitte das Formular prüfen.")
	}
	c := finisher{b: b, ids: map[string]bool{}}
	for i := range s.Dokumente {
		d := &s.Dokumente[i]
		d.Beschreibung, d.Feld = CleanLine(d.Beschreibung), CleanText(d.Feld)
		c.ids[d.ID] = true
	}
	if err := c.fields(s.Antragsdaten, 1); err != nil {
		return nil, err
	}
	return s, nil
}

type finisher struct {
	b     *Builder
	ids   map[string]bool
	count int
}

func (c *finisher) fields(fields []Feld, depth int) error {
	if depth > c.b.lim.Depth {
		return Fail(Refused, "fields_too_deep",
			"Die Antragsdaten sind tiefer geschachtelt als erlaubt. Bitte das Formular vereinfachen oder die Grenze für den Zugang erhöhen.")
	}
	for i := range fields {
		f := &fields[i]
		c.count++
		if c.count > c.b.lim.Fields {
			return tooManyFields()
		}
		f.Name, f.Label = CleanLine(f.Name), StripMarkup(f.Label)
		if f.Name == "" {
			f.Name = strconv.Itoa(i + 1)
		}
		f.Code, f.Text, f.Wert = CleanText(f.Code), CleanText(f.Text), CleanText(f.Wert)
		if f.Dokument != "" && !c.ids[f.Dokument] {
			return Fail(Incomplete, "document_missing",
				"Ein Feld verweist auf eine Datei, die nicht in der Lieferung ist. Bitte die Lieferung mit allen Dateien erneut senden.")
		}
		if err := c.fields(f.Felder, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// clean also empties placeholders, and tells of them: they are about nobody.
func (a *Antragsteller) clean() (placeholder bool) {
	all := []*string{&a.Art, &a.Anrede, &a.Titel, &a.Vorname, &a.Nachname, &a.Firma, &a.Strasse,
		&a.Hausnummer, &a.PLZ, &a.Ort,
		&a.Land, &a.Email, &a.Telefon}
	if a.Konto != nil {
		all = append(all, &a.Konto.Pseudonym)
	}
	if a.Postfach != nil {
		all = append(all, &a.Postfach.Adresse)
	}
	for _, s := range all {
		*s = CleanLine(*s)
		if Placeholder(*s) {
			*s, placeholder = "", true
		}
	}
	if a.Konto != nil && a.Konto.Art == "" && a.Konto.Pseudonym == "" {
		a.Konto = nil
	}
	if a.Postfach != nil && a.Postfach.Adresse == "" {
		a.Postfach = nil
	}
	return placeholder
}

// Path joins the names on the way to a field, as Dokument.Feld and Hinweis.Feld use it. The
// repetitions of a Liste are named "1", "2", ….
func Path(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "/" + name
}
