package vorgang

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListZugriffe reads one page of the read log, newest first. Looking at it is in it, too.
func (s *Service) ListZugriffe(ctx context.Context, a casework.Actor,
	f store.Zugriffsfilter) (out []store.Zugriffszeile, err error) {
	if err := a.Must(casework.RechtLeseprotokoll); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.ListZugriffe(ctx, f); return err })
	if err != nil {
		return nil, err
	}
	return out, s.NoteBlick(ctx, a, casework.Zugriff{Art: "leseprotokoll", Daten: filterDaten(f)})
}

// filterDaten says what was asked for.
func filterDaten(f store.Zugriffsfilter) map[string]any {
	out := map[string]any{}
	for name, wert := range map[string]string{"person": f.Akteur, "art": f.Art, "vorgang": f.Vorgangsnummer} {
		if wert != "" {
			out[name] = wert
		}
	}
	for name, am := range map[string]time.Time{"von": f.Von, "bis": f.Bis} {
		if !am.IsZero() {
			out[name] = casework.Berlin(am).Format(time.DateOnly)
		}
	}
	return out
}
