package posteingang

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Quelle is the JSON of Zugang.Quelle.
type Quelle struct {
	URL      string `json:"url"`
	User     string `json:"user"`
	Password string `json:"password"`
}

// QuelleOf reads where a Zugang fetches from; nil = it does not fetch.
func QuelleOf(z *store.Zugang) (*Quelle, error) {
	if z.Quelle == nil {
		return nil, nil
	}
	var q Quelle
	err := json.Unmarshal(*z.Quelle, &q)
	return &q, err
}

// EnqueueAbholungen lets those Zugänge of the tenant fetch whose pause is over.
func (s *Service) EnqueueAbholungen(ctx context.Context, tx *store.Tx, pull []store.Zugang) error {
	var abrufe map[uuid.UUID]store.Abruf
	for _, z := range pull {
		if z.Mandant != tx.Actor.Mandant {
			continue
		}
		if abrufe == nil { // who fetches nothing pays nothing
			var err error
			if abrufe, err = tx.ListAbrufe(ctx); err != nil {
				return err
			}
		}
		if a := abrufe[z.ID]; casework.AbrufFaellig(a.VersuchtAm, a.FehlerInFolge, tx.Now) {
			tx.Enqueue(casework.JobAbholung{Mandant: z.Mandant, Zugang: z.ID})
		}
	}
	return nil
}

// RunAbholung lets one Zugang fetch what is new and notes how it went. A run that fails is no failed job: the sweep
// asks again, after a pause that grows.
func (s *Service) RunAbholung(ctx context.Context, j casework.JobAbholung) error {
	var z *store.Zugang
	var abruf *store.Abruf
	actor := casework.System(j.Mandant)
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) (err error) {
		if z, err = tx.GetZugangByID(ctx, j.Zugang); err != nil {
			return err
		}
		abruf, err = tx.GetAbruf(ctx, j.Zugang)
		return err
	})
	if err != nil {
		return err
	}
	puller, ok := s.Adapters[z.Adapter].(adapters.Puller)
	if !ok || z.Quelle == nil || !z.Aktiv || z.Mandant != j.Mandant {
		return nil
	}
	run := &abholung{service: s, zugang: z}
	cause := run.pull(ctx, puller, abruf.Cursor)
	grund, detail := abrufGrund(cause)
	if grund != "" {
		s.Log.Warn("pull failed", "zugang", z.ID, "reason", grund, "error", cause)
	}
	return s.DB.InTx(context.WithoutCancel(ctx), actor, func(tx *store.Tx) error {
		inFolge, err := tx.SaveAbruf(ctx, z.ID, grund, detail)
		if inFolge != abruf.FehlerInFolge || run.genommen > 0 {
			tx.Notify(casework.Meldung{Art: "zugang"})
		}
		return err
	})
}

// abholung is one run of one Zugang.
type abholung struct {
	service  *Service
	zugang   *store.Zugang
	genommen int
}

func (r *abholung) pull(ctx context.Context, puller adapters.Puller, cursor string) error {
	s, z := r.service, r.zugang
	q, err := s.openQuelle(z)
	if err != nil {
		return err
	}
	settings, err := s.openSettings(z)
	if err != nil {
		return err
	}
	folder, err := s.OpenOrdner(z.Name)
	if err != nil {
		return err
	}
	if folder != nil {
		defer folder.Close()
	}
	return puller.Pull(ctx, adapters.Source{
		URL: q.URL, User: q.User, Password: q.Password, Settings: settings,
		Client: &http.Client{Timeout: 2 * time.Minute},
		Folder: folder, Cursor: cursor, Save: r.save,
	}, r.deliver)
}

func (r *abholung) save(ctx context.Context, cursor string) error {
	return r.service.DB.InTx(ctx, casework.System(r.zugang.Mandant), func(tx *store.Tx) error {
		return tx.SaveCursor(ctx, r.zugang.ID, cursor)
	})
}

// nichtGenommen is what deliver answers about a delivery that is at fault itself: the source keeps it, the run goes
// well.
type nichtGenommen struct{ grund *adapters.Error }

func (n nichtGenommen) Error() string { return n.grund.Error() }

func (n nichtGenommen) Unwrap() error { return n.grund }

// deliver stores and processes one delivery. Only what became a Vorgang, was one already, or was discarded by two
// persons counts as taken; what is a Klärfall keeps its status at the source.
func (r *abholung) deliver(ctx context.Context, p adapters.Pulled) error {
	path := p.Path
	if path == "" {
		path = "/abholung"
	}
	out := r.service.ReceiveEingang(ctx, r.zugang, r.service.Adapters[r.zugang.Adapter],
		Lieferung{Path: path, Header: p.Header, Body: p.Body, Weg: store.WegAbgeholt})
	switch {
	case out.Fehler == nil:
		r.genommen++
		return nil
	case out.Fehler.Code == adapters.Unavailable:
		return out.Fehler
	}
	return nichtGenommen{out.Fehler}
}

// OpenOrdner opens the folder of a Zugang below KONTOR_EINGANGSORDNER; nil where there is none.
func (s *Service) OpenOrdner(name string) (*os.Root, error) {
	if s.Ordner == "" {
		return nil, nil
	}
	all, err := os.OpenRoot(s.Ordner)
	if err != nil {
		return nil, &adapters.Error{Code: adapters.Unavailable, Reason: "folder_unreadable",
			Detail: "KONTOR_EINGANGSORDNER ist nicht lesbar. Bitte Pfad und Rechte prüfen.", Cause: err}
	}
	defer all.Close()
	own, err := all.OpenRoot(name) // an os.Root: no name reaches outside
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &adapters.Error{Code: adapters.Unavailable, Reason: "folder_unreadable",
			Detail: "Der Ordner dieses Zugangs ist nicht lesbar. Bitte Rechte prüfen.", Cause: err}
	}
	return own, nil
}

// abrufGrund says why a run failed, "" where nothing failed but single deliveries.
func abrufGrund(err error) (grund, detail string) {
	cause := ohneLieferungen(err)
	if cause == nil {
		return "", ""
	}
	var ad *adapters.Error
	if errors.As(cause, &ad) {
		return ad.Reason, ad.Detail
	}
	if errors.Is(cause, context.DeadlineExceeded) || errors.Is(cause, context.Canceled) {
		return "pull_interrupted", "Der Abruf dauerte zu lange oder wurde unterbrochen. Er geht beim nächsten Mal weiter."
	}
	return "pull_failed", "Beim Abruf trat ein Fehler auf. Näheres steht im Log."
}

// ohneLieferungen returns the first leaf of a tree of errors that is not about a single delivery.
func ohneLieferungen(err error) error {
	switch x := err.(type) { //nolint:errorlint // it walks the tree itself
	case nil, nichtGenommen:
		return nil
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			if cause := ohneLieferungen(e); cause != nil {
				return cause
			}
		}
		return nil
	case *adapters.Error:
		if x.Cause != nil && errors.As(x.Cause, new(nichtGenommen)) {
			return nil
		}
		return x
	case interface{ Unwrap() error }:
		if inner := x.Unwrap(); inner != nil {
			if ohneLieferungen(inner) == nil {
				return nil
			}
		}
	}
	return err
}
