package ausgang

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"kontor/backend/internal/casework"
	programm "kontor/backend/internal/version"
)

// bauer turns one hand-over into the message and collects its files on the way.
type bauer struct {
	u       casework.Uebergabe
	dateien []Datei
}

func (b *bauer) nachricht() nachricht0401 {
	n := nachricht0401{
		Xdomea: namensraum, Xsi: xsi, SchemaOrt: schemaOrt,
		Kopf: kopf{
			ProzessID: b.u.ProzessID.String(),
			Nachrichtentyp: code{ListURI: listen + "nachrichtentyp", Version: "2.0", Code: "0401",
				Name: "Abgabe.Abgabe"},
			Erstellungszeit: zeitpunkt(b.u.ErstelltAm),
			Absender:        behoerde(b.u.Absender),
			Empfaenger:      behoerde(b.u.Empfaenger),
			System:          &systemName{Produktname: "Kontor", Version: programm.Read().String()},
			// The result per object is wanted always, a receipt of the arrival is not (schema advice).
			Importbestaetigung: 1,
		},
	}
	for i := range b.u.Vorgaenge {
		n.Objekte = append(n.Objekte, schriftgutobjekt{Vorgang: b.vorgang(&b.u.Vorgaenge[i])})
	}
	return n
}

// vorgang has no number of its own: in a message without Akte there is no container above it, and the
// receiver's Akte counts for itself.
func (b *bauer) vorgang(v *casework.UebergabeVorgang) vorgang {
	k := v.Vorgang
	out := vorgang{
		Identifikation: identifikation{ID: k.ID.String()},
		Allgemein: allgemein{
			Betreff:       join(", ", v.VerfahrenTitel, k.AntragstellerName),
			Kennzeichen:   k.Aktenzeichen,
			Federfuehrung: v.EinheitName,
			Medium:        elektronisch,
		},
		Archiv:      archivdaten(v),
		Typ:         v.VerfahrenTitel,
		Laufzeit:    laufzeit{Beginn: datum(k.EingangAm)},
		Historie:    historieAus(v),
		Kontakte:    []kontakt{antragsteller(v)},
		Erweiterung: antragsdaten(v),
	}
	if k.Aktenzeichen == "" {
		out.Allgemein.Kennzeichen = k.Vorgangsnummer
	} else if k.Vorgangsnummer != "" {
		out.Allgemein.Bemerkung = "Vorgangsnummer " + k.Vorgangsnummer
	}
	if n := len(v.Ausgelassen); n > 0 { // where a person looks; the list is in the Erweiterung
		out.Allgemein.Bemerkung = join("; ", out.Allgemein.Bemerkung,
			fmt.Sprintf("unvollständig, nicht übergebene Dateien: %d", n))
	}
	if out.Allgemein.Betreff == "" {
		out.Allgemein.Betreff = "Vorgang " + k.Vorgangsnummer
	}
	if k.AbgeschlossenAm != nil && !k.Status.IsOffen() {
		out.ZdA, out.ZdADatum = 1, datum(*k.AbgeschlossenAm)
		out.Laufzeit.Ende = out.ZdADatum
	}
	out.Dokumente = b.dokumente(v)
	return out
}

func archivdaten(v *casework.UebergabeVorgang) archiv {
	a := archiv{Dauer: dauer{Jahre: v.AufbewahrungJahre}}
	if v.AufbewahrungJahre == 0 {
		a.Dauer.Unbefristet = 1
	}
	if v.Aussonderungsart != "" {
		a.Aussonderungsart = &aussonderungsart{Art: code{
			ListURI: listen + "aussonderungsart", Version: "1.0", Code: v.Aussonderungsart}}
	}
	return a
}

// geaendert names the metadatum that an entry with the keys "von" and "nach" (or "an") changed.
var geaendert = map[string]string{
	"status_geaendert":       "Status",
	"aktenzeichen_geaendert": "Aktenzeichen",
	"weitergeleitet":         "Organisationseinheit",
	"zugewiesen":             "Bearbeiter",
}

func historieAus(v *casework.UebergabeVorgang) []historie {
	out := make([]historie, 0, len(v.Verlauf))
	for _, e := range v.Verlauf {
		h := historie{
			Akteur: join("", e.Anzeige), Zeit: zeitpunkt(e.Zeit), Aktion: e.Worte(),
		}
		if h.Akteur == "" {
			h.Akteur = e.Akteur
		}
		werte := map[string]any{}
		if len(e.Daten) > 0 {
			_ = json.Unmarshal(e.Daten, &werte) // anything but an object has nothing to say here
		}
		nameEinheiten(v, e.Art, werte)
		for _, neu := range []string{"nach", "an"} {
			if meta := geaendert[e.Art]; meta != "" && werte[neu] != nil {
				h.Metadatum, h.AlterWert, h.NeuerWert = meta, inWorten(wort(werte["von"])), inWorten(wort(werte[neu]))
				delete(werte, "von")
				delete(werte, neu)
			}
		}
		h.Bemerkung = bemerkung(werte)
		out = append(out, h)
	}
	return out
}

// nameEinheiten puts the names of units in the place of their keys.
func nameEinheiten(v *casework.UebergabeVorgang, art string, werte map[string]any) {
	for _, name := range casework.EinheitenIn(art) {
		if s, ok := werte[name].(string); ok {
			werte[name] = v.Einheit(s)
		}
	}
}

// bemerkung lists the plain values of an entry in the order of their keys.
func bemerkung(werte map[string]any) string {
	var teile []string
	for k, v := range werte {
		if w := wort(v); w != "" {
			teile = append(teile, k+": "+w)
		}
	}
	slices.Sort(teile)
	return strings.Join(teile, "; ")
}

func wort(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool, float64:
		return fmt.Sprint(v)
	}
	return ""
}

// join joins the parts that say something.
func join(trenner string, teile ...string) string {
	var da []string
	for _, t := range teile {
		if t = strings.TrimSpace(t); t != "" {
			da = append(da, t)
		}
	}
	return strings.Join(da, trenner)
}

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err) // cmd/kontor embeds the zone database
	}
	return l
}()

// zeitpunkt writes a dateTime with zone, to the second; empty for the zero time.
func zeitpunkt(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(berlin).Format("2006-01-02T15:04:05-07:00")
}

// datum is the calendar day in Berlin of a moment.
func datum(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(berlin).Format(time.DateOnly)
}
