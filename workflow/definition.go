package workflow

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed all:verfahren
var shipped embed.FS

//go:embed letters
var sharedLetters embed.FS

// Shipped holds the procedures that come with the program, as <name>/<version>/….
func Shipped() fs.FS {
	sub, err := fs.Sub(shipped, "verfahren")
	if err != nil {
		panic(err) // the folder is embedded at compile time
	}
	return sub
}

// SharedLetters holds the files every letter may import by absolute path, for example "/brief.typ".
func SharedLetters() map[string][]byte {
	letters, err := readFolder(sharedLetters, "letters", ".typ")
	if err != nil {
		panic(err)
	}
	return letters
}

// Definition is one version of a procedure as it lies in its folder.
type Definition struct {
	Name       string // folder name, for example "hundesteuer"
	Version    string // for example "1"
	Checksum   string // sha256 over names and contents of all files, hex
	Process    *Process
	ProcessXML []byte // in UTF-8, whatever the file is in
	Meta       Meta
	Letters    map[string][]byte // by file name, for example "bescheid.typ"
	Scenarios  []Scenario
}

// maxFile bounds one file of a definition folder.
const maxFile = MaxXMLBytes

// Load reads the definition in dir, whose last two elements are name and version. Errors are *Error
// with code definition, xml or grenze.
func Load(fsys fs.FS, dir string) (*Definition, error) {
	dir = path.Clean(dir)
	d := &Definition{Name: path.Base(path.Dir(dir)), Version: path.Base(dir)}
	var err error
	if d.ProcessXML, err = readFile(fsys, path.Join(dir, "process.bpmn")); err != nil {
		return nil, err
	}
	if d.ProcessXML, err = inUTF8(d.ProcessXML); err != nil {
		return nil, err
	}
	if d.Process, err = ParseFor(bytes.NewReader(d.ProcessXML), d.Name); err != nil {
		return nil, err
	}
	raw, err := readFile(fsys, path.Join(dir, "verfahren.yaml"))
	if err != nil {
		return nil, err
	}
	if d.Meta, err = parseMeta(raw); err != nil {
		return nil, err
	}
	if d.Letters, err = readFolder(fsys, path.Join(dir, "letters"), ".typ"); err != nil {
		return nil, err
	}
	scenarios, err := readFolder(fsys, path.Join(dir, "scenarios"), ".yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(scenarios) {
		s, err := parseScenario(name, scenarios[name])
		if err != nil {
			return nil, err
		}
		d.Scenarios = append(d.Scenarios, s)
	}
	d.Checksum = checksum(map[string][]byte{"process.bpmn": d.ProcessXML, "verfahren.yaml": raw}, d.Letters, scenarios)
	return d, nil
}

// LoadAll reads every <name>/<version> folder that holds a process.bpmn, ordered by name and version.
func LoadAll(fsys fs.FS) ([]*Definition, error) {
	dirs, err := fs.Glob(fsys, "*/*/process.bpmn")
	if err != nil {
		return nil, err
	}
	var all []*Definition
	for _, file := range dirs {
		d, err := Load(fsys, path.Dir(file))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path.Dir(file), err)
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b *Definition) int { // version 10 behind version 9
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(len(a.Version), len(b.Version)),
			cmp.Compare(a.Version, b.Version))
	})
	return all, nil
}

// Check judges everything: picture, verfahren.yaml, letters, and that every scenario passes.
func (d *Definition) Check(kalender Kalender) []Finding {
	findings := Check(d.Process, d.Meta.Schema())
	findings = append(findings, checkMeta(d)...)
	if len(d.Scenarios) == 0 {
		findings = append(findings, Finding{Element: "scenarios", Severity: SeverityWarnung,
			Message: "Ohne Szenarien ist nicht belegt, dass das Verfahren tut, was es soll."})
	}
	if HasErrors(findings) {
		return findings
	}
	findings = append(findings, d.withoutPlace()...)
	for _, s := range d.Scenarios {
		if err := RunScenario(d, s, kalender); err != nil {
			message := err.Error()
			var e *Error
			if errors.As(err, &e) {
				message = e.Reason
			}
			findings = append(findings, Finding{Element: "scenarios/" + s.Datei, Name: s.Titel,
				Severity: SeverityFehler, Message: message})
		}
	}
	return findings
}

// withoutPlace names scenarios of a procedure with Fristen that say nothing of whose holidays count.
func (d *Definition) withoutPlace() (findings []Finding) {
	frist := func(e *Element) bool { return e.Timer != nil && e.Timer.Frist != nil }
	if !slices.ContainsFunc(d.Process.Elements, frist) {
		return nil
	}
	for _, s := range d.Scenarios {
		if s.Gegeben.Land == "" {
			findings = append(findings, Finding{Element: "scenarios/" + s.Datei, Name: s.Titel,
				Severity: SeverityWarnung,
				Message:  "Ohne Land zählt das Szenario jeden Tag als Arbeitstag. Bitte unter gegeben ein Land nennen (Beispiel: land: ST)."})
		}
	}
	return findings
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, &Error{Code: CodeDefinition, Element: path.Base(name),
			Reason: "Die Datei fehlt oder ist nicht lesbar: " + err.Error()}
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, &Error{Code: CodeGrenze, Element: path.Base(name),
			Reason: "Keine gewöhnliche Datei, oder größer als " + strconv.Itoa(maxFile>>20) + " MB."}
	}
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, &Error{Code: CodeDefinition, Element: path.Base(name), Reason: err.Error()}
	}
	return raw, nil
}

// readFolder reads the files of one kind in a folder; a missing folder is empty.
func readFolder(fsys fs.FS, dir, ext string) (map[string][]byte, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string][]byte{}, nil
	}
	if err != nil {
		return nil, &Error{Code: CodeDefinition, Element: path.Base(dir), Reason: err.Error()}
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ext) {
			continue
		}
		if files[entry.Name()], err = readFile(fsys, path.Join(dir, entry.Name())); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// checksum runs over length-prefixed names and contents, so that no two folders share one by moving
// bytes from one file to the next.
func checksum(files, letters, scenarios map[string][]byte) string {
	all := map[string][]byte{}
	for name, raw := range files {
		all[name] = raw
	}
	for name, raw := range letters {
		all["letters/"+name] = raw
	}
	for name, raw := range scenarios {
		all["scenarios/"+name] = raw
	}
	sum := sha256.New()
	for _, name := range sortedKeys(all) {
		for _, part := range [][]byte{[]byte(name), all[name]} {
			var size [8]byte
			binary.BigEndian.PutUint64(size[:], uint64(len(part)))
			sum.Write(size[:])
			sum.Write(part)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}
