package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// The tables that carry mandant_id without a policy: those at the door are read before the tenant is known;
// vorgang_suche would lose its index, so its queries name the tenant themselves.
var withoutPolicy = []string{"zugang", "sitzung", "api_token", "vorgang_suche"}

func TestEveryTenantTableIsGuarded(t *testing.T) {
	k := testkit.Service(t)
	db := as(t, k, false)
	tables := query[string](t, db, `select c.table_name::text from information_schema.columns c join information_schema.tables x using (table_schema, table_name)
		where c.table_schema = 'public' and c.column_name = 'mandant_id' and x.table_type = 'BASE TABLE' order by 1`)
	guarded := query[string](t, db, `select c.relname::text from pg_class c where c.relrowsecurity and c.relforcerowsecurity and exists (
		select from pg_policies p where p.tablename = c.relname and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE'
			and p.qual = '(mandant_id = kontor_mandant())' and p.with_check = p.qual)`)
	if len(tables) < 20 {
		t.Fatalf("only %d tables with mandant_id: %v", len(tables), tables)
	}
	for _, table := range tables {
		if !slices.Contains(guarded, table) && !slices.Contains(withoutPolicy, table) {
			t.Errorf("%s has no forced row-level security", table)
		}
	}
	for _, table := range withoutPolicy {
		if slices.Contains(guarded, table) || !slices.Contains(tables, table) {
			t.Errorf("%s is listed as exempt for nothing", table)
		}
	}
	// a second, permissive policy would widen the first
	if more := query[string](t, db, "select tablename::text from pg_policies group by 1 having count(*) > 1"); len(
		more) > 0 {
		t.Errorf("more than one policy: %v", more)
	}
	// whatever has no mandant_id hangs on a row that has one, or belongs to nobody
	bare := query[string](t, db, `select table_name::text from information_schema.tables x where table_schema = 'public' and table_type = 'BASE TABLE' and not exists (
		select from information_schema.columns c where c.table_schema = x.table_schema and c.table_name = x.table_name and c.column_name = 'mandant_id') order by 1`)
	for _, table := range bare {
		if !strings.HasPrefix(table, "river_") && !slices.Contains([]string{"mandant", "anmeldung", "goose_db_version",
			"schemastand"}, table) {
			t.Errorf("%s has no mandant_id", table)
		}
	}
}

func TestWithoutTenantNothingIsSeen(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	db := as(t, k, false)
	for _, table := range query[string](t, db, "select tablename::text from pg_policies") {
		if n := query[int](t, db, "select count(*) from "+table)[0]; n != 0 { //nolint:gosec // names from the catalogue
			t.Errorf("%s shows %d rows to a connection without tenant", table, n)
		}
	}
	err := k.DB.ReadTx(t.Context(), casework.Actor{}, func(tx *store.Tx) error {
		_, err := tx.GetVorgang(t.Context(),
			v.ID)
		return err
	})
	if casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a transaction without tenant: %v", err)
	}
	other := k.Tenant("Stadt Nebenan")
	err = k.DB.ReadTx(t.Context(), casework.System(other.Mandant), func(tx *store.Tx) error {
		_,
			err := tx.GetVorgang(t.Context(), v.ID)
		return err
	})
	if casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a transaction of another tenant: %v", err)
	}
	// the setting ends with the transaction: the next user of the connection starts without
	if got := query[*string](t, k.DB.SQL(),
		"select nullif(current_setting('kontor.mandant', true), '')"); got[0] != nil {
		t.Errorf("the tenant %s outlived its transaction", *got[0])
	}
}

func TestRowsOfAnotherTenantAreRefused(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	foreign := *v
	foreign.Mandant = other.Mandant
	err := k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		x := foreign
		x.ID = other.Mandant // any new id
		tx.Journal(&x, "eingegangen", nil)
		return tx.InsertVorgang(t.Context(), &x, &casework.Antrag{}, nil, store.Beigaben{})
	})
	if err == nil || !strings.Contains(err.Error(), "row-level security") {
		t.Errorf("insert for another tenant: %v", err)
	}
	db := as(t, k, false)
	for _, table := range query[string](t, db, "select tablename::text from pg_policies") {
		tx, err := db.Begin()
		must(t, err)
		_, err = tx.Exec("set local kontor.mandant = '" + other.Mandant.String() + "'")
		must(t, err)
		res, err := tx.Exec("update " + table + " set mandant_id = mandant_id where mandant_id = '" +
			k.Mandant.String() + "'") //nolint:gosec // see above
		if slices.Contains([]string{"verlauf", "protokoll", "feststellung", "adressat_feststellung", "anker",
			"anker_blatt", "anker_ausgabe"}, table) {
			must(t, tx.Rollback()) // their triggers refuse everybody
			continue
		}
		must(t, err)
		if n, _ := res.RowsAffected(); n != 0 {
			t.Errorf("%s let another tenant change %d rows", table, n)
		}
		must(t, tx.Rollback())
	}
}

func TestVerlaufCannotBeChanged(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	db := as(t, k, false)
	for _, text := range []string{
		"update verlauf set anzeige = 'jemand anders' where vorgang_id = '" + v.ID.String() + "'",
		"delete from verlauf where vorgang_id = '" + v.ID.String() + "'",
		"truncate verlauf",
	} {
		tx, err := db.Begin()
		must(t, err)
		_, err = tx.Exec("set local kontor.mandant = '" + k.Mandant.String() + "'")
		must(t, err)
		if _, err := tx.Exec(text); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", text, err)
		}
		must(t, tx.Rollback())
	}
}

// Columns are named: a new one must not change what old code reads.
func TestNoQueryAsksForEverything(t *testing.T) {
	names, err := filepath.Glob("*.go")
	must(t, err)
	star := regexp.MustCompile(`(?i)\b(select|returning)\s+(distinct\s+)?([a-z]+\.)?\*`)
	sql := regexp.MustCompile(`(?i)\b(select|insert into|update|delete from)\b`)
	found := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if sql.MatchString(lit.Value) {
					found++
				}
				if star.MatchString(lit.Value) {
					t.Errorf("%s: %s", name, lit.Value)
				}
			}
			return true
		})
	}
	if found < 50 {
		t.Errorf("found only %d statements", found)
	}
}
