package ausgang

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
)

// speicher is a store of contents in memory.
type speicher map[string][]byte

func (s speicher) put(inhalt string) (sum string, groesse int64) {
	h := sha256.Sum256([]byte(inhalt))
	sum = hex.EncodeToString(h[:])
	s[sum] = []byte(inhalt)
	return sum, int64(len(inhalt))
}

func (s speicher) open(sum string) (io.ReadCloser, error) {
	b, da := s[sum]
	if !da {
		return nil, os.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

func id(n byte) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte{n}) }

func zeit(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func ptr[T any](v T) *T { return &v }

// beispiel is one closed Vorgang with everything a Vorgang can have. All persons are made up.
func beispiel(t testing.TB) (casework.Uebergabe, speicher) {
	t.Helper()
	s := speicher{}
	dok := func(n byte, rolle casework.DokumentRolle, name, typ, inhalt, am string) casework.Dokument {
		sum, groesse := s.put(inhalt)
		return casework.Dokument{ID: id(n), Rolle: rolle, Dateiname: name, ContentType: typ, SHA256: sum,
			Groesse: groesse, Pruefung: casework.PruefungUnbedenklich, Am: zeit(am)}
	}
	antrag := dok(10, casework.RolleRepresentation, "Antrag.pdf", "application/pdf", "%PDF-1.7 Antrag",
		"2026-01-12T07:30:00Z")
	plan := dok(11, casework.RolleAttachment, "Lageplan Süd.JPEG", "image/jpeg", "JPEG", "2026-01-12T07:30:00Z")
	plan.FremdID, plan.Beschreibung = "f1", "Lageplan"
	modell := dok(12, casework.RolleAttachment, "modell.ifc", "application/x-step", "IFC", "2026-01-12T07:30:00Z")
	antwortdatei := dok(13, casework.RolleAntwort, "Gutachten.docx",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", "2026-01-20T22:59:59Z")
	antwortdatei.Nachricht = ptr(id(21))
	bescheid := dok(14, casework.RolleBescheid, "Bescheid.pdf", "application/pdf", "%PDF-1.7 Bescheid",
		"2026-02-02T08:30:00Z")
	bescheid.Nachricht = ptr(id(22))
	virus := dok(16, casework.RolleAntwort, "Rechnung.exe", "application/octet-stream", "Virus", "2026-01-20T22:59:59Z")
	virus.Nachricht, virus.Pruefung = ptr(id(21)), casework.PruefungBefallen
	wartet := dok(17, casework.RolleAttachment, "Foto.png", "image/png", "PNG", "2026-01-12T07:30:00Z")
	wartet.Beschreibung, wartet.Pruefung = "Ansicht der Straße", casework.PruefungAusstehend
	vermerk := dok(15, casework.RolleIntern, "vermerk.txt", "text/plain; charset=utf-8", "Ortsbegehung",
		"2026-02-01T10:00:00Z")

	v := casework.UebergabeVorgang{
		Vorgang: casework.Vorgang{
			ID: id(1), Vorgangsnummer: "2026-000123", Aktenzeichen: "66.31-SN-000123",
			Verfahren: "sondernutzung", Stand: "3",
			Status: casework.Abgeschlossen, AntragstellerName: "Käthe Öztürk-Groß", AntragstellerArt: "person",
			Vertrauensniveau: 3, EingangAm: zeit("2026-01-11T23:30:00Z"),
			AbgeschlossenAm: ptr(zeit("2026-02-03T09:00:00Z")),
		},
		VerfahrenTitel: "Sondernutzung <Straße> & Gehweg", EinheitName: "Tiefbauamt, Straßenrecht",
		AufbewahrungJahre: 10, Aussonderungsart: "B",
		Dokumente:   []casework.Dokument{antrag, plan, modell, antwortdatei, vermerk, bescheid},
		Ausgelassen: []casework.Dokument{wartet, virus},
		Antrag:      beispielAntrag(),
		Einheiten:   map[string]string{"lf-66-strassenbau": "Straßenbaulast", "lf-32-sondernutzung": "Sondernutzung"},
		Aufgaben:    beispielAufgaben(),
		Nachrichten: []casework.Nachricht{
			{ID: id(21), Richtung: casework.Ein, Art: casework.ArtAntwort, Betreff: "Re: Unterlagen",
				Text: "Anbei das Gutachten.",
				Am:   zeit("2026-01-20T22:59:59Z"), Von: "Käthe Öztürk-Groß", Bezug: ptr(id(20))},
			{ID: id(20), Richtung: casework.Aus, Art: casework.ArtNachforderung, Betreff: "Unterlagen fehlen",
				Text: "Guten Tag,\n\nbitte reichen Sie das Gutachten nach.\n",
				Am:   zeit("2026-01-15T08:00:00Z"), Von: "S. Müller",
				Antwort: casework.AntwortErforderlich, AntwortBis: ptr(casework.Tag(2026, 1, 29))},
			{ID: id(22), Richtung: casework.Aus, Art: casework.ArtBescheid, Betreff: "Ihr Bescheid",
				Text: "Der Bescheid liegt bei.",
				Am:   zeit("2026-02-02T09:00:00Z"), Von: "S. Müller"},
		},
		Bescheide: []casework.Bescheid{{ID: id(30), Ergebnis: casework.Bewilligt,
			Kanal: casework.KanalPost, GebuehrCent: 12505,
			Zustand: casework.BescheidBekanntgegeben, Am: zeit("2026-02-02T08:30:00Z"), Von: "S. Müller",
			Dokument:     ptr(id(14)),
			AufgegebenAm: ptr(casework.Tag(2026, 2, 2)), BekanntgabeAm: ptr(casework.Tag(2026, 2, 6)),
			RechtsbehelfBis: ptr(casework.Tag(2026, 3, 6)), Regel: "B4",
			Schritte: []string{"Zur Post", "vierter Tag"}}},
		Verlauf: []casework.Verlaufseintrag{
			{Nr: 1, Zeit: zeit("2026-01-11T23:30:00Z"), Art: "eingegangen", Akteur: "system", Anzeige: "Kontor"},
			{Nr: 2, Zeit: zeit("2026-01-15T08:00:00Z"), Art: "status_geaendert", Akteur: "smueller",
				Anzeige: "S. Müller",
				Daten:   json.RawMessage(`{"nach":"in_bearbeitung","von":"neu","grund":"Akte geprüft"}`)},
			{Nr: 3, Zeit: zeit("2026-01-16T08:00:00Z"), Art: "weitergeleitet", Akteur: "smueller", Anzeige: "S. Müller",
				Daten: json.RawMessage(`{"von":"lf-32-sondernutzung","an":"lf-66-strassenbau","grund":"Gehweg"}`)},
			{Nr: 4, Zeit: zeit("2026-01-17T08:00:00Z"), Art: "aufgabe_erstellt", Akteur: "system", Anzeige: "Kontor",
				Daten: json.RawMessage(`{"titel":"Stellungnahme","einheit":"lf-66-strassenbau","element":"zuarbeit"}`)},
			{Nr: 5, Zeit: zeit("2026-02-03T09:00:00Z"), Art: "abgeschlossen", Akteur: "smueller", Anzeige: "S. Müller"},
		},
	}
	return casework.Uebergabe{
		ProzessID: uuid.MustParse("3b9cf1a0-52c1-4f0e-9a43-0d1f2f6a7c11"), ErstelltAm: zeit("2026-02-03T10:15:00Z"),
		Absender:   casework.Behoerde{Schluessel: "ags:15999001", Name: "Stadt Lindenfurt", Einheit: "Tiefbauamt"},
		Empfaenger: casework.Behoerde{Name: "E-Akte der Stadt Lindenfurt"},
		Vorgaenge:  []casework.UebergabeVorgang{v},
	}, s
}

func beispielAufgaben() []casework.Aufgabe {
	stellungnahme := casework.Aufgabe{ID: id(41), Titel: "Stellungnahme der Straßenbaulast",
		Einheit: "lf-66-strassenbau",
		Zustand: casework.AufgabeErledigt, ErledigtVon: "Mehmet Yıldırım", ErledigtAm: ptr(zeit("2026-01-18T09:00:00Z")),
		Werte: json.RawMessage(`{"text":"Gehweg nur 2,00 m breit.","bedenken":true,"breite":2.5,"art":"auflage"}`)}
	err := json.Unmarshal([]byte(`[{"name":"text","label":"Stellungnahme","typ":"text"},
		{"name":"bedenken","label":"Es bestehen Bedenken","typ":"ja_nein"},
		{"name":"breite","label":"Breite in m","typ":"zahl"},
		{"name":"art","label":"Ergebnis","typ":"auswahl","optionen":[{"wert":"auflage","label":"nur mit Auflagen"}]}]`),
		&stellungnahme.Felder)
	if err != nil {
		panic(err)
	}
	offen := casework.Aufgabe{ID: id(40), Titel: "Vollständigkeit prüfen", Zustand: casework.AufgabeOffen}
	return []casework.Aufgabe{offen, stellungnahme}
}

func beispielAntrag() casework.Antrag {
	return casework.Antrag{
		Kennung: "lindenfurt/32/2026011100001", Leika: []string{"99108034001000"},
		Formular:      adapters.Formular{Schluessel: "32/sondernutzung", Version: "7", Titel: "Sondernutzung"},
		Referenzen:    []adapters.Referenz{{Art: "portal", Wert: "P-77"}},
		EingereichtAm: ptr(zeit("2026-01-11T23:29:00Z")),
		Antragsteller: adapters.Antragsteller{Art: "person", Anrede: "Frau", Vorname: "Käthe", Nachname: "Öztürk-Groß",
			Geburtsdatum: "1980-02-29", Strasse: "Mühlgäßchen", Hausnummer: "1a", PLZ: "06999", Ort: "Lindenfurt",
			Email: "kaethe@example.org", Telefon: "+49 171 0000000"},
		Antragsdaten: []casework.Feld{
			{Name: "nutzung", Label: "Art der Nutzung", Typ: "auswahl", Code: "02", Text: "Außengastronomie"},
			{Name: "flaeche", Label: "Fläche in m²", Typ: "zahl", Text: "18,5", Wert: "18.5"},
			{Name: "hoehe", Label: "Höhe in m", Typ: "zahl", Text: "6.0", Wert: "6.0"},
			{Name: "namen", Label: "Rufnamen", Typ: "liste", Felder: []casework.Feld{
				{Name: "1", Typ: "text", Text: "Knut"}, {Name: "2", Typ: "text", Text: "Lotte"}}},
			{Name: "ort", Label: "Ort", Typ: "gruppe", Felder: []casework.Feld{
				{Name: "strasse", Label: "Straße", Typ: "text", Text: "Weidenstraße 4"},
				{Name: "plan", Label: "Lageplan", Typ: "datei", Dokument: "f1", Text: "Lageplan Süd.JPEG"}}},
			{Name: "tage", Label: "Zeiträume", Typ: "liste", Felder: []casework.Feld{
				{Typ: "gruppe", Felder: []casework.Feld{
					{Name: "von", Label: "Von", Typ: "datum", Text: "01.05.2026", Wert: "2026-05-01"},
					{Name: "kaution", Label: "Kaution", Typ: "betrag", Text: "250,00 €", Wert: "250.00", Waehrung: "EUR"}}}}},
		},
		Zahlung: &adapters.Zahlung{Zustand: "bezahlt", Art: "CREDITCARD", Betrag: "25.00",
			Waehrung: "EUR", Referenz: "K-1"},
	}
}
