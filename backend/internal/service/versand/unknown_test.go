package versand_test

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const lieferung = `{"control":{"transactionId":"t-1","leikaIds":[],"formId":"48","name":"Antrag",
"zustaendigeStelle":"lf-32-sondernutzung","serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3",
"postfachAddress":{"identifier":"pf-1","type":"Citizen"}}},
"formData":[{"name":"firma","stringValue":"Café Müller GmbH"}]}`

// desk is one Vorgang, and what is sent of it.
type desk struct {
	*testkit.Kit
	t  *testing.T
	id uuid.UUID
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{testkit.Service(t), t, uuid.Nil}
	z, ad, err := d.Posteingang.OpenZugang(t.Context(), "ozgcloud")
	if err != nil {
		t.Fatal(err)
	}
	out := d.Posteingang.ReceiveEingang(t.Context(), z, ad, posteingang.Lieferung{
		Header: http.Header{"Content-Type": {"application/json"}}, Body: strings.NewReader(lieferung)})
	if out.Fehler != nil {
		t.Fatal(out.Fehler)
	}
	d.tx(func(ctx context.Context, tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(ctx, uuid.Nil)
		d.id = ids[0]
		return err
	})
	return d
}

func (d *desk) tx(do func(context.Context, *store.Tx) error) {
	d.t.Helper()
	err := d.DB.InTx(d.t.Context(), casework.System(d.Mandant), func(tx *store.Tx) error {
		return do(d.t.Context(), tx)
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// send sends and tells how it went.
func (d *desk) send(ziel, art string) (out casework.Sendung, vorfall bool, verlauf []string) {
	d.t.Helper()
	d.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, d.id)
		if err != nil {
			return err
		}
		return d.Versand.EnqueueSendung(ctx, tx, v, ziel, art, nil)
	})
	d.MustWork()
	d.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, d.id)
		if err != nil {
			return err
		}
		vorfall = v.Vorfall
		all, err := tx.ListSendungen(ctx, d.id)
		if err != nil {
			return err
		}
		out = all[slices.IndexFunc(all, func(x casework.Sendung) bool { return x.Ziel == ziel && x.Art == art })]
		entries, err := tx.ListVerlauf(ctx, d.id)
		for _, e := range entries {
			verlauf = append(verlauf, e.Art)
		}
		return err
	})
	return out, vorfall, verlauf
}

// What shall go to a target that this installation does not have, or not any more, waits for a person.
func TestSendungToAnUnknownTargetIsAVorfall(t *testing.T) {
	for art, grund := range map[string]string{
		casework.SendungAbgabe: "no_ausgang", casework.SendungHinweis: "no_kanal", "nachricht": "no_kanal",
	} {
		d := newDesk(t)
		x, vorfall, verlauf := d.send("gibt_es_nicht", art)
		if x.Zustand != casework.SendungFehlgeschlagen || x.Fehler != grund || !vorfall ||
			!slices.Contains(verlauf, "sendung_fehlgeschlagen") {
			t.Errorf("%s: %s %q, Vorfall %t, %q", art, x.Zustand, x.Fehler, vorfall, verlauf)
		}
	}
}

// A channel or target is known by its registration alone: what is sent says what its arrival means.
func TestRegisteredTargetIsUsed(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	d.Versand.Ausgaenge["zweites_dms"] = ausgang.Ordner{Pfad: folder}
	d.Versand.Kanaele["zweites_portal"] = postfach.Antragsraum{}
	for _, c := range []struct{ ziel, art, eintrag string }{
		{"zweites_dms", casework.SendungAbgabe, "abgelegt"}, {"zweites_portal", "nachricht", "nachricht_bereitgestellt"},
		{"zweites_portal", casework.SendungHinweis, "hinweis_versandt"},
	} {
		x, vorfall, verlauf := d.send(c.ziel, c.art)
		if x.Zustand != casework.SendungBereitgestellt || vorfall || !slices.Contains(verlauf, c.eintrag) {
			t.Errorf("%+v: %s %q, Vorfall %t, %q", c, x.Zustand, x.Fehler, vorfall, verlauf)
		}
	}
	if files, err := filepath.Glob(filepath.Join(folder, "*.zip")); err != nil || len(files) != 1 {
		t.Errorf("in the folder lie %q, %v", files, err)
	}
}
