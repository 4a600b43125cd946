package brief

import (
	"cmp"
	"context"
	"maps"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Kopf is who writes to whom, and of which Vorgang: what every letter has.
type Kopf struct {
	Def     *workflow.Definition
	Mandant *store.Mandant
	Einheit store.Einheit // the zero value where it is gone
	Antrag  *casework.Antrag
}

// LoadKopf reads it.
func (s *Service) LoadKopf(ctx context.Context, tx *store.Tx, v *casework.Vorgang) (k Kopf, err error) {
	if k.Def, err = s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand); err != nil {
		return k, err
	}
	if k.Antrag, _, err = tx.GetAntrag(ctx, v.ID); err != nil {
		return k, err
	}
	if k.Mandant, err = tx.GetMandant(ctx); err != nil {
		return k, err
	}
	units, err := tx.ListEinheiten(ctx)
	for _, u := range units {
		if u.Schluessel == v.Einheit {
			k.Einheit = u
		}
	}
	return k, err
}

// Files are the templates of the Verfahren, and those every Verfahren may use.
func (k *Kopf) Files() map[string][]byte {
	files := workflow.SharedLetters()
	maps.Copy(files, k.Def.Letters)
	return files
}

// Absender are the lines of the sender, as templates read them.
func (k *Kopf) Absender() map[string]any {
	m, e := k.Mandant, k.Einheit
	return map[string]any{"name": m.Name, "strasse": m.Strasse, "plz_ort": m.PlzOrt, "einheit": e.Name,
		"telefon": cmp.Or(e.Telefon, m.Telefon), "email": cmp.Or(e.Email, m.Email)}
}

// Empfaenger are the lines of an address, as templates read them.
func Empfaenger(an casework.Anschrift) map[string]any {
	return map[string]any{"name": an.Name, "strasse": an.Strasse, "plz_ort": an.PlzOrt, "land": an.LandZeile()}
}
