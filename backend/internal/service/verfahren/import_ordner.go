package verfahren

import (
	"context"
	"fmt"
	"io/fs"
	"path"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Quelle is a folder of procedures, <name>/<version>/….
type Quelle struct {
	Herkunft string // store.HerkunftMitgeliefert or store.HerkunftOrdner
	Ordner   fs.FS
}

// ImportOrdner takes into the database what folders hold, for every tenant: once, whoever else does the same. What is
// there already stays as it is. What is new and right is active at once, but what comes with the program waits where
// the tenant uses an earlier version. What cannot be is set aside with its findings, and everything else goes on. A
// folder that is gone takes nothing with it. It returns what is new or set aside, and fails where a tenant could take
// no application afterwards: without the standard procedure.
func (s *Service) ImportOrdner(ctx context.Context, quellen ...Quelle) (neu []store.Verfahrensversion, err error) {
	var funde []*fund
	for _, q := range quellen {
		for _, dir := range workflow.Folders(q.Ordner) {
			files, err := workflow.ReadFiles(q.Ordner, dir)
			funde = append(funde, newFund(path.Base(path.Dir(dir)), path.Base(dir), q.Herkunft, files, err))
		}
	}
	var mandanten []store.Mandant
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandanten, err = tx.ListMandanten(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, m := range mandanten {
		taken, err := s.importFor(ctx, casework.System(m.ID), funde)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Schluessel, err)
		}
		neu = append(neu, taken...)
	}
	return neu, nil
}

func (s *Service) importFor(ctx context.Context, system casework.Actor,
	funde []*fund) (neu []store.Verfahrensversion, err error) {
	var unlesbar []string
	defer s.Verfahren.Forget(system.Mandant)
	err = s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		e, err := s.openEingang(ctx, tx)
		if err != nil {
			return err
		}
		for _, f := range funde {
			v, _, err := e.take(ctx, f)
			if err != nil {
				return err
			}
			if v != nil {
				neu = append(neu, *v)
			}
		}
		unlesbar = e.unlesbar
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.report(neu)
	for _, v := range unlesbar {
		s.Log.Error("procedure cannot be read by this program", "verfahren", v)
	}
	return neu, s.DB.ReadTx(ctx, system, func(tx *store.Tx) error {
		_, err := s.Verfahren.Angebot(ctx, tx)
		return err
	})
}

// report says in the log what a person has to look at; the page of the procedures says it too.
func (s *Service) report(neu []store.Verfahrensversion) {
	for _, v := range neu {
		who := []any{"verfahren", v.Name + "/" + v.Stand, "herkunft", v.Herkunft, "zustand", v.Zustand}
		if v.Zustand == store.VersionAktiv {
			s.Log.Info("procedure taken in", who...)
			continue
		}
		findings := workflow.Errors(v.Befunde)
		if len(findings) == 0 {
			s.Log.Info("procedure waits to be activated", who...)
			continue
		}
		s.Log.Warn("procedure is not used", append(who, "befund", findings[0].Message, "befunde", len(findings))...)
	}
}
