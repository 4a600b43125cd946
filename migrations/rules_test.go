package migrations_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// firstRuled is the first migration that says what it needs. Those before it are as they are.
const firstRuled = 4

// A file is one migration, taken apart.
type file struct {
	name       string
	nr         int
	release    string // that brings it
	needs      int    // what it says in schemastand
	outside    bool   // of a transaction
	statements []statement
	created    []string // its own tables
	faults     []string
}

type statement struct {
	text       string // lower case, one blank between words
	vorgaenger string // why the previous program survives it
	abbau      string // what was announced to go
}

// announced is a line of abbau.txt.
type announced struct {
	state   int
	release string
}

var (
	head    = regexp.MustCompile(`(?m)^-- Kontor (\d+\.\d+\.\d+)$`)
	remark  = regexp.MustCompile(`--.*`)
	blanks  = regexp.MustCompile(`\s+`)
	own     = regexp.MustCompile(`^create table (?:if not exists )?(\w+)`)
	touched = regexp.MustCompile(`^(?:alter table (?:if exists )?(?:only )?|create (?:unique )?index .* on |` +
		`create (?:constraint )?trigger .* on |create policy .* on |insert into |update |delete from |lock table |truncate )(\w+)`)
	references = regexp.MustCompile(` references (\w+)`)
	saysNeeds  = regexp.MustCompile(`^insert into schemastand \(stand, braucht\) ` +
		`values \((\d+), (\d+)\)( on conflict do nothing)?$`)
	addColumn = regexp.MustCompile(`^alter table \w+ add column (if not exists )?\w+ [\w\[\] ]+$`)
	indexes   = regexp.MustCompile(`^create index concurrently (\w+) on \w+`)
	unindexes = regexp.MustCompile(`^drop index concurrently if exists (\w+)$`)
	validates = regexp.MustCompile(`^alter table \w+ validate constraint \w+$`)
	defaulted = regexp.MustCompile(` default (?:'[^']*'|[\w.]+(?:\(\))?)(?:::\w+)?`)
)

// parse takes a migration apart at its semicolons; what stands between StatementBegin and StatementEnd is one
// statement.
func parse(name, text string) *file {
	f := &file{name: name, outside: strings.Contains(text, "-- +goose NO TRANSACTION")}
	f.nr, _ = strconv.Atoi(name[:4])
	if m := head.FindStringSubmatch(text); m != nil {
		f.release = m[1]
	} else {
		f.fault("says no release: -- Kontor 1.2.3")
	}
	var pending strings.Builder
	block := false
	for line := range strings.Lines(text) {
		switch strings.TrimSpace(line) {
		case "-- +goose StatementBegin":
			block = true
		case "-- +goose StatementEnd":
			block = false
			f.add(pending.String())
			pending.Reset()
		default:
			pending.WriteString(line)
			if bare := strings.TrimSpace(remark.ReplaceAllString(line, "")); !block && strings.HasSuffix(bare, ";") {
				f.add(pending.String())
				pending.Reset()
			}
		}
	}
	if rest := f.plain(pending.String()); rest != "" {
		f.fault("does not end with a semicolon: " + rest)
	}
	return f
}

func (f *file) fault(text string) { f.faults = append(f.faults, f.name+" "+text) }

func (f *file) plain(raw string) string {
	words := blanks.ReplaceAllString(remark.ReplaceAllString(raw, ""), " ")
	return strings.ToLower(strings.TrimSuffix(strings.TrimSpace(words), ";"))
}

func (f *file) add(raw string) {
	s := statement{text: f.plain(raw)}
	for line := range strings.Lines(raw) {
		if why, ok := strings.CutPrefix(strings.TrimSpace(line), "-- vorgaenger:"); ok {
			s.vorgaenger = strings.TrimSpace(why)
		}
		if what, ok := strings.CutPrefix(strings.TrimSpace(line), "-- abbau:"); ok {
			s.abbau = strings.TrimSpace(what)
		}
	}
	if m := own.FindStringSubmatch(s.text); m != nil {
		f.created = append(f.created, m[1])
	}
	f.statements = append(f.statements, s)
}

// check returns what a folder of migrations does that the previous program does not survive.
func check(files fs.FS, gone map[string]announced) (faults []string) {
	names, _ := fs.Glob(files, "*.sql")
	before := &file{release: "0.0.0", nr: firstRuled - 1, needs: firstRuled - 1}
	earlier := before // newest migration of an earlier release
	for i, name := range names {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(name, want) {
			faults = append(faults, fmt.Sprintf("%s is not number %d", name, i+1))
		}
		if i+1 < firstRuled {
			continue
		}
		raw, _ := fs.ReadFile(files, name)
		f := parse(name, string(raw))
		if older(before.release, f.release) {
			earlier = before
		}
		f.checkNeeds(before, earlier)
		f.checkStatements(gone)
		f.checkLocks()
		faults, before = append(faults, f.faults...), f
	}
	return faults
}

// older compares two releases.
func older(a, b string) bool {
	number := func(s string) (n []int) {
		for part := range strings.SplitSeq(s, ".") {
			v, _ := strconv.Atoi(part)
			n = append(n, v)
		}
		return n
	}
	return slices.Compare(number(a), number(b)) < 0
}

// checkNeeds: the last statement says what a program must know; the program of the release before does.
func (f *file) checkNeeds(before, earlier *file) {
	if older(f.release, before.release) {
		f.fault("is of an earlier release than " + before.name)
	}
	if len(f.statements) == 0 {
		f.fault("is empty")
		return
	}
	m := saysNeeds.FindStringSubmatch(f.statements[len(f.statements)-1].text)
	if m == nil {
		f.fault("does not end with: insert into schemastand (stand, braucht) values (…)")
		return
	}
	stand, _ := strconv.Atoi(m[1])
	f.needs, _ = strconv.Atoi(m[2])
	switch {
	case stand != f.nr:
		f.fault(fmt.Sprintf("says to be number %d", stand))
	case f.needs < before.needs:
		f.fault(fmt.Sprintf("needs less (%d) than the one before (%d)", f.needs, before.needs))
	case f.needs > earlier.nr:
		f.fault(fmt.Sprintf("needs %d; the program of the release before knows %d", f.needs, earlier.nr))
	}
	if f.outside && m[3] == "" {
		f.fault("runs outside a transaction and cannot be repeated: on conflict do nothing")
	}
}

func (f *file) checkStatements(gone map[string]announced) {
	for _, s := range f.statements {
		switch {
		case s.abbau != "":
			f.checkAbbau(s, gone)
		case s.vorgaenger == "" && !f.harmless(s):
			f.fault("needs a line -- vorgaenger: why the previous program survives, " +
				"or -- abbau: what was announced: " + s.text)
		}
	}
}

// checkAbbau: announced by an earlier release, and no program runs on it that has not heard.
func (f *file) checkAbbau(s statement, gone map[string]announced) {
	a, ok := gone[s.abbau]
	switch {
	case !ok:
		f.fault(s.abbau + " is not announced in abbau.txt")
	case !older(a.release, f.release):
		f.fault(fmt.Sprintf("takes %s away in the release that announces it (%s)", s.abbau, a.release))
	case f.needs < a.state:
		f.fault(fmt.Sprintf("takes %s away and lets programs run that know %d; it is dispensable since %d",
			s.abbau, f.needs, a.state))
	}
}

// harmless lists what no program notices: what is new, and what only adds to what is there.
func (f *file) harmless(s statement) bool {
	if m := touched.FindStringSubmatch(s.text); m != nil && slices.Contains(f.created, m[1]) {
		return true
	}
	if m := unindexes.FindStringSubmatch(s.text); m != nil { // left behind by a first attempt
		return f.outside && slices.ContainsFunc(f.statements, func(x statement) bool {
			i := indexes.FindStringSubmatch(x.text)
			return i != nil && i[1] == m[1]
		})
	}
	switch {
	case own.MatchString(s.text), saysNeeds.MatchString(s.text), validates.MatchString(s.text),
		strings.HasPrefix(s.text, "create sequence "):
		return true
	case indexes.MatchString(s.text):
		return f.outside
	}
	return f.addsColumn(s.text)
}

// addsColumn: one that whoever does not know it need not fill, and that writes no table anew.
func (f *file) addsColumn(text string) bool {
	plain := defaulted.ReplaceAllString(text, "")
	if !addColumn.MatchString(plain) || f.outside && !strings.Contains(text, "if not exists") {
		return false
	}
	for _, word := range []string{" references ", " unique", " check", " primary ", " generated ", " constraint "} {
		if strings.Contains(plain+" ", word) {
			return false
		}
	}
	return !strings.Contains(plain, " not null") || plain != text
}

// lockFree are tables that nobody waits for: the state of the schema, and the tenant, whom only operators write.
var lockFree = []string{"schemastand", "mandant"}

// checkLocks: who holds one table and waits for the next can end somebody who does it the other way round. A foreign
// key holds the table it points to against whoever writes there.
func (f *file) checkLocks() {
	// 18 landed before foreign keys were counted; store.lockTime keeps it harmless
	if f.outside || f.name == "0018_anker.sql" {
		return
	}
	var tables []string
	for _, s := range f.statements {
		held := append(touched.FindAllStringSubmatch(s.text, 1), references.FindAllStringSubmatch(s.text, -1)...)
		for _, m := range held {
			if !slices.Contains(lockFree, m[1]) && !slices.Contains(f.created, m[1]) && !slices.Contains(tables, m[1]) {
				tables = append(tables, m[1])
			}
		}
	}
	if len(tables) > 1 {
		f.fault(fmt.Sprintf("locks %v in one transaction: one table each, or a reader is ended by a deadlock", tables))
	}
}
