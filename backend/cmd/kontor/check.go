package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// runCheck checks procedures in folders, or the journals in the database.
func runCheck(ctx context.Context, e env) error {
	if len(e.args) == 0 {
		return errors.New("was soll geprüft werden? kontor check ORDNER, verlauf oder nachweis")
	}
	switch e.args[0] {
	case "verlauf":
		return checkVerlauf(ctx, e)
	case "nachweis":
		return checkNachweis(e)
	}
	haus, end, err := e.haus(ctx)
	if err != nil {
		return err
	}
	defer end()
	var all []*workflow.Definition
	bad := false
	for _, dir := range e.args {
		defs, found, err := e.checkFolder(dir, haus)
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

// house tells what a definition may name of this installation.
type house func(*workflow.Definition) (workflow.Haus, error)

// haus is what this program can do and, with a database, what the tenant in it has.
func (e env) haus(ctx context.Context) (h house, end func(), err error) {
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil && e.getenv("DATABASE_URL")+e.getenv("DATABASE_URL_FILE") != "" {
		return nil, nil, err
	}
	if err != nil {
		e.getenv = func(string) string { return "" } // without one its other settings say nothing, and may be wrong
		svc, err := e.services(nil)
		if err != nil {
			return nil, nil, err
		}
		programm := svc.Verfahren.Programm()
		return func(*workflow.Definition) (workflow.Haus, error) { return programm, nil }, func() {}, nil
	}
	db, err := openMigrated(ctx, dsn)
	if err != nil {
		return nil, nil, err
	}
	svc, err := e.services(db)
	if err == nil {
		var mandant uuid.UUID
		if mandant, err = findMandant(ctx, db, e.getenv("KONTOR_MANDANT")); err == nil {
			return func(def *workflow.Definition) (workflow.Haus, error) {
				return svc.Verfahren.ReadHaus(ctx, mandant, def)
			}, func() { db.Close() }, nil
		}
	}
	db.Close()
	return nil, nil, err
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
func (e env) checkFolder(dir string, haus house) (defs []*workflow.Definition, bad bool, err error) {
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
		def, found, err := e.checkVersion(os.DirFS(root), filepath.ToSlash(filepath.Dir(file)), haus)
		if err != nil {
			return nil, false, err
		}
		if bad = bad || found; def != nil {
			defs = append(defs, def)
		}
	}
	return defs, bad, nil
}

// readZeugen reads what was kept of anchors outside: in KONTOR_ANKER_ORDNER, and in the files that are named.
func readZeugen(cfg *config.Config, args []string) (texte []string, err error) {
	if cfg.AnkerOrdner != "" {
		text, err := ausgang.Ankerordner{Pfad: cfg.AnkerOrdner}.Read()
		if err != nil {
			return nil, err
		}
		texte = append(texte, text)
	}
	if len(args) > 0 && args[0] != "--anker" || len(args) == 1 {
		return nil, errors.New("kontor check verlauf [--anker DATEI …]")
	}
	for _, name := range args[min(1, len(args)):] {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texte = append(texte, string(raw))
	}
	return texte, nil
}

// bundToCheck are the keys that the settings name; without one it says of signed entries that they were not checked.
func bundToCheck(cfg *config.Config) (casework.Schluesselbund, error) {
	if _, err := os.Stat(secretPath(cfg)); cfg.Schluessel == "" && err != nil {
		return casework.NewSchluesselbund(strings.Fields(cfg.FruehereSchluessel.Value())...)
	}
	_, bund, err := newBund(cfg)
	return bund, err
}

// blobsToCheck is the file storage that the settings name; nil where none is there.
func blobsToCheck(cfg *config.Config) (store.Blobs, error) {
	if _, err := os.Stat(filepath.Join(cfg.Data, "blobs")); err != nil && !cfg.S3.Set() {
		return nil, nil
	}
	return newBlobs(cfg)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func (e env) checkVersion(fsys fs.FS, dir string, haus house) (def *workflow.Definition, bad bool, err error) {
	def, err = workflow.Load(fsys, dir)
	if err != nil {
		fmt.Fprintf(e.stdout, "%s: nicht lesbar: %v\n", dir, err)
		return nil, true, nil
	}
	here, err := haus(def)
	if err != nil {
		return nil, false, err
	}
	lacks, offen := def.CheckHaus(here)
	findings := append(def.Check(casework.Arbeitstage), lacks...)
	if falsch := verfahren.CheckStand(def.Name, def.Version); falsch != nil {
		findings = append(findings, *falsch)
	}
	for _, f := range findings {
		name := f.Element
		if f.Name != "" {
			name += " („" + f.Name + "“)"
		}
		fmt.Fprintf(e.stdout, "%s: %s: %s: %s\n", dir, f.Severity, name, f.Message)
	}
	if len(offen) > 0 {
		fmt.Fprintf(e.stdout, "%s: nicht beurteilt: %s\n", dir, strings.Join(offen, ", "))
	}
	if workflow.HasErrors(findings) {
		return def, true, nil
	}
	fmt.Fprintf(e.stdout, "%s: %s, %d Szenarien laufen durch\n", dir, verdict(findings, offen), len(def.Scenarios))
	return def, false, nil
}

// verdict says no more than was judged.
func verdict(findings []workflow.Finding, offen []string) string {
	text := "in Ordnung"
	if len(findings) > 0 {
		text = "ohne Fehler"
	}
	if len(offen) > 0 {
		text = "soweit beurteilt " + text
	}
	return text
}

// checkVerlauf walks the hash chains of all journals, and compares what they seal with rows and files.
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
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return err
	}
	zeugen, err := readZeugen(cfg, e.args[1:])
	if err != nil {
		return err
	}
	parts := services.Parts{DB: db, Log: e.log}
	if parts.Blobs, err = blobsToCheck(cfg); err != nil {
		return err
	}
	if parts.Bund, err = bundToCheck(cfg); err != nil {
		return err
	}
	if parts.Stempel, err = newStempelpruefer(cfg); err != nil {
		return err
	}
	checked, broken, err := services.New(parts).Vorgang.CheckVerlauf(ctx, e.stdout, zeugen...)
	if err != nil {
		return err
	}
	if role, may, err := db.ReadRolle(ctx); err != nil {
		return err
	} else if may {
		fmt.Fprintf(e.stdout, "Die Datenbankrolle %s darf den Verlauf ändern (docs/betrieb.md, „Zwei Rollen“)\n", role)
	}
	fmt.Fprintf(e.stdout, "%d Verläufe geprüft, %d beschädigt\n", checked, broken)
	if broken > 0 {
		return errFindings
	}
	return nil
}
