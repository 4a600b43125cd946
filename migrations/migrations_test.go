package migrations_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/migrations"
)

// A migration that has run somewhere is never edited: the database would not be what the file says.
func TestMigrationsAreNeverEdited(t *testing.T) {
	raw, err := os.ReadFile("pruefsummen.txt") // as sha256sum writes and reads it
	if err != nil {
		t.Fatal(err)
	}
	var found strings.Builder
	names, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil || len(names) < firstRuled {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(migrations.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&found, "%x  %s\n", sha256.Sum256(text), name)
	}
	if found.String() != string(raw) {
		t.Errorf("a migration was edited, or a new one has no line in pruefsummen.txt; found:\n%s", found.String())
	}
}

func TestPreviousProgramSurvives(t *testing.T) {
	for _, fault := range check(migrations.FS, readAbbau(t)) {
		t.Error(fault)
	}
}

func readAbbau(t *testing.T) map[string]announced {
	t.Helper()
	raw, err := os.ReadFile("abbau.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]announced{}
	for line := range strings.Lines(string(raw)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		state, err := strconv.Atoi(words[1])
		if err != nil || len(words) != 3 {
			t.Fatalf("abbau.txt: %s", line)
		}
		out[words[0]] = announced{state, words[2]}
	}
	return out
}

// Each of these is one migration 5 of a later release after ours; the previous program knows 4.
func TestWhatThePreviousProgramDoesNotSurvive(t *testing.T) {
	gone := map[string]announced{"vorgang.alt": {4, "0.10.0"}, "vorgang.neu": {5, "9.0.0"}}
	const says = "insert into schemastand (stand, braucht) values (5, 4);"
	for _, c := range []struct{ sql, fault string }{
		{"create table neu (id int not null references vorgang);\ncreate unique index x on neu (id);\nalter table neu force row level security;\n" + says, ""},
		{"alter table vorgang add column neu text;\n" + says, ""},
		{"alter table vorgang add column neu text not null default '';\n" + says, ""},
		{"alter table vorgang add column neu timestamptz not null default now();\n" + says, ""},
		{"-- abbau: vorgang.alt\nalter table vorgang drop column alt;\n" + says, ""},
		{"-- vorgaenger: it never writes that\nalter table vorgang add constraint x check (titel <> '') not valid;\n" + says, ""},
		{"-- +goose NO TRANSACTION\ndrop index concurrently if exists x;\ncreate index concurrently x on vorgang (titel);\n" +
			"alter table vorgang validate constraint y;\ninsert into schemastand (stand, braucht) values (5, 4) on conflict do nothing;", ""},

		{"alter table vorgang drop column titel;\n" + says, "-- vorgaenger"},
		{"alter table vorgang drop titel;\n" + says, "-- vorgaenger"},
		{"drop table vorgang;\n" + says, "-- vorgaenger"},
		{"drop index vorgang_faellig;\n" + says, "-- vorgaenger"},
		{"alter table vorgang rename column titel to name;\n" + says, "-- vorgaenger"},
		{"ALTER TABLE vorgang\n  ALTER COLUMN titel -- why\n  SET NOT NULL;\n" + says, "-- vorgaenger"},
		{"alter table vorgang alter titel type varchar(3);\n" + says, "-- vorgaenger"},
		{"alter table vorgang add constraint x check (titel <> '');\n" + says, "-- vorgaenger"},
		{"alter table vorgang add column neu text not null;\n" + says, "-- vorgaenger"},
		{"alter table vorgang add column neu text, drop column titel;\n" + says, "-- vorgaenger"},
		{"alter table vorgang add column neu uuid references antrag;\n" + says, "-- vorgaenger"},
		{"alter table vorgang add column neu text generated always as (lower(titel)) stored;\n" + says, "-- vorgaenger"},
		{"create index x on vorgang (titel);\n" + says, "-- vorgaenger"},
		{"create index concurrently x on vorgang (titel);\n" + says, "-- vorgaenger"},
		{"create unique index concurrently x on vorgang (titel);\n" + says, "-- vorgaenger"},
		{"update vorgang set titel = '';\n" + says, "-- vorgaenger"},
		{"-- +goose StatementBegin\ndo $$ begin execute 'drop table vorgang'; end $$;\n-- +goose StatementEnd\n" + says, "-- vorgaenger"},
		{"create trigger x before insert on vorgang for each row execute function y();\n" + says, "-- vorgaenger"},
		{"revoke select on vorgang from public;\n" + says, "-- vorgaenger"},
		{"create table neu (id int);\ninsert into vorgang select * from neu;\n" + says, "-- vorgaenger"},

		{"-- abbau: vorgang.titel\nalter table vorgang drop column titel;\n" + says, "not announced"},
		{"-- abbau: vorgang.neu\nalter table vorgang drop column neu;\n" + says, "in the release that announces it"},
		{"-- abbau: vorgang.alt\nalter table vorgang drop column alt;\ninsert into schemastand (stand, braucht) values (5, 3);", "dispensable since 4"},
		{"create table neu (id int);", "does not end with"},
		{"insert into schemastand (stand, braucht) values (6, 4);", "says to be number 6"},
		{"insert into schemastand (stand, braucht) values (5, 5);", "the release before knows 4"},
		{"insert into schemastand (stand, braucht) values (5, 2);", "needs less"},
		{"-- +goose NO TRANSACTION\ndrop index concurrently if exists x;\ncreate index concurrently x on vorgang (titel);\n" + says, "cannot be repeated"},
		{"-- +goose NO TRANSACTION\ndrop index concurrently if exists vorgang_faellig;\n" + says, "-- vorgaenger"},
		{"alter table vorgang add column neu text;\nalter table antrag add column neu text;\n" + says, "locks [vorgang antrag]"},
		{"create table neu (id uuid references vorgang);\nalter table antrag add column neu text;\n" + says, "locks [vorgang antrag]"},
		{says + "\nalter table vorgang add column neu text", "does not end with a semicolon"},
	} {
		t.Run(c.sql, func(t *testing.T) {
			files := fstest.MapFS{}
			for n := 1; n <= firstRuled; n++ {
				text := "-- Kontor 0.10.0\ninsert into schemastand (stand, braucht) values (4, 3);\n"
				files[fmt.Sprintf("%04d_x.sql", n)] = &fstest.MapFile{Data: []byte(text)}
			}
			files["0005_x.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n-- Kontor 9.0.0\n" + c.sql)}
			faults := strings.Join(check(files, gone), "\n")
			if c.fault == "" && faults != "" || !strings.Contains(faults, c.fault) {
				t.Errorf("%q: %s", c.fault, faults)
			}
		})
	}
}

// Numbers have no gap, and a later migration is of no earlier release.
func TestReleasesGrow(t *testing.T) {
	same := fstest.MapFS{}
	for n := 1; n <= 5; n++ {
		text := fmt.Sprintf("-- Kontor 0.%d.0\ninsert into schemastand (stand, braucht) values (%d, 3);\n", 14-n, n)
		same[fmt.Sprintf("%04d_x.sql", n)] = &fstest.MapFile{Data: []byte(text)}
	}
	if faults := check(same, nil); len(faults) != 1 || !strings.Contains(faults[0], "earlier release") {
		t.Error(faults)
	}
	delete(same, "0002_x.sql")
	if faults := check(same, nil); len(faults) == 0 {
		t.Error("a gap in the numbers is not seen")
	}
}
