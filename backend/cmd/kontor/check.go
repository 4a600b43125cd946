package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
	"kontor/backend/internal/service/services"
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
	var all []*workflow.Definition
	bad := false
	for _, dir := range e.args {
		defs, found, err := e.checkFolder(dir)
		if err != nil {
			return err
		}
		all, bad = append(all, defs...), bad || found
	}
	found, err := e.checkTogether(all)
	if err != nil {
		return err
	}
	if bad || found {
		return errFindings
	}
	return nil
}

// checkTogether checks what procedures may not be to each other, and to those that come with the program: serve loads
// both.
func (e env) checkTogether(defs []*workflow.Definition) (bad bool, err error) {
	shipped, err := workflow.LoadAll(workflow.Shipped())
	if err != nil {
		return false, err
	}
	for _, d := range defs {
		if slices.ContainsFunc(shipped, func(x *workflow.Definition) bool {
			return x.Name == d.Name && x.Version == d.Version && x.Checksum != d.Checksum
		}) {
			fmt.Fprintf(e.stdout, "%s/%s: %s: Kontor bringt diese Version mit anderem Inhalt mit; in KONTOR_VERFAHREN braucht die eigene eine höhere.\n",
				d.Name, d.Version, workflow.SeverityWarnung)
		}
	}
	for _, f := range workflow.CheckForms(workflow.Newest(append(defs, shipped...))) {
		fmt.Fprintf(e.stdout, "%s: %s\n", f.Severity, f.Message)
		bad = true
	}
	return bad, nil
}

// checkFolder checks every version below a folder: one of procedures, one of versions, or one version. It returns those
// it could read.
func (e env) checkFolder(dir string) (defs []*workflow.Definition, bad bool, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, false, err
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
		return nil, false, err
	}
	if len(versions) == 0 {
		return nil, false, fmt.Errorf("in %s liegt kein Verfahren: erwartet wird NAME/VERSION/process.bpmn", dir)
	}
	for _, file := range versions {
		def, found := e.checkVersion(os.DirFS(root), filepath.ToSlash(filepath.Dir(file)))
		if bad = bad || found; def != nil {
			defs = append(defs, def)
		}
	}
	return defs, bad, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func (e env) checkVersion(fsys fs.FS, dir string) (def *workflow.Definition, bad bool) {
	def, err := workflow.Load(fsys, dir)
	if err != nil {
		fmt.Fprintf(e.stdout, "%s: nicht lesbar: %v\n", dir, err)
		return nil, true
	}
	findings := def.Check(casework.Arbeitstage)
	for _, f := range findings {
		name := f.Element
		if f.Name != "" {
			name += " („" + f.Name + "“)"
		}
		fmt.Fprintf(e.stdout, "%s: %s: %s: %s\n", dir, f.Severity, name, f.Message)
	}
	if workflow.HasErrors(findings) {
		return def, true
	}
	fmt.Fprintf(e.stdout, "%s: in Ordnung, %d Szenarien laufen durch\n", dir, len(def.Scenarios))
	return def, false
}

// checkVerlauf walks the hash chains of all journals.
func checkVerlauf(ctx context.Context, e env) error {
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	db, err := openMigrated(ctx, dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	checked, broken, err := services.New(services.Parts{DB: db, Log: e.log}).Vorgang.CheckVerlauf(ctx, e.stdout)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%d Verläufe geprüft, %d beschädigt\n", checked, broken)
	if broken > 0 {
		return errFindings
	}
	return nil
}
