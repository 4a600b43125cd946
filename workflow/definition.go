package workflow

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
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
	letters := Files{}
	if err := letters.read(sharedLetters, ".", letterFolder, ".typ"); err != nil {
		panic(err)
	}
	return letters.in(letterFolder)
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

// Load reads the definition in dir, whose last two elements are name and version. Errors are *Error
// with code definition, xml or grenze.
func Load(fsys fs.FS, dir string) (*Definition, error) {
	dir = path.Clean(dir)
	files, err := ReadFiles(fsys, dir)
	if err != nil {
		return nil, err
	}
	return NewDefinition(path.Base(path.Dir(dir)), path.Base(dir), files)
}

// NewDefinition reads a version of a procedure from its files.
func NewDefinition(name, version string, files Files) (*Definition, error) {
	d := &Definition{Name: name, Version: version, Checksum: files.Checksum(), Letters: files.in(letterFolder)}
	var err error
	if d.ProcessXML, err = files.need(processFile); err != nil {
		return nil, err
	}
	if d.ProcessXML, err = inUTF8(d.ProcessXML); err != nil {
		return nil, inFile(processFile, err)
	}
	if d.Process, err = ParseFor(bytes.NewReader(d.ProcessXML), d.Name); err != nil {
		return nil, inFile(processFile, err)
	}
	raw, err := files.need(metaFile)
	if err != nil {
		return nil, err
	}
	if d.Meta, err = parseMeta(raw); err != nil {
		return nil, err
	}
	scenarios := files.in(scenarioFolder)
	for _, name := range sortedKeys(scenarios) {
		s, err := parseScenario(name, scenarios[name])
		if err != nil {
			return nil, err
		}
		d.Scenarios = append(d.Scenarios, s)
	}
	return d, nil
}

// inFile names the file where an error names no place of it.
func inFile(name string, err error) error {
	var e *Error
	if !errors.As(err, &e) || e.Element != "" {
		return err
	}
	named := *e
	named.Element = name
	return &named
}

// LoadAll reads every <name>/<version> folder that holds a process.bpmn, ordered by name and version.
func LoadAll(fsys fs.FS) ([]*Definition, error) {
	var all []*Definition
	for _, dir := range Folders(fsys) {
		d, err := Load(fsys, dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
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
