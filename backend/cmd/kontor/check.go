package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kontor/backend/internal/config"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// runCheck checks procedures in folders, or the journals in the database.
func runCheck(ctx context.Context, e env) error {
	if len(e.args) == 0 {
		return errors.New("was soll geprüft werden? kontor check ORDNER oder kontor check verlauf")
	}
	if len(e.args) == 1 && e.args[0] == "verlauf" {
		return checkVerlauf(ctx, e)
	}
	bad := false
	for _, dir := range e.args {
		found, err := e.checkFolder(dir)
		if err != nil {
			return err
		}
		bad = bad || found
	}
	if bad {
		return errFindings
	}
	return nil
}

// checkFolder checks every version below a folder: one of procedures, one of versions, or one version.
func (e env) checkFolder(dir string) (bad bool, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return false, err
	}
	root, pattern := filepath.Dir(filepath.Dir(dir)), filepath.Base(filepath.Dir(dir))+"/"+filepath.Base(dir)
	if !isFile(filepath.Join(dir, "process.bpmn")) {
		root, pattern = filepath.Dir(dir), filepath.Base(dir)+"/*"
		if found, _ := fs.Glob(os.DirFS(root), pattern+"/process.bpmn"); len(found) == 0 {
			root, pattern = dir, "*/*"
		}
	}
	versions, err := fs.Glob(os.DirFS(root), pattern+"/process.bpmn")
	if err != nil {
		return false, err
	}
	if len(versions) == 0 {
		return false, fmt.Errorf("in %s liegt kein Verfahren: erwartet wird NAME/VERSION/process.bpmn", dir)
	}
	for _, file := range versions {
		bad = e.checkVersion(os.DirFS(root), filepath.ToSlash(filepath.Dir(file))) || bad
	}
	return bad, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func (e env) checkVersion(fsys fs.FS, dir string) (bad bool) {
	def, err := workflow.Load(fsys, dir)
	if err != nil {
		fmt.Fprintf(e.stdout, "%s: nicht lesbar: %v\n", dir, err)
		return true
	}
	findings := def.Check()
	for _, f := range findings {
		name := f.Element
		if f.Name != "" {
			name += " („" + f.Name + "“)"
		}
		fmt.Fprintf(e.stdout, "%s: %s: %s: %s\n", dir, f.Severity, name, f.Message)
	}
	if workflow.HasErrors(findings) {
		return true
	}
	fmt.Fprintf(e.stdout, "%s: in Ordnung, %d Szenarien laufen durch\n", dir, len(def.Scenarios))
	return false
}

// checkVerlauf walks the hash chains of all journals.
func checkVerlauf(ctx context.Context, e env) error {
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	checked, broken, err := (&service.Service{DB: db, Log: e.log}).CheckVerlauf(ctx, e.stdout)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%d Verläufe geprüft, %d beschädigt\n", checked, broken)
	if broken > 0 {
		return errFindings
	}
	return nil
}
