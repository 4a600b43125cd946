// Package backend holds no code: its test executes the import table of the house.
package backend

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	internal = "kontor/backend/internal/"
	acts     = internal + "service/"
	standin  = "kontor/adapters/mailbox/standin"
	kanaele  = internal + "postfach/"
)

// pure packages import nothing of ours.
var pure = []string{"kontor/adapters/decimal", "kontor/migrations", "kontor/frontend", internal + "config", internal +
	"child", internal + "seal", internal + "version"}

// rooms says which of our packages a room may import; "…" stands for everything. A room that is missing
// here fails the test: a new one is a decision.
var rooms = map[string][]string{
	"kontor/adapters":             {"kontor/adapters/decimal"},
	"kontor/workflow":             {"kontor/adapters/decimal"}, // one reader of numbers
	"kontor/workflow/drawing":     {},                          // drawings for tests
	"kontor/adapters/adaptertest": {"kontor/adapters"},
	"kontor/adapters/all":         {"kontor/adapters", "kontor/adapters/*"},
	// fetches and reads mail, for adapters whose form server sends some
	"kontor/adapters/mailbox": {"kontor/adapters"},
	standin:                   {},                                             // an IMAP server for trying and testing
	"kontor/adapters/*":       {"kontor/adapters", "kontor/adapters/mailbox"}, // a vendor's format
	"kontor/backend":          {},
	"kontor/backend/cmd/*":    {"…"},
	internal + "render":       {internal + "child"},
	// adapters: the case format; xdatenfelder: schemas of FIM forms
	internal + "casework": {"kontor/adapters", "kontor/adapters/xdatenfelder", "kontor/workflow"},
	internal + "scan":     {internal + "casework"},
	internal + "postfach": {internal + "casework"},
	// a mailbox each; what they share is how they call
	kanaele + "*": {internal + "casework", kanaele + "anruf", "kontor/adapters"},
	// they stand on each other: the same message by two ways, the same delivery service for two uses
	kanaele + "fitconnect": {internal + "casework", kanaele + "anruf", "kontor/adapters"},
	kanaele + "zbpfit": {internal + "casework", kanaele + "anruf", kanaele + "fitconnect", kanaele + "zbp",
		"kontor/adapters"},
	kanaele + "anruf":     {internal + "casework", "kontor/adapters"},
	kanaele + "standin":   {}, // far ends, for trying and testing; they know nothing of the channels
	kanaele + "kanaltest": {internal + "casework", kanaele + "standin"},
	internal + "signatur": {internal + "casework"}, // time stamps, seals and signatures
	internal + "ausgang":  {internal + "casework", internal + "version"},
	internal + "auth":     {internal + "casework", "kontor/adapters"},
	internal + "live":     {internal + "casework"},
	internal + "store":    {internal + "casework", internal + "version", "kontor/migrations", "kontor/workflow"},
	internal + "jobs":     {internal + "casework", internal + "store", acts + "services"},
	internal + "httpapi": {internal + "httpapi/api", internal + "httpapi/operations", internal + "httpapi/seiten",
		internal + "service", acts + "*", internal + "store",
		internal + "casework", internal + "auth", internal + "live", internal + "version", "kontor/adapters"},
	internal + "httpapi/operations": {internal + "httpapi/api", acts + "*", internal + "store", internal + "casework",
		internal + "version",
		"kontor/adapters", "kontor/workflow"},
	// the Antragsraum without script, made of what the operations answer
	internal + "httpapi/seiten": {internal + "httpapi/api", internal + "httpapi/operations", internal + "service",
		acts + "antragsraum", internal + "casework", "kontor/adapters"},
	// what is stored and sent as it is: case format, mapping
	internal + "httpapi/api": {"kontor/adapters", internal + "casework"},

	// The frame of every act, and the acts by subject: each knows only those it stands on.
	internal + "service": {internal + "casework", internal + "store", "kontor/workflow", "kontor/adapters"},
	acts + "ablauf":      over(),
	acts + "brief":       over(),
	acts + "versand":     append(over("ablauf", "brief"), internal+"seal"), // opens the channels of tenants
	acts + "kanaele":     append(over("ablauf", "versand"), internal+"seal"),
	acts + "bescheid":    over("ablauf", "versand", "brief"),
	acts + "antragsraum": over("ablauf", "versand", "bescheid"),
	acts + "postausgang": over("versand", "bescheid"),
	acts + "dienste":     over("ablauf", "versand"),
	acts + "vorgang":     over("ablauf", "versand", "bescheid", "brief"),
	acts + "posteingang": append(over("ablauf"), internal+"seal"), // to the desk it has one door: ablauf.OpenVorgang
	acts + "anbindung":   over("posteingang"),
	acts + "anmeldung":   over(),
	acts + "verfahren":   over("ablauf"),
	acts + "kehraus":     over("posteingang", "versand", "vorgang", "kanaele"),
	// puts them together
	acts + "services": {internal + "service", acts + "*", internal + "store", internal + "casework", internal + "seal",
		"kontor/adapters"},

	"kontor/backend/benchkit":   {"…"},
	"kontor/bench":              {"kontor/backend/benchkit"},
	internal + "devkit":         {"…"},
	internal + "devkit/demo":    {"…"},
	internal + "testkit":        {"…"},
	internal + "testkit/withpg": {"…"},

	"kontor/adapters/xdatenfelder": {"kontor/adapters"}, // FIM schemas: bytes in, values out
}

// over is the row of a subject that stands on the frame and on those subjects.
func over(subjects ...string) []string {
	row := []string{internal + "service", internal + "casework", internal + "store",
		"kontor/workflow", "kontor/adapters"}
	for _, s := range subjects {
		row = append(row, acts+s)
	}
	return row
}

// homes of the libraries. The tests of a room may use them to talk to it from outside.
var homes = map[string][]string{
	"github.com/gin-gonic/gin":              {internal + "httpapi", internal + "httpapi/api"},
	"github.com/oapi-codegen/runtime":       {internal + "httpapi/operations", internal + "httpapi/api"},
	"github.com/getkin/kin-openapi":         {internal + "httpapi", internal + "httpapi/api", internal + "testkit"},
	"github.com/jmoiron/sqlx":               {internal + "store"},
	"github.com/digitorus/pkcs7":            {internal + "signatur"},
	"github.com/pdfcpu/pdfcpu":              {internal + "render"},
	"github.com/digitorus/timestamp":        {internal + "signatur", internal + "testkit"},
	"github.com/lib/pq":                     {internal + "store", internal + "devkit", internal + "testkit", "kontor/bench"}, // all but the first start servers
	"github.com/pressly/goose":              {internal + "store"},
	"github.com/minio/minio-go":             {internal + "store"},
	"github.com/coreos/go-oidc":             {internal + "auth"},
	"golang.org/x/oauth2":                   {internal + "auth", kanaele + "anruf", kanaele + "osi2", kanaele + "fitconnect"},
	"github.com/go-jose/go-jose":            {kanaele + "fitconnect"},
	"software.sslmate.com/src/go-pkcs12":    {kanaele + "anruf"},
	"github.com/gorilla/websocket":          {internal + "live"},
	"github.com/riverqueue/river":           {internal + "jobs", internal + "store"}, // workers; insert and its schema
	"github.com/wneessen/go-mail":           {internal + "postfach"},
	"github.com/emersion":                   {internal + "devkit", "kontor/adapters/mailbox", standin},
	"github.com/expr-lang/expr":             {"kontor/workflow"},
	"github.com/prometheus/client_golang":   {internal + "httpapi"},
	"github.com/klauspost/compress/gzhttp":  {internal + "httpapi"},
	"github.com/santhosh-tekuri/jsonschema": {}, // tests only
	"github.com/johannesboyne/gofakes3":     {},
	"pgregory.net/rapid":                    {"kontor/workflow/drawing"},
	"go.uber.org/goleak":                    {},
}

type goPackage struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	// so that the test cache knows what this depends on
	for _, dir := range []string{".", "../adapters", "../workflow", "../migrations",
		"../frontend/frontend.go", "../bench"} {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".go") {
				_, err = os.Stat(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports",
		"kontor/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// mayImport returns the row of the table for a package.
func mayImport(pkg string) ([]string, bool) {
	if slices.Contains(pure, pkg) {
		return nil, true
	}
	if row, ok := rooms[pkg]; ok {
		return row, true
	}
	row, ok := rooms[path.Dir(pkg)+"/*"]
	return row, ok
}

func allowed(row []string, imported string) bool {
	return slices.ContainsFunc(row, func(r string) bool {
		dir, star := strings.CutSuffix(r, "/*")
		return r == "…" || r == imported || star && path.Dir(imported) == dir
	})
}

func ours(imported string) bool {
	return imported == "kontor" || strings.HasPrefix(imported, "kontor/")
}

func TestImportTable(t *testing.T) {
	list := packages(t)
	if len(list) < 20 {
		t.Fatalf("go list found only %d packages", len(list))
	}
	for _, p := range list {
		row, known := mayImport(p.ImportPath)
		if !known {
			t.Errorf("%s has no row in the import table", p.ImportPath)
			continue
		}
		for _, i := range p.Imports {
			// for tests and the benchmark only
			kit := i == internal+"testkit" || i == "kontor/backend/benchkit" && p.ImportPath != "kontor/bench"
			if ours(i) && (kit || !allowed(row, i)) {
				t.Errorf("%s must not import %s", p.ImportPath, i)
			}
		}
		for _, i := range slices.Concat(p.TestImports, p.XTestImports) { // tests: the row, the kits, the room itself
			kit := strings.HasPrefix(i, internal+"testkit") || strings.HasPrefix(i, internal+"devkit") ||
				// adapters: the case format
				i == "kontor/adapters" || i == "kontor/adapters/adaptertest" || i == "kontor/workflow/drawing" ||
				i == standin || i == kanaele+"standin" || i == kanaele+"kanaltest" || i == p.ImportPath
			// whole Kontor at hand
			room := slices.ContainsFunc(p.XTestImports, func(x string) bool { return x == internal+"testkit" })
			if ours(i) && !kit && !room && !allowed(row, i) {
				t.Errorf("the tests of %s must not import %s", p.ImportPath, i)
			}
		}
	}
}

func TestLibrariesHaveOneHome(t *testing.T) {
	for _, p := range packages(t) {
		for _, i := range p.Imports {
			for library, rooms := range homes {
				if (i == library || strings.HasPrefix(i, library+"/")) && !slices.Contains(rooms, p.ImportPath) {
					t.Errorf("%s imports %s, whose home is %v", p.ImportPath, i, rooms)
				}
			}
		}
	}
}

func TestNoPackageWithoutSubject(t *testing.T) {
	for _, p := range packages(t) {
		if slices.Contains([]string{"common", "util", "utils", "helpers", "helper", "models", "types", "misc",
			"shared"}, path.Base(p.ImportPath)) {
			t.Errorf("%s says nothing about what it holds", p.ImportPath)
		}
	}
}

var opening = regexp.MustCompile(`\.(InTx|ReadTx|ReadOne|WriteOne)\(`)

// Transactions are opened by acts, by workers and by what starts the house: a door or a channel that opens one has an
// act in it that nobody finds.
func TestTransactionsAreOpenedByActs(t *testing.T) {
	for _, p := range packages(t) {
		opens := strings.HasPrefix(p.ImportPath, internal+"service") || slices.Contains(rooms[p.ImportPath], "…") ||
			strings.HasPrefix(p.ImportPath, "kontor/backend/cmd/")
		if opens || slices.Contains([]string{internal + "store", internal + "jobs"}, p.ImportPath) ||
			!strings.HasPrefix(p.ImportPath, internal) {
			continue
		}
		files, _ := filepath.Glob(filepath.Join("internal", strings.TrimPrefix(p.ImportPath, internal), "*.go"))
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f, "_test.go") && opening.Match(raw) {
				t.Errorf("%s opens a transaction", f)
			}
		}
	}
}
