package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kontor/adapters/all"
	"kontor/backend/internal/config"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// runVerfahren takes procedures out of a folder into the database, or the other way round.
func runVerfahren(ctx context.Context, e env) error {
	run := map[string]func(context.Context, env, *services.All, string) error{
		"import": importOrdner, "export": exportOrdner}
	if len(e.args) != 2 || run[e.args[0]] == nil {
		return errors.New("kontor verfahren import ORDNER oder kontor verfahren export ORDNER")
	}
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	db, err := openMigrated(ctx, dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	svc, err := e.services(db)
	if err != nil {
		return err
	}
	return run[e.args[0]](ctx, e, svc, e.args[1])
}

// services are the acts for a command. It opens no channel and no target; which there are it knows where it runs with
// the settings of the office, that is with its DATABASE_URL.
func (e env) services(db *store.DB) (*services.All, error) {
	svc := services.New(services.Parts{DB: db, Adapters: all.ByName(), Log: e.log})
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return nil, err
	}
	if cfg.Database != "" {
		svc.Verfahren.Anlage.Ausgaenge, svc.Verfahren.Anlage.Kanaele = wanted(cfg, ausgaenge), wanted(cfg, kanaele)
	}
	return svc, nil
}

func importOrdner(ctx context.Context, e env, svc *services.All, dir string) error {
	ordner := os.DirFS(dir)
	if len(workflow.Folders(ordner)) == 0 {
		return fmt.Errorf("in %s liegt kein Verfahren: erwartet wird NAME/VERSION/process.bpmn", dir)
	}
	neu, err := svc.Verfahren.ImportOrdner(ctx, verfahren.Quelle{Herkunft: store.HerkunftOrdner, Ordner: ordner})
	if err != nil {
		return err
	}
	bad := false
	for _, v := range neu {
		fmt.Fprintf(e.stdout, "%s/%s: %s\n", v.Name, v.Stand, v.Zustand)
		for _, f := range v.Befunde {
			fmt.Fprintf(e.stdout, "%s/%s: %s: %s: %s\n", v.Name, v.Stand, f.Severity, f.Element, f.Message)
		}
		bad = bad || v.Zustand != store.VersionAktiv
	}
	if len(neu) == 0 {
		fmt.Fprintln(e.stdout, "Nichts zu tun: Es ist schon alles in der Datenbank.")
	}
	if bad {
		return errFindings
	}
	return nil
}

// exportOrdner writes what is not there yet; nobody's file is overwritten.
func exportOrdner(ctx context.Context, e env, svc *services.All, dir string) error {
	mandant, err := findMandant(ctx, svc.DB, e.getenv("KONTOR_MANDANT"))
	if err != nil {
		return err
	}
	files, err := svc.Verfahren.ExportOrdner(ctx, mandant)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir) // a name from the database leads nowhere else
	if err != nil {
		return err
	}
	defer root.Close()
	for name, raw := range files {
		if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o750); err != nil {
			return err
		}
		if err := writeNew(root, filepath.FromSlash(name), raw); err != nil {
			return err
		}
	}
	fmt.Fprintf(e.stdout, "%d Dateien in %s geschrieben\n", len(files), dir)
	return nil
}

func writeNew(root *os.Root, name string, raw []byte) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s gibt es dort schon: bitte einen leeren Ordner nennen", name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return errors.Join(err, f.Close())
}
