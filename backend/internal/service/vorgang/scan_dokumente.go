package vorgang

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Scanner looks for malware.
type Scanner interface {
	Scan(ctx context.Context, r io.Reader) (casework.Pruefung, error)
}

// Signaturpruefer looks at the electronic signatures in a PDF that came in on a day.
type Signaturpruefer interface {
	Check(r io.Reader, eingang time.Time) (casework.Signaturen, error)
}

const (
	// scanStapel is of how many Vorgänge one transaction saves the scans.
	scanStapel = 25
	// saveGrace is how long a stopping process may still take to save what it has scanned.
	saveGrace = 5 * time.Second
)

// ScanStapel is the scan of documents of many Vorgänge of one tenant, which lets them out of quarantine or keeps them
// there. It tells how many jobs it took; 0 means that none waits. What comes after a scan that failed is handed to the
// workers.
func (s *Service) ScanStapel(ctx context.Context) (n int, err error) {
	mandant, err := s.nextStapel(ctx, store.StapelPruefung)
	if err != nil || mandant == uuid.Nil {
		return 0, err
	}
	system := casework.System(mandant)
	var jobs []store.Pruefauftrag
	var docs []casework.Dokument
	err = s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		if jobs, err = tx.TakePruefungen(ctx, scanStapel); err != nil || len(jobs) == 0 {
			return err
		}
		ids := make([]uuid.UUID, len(jobs))
		for i, j := range jobs {
			ids[i] = j.Vorgang
		}
		docs, err = tx.ListAusstehende(ctx, ids)
		return err
	})
	if err != nil || len(jobs) == 0 {
		return 0, err
	}
	results, failed := s.scanAll(ctx, docs)
	done, rest := splitJobs(jobs, docs[len(results):])

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), saveGrace)
	defer cancel()
	saved := s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		if err := s.saveScans(ctx, tx, results); err != nil {
			return err
		}
		return errors.Join(tx.FinishPruefungen(ctx, done), tx.LeavePruefungen(ctx, rest))
	})
	if saved != nil {
		left := s.DB.InTx(ctx, system, func(tx *store.Tx) error {
			return tx.LeavePruefungen(ctx, append(done, rest...))
		})
		return 0, errors.Join(failed, saved, left) // if that failed too, River sets them free
	}
	return len(jobs), failed
}

// splitJobs separates the jobs whose Vorgang has no document among the unscanned ones.
func splitJobs(jobs []store.Pruefauftrag, unscanned []casework.Dokument) (done, rest []int64) {
	waits := map[uuid.UUID]bool{}
	for _, d := range unscanned {
		waits[d.Vorgang] = true
	}
	for _, j := range jobs {
		if waits[j.Vorgang] {
			rest = append(rest, j.ID)
		} else {
			done = append(done, j.ID)
		}
	}
	return done, rest
}

// ScanDokumente is the job that scans the documents of one Vorgang, where many at once failed.
func (s *Service) ScanDokumente(ctx context.Context, j casework.JobPruefung) error {
	system := casework.System(j.Mandant)
	var docs []casework.Dokument
	err := s.DB.ReadTx(ctx, system, func(tx *store.Tx) (err error) {
		docs, err = tx.ListAusstehende(ctx, []uuid.UUID{j.Vorgang})
		return err
	})
	if err != nil {
		return err
	}
	results, err := s.scanAll(ctx, docs)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, system, func(tx *store.Tx) error { return s.saveScans(ctx, tx, results) })
}

// scanAll scans until one fails and returns the results so far.
func (s *Service) scanAll(ctx context.Context, docs []casework.Dokument) ([]store.Pruefergebnis, error) {
	results := make([]store.Pruefergebnis, 0, len(docs))
	for _, d := range docs {
		p, err := s.scan(ctx, d.SHA256)
		if err != nil {
			return results, fmt.Errorf("scan document %s: %w", d.ID, err)
		}
		signaturen, err := s.readSignaturen(ctx, &d, p)
		if err != nil {
			return results, fmt.Errorf("read the signatures of document %s: %w", d.ID, err)
		}
		results = append(results, store.Pruefergebnis{Dokument: d.ID, Vorgang: d.Vorgang, Ergebnis: p,
			Signaturen: signaturen})
	}
	return results, nil
}

func (s *Service) scan(ctx context.Context, sha256 string) (p casework.Pruefung, err error) {
	defer func() {
		if r := recover(); r != nil { // one file must not keep the others in quarantine
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	r, err := s.Blobs.Open(ctx, sha256)
	if err != nil {
		return "", err
	}
	defer r.Close()
	return s.Scanner.Scan(ctx, r)
}

// readSignaturen of a PDF, by the certificates as they counted on the day it came. A file that is kept in quarantine is
// not looked at.
func (s *Service) readSignaturen(ctx context.Context, d *casework.Dokument,
	p casework.Pruefung) (out casework.Signaturen, err error) {
	if s.Signaturen == nil || !p.Freigegeben() || !d.IsPDF() {
		return nil, nil
	}
	defer func() {
		if r := recover(); r != nil { // as above
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	r, err := s.Blobs.Open(ctx, d.SHA256)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return s.Signaturen.Check(r, d.Am)
}

// saveScans notes each result in its Vorgang. A scan changes neither what is due nor who has the ball.
func (s *Service) saveScans(ctx context.Context, tx *store.Tx, results []store.Pruefergebnis) error {
	if len(results) == 0 {
		return nil
	}
	ids := make([]uuid.UUID, len(results))
	for i, r := range results {
		ids[i] = r.Vorgang
	}
	locked, err := tx.LockVorgaenge(ctx, ids)
	if err != nil {
		return err
	}
	waited, err := tx.SavePruefungen(ctx, results)
	if err != nil {
		return err
	}
	var changed []*casework.Vorgang
	for _, r := range results {
		v := locked[r.Vorgang]
		if !waited[r.Dokument] || v == nil {
			continue
		}
		tx.Journal(v, r.Ergebnis.Ereignis(), map[string]any{"dokument": r.Dokument, "ergebnis": r.Ergebnis})
		if r.Ergebnis == casework.PruefungBefallen {
			tx.Enqueue(casework.JobFormatbitte{Mandant: v.Mandant, Dokument: r.Dokument})
		}
		if len(changed) == 0 || changed[len(changed)-1] != v { // results come Vorgang by Vorgang
			changed = append(changed, v)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return tx.SaveVermerke(ctx, changed)
}
