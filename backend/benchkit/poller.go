package benchkit

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// poller asks a form server that never has anything, as every pulling adapter does at least.
type poller struct{ adapters.Adapter }

func (poller) Name() string { return "bench-poller" }

func (poller) Pull(ctx context.Context, src adapters.Source, _ func(context.Context, adapters.Pulled) error) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, src.URL, nil)
	if err != nil {
		return err
	}
	resp, err := src.Client.Do(r)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// addPollers adds ten Zugänge that fetch from this control surface.
func (o *office) addPollers(w http.ResponseWriter, r *http.Request) {
	source, _ := json.Marshal(map[string]string{"url": "http://" + r.Host + "/source"}) // plain strings
	quelle := json.RawMessage(source)
	err := o.DB.InTx(r.Context(), casework.System(o.mandant), func(tx *store.Tx) error {
		for i := range 10 {
			z := o.zugang(fmt.Sprintf("abholung-%d", i), poller{}.Name())
			z.Quelle = &quelle
			if err := tx.UpsertZugang(r.Context(), z); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
