package casework

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// zeile is a row by column name.
type zeile map[string]any

func readZeile(text string) (out zeile, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		return nil, fmt.Errorf("read a sealed row: %w", err)
	}
	return out, nil
}

func (z zeile) text(spalte string) string {
	switch w := z[spalte].(type) {
	case string:
		return w
	case json.Number:
		return w.String()
	}
	return ""
}

// read decodes a column that holds JSON; what has another form says less here, and all in the row.
func (z zeile) read(spalte string, into any) {
	if inhalt, err := json.Marshal(z[spalte]); err == nil {
		_ = json.Unmarshal(inhalt, into)
	}
}

func (z zeile) zahl(spalte string) int64 {
	n, _ := strconv.ParseInt(z.text(spalte), 10, 64) // what is none says nothing
	return n
}

func (z zeile) tag(spalte string) string {
	if t, err := time.Parse(time.DateOnly, z.text(spalte)); err == nil {
		return deutsch(t)
	}
	return z.text(spalte)
}

func (z zeile) moment(spalte string) string {
	if t, err := time.Parse(time.RFC3339Nano, z.text(spalte)); err == nil {
		return Nachweiszeit(t)
	}
	return z.text(spalte)
}

// Nachweiszeit is a moment by the clock of the authority, with its distance from UTC.
func Nachweiszeit(t time.Time) string {
	return Berlin(t).Format("02.01.2006, 15:04:05 Uhr (UTC-07:00)")
}

type nachweisangaben []Nachweisangabe

func (a *nachweisangaben) add(label, text string) {
	if !IsLeer(text) {
		*a = append(*a, Nachweisangabe{label, text})
	}
}

// nachweisart writes the rows of one kind.
type nachweisart struct {
	art   string
	write func(z zeile) Abschnitt
}

// nachweisarten are the kinds of row in the order of the record.
var nachweisarten = []nachweisart{
	{"nachricht", nachrichtNachweis}, {"punkt", punktNachweis}, {"dokument", dokumentNachweis},
	{"sendung", sendungNachweis}, {"bescheid", bescheidNachweis}, {"feststellung", feststellungNachweis},
	{"adressat", adressatNachweis}, {"adressat_feststellung", feststellungNachweis}, {"zeichnung", zeichnungNachweis},
	{"einwilligung", einwilligungNachweis},
}

// abschnitte says what rows and entries hold, and nothing that is not in them.
func (n *Nachweis) abschnitte(eintraege []Verlaufseintrag) ([]Abschnitt, error) {
	if n.Form == nachweisform1 {
		return abschnitteOf(nachweisarten1, n.Beweis.Inhalte, nil)
	}
	return abschnitteOf(nachweisarten, n.Beweis.Inhalte, eintraege)
}

func abschnitteOf(arten []nachweisart, inhalte []Beweisinhalt, eintraege []Verlaufseintrag) ([]Abschnitt, error) {
	out := []Abschnitt{}
	adressaten := map[string]string{}
	for _, i := range inhalte {
		if z, err := readZeile(i.Zeile); err == nil && i.Art == "adressat" {
			adressaten[i.ID.String()] = z.adressat().Anschrift.Name
		}
	}
	briefe, fruehere := briefeAn(eintraege), fruehereTage(eintraege)
	for _, k := range arten {
		var zeilen []zeile
		for _, i := range inhalte {
			if i.Art != k.art {
				continue
			}
			z, err := readZeile(i.Zeile)
			if err != nil {
				return nil, err
			}
			z["fuer"], z["brief_an"] = adressaten[z.text("adressat_id")], briefe[i.ID.String()]
			f := fruehere[i.ID.String()]
			z["bezug_vom"], z["ersetzt_vom"] = f.text("bezugVom"), f.text("ersetztVom")
			zeilen = append(zeilen, z)
		}
		slices.SortStableFunc(zeilen, func(a, b zeile) int {
			return strings.Compare(platz(a), platz(b))
		})
		for _, z := range zeilen {
			out = append(out, k.write(z))
		}
	}
	return out, nil
}

// briefeAn is where the latest letter of each Bescheid goes to who applied, as the entry says that tells of its making.
func briefeAn(eintraege []Verlaufseintrag) map[string]string {
	out := map[string]string{}
	for i := range eintraege {
		if eintraege[i].Art != "bescheid_erstellt" {
			continue
		}
		d, err := readZeile(string(eintraege[i].Daten))
		if err == nil && d.text("adressat") == "" && d.text("an") != "" {
			out[d.text("bescheid")] = d.text("an")
		}
	}
	return out
}

// platz sorts rows of one kind: items by their number, the others by time.
func platz(z zeile) string {
	am := z.text("am")
	if t, err := time.Parse(time.RFC3339Nano, am); err == nil {
		am = t.UTC().Format("2006-01-02T15:04:05.000000")
	}
	return fmt.Sprintf("%09d %s %s", z.zahl("nr"), am, z.text("id"))
}

// nachweiswort says a key of ours in words; what is not among them stands as it is.
func nachweiswort(gruppe, schluessel string) string {
	if w := nachweisworte[gruppe][schluessel]; w != "" {
		return w
	}
	return schluessel
}

var nachweisworte = map[string]map[string]string{
	"richtung": {string(Aus): "von der Behörde an die antragstellende Person",
		string(Ein): "von der antragstellenden Person an die Behörde"},
	"nachrichtart": {string(ArtNachricht): "Nachricht", string(ArtNachforderung): "Nachforderung von Unterlagen",
		string(ArtBescheid): "Bescheid", string(ArtBestaetigung): "Eingangsbestätigung", string(ArtAntwort): "Antwort"},
	"antwort": {string(AntwortKeine): "nicht vorgesehen", string(AntwortMoeglich): "möglich",
		string(AntwortErforderlich): "erforderlich"},
	"zeichnung": {string(ZeichnungVorgelegt): "vorgelegt", string(ZeichnungGezeichnet): "gezeichnet",
		string(ZeichnungZurueckgegeben): "zurückgegeben", string(ZeichnungZurueckgeholt): "zurückgeholt",
		string(ZeichnungHinfaellig): "hinfällig"},
	"niveau": {"1": "niedrig", "3": "substanziell", "4": "hoch"},
	"punkt": {string(PunktOffen): "offen", string(PunktEingereicht): "eingereicht", string(PunktAngenommen): "angenommen",
		string(PunktZurueckgewiesen): "zurückgewiesen"},
	"pruefung": {string(PruefungAusstehend): "noch nicht geprüft", string(PruefungUnbedenklich): "geprüft, unbedenklich",
		string(PruefungBefallen):   "geprüft, Schadsoftware gefunden",
		string(PruefungUngeprueft): "nicht geprüft: kein Virenscanner"},
	"ziel": {ZielAntragsraum: "Antragsraum", ZielEmail: "E-Mail", ZielXdomeaOrdner: "DMS-Ordner",
		ZielMitarbeit: "E-Mail an Mitarbeitende", KanalPost: "Post", KanalPostfach: "Postfach des Nutzerkontos",
		ZielOSI: "Postfach des Servicekontos", ZielZBP: "Postfach der BundID",
		ZielZBPFit:     "Postfach der BundID über FIT-Connect",
		ZielFITConnect: "Onlinedienst über FIT-Connect"},
	"sendungart": {string(ArtNachricht): "Bereitstellung", string(ArtNachforderung): "Bereitstellung",
		string(ArtBescheid): "Bereitstellung", string(ArtBestaetigung): "Bereitstellung", SendungHinweis: "Hinweis",
		SendungAbgabe: "Übergabe", SendungBenachrichtigung: "Benachrichtigung"},
	"sendung": {string(SendungWartet): "noch nicht übergeben", string(SendungBereitgestellt): "übergeben",
		string(SendungGelesen): "übergeben und geöffnet", string(SendungFehlgeschlagen): "gescheitert",
		string(SendungUnbekannt): "Ausgang unbekannt", string(SendungZurPost): "liegt für die Post bereit",
		string(SendungZurueck): "kam zurück", string(SendungVerworfen): "wird nicht verschickt"},
	"ergebnis": {string(Bewilligt): "bewilligt", string(Teilweise): "teilweise bewilligt", string(Abgelehnt): "abgelehnt"},
	"bescheid": {string(BescheidWirdErstellt): "wird erstellt",
		string(BescheidBereitgestellt): "zum Abruf bereitgestellt",
		string(BescheidZurPost):        "zur Post zu geben", string(BescheidBekanntgegeben): "bekannt gegeben",
		string(BescheidAbrufAbgelaufen):  "nicht rechtzeitig abgerufen",
		string(BescheidFehlgeschlagen):   "nicht erstellt",
		string(BescheidUnterwegs):        "unterwegs in das Postfach",
		string(BescheidNichtZugestellt):  "nicht im Postfach angekommen",
		string(BescheidAusgangUnbekannt): "unbekannt, ob im Postfach angekommen"},
	"aenderung": {string(AktErsetzen): "Ersatz eines nicht bekannt gegebenen Bescheids",
		string(AktBerichtigen): "Berichtigung", string(AktAendern): "Änderung", string(AktZuruecknehmen): "Rücknahme",
		string(AktWiderrufen): "Widerruf", string(AktWiederaufgreifen): "Wiederaufgreifen"},
	"aenderungsgrund": aenderungsgrundworte,
	"eingabe": {AnlassErst: "Aufgabe des Briefs zur Post", string(AktTagFeststellen): "Feststellung von Hand",
		string(AktPosttag): "Berichtigung des Tages der Aufgabe",
		string(AktSpaeter): "Mitteilung eines späteren Zugangs",
		string(AktZurueck): "Rücklauf des Briefs", string(AktNichtZugegangen): "Mitteilung, dass er nicht ankam"},
	"anlass": {AnlassErst: "Bekanntgabe", string(AktTagFeststellen): "Tag von Hand festgestellt",
		string(AktPosttag): "an einem anderen Tag zur Post gegeben", string(AktSpaeter): "später zugegangen",
		string(AktZurueck): "Brief zurückgekommen", string(AktNichtZugegangen): "Brief nicht zugegangen"},
}

func nachrichtNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	ein := z.text("richtung") == string(Ein)
	a.add("Art", nachweiswort("nachrichtart", z.text("art")))
	a.add("Richtung", nachweiswort("richtung", z.text("richtung")))
	if ein {
		a.add("Eingegangen", z.moment("am"))
		a.add("Antwort auf", z.text("bezug"))
	} else {
		a.add("Gesendet", z.moment("am"))
	}
	a.add("Verfasst von", z.text("von"))
	a.add("Betreff", z.text("betreff"))
	a.add("Text", z.text("text"))
	if !ein {
		a.add("Antwort", nachweiswort("antwort", z.text("antwort")))
		a.add("Antwort bis, wie gesendet", z.tag("antwort_bis"))
		a.add("Antwort bis, wie verlängert", z.tag("frist_bis"))
		a.add("Frist angehalten seit", z.tag("uhr_steht_seit"))
		a.add("Antwort nicht mehr nötig seit", z.moment("erledigt_am"))
	}
	a.add("Nötiges Vertrauensniveau", nachweiswort("niveau", z.text("vertrauensniveau")))
	return Abschnitt{"Nachricht", a}
}

func punktNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	a.add("Verlangt", z.text("titel"))
	a.add("Hinweis", z.text("hinweis"))
	a.add("Stand", nachweiswort("punkt", z.text("zustand")))
	a.add("Grund", z.text("grund"))
	return Abschnitt{"Nachgeforderte Unterlage " + z.text("nr"), a}
}

func dokumentNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	a.add("Name", z.text("dateiname"))
	a.add("Beschreibung", z.text("beschreibung"))
	a.add("Hinzugefügt", z.moment("am"))
	a.add("Art und Größe", z.text("content_type")+", "+z.text("groesse")+" Bytes")
	a.add("SHA-256", z.text("sha256"))
	pruefung := nachweiswort("pruefung", z.text("pruefung"))
	if z.text("rolle") == string(RolleBescheid) {
		pruefung = "von Kontor erstellt"
	}
	a.add("Prüfung auf Schadsoftware", pruefung)
	var signaturen Signaturen
	z.read("signaturen", &signaturen)
	for _, s := range signaturen {
		a.add("Elektronische Signatur", s.Worte())
	}
	return Abschnitt{"Datei", a}
}

func sendungNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	var q struct {
		Kennung, An string
		Nachweis    struct{ Server, Antwort, Mail string }
	}
	z.read("quittung", &q)
	a.add("Weg", nachweiswort("ziel", z.text("ziel")))
	a.add("An", z.text("an"))
	a.add("An", q.An)
	var brief *Anschrift
	z.read("anschrift", &brief)
	a.add("An", brief.Zeile())
	a.add("Beauftragt", z.moment("am"))
	a.add("Stand", nachweiswort("sendung", z.text("zustand")))
	a.add("Zur Post gegeben", z.tag("aufgegeben_am"))
	a.add("Übergeben", z.moment("bereitgestellt_am"))
	a.add("Geöffnet", z.moment("gelesen_am"))
	a.add("Erinnert an den Ablauf am", z.tag("erinnert_an"))
	a.add("Fehler", z.text("fehler"))
	a.add("Kennung der Übergabe", q.Kennung)
	a.add("Mailserver", q.Nachweis.Server)
	a.add("Antwort des Mailservers", q.Nachweis.Antwort)
	a.add("E-Mail, wie sie übergeben wurde", q.Nachweis.Mail)
	return Abschnitt{"Zustellung: " + nachweiswort("sendungart", z.text("art")), a}
}

func zeichnungNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	a.add("Vorgelegt von", z.text("von"))
	a.add("Vorgelegt", z.moment("am"))
	a.add("Stand", nachweiswort("zeichnung", z.text("zustand")))
	a.add("Entschieden von", z.text("entschieden_von"))
	a.add("Entschieden", z.moment("entschieden_am"))
	a.add("Bemerkung", z.text("bemerkung"))
	return Abschnitt{"Vorlage zur Zeichnung", a}
}

func einwilligungNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	stand := "widerrufen"
	if z["erteilt"] == true {
		stand = "erteilt"
	}
	a.add("Stand", stand)
	a.add("Erklärt", z.moment("am"))
	a.add("Fassung des Textes", z.text("fassung"))
	a.add("Angezeigter Text", z.text("wortlaut"))
	return Abschnitt{"Einwilligung in die elektronische Bekanntgabe", a}
}

// ereignisangaben are the members of an entry that are told, in this order.
var ereignisangaben = [][2]string{
	{"aenderung", "Art"}, {"bezug", "Früherer Bescheid"}, {"bezugVom", "Früherer Bescheid vom"}, {"grund", "Grund"}, {"name", "Für"}, {"vertritt", "Vertritt"}, {"verfasser", "Verfasst von"}, {"an", "An"}, {"ziel", "Ziel"}, {"am", "Tag"}, {"bis", "Bis"}, {"regel", "Regel"}, {"beleg", "Nachweis des Tages"},
	{"vertrauensniveau", "Vertrauensniveau"}, {"sitzung", "Sitzung"}, {"zeit", "Zeit"}, {"sha256", "SHA-256 der Datei"},
}

func (n *Nachweis) ereignis(e *Verlaufseintrag) NachweisEreignis {
	if n.Form == nachweisform1 {
		return ereignisOf(ereignisangaben1, e)
	}
	return ereignisOf(ereignisangaben, e)
}

func ereignisOf(angaben [][2]string, e *Verlaufseintrag) NachweisEreignis {
	von := e.Anzeige
	if e.Akteur == "antragsteller" {
		von = "antragstellende Person"
	}
	out := NachweisEreignis{Nr: e.Nr, Zeit: e.Zeit.UTC(), Worte: e.Worte(), Von: von, Angaben: []Nachweisangabe{}}
	daten, err := readZeile(string(e.Daten))
	if err != nil {
		return out // of a later program
	}
	a := nachweisangaben(out.Angaben)
	for _, k := range angaben {
		text := daten.text(k[0])
		switch k[0] {
		case "ziel", "vertrauensniveau", "aenderung":
			text = nachweiswort(strings.Replace(k[0], "vertrauensniveau", "niveau", 1), text)
		case "beleg":
			text = belegWorte[Beleg(text)]
		case "am", "bis", "bezugVom":
			text = daten.tag(k[0])
		case "zeit":
			text = daten.moment(k[0])
		}
		a.add(k[1], text)
	}
	out.Angaben = a
	return out
}
