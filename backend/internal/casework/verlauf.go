package casework

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// Verlaufseintrag is one entry of the append-only journal of a Vorgang. Daten holds ids and keys, and
// reasons people typed, and the Siegel of what was written with it; never form values.
type Verlaufseintrag struct {
	Vorgang uuid.UUID
	Nr      int // 1, 2, 3 … without gaps
	Zeit    time.Time
	Art     string // stable key, listed in Ereignisse
	Akteur  string // user name, "system", "antragsteller"
	Anzeige string // name to show, as it was then
	Daten   json.RawMessage
	Hash    []byte
	Zeichen []byte // of Hash, with the key that Siegel.Schluessel names; empty = none
}

// Ereignisse lists every Art with the German words kontor check and exports use. The browser's
// catalogue has the sentences; a test compares both lists.
var Ereignisse = map[string]string{
	"eingegangen":               "Antrag eingegangen",
	"zugewiesen":                "Vorgang zugewiesen",
	"zurueckgegeben":            "Vorgang zurückgegeben",
	"angenommen":                "Antrag angenommen",
	"verworfen":                 "Antrag verworfen",
	"zurueckgenommen":           "Antrag zurückgenommen",
	"weitergeleitet":            "An andere Einheit weitergeleitet",
	"abgeschlossen":             "Vorgang abgeschlossen",
	"wiedereroeffnet":           "Vorgang wiedereröffnet",
	"aktenzeichen_geaendert":    "Aktenzeichen geändert",
	"nachricht_gesendet":        "Nachricht gesendet",
	"nachforderung_gesendet":    "Unterlagen nachgefordert",
	"antwort_eingegangen":       "Antwort eingegangen",
	"antwort_gelesen":           "Antwort gesehen",
	"anfrage_erledigt":          "Antwort nicht mehr nötig",
	"punkt_angenommen":          "Nachgeforderte Unterlage angenommen",
	"punkt_zurueckgewiesen":     "Nachgeforderte Unterlage zurückgewiesen",
	"nachricht_bereitgestellt":  "Im Antragsraum bereitgestellt",
	"nachricht_abgerufen":       "Von der antragstellenden Person geöffnet",
	"formatbitte_gesendet":      "Um Dateien in einem anderen Format gebeten",
	"hinweis_versandt":          "Hinweis per E-Mail versandt",
	"erinnerung_versandt":       "Erinnerung per E-Mail versandt",
	"sendung_fehlgeschlagen":    "Zustellung fehlgeschlagen",
	"sendung_ungewiss":          "Ausgang der Zustellung ungewiss",
	"sendung_wiederholt":        "Zustellung erneut angestoßen",
	"brief_beauftragt":          "Als Brief geschickt",
	"brief_erstellt":            "Brief erstellt, liegt für die Post bereit",
	"brief_zur_post":            "Brief zur Post gegeben",
	"brief_zurueck":             "Brief kam zurück",
	"brief_verworfen":           "Brief wird nicht verschickt",
	"bescheid_vorgelegt":        "Bescheid zur Zeichnung vorgelegt",
	"bescheid_zurueckgegeben":   "Bescheid ohne Zeichnung zurückgegeben",
	"bescheid_zurueckgeholt":    "Vorlage zur Zeichnung zurückgeholt",
	"bescheid_hinfaellig":       "Vorlage zur Zeichnung hinfällig",
	"bescheid_erteilt":          "Bescheid erteilt",
	"bescheid_erstellt":         "Bescheid als PDF erstellt",
	"bescheid_nicht_erstellt":   "Bescheid ließ sich nicht als PDF erstellen",
	"bescheid_zur_post":         "Bescheid zur Post gegeben",
	"bescheid_adressat":         "Genannt, wer den Bescheid noch bekommt",
	"bescheid_gestrichen":       "Gestrichen, wer den Bescheid noch bekommen sollte",
	"eingang_bestaetigt":        "Eingang bestätigt",
	"bescheid_anderer_weg":      "Bescheid geht einen anderen Weg",
	"bescheid_auch_im_postfach": "Bescheid kam auch noch im Postfach an",
	"bescheid_bekanntgegeben":   "Bescheid bekannt gegeben",
	"bescheid_tag_offen":        "Tag der Bekanntgabe nicht berechnet: von Hand festzustellen",
	"bekanntgabe_berichtigt":    "Bekanntgabe berichtigt",
	"bescheid_abgerufen":        "Bescheid vollständig an die antragstellende Person übertragen",
	"bescheid_zu_spaet":         "Bescheid erst nach dem letzten Tag des Abrufs übertragen: nicht bekannt gegeben",
	"bescheid_abruf_abgelaufen": "Bescheid nicht rechtzeitig abgerufen",
	"aufgabe_erstellt":          "Aufgabe entstanden",
	"aufgabe_erledigt":          "Aufgabe erledigt",
	"aufgabe_entfallen":         "Aufgabe entfallen",
	"prozess_schritt":           "Prozessschritt",
	"prozess_beendet":           "Prozess beendet",
	"warten_beendet":            "Warten von Hand beendet",
	"warten_verlegt":            "Zeitpunkt im Prozess verlegt",
	"prozess_gesprungen":        "Im Prozess gesprungen",
	"verfahren_umgestellt":      "Auf eine andere Version des Verfahrens umgestellt",
	"prozess_vorfall":           "Störung im Prozess",
	"prozess_vorfall_geloest":   "Störung im Prozess bearbeitet",
	"status_geaendert":          "Status geändert",
	"kommentar":                 "Kommentar",
	"wiedervorlage_angelegt":    "Wiedervorlage angelegt",
	"wiedervorlage_erledigt":    "Wiedervorlage erledigt",
	"dokument_hinzugefuegt":     "Dokument hinzugefügt",
	"dokument_geprueft":         "Dokument auf Schadsoftware geprüft: unbedenklich",
	"dokument_ungeprueft":       "Dokument nicht auf Schadsoftware geprüft: kein Virenscanner",
	"dokument_befallen":         "Schadsoftware in Dokument gefunden",
	"exportiert":                "Export angefordert",
	"abgelegt":                  "In den Ordner des DMS gelegt",
	"einwilligung":              "Einwilligung geändert", // of an earlier program; its data say how
	"einwilligung_erteilt":      "Einwilligung in die elektronische Bekanntgabe erteilt",
	"einwilligung_widerrufen":   "Einwilligung in die elektronische Bekanntgabe widerrufen",
	"frist_gesetzt":             "Frist gesetzt",
	"frist_verlaengert":         "Antwortfrist verlängert",
	"uhr_angehalten":            "Antwortfrist angehalten",
	"uhr_weiter":                "Antwortfrist läuft weiter",
	"zweite_lieferung":          "Weitere Lieferung mit derselben Kennung und anderem Inhalt",
	"dublette_verneint":         "Kein doppelter Antrag",
}

// EinheitenIn names the members of Daten that hold the key of a unit. The browser has the same list
// (views/vorgaenge/verlauf/kinds.ts).
func EinheitenIn(art string) []string {
	if art == "weitergeleitet" {
		return []string{"von", "an", "einheit"}
	}
	return []string{"einheit"}
}

// Worte is the German sentence of an entry.
func (e Verlaufseintrag) Worte() string {
	art := e.Ausgang()
	if w := Ereignisse[art]; w != "" {
		return w
	}
	return art
}

// Ausgang is the Art that says how it ended. Earlier programs had one word for several outcomes; the data of their
// entries tell them apart. The browser does the same (domain/ereignis.ts).
func (e Verlaufseintrag) Ausgang() string {
	var d struct {
		Ergebnis Pruefung
		Grund    string
		Erteilt  *bool
	}
	if json.Unmarshal(e.Daten, &d) != nil {
		return e.Art
	}
	switch {
	case e.Art == "dokument_geprueft" && d.Ergebnis == PruefungUngeprueft:
		return "dokument_ungeprueft"
	case e.Art == "sendung_fehlgeschlagen" && d.Grund == "letter_not_rendered":
		return "bescheid_nicht_erstellt"
	case e.Art == "sendung_fehlgeschlagen" && (d.Grund == "mail_outcome_unknown" || d.Grund == "unexpected"):
		return "sendung_ungewiss"
	case e.Art == "einwilligung" && d.Erteilt != nil && *d.Erteilt:
		return "einwilligung_erteilt"
	case e.Art == "einwilligung" && d.Erteilt != nil:
		return "einwilligung_widerrufen"
	}
	return e.Art
}

// Kette computes the hash of an entry from the one before it (nil for the first). Every field counts,
// each with its length, so that no two different entries share their bytes.
func Kette(vorher []byte, e Verlaufseintrag) []byte {
	h := sha256.New()
	teil := func(b []byte) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	teil(vorher)
	teil(e.Vorgang[:])
	teil([]byte(fmt.Sprint(e.Nr)))
	teil([]byte(e.Zeit.UTC().Format(time.RFC3339Nano)))
	teil([]byte(e.Art))
	teil([]byte(e.Akteur))
	teil([]byte(e.Anzeige))
	teil(kanonisch(e.Daten))
	return h.Sum(nil)
}

// kanonisch writes JSON with sorted keys: PostgreSQL's jsonb keeps no spelling.
func kanonisch(raw json.RawMessage) []byte {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return raw
	}
	if _, err := d.Token(); err != io.EOF {
		return raw // more than one value: nothing of it may go unhashed
	}
	out, err := json.Marshal(v)
	if err != nil {
		return raw
	}
	return out
}

// CheckKette walks the entries of one Vorgang in order and says where the chain breaks; kopfNr and
// kopf are what the Vorgang itself remembers of its last entry. Empty means sound.
func CheckKette(eintraege []Verlaufseintrag, kopfNr int, kopf []byte) string {
	var vorher []byte
	for i, e := range eintraege {
		if e.Nr != i+1 {
			return fmt.Sprintf("Eintrag %d fehlt", i+1)
		}
		if !bytes.Equal(Kette(vorher, e), e.Hash) {
			return fmt.Sprintf("Eintrag %d wurde verändert", e.Nr)
		}
		vorher = e.Hash
	}
	if len(eintraege) != kopfNr || !bytes.Equal(vorher, kopf) {
		return fmt.Sprintf("am Ende fehlen Einträge: %d vorhanden, %d erwartet", len(eintraege), kopfNr)
	}
	return ""
}

// Note writes the next journal entry of the Vorgang and moves its head. Whoever saves the Vorgang
// saves the entry in the same transaction, and signs it with the key that is named here.
func (v *Vorgang) Note(a Actor, now time.Time, art string, daten map[string]any, schluessel string) Verlaufseintrag {
	if _, ok := Ereignisse[art]; !ok {
		panic("unknown journal art " + art)
	}
	if daten == nil {
		daten = map[string]any{}
	}
	raw, err := json.Marshal(daten)
	if err != nil {
		panic(err) // only ids, keys and sentences come here
	}
	e := Verlaufseintrag{Vorgang: v.ID, Nr: v.VerlaufNr + 1, Zeit: now, Art: art, Akteur: a.Name,
		Anzeige: a.Anzeige, Daten: raw}
	e.Besiegle(nil, schluessel, v.VerlaufHash)
	v.VerlaufNr, v.VerlaufHash = e.Nr, e.Hash
	v.LetztesEreignis, v.LetztesEreignisAm = art, now
	return e
}
