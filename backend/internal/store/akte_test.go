package store_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/workflow"
)

// One statement for everything must say what the nine statements of the lists say.
func TestAkteEqualsTheLists(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	tag := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	inTx(t, k, func(tx *store.Tx) error {
		ctx := t.Context()
		n := &casework.Nachricht{ID: uuid.New(), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtNachforderung,
			Betreff: "Ä \"Plan\"", Text: "Zeile\nzwei {}", Am: tx.Now, Von: "sb",
			Antwort: casework.AntwortErforderlich, AntwortBis: &tag, Vertrauensniveau: 3}
		must(t, tx.InsertNachricht(ctx, n, []casework.Punkt{{ID: uuid.New(), Nachricht: n.ID, Nr: 1, Titel: "Plan",
			Zustand: casework.PunktOffen}}))
		must(t, tx.InsertDokumente(ctx, []casework.Dokument{{ID: uuid.New(), Vorgang: v.ID,
			Rolle: casework.RolleAntwort, Dateiname: "ä.pdf", Pruefung: casework.PruefungAusstehend, Groesse: 1 << 40,
			Nachricht: &n.ID, Am: tx.Now}}))
		must(t, tx.UpsertAufgaben(ctx, []casework.Aufgabe{{ID: uuid.New(), Vorgang: v.ID, Token: "1", Titel: "a",
			Felder: []workflow.Feld{{Name: "x", Typ: "text"}}, FaelligAm: &tag, Zustand: casework.AufgabeOffen,
			ErstelltAm: tx.Now}}))
		must(t, tx.UpsertAufgaben(ctx, []casework.Aufgabe{{ID: uuid.New(), Vorgang: v.ID, Token: "2",
			Titel: "ohne Felder", Zustand: casework.AufgabeOffen, ErstelltAm: tx.Now}}))
		must(t, tx.CloseAufgabe(ctx, v.ID, "1", casework.AufgabeErledigt, map[string]any{"x": "y", "n": 1.5}))
		must(t, tx.InsertWiedervorlage(ctx, &casework.Wiedervorlage{ID: uuid.New(), Vorgang: v.ID, Betreff: "w",
			FaelligAm: tag, Von: "sb"}))
		must(t, tx.InsertKommentar(ctx, &casework.Kommentar{ID: uuid.New(), Vorgang: v.ID, Text: "null",
			Von: "sb", Am: tx.Now}))
		b := &casework.Bescheid{ID: uuid.New(), Vorgang: v.ID, Ergebnis: casework.Teilweise, Begruendung: "weil",
			Tenor: "ja", Ablehnung: "nein", Nebenbestimmungen: []casework.Nebenbestimmung{{Art: "befristung", Text: "eins"}, {Art: "auflage", Text: "zwei"}},
			GebuehrCent: 12500, Kanal: "post", Zustand: casework.BescheidZurPost,
			Am: tx.Now, Von: "sb"}
		must(t, tx.InsertBescheid(ctx, b))
		b.AufgegebenAm, b.HinweisAm, b.Schritte = &tag, &tx.Now, []string{"s"}
		must(t, tx.SaveBescheid(ctx, b))
		x := &casework.Sendung{ID: uuid.New(), Vorgang: v.ID, Ziel: casework.ZielEmail, Art: "hinweis",
			Nachricht: &n.ID, Zustand: casework.SendungWartet, Am: tx.Now}
		must(t, tx.InsertSendung(ctx, x))
		x.Quittung, x.GelesenAm = []byte(`{"kennung": "<1@x>"}`), &tx.Now
		must(t, tx.SaveSendung(ctx, x))
		tx.Journal(v, "kommentar", nil)
		return tx.SaveVorgang(ctx, v)
	})
	inTx(t, k, func(tx *store.Tx) error {
		ctx := t.Context()
		got, err := tx.GetAkte(ctx, v.ID)
		must(t, err)
		compare := func(name string, got, want any, err error) {
			must(t, err)
			if reflect.ValueOf(want).Len() == 0 {
				t.Errorf("%s: nothing to compare", name)
			}
			if a, b := canonical(got), canonical(want); a != b {
				t.Errorf("%s:\n%s\n%s", name, a, b)
			}
		}
		dokumente, err := tx.ListDokumente(ctx, v.ID)
		compare("dokumente", got.Dokumente, dokumente, err)
		nachrichten, err := tx.ListNachrichten(ctx, v.ID)
		compare("nachrichten", got.Nachrichten, nachrichten, err)
		punkte, err := tx.ListPunkte(ctx, v.ID)
		compare("punkte", got.Punkte, punkte, err)
		aufgaben, err := tx.ListAufgaben(ctx, v.ID)
		compare("aufgaben", got.Aufgaben, aufgaben, err)
		wiedervorlagen, err := tx.ListWiedervorlagen(ctx, v.ID)
		compare("wiedervorlagen", got.Wiedervorlagen, wiedervorlagen, err)
		kommentare, err := tx.ListKommentare(ctx, v.ID)
		compare("kommentare", got.Kommentare, kommentare, err)
		bescheide, err := tx.ListBescheide(ctx, v.ID)
		compare("bescheide", got.Bescheide, bescheide, err)
		sendungen, err := tx.ListSendungen(ctx, v.ID)
		compare("sendungen", got.Sendungen, sendungen, err)
		p, err := tx.GetProzess(ctx, v.ID)
		must(t, err)
		if !reflect.DeepEqual(got.Prozess, p.Zustand) {
			t.Errorf("process:\n%+v\n%+v", got.Prozess, p.Zustand)
		}
		return nil
	})
}

// canonical is the JSON of a value.
func canonical(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
