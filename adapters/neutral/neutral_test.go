package neutral_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/neutral"
)

const full = `{
 "kennung": "erdacht/1", "referenzen": [{"art": "portal", "wert": "P-1"}], "eingereichtAm": "2025-06-02T23:30:00+02:00",
 "formular": {"schluessel": "strandkorb", "version": "1", "titel": "Strandkorb mieten"}, "leika": ["99012345678901"], "organisationseinheit": "80",
 "antragsteller": {"art": "person", "anrede": "Frau", "titel": "Dr.", "vorname": "Ute", "nachname": "Erdacht", "geburtsdatum": "1990-02-01", "strasse": "Am Deich",
  "hausnummer": "7b", "plz": "99999", "ort": "Seehausen", "land": "DE", "email": "ute@example.org", "telefon": "+49 30 23125 1",
  "konto": {"art": "bundid", "pseudonym": "BPK2-ERFUNDEN"}, "postfach": {"kanal": "bundid", "adresse": "pk-1"}, "vertrauensniveau": 3,
  "unbestaetigt": ["telefon"]},
 "antragsdaten": [
  {"name": "koerbe", "typ": "liste", "felder": [{"name": "1", "typ": "gruppe", "label": "Korb 1", "felder": [
    {"name": "nr", "typ": "zahl", "text": "12", "wert": "12"}, {"name": "farbe", "typ": "auswahl", "code": "b", "text": "Blau"}]}]},
  {"name": "ab", "typ": "datum", "text": "1.7.2025", "wert": "2025-07-01"}, {"name": "um", "typ": "zeitpunkt", "wert": "2025-07-01T10:00:00+02:00"},
  {"name": "miete", "typ": "betrag", "text": "49,90 €", "wert": "49.90", "waehrung": "EUR"}, {"name": "hund", "typ": "ja_nein", "text": "Ja", "wert": "true"},
  {"name": "plan", "typ": "datei", "text": "Plan.txt", "dokument": "plan"}, {"name": "text", "typ": "text", "text": "frei\nzweite Zeile"}],
 "dokumente": [{"id": "plan", "rolle": "attachment", "dateiname": "../Plan.txt", "contentType": "image/png", "beschreibung": "Lage", "feld": "plan",
   "datei": {"sha256": "753692ec36adb4c794c973945eb2a99c1649703ea6f76bf259abb4fb838e013e", "groesse": 5}, "inhalt": "SGFs\nbG8="},
  {"id": "antrag", "rolle": "representation", "dateiname": "Antrag.pdf", "inhalt": "JVBERi0xLjQK"}],
 "zahlung": {"zustand": "bezahlt", "art": "Karte", "betrag": "49.90", "waehrung": "EUR", "referenz": "Z-1"},
 "hinweise": [{"code": "test", "feld": "ab", "text": "Nur ein Beispiel."}]}`

func parse(data []byte) (*adapters.Submission, error) {
	return adaptertest.Parse(neutral.New(), adaptertest.Case{Type: "application/json", Body: data})
}

func with(more string) string {
	return `{"kennung": "a", "formular": {"schluessel": "b"}, "antragsdaten": []` + more + "}"
}

func withField(field string) string {
	return `{"kennung": "a", "formular": {"schluessel": "b"}, "antragsdaten": [` + field + "]}"
}

// wrong are documents with one mistake and the path that must be named.
var wrong = []struct {
	name, body, path string
	beyondSchema     bool
}{
	{"list", `[]`, "$:", false},
	{"no id", `{"formular": {"schluessel": "b"}, "antragsdaten": []}`, "$.kennung", false},
	{"no form", `{"kennung": "a", "antragsdaten": []}`, "$.formular", false},
	{"no data", `{"kennung": "a", "formular": {"schluessel": "b"}}`, "$.antragsdaten", false},
	{"id of control characters", `{"kennung": "\u007f", "formular": {"schluessel": "b"}, "antragsdaten": []}`, "$.kennung", true},
	{"misspelt", with(`, "dokumnete": []`), "$:", false},
	{"time", with(`, "eingereichtAm": "gestern"`), "$.eingereichtAm", false},
	{"leika", with(`, "leika": ["99012345678901", "4711"]`), "$.leika[1]", false},
	{"person", with(`, "antragsteller": {"art": "hund"}`), "$.antragsteller.art", false},
	{"birth", with(`, "antragsteller": {"geburtsdatum": "1.2.1990"}`), "$.antragsteller.geburtsdatum", false},
	{"level", with(`, "antragsteller": {"vertrauensniveau": 2}`), "$.antragsteller.vertrauensniveau", false},
	{"guessed", with(`, "antragsteller": {"unbestaetigt": ["konto"]}`), "$.antragsteller.unbestaetigt[0]", false},
	{"level text", with(`, "antragsteller": {"vertrauensniveau": "hoch"}`), "$.antragsteller.vertrauensniveau", false},
	{"type", withField(`{"name": "x", "typ": "farbe"}`), "$.antragsdaten[0].typ", false},
	{"number", withField(`{"name": "x", "typ": "zahl", "wert": "1,5"}`), "$.antragsdaten[0].wert", false},
	{"amount with three places", withField(`{"name": "x", "typ": "betrag", "text": "1.250", "wert": "1.250"}`), "$.antragsdaten[0].wert", false},
	{"payment with three places", with(`, "zahlung": {"zustand": "bezahlt", "betrag": "1.250"}`), "$.zahlung.betrag", false},
	{"word against value", withField(`{"name": "x", "typ": "ja_nein", "text": "Nein", "wert": "true"}`), "$.antragsdaten[0].text", false},
	{"date", withField(`{"name": "x", "typ": "datum", "wert": "2025-02-30"}`), "$.antragsdaten[0].wert", false},
	{"group value", withField(`{"name": "x", "typ": "gruppe", "text": "a"}`), "$.antragsdaten[0]", false},
	{"text children", withField(`{"name": "x", "typ": "text", "felder": [{"name": "y", "typ": "text"}]}`), "$.antragsdaten[0].felder", false},
	{"nested", withField(`{"name": "x", "typ": "liste", "felder": [{"name": "1", "typ": "text"}, {"typ": "text"}]}`), "$.antragsdaten[0].felder[1].name", false},
	{"dangling file", withField(`{"name": "x", "typ": "datei", "dokument": "weg"}`), "$.antragsdaten[0].dokument", true},
	{"no content", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a"}]`), "$.dokumente[0].inhalt", false},
	{"bad content", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": "geheim!"}]`), "$.dokumente[0].inhalt", true},
	{"same id", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": ""}, {"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": ""}]`), "$.dokumente[1].id", true},
	{"hash", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": "SGFsbG8=", "datei": {"sha256": "` + strings.Repeat("0", 64) + `", "groesse": 5}}]`), "$.dokumente[0].datei", true},
	{"part without multipart", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "teil": "a"}]`), "$.dokumente[0].teil", true},
	{"content and part", with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": "", "teil": "a"}]`), "$.dokumente[0].teil", false},
	{"payment", with(`, "zahlung": {"zustand": "egal"}`), "$.zahlung.zustand", false},
}

func TestErrorsNameThePath(t *testing.T) {
	for _, c := range wrong {
		_, err := parse([]byte(c.body))
		var e *adapters.Error
		if !errors.As(err, &e) || e.Reason != "format_invalid" || !strings.Contains(e.Detail, c.path) ||
			strings.Contains(e.Detail, "geheim") {
			t.Errorf("%s: %v %+v", c.name, err, e)
		}
	}
}

func cases() []adaptertest.Case {
	list := []adaptertest.Case{{Name: "full", Type: "application/json", Body: []byte(full)},
		{Name: "smallest", Body: []byte(with(""))}}
	for _, c := range wrong {
		list = append(list, adaptertest.Case{Name: c.name, Body: []byte(c.body), Reason: "format_invalid"})
	}
	return list
}

func TestConformance(t *testing.T) { adaptertest.Run(t, neutral.New(), cases()) }

func TestHostile(t *testing.T) {
	var hostile []adaptertest.Case
	for name, doc := range adaptertest.HostileJSON() {
		hostile = append(hostile, adaptertest.Case{Name: name, Body: []byte(doc)},
			adaptertest.Case{Name: "inner " + name, Body: []byte(with(`, "antragsteller": ` + doc))})
	}
	adaptertest.Refuse(t, neutral.New(), hostile)
}

func TestNames(t *testing.T) {
	var documents []string
	for i, name := range adaptertest.HostileNames {
		quoted, _ := json.Marshal(name + " ")
		if name == "" {
			quoted = []byte(`"."`)
		}
		documents = append(documents, `{"id": "`+string(rune('a'+i))+`", "rolle": "attachment", "dateiname": `+
			string(quoted)+`, "inhalt": ""}`)
	}
	s, err := parse([]byte(with(`, "dokumente": [` + strings.Join(documents, ",") + "]")))
	if err != nil {
		t.Fatal(err)
	}
	adaptertest.Check(t, s)
}

func TestBigDocument(t *testing.T) {
	const size = 66 << 20
	head, tail, _ := strings.Cut(with(`, "dokumente": [{"id": "1", "rolle": "attachment", "dateiname": "a", "inhalt": "HIER"}]`), "HIER")
	adaptertest.Big(t, neutral.New(), "application/json", size, adaptertest.Segment{Text: head},
		adaptertest.Segment{Pattern: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY", Size: size / 24 * 32},
		adaptertest.Segment{Text: tail})
}

func FuzzParse(f *testing.F) {
	adaptertest.Fuzz(f, neutral.New(), append(cases(), multipartCases()...))
}
