package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// gesiegelt says of each kind of row in casework.Siegelarten where it stands, to which Vorgang it belongs, and which
// columns do not count: those that say how the work goes, not what was written. A new column of these tables counts by
// itself; it must be null, empty or zero in rows that are there, or their seals break (TestSealedColumns).
var gesiegelt = map[string]struct{ von, vorgang, ohne, wartet string }{
	"antrag":       {von: "antrag x", vorgang: "x.vorgang_id"},
	"dokument":     {von: "dokument x", vorgang: "x.vorgang_id"},
	"nachricht":    {von: "nachricht x", vorgang: "x.vorgang_id", ohne: "gelesen"},
	"punkt":        {von: "punkt x join nachricht n on n.id = x.nachricht_id", vorgang: "n.vorgang_id"},
	"sendung":      {von: "sendung x", vorgang: "x.vorgang_id", ohne: "versuche", wartet: "x.zustand = 'wartet'"},
	"bescheid":     {von: "bescheid x", vorgang: "x.vorgang_id"},
	"feststellung": {von: "feststellung x join bescheid b on b.id = x.bescheid_id", vorgang: "b.vorgang_id"},
	"adressat":     {von: "adressat x join bescheid b on b.id = x.bescheid_id", vorgang: "b.vorgang_id"},
	"adressat_feststellung": {von: "adressat_feststellung x join adressat a on a.id = x.adressat_id join bescheid b on b.id = a.bescheid_id",
		vorgang: "b.vorgang_id"},
	"zeichnung":    {von: "zeichnung x", vorgang: "x.vorgang_id"},
	"kommentar":    {von: "kommentar x", vorgang: "x.vorgang_id"},
	"einwilligung": {von: "einwilligung x", vorgang: "null::uuid"},
}

var siegelarten = slices.Sorted(maps.Keys(gesiegelt))

// siegelAnfrage selects the rows of all kinds that a condition names; n is the number of the kind, from 1.
func siegelAnfrage(where func(n int, art, id string) string) string {
	teile := make([]string, len(siegelarten))
	for i, art := range siegelarten {
		g := gesiegelt[art]
		id, zeile, wartet := "x.id", "to_jsonb(x)", "false"
		if art == "antrag" {
			id = "x.vorgang_id"
		}
		if g.ohne != "" {
			zeile += " - '" + g.ohne + "'"
		}
		if g.wartet != "" {
			wartet = g.wartet
		}
		teile[i] = fmt.Sprintf("select '%s' as art, %s as id, %s as vorgang, (%s)::text as zeile, %s as wartet", art, id,
			g.vorgang, zeile, wartet) + " from " + g.von + " where " + where(i+1, art, id)
	}
	return strings.Join(teile, " union all ")
}

var (
	geschriebene = siegelAnfrage(func(n int, _, id string) string {
		return fmt.Sprintf("%s = any($%d::uuid[])", id, n)
	})
	alleZeilen = siegelAnfrage(func(_ int, art, id string) string {
		if art == "einwilligung" {
			return id + " = any($2::uuid[])"
		}
		return gesiegelt[art].vorgang + " = $1"
	})
)

// Seal says that a row was written: whoever saves its Vorgang seals it in the journal, as it is then. Methods that
// write such rows call it themselves; an Einwilligung belongs to no Vorgang, so the act says in which it counts.
func (t *Tx) Seal(art string, ids ...uuid.UUID) {
	if _, ok := gesiegelt[art]; !ok {
		panic("nothing is sealed of " + art)
	}
	if t.geschrieben == nil {
		t.geschrieben = map[string][]uuid.UUID{}
	}
	t.geschrieben[art] = append(t.geschrieben[art], ids...)
}

// sealRows reads what was written and puts its hashes into the last entry of each Vorgang that is about to be saved.
func (t *Tx) sealRows(ctx context.Context, vorgaenge ...*casework.Vorgang) error {
	if len(t.geschrieben) == 0 {
		return nil
	}
	args := make([]any, len(siegelarten))
	for i, art := range siegelarten {
		args[i] = uuids(t.geschrieben[art])
	}
	var zeilen []casework.Siegelzeile
	if err := t.tx.SelectContext(ctx, &zeilen, geschriebene, args...); err != nil {
		return wrap("read what is to be sealed", err)
	}
	for _, v := range vorgaenge {
		if err := t.sealInto(v, zeilen); err != nil {
			return err
		}
	}
	fremd := slices.ContainsFunc(zeilen, func(z casework.Siegelzeile) bool {
		return z.Vorgang != nil &&
			!slices.ContainsFunc(vorgaenge, func(v *casework.Vorgang) bool { return v.ID == *z.Vorgang })
	})
	if fremd {
		return errNichtBesiegelt
	}
	t.geschrieben = nil
	return nil
}

// sealInto the last entry of one Vorgang.
func (t *Tx) sealInto(v *casework.Vorgang, zeilen []casework.Siegelzeile) error {
	inhalt := map[string]map[uuid.UUID]string{}
	for _, z := range zeilen {
		if z.Vorgang != nil && *z.Vorgang != v.ID {
			continue
		}
		if err := addSiegel(inhalt, z); err != nil {
			return err
		}
	}
	if len(inhalt) == 0 {
		return nil
	}
	return t.sealEntry(v, inhalt)
}

func addSiegel(inhalt map[string]map[uuid.UUID]string, z casework.Siegelzeile) (err error) {
	hash := ""
	if !z.Wartet {
		if hash, err = casework.SiegelHash(z.Zeile); err != nil {
			return err
		}
	}
	if inhalt[z.Art] == nil {
		inhalt[z.Art] = map[uuid.UUID]string{}
	}
	inhalt[z.Art][z.ID] = hash
	return nil
}

// sealNew seals the rows of a new Vorgang without reading them: an intake needs no statement for it.
func (t *Tx) sealNew(v *casework.Vorgang, inhalt, daten string, mit Beigaben) error {
	siegel := map[string]map[uuid.UUID]string{}
	antrag := map[string]any{"vorgang_id": v.ID, "mandant_id": v.Mandant, "inhalt": json.RawMessage(inhalt),
		"daten": json.RawMessage(daten), "zuordnung_id": mit.Zuordnung}
	if err := addSiegel(siegel, casework.Siegelzeile{Art: "antrag", ID: v.ID, Zeile: asJSON(antrag)}); err != nil {
		return err
	}
	for _, d := range dokumentZeilen(mit.Dokumente) {
		zeile := map[string]any{"id": d.ID, "mandant_id": v.Mandant, "vorgang_id": d.Vorgang, "rolle": d.Rolle,
			"dateiname": d.Dateiname, "content_type": d.ContentType, "sha256": d.SHA256, "groesse": d.Groesse,
			"pruefung": d.Pruefung, "beschreibung": d.Beschreibung, "feld": d.Feld, "fremd_id": d.FremdID,
			"nachricht_id": d.Nachricht, "punkt_id": d.Punkt, "am": d.Am}
		if err := addSiegel(siegel, casework.Siegelzeile{Art: "dokument", ID: d.ID, Zeile: asJSON(zeile)}); err != nil {
			return err
		}
	}
	return t.sealEntry(v, siegel)
}

var errNichtBesiegelt = errors.New("sealed rows were written without a journal entry of their Vorgang")

func (t *Tx) sealEntry(v *casework.Vorgang, inhalt map[string]map[uuid.UUID]string) error {
	for i := len(t.journal) - 1; i >= 0; i-- {
		z := &t.journal[i]
		if z.Vorgang != v.ID {
			continue
		}
		e := z.eintrag()
		e.Besiegle(inhalt, t.kennung(), z.vorher)
		*z = t.zeileOf(e, z.vorher)
		v.VerlaufHash = e.Hash
		return nil
	}
	return errNichtBesiegelt
}

// ListSiegelzeilen reads the rows of a Vorgang whose content is sealed, and the named Einwilligungen.
func (t *Tx) ListSiegelzeilen(ctx context.Context, vorgang uuid.UUID,
	einwilligungen []uuid.UUID) ([]casework.Siegelzeile, error) {
	var out []casework.Siegelzeile
	err := t.tx.SelectContext(ctx, &out, alleZeilen, vorgang, uuids(einwilligungen))
	return out, wrap("read what is sealed", err)
}
