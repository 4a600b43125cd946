package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// request is a kind of read with the addresses it takes turns on.
type request struct {
	name    string
	paths   []string
	rows    int // each answer must have as many; -1 = any number
	clients []int
	sql     func(string) bool // which of Kontor's statements are the read itself
	hits    string
	thin    []string // the like of the thin handler
}

func listStatement(sql string) bool { return strings.Contains(sql, "zustaendig_anzeige") }

// pageStatement leaves out who asks.
func pageStatement(sql string) bool {
	return !strings.Contains(sql, "from sitzung") && !strings.Contains(sql, "from benutzer where")
}

// measureReads compares lists, searches and the case page with the statements Kontor itself sends, run by pgbench with
// prepared statements by the same role under the same row-level security.
func (b *bench) measureReads(ctx context.Context) (err error) {
	if err := b.kontor.stopJobs(ctx); err != nil { // so that every captured statement is the request's
		return err
	}
	if b.thin, err = startThin(ctx, b.db); err != nil {
		return err
	}
	defer b.thin.stop()
	requests, err := b.readRequests(ctx)
	if err != nil {
		return err
	}
	scripts := make([][]string, len(requests))
	for i, r := range requests {
		if scripts[i], err = b.plainRead(ctx, i, r); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		for _, clients := range r.clients {
			b.reads = append(b.reads, &pair{name: r.name, clients: clients, hits: r.hits})
		}
	}
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	b.floor = []*pair{{clients: 1}, {clients: 8}}
	const scans = "select coalesce(sum(seq_scan), 0)::bigint from pg_stat_user_tables where relname in ('vorgang', 'vorgang_suche', 'antrag')"
	before, err := b.db.number(ctx, scans)
	if err != nil {
		return err
	}
	for round := range b.rounds {
		at := 0
		for i, r := range requests {
			for range r.clients {
				p := b.reads[at]
				at++
				step("round %d: %s, %d at once", round+1, r.name, p.clients)
				if err := b.readRound(ctx, p, scripts[i], r, round == b.rounds-1); err != nil {
					return fmt.Errorf("%s: %w", r.name, err)
				}
			}
		}
		for _, p := range b.floor {
			r, err := drive(ctx, p.clients, b.window/2, func(ctx context.Context, _ int64) error {
				_, _, err := b.kontor.do(ctx, http.MethodGet, b.kontor.URL+"/healthz", nil, nil)
				return err
			})
			if err != nil {
				return err
			}
			p.kontor = append(p.kontor, r)
		}
	}
	time.Sleep(time.Second) // statistics of the sessions arrive
	after, err := b.db.number(ctx, scans)
	b.seqScans = after - before
	return err
}

func (b *bench) readRound(ctx context.Context, p *pair, scripts []string, r request, last bool) error {
	plain, err := b.pg.run(ctx, b.pg.owner, "prepared", scripts, p.clients, b.window)
	if err != nil {
		return err
	}
	var profile func() (string, error)
	if last && p.clients == 8 && strings.HasPrefix(r.name, "Liste alle, erste") {
		profile = b.startProfile(ctx, "list")
	}
	if len(r.thin) > 0 {
		least, err := drive(ctx, p.clients, b.window, func(ctx context.Context, n int64) error {
			_, body, err := b.kontor.do(ctx, http.MethodGet, b.thin.url+r.thin[n%int64(len(r.thin))], nil, nil)
			if found := bytes.Count(body, []byte(`"vorgangsnummer"`)); err == nil && found != r.rows {
				return fmt.Errorf("%d rows of the thin handler, want %d", found, r.rows)
			}
			return err
		})
		if err != nil {
			return err
		}
		p.thin = append(p.thin, least)
	}
	before := b.cpu()
	ours, err := drive(ctx, p.clients, b.window, func(ctx context.Context, n int64) error {
		body, err := b.kontor.get(ctx, r.paths[n%int64(len(r.paths))])
		if found := bytes.Count(body, []byte(`"vorgangsnummer"`)); err == nil && r.rows >= 0 && found != r.rows {
			return fmt.Errorf("%d rows, want %d", found, r.rows)
		}
		return err
	})
	if err != nil {
		return err
	}
	if profile != nil {
		if b.profiles["list"], err = profile(); err != nil {
			return err
		}
		b.shares = append(b.shares, b.cpu().since(before, "Liste alle, erste Seite, 8 gleichzeitig", ours.done))
	}
	p.plain, p.kontor = append(p.plain, plain), append(p.kontor, ours)
	return nil
}

// plainRead captures what Kontor asks the database for each address.
func (b *bench) plainRead(ctx context.Context, i int, r request) ([]string, error) {
	var requests [][]statement
	for _, path := range r.paths[:min(len(r.paths), 12)] {
		all, err := b.db.capture(ctx, func() error { _, err := b.kontor.get(ctx, path); return err })
		if err != nil {
			return nil, err
		}
		var mine []statement
		for _, s := range all {
			if r.sql(string(s)) {
				mine = append(mine, s)
			}
		}
		if len(mine) == 0 {
			return nil, fmt.Errorf("no statement captured for %s", path)
		}
		requests = append(requests, mine)
	}
	return b.pg.statements(fmt.Sprintf("read-%d", i), requests)
}

func (b *bench) readRequests(ctx context.Context) ([]request, error) {
	const base = "/api/v1/vorgaenge"
	deep, err := b.deepPages(ctx, base+"?ansicht=alle")
	if err != nil {
		return nil, err
	}
	mine, err := b.deepPages(ctx, base+"?ansicht=meine")
	if err != nil {
		return nil, err
	}
	both := []int{1, 8}
	least := []string{"/liste?einheit=lf-32-sondernutzung&status=in_bearbeitung"}
	out := []request{
		{"Liste alle, erste Seite", []string{base + "?ansicht=alle"}, 50, both, listStatement, "", least},
		{"Liste alle, tiefe Seiten", deep, 50, both, listStatement, "", least},
		{"Liste offene, erste Seite", []string{base + "?ansicht=alle&status=offen"}, 50, both, listStatement, "", least},
		{"Liste neueste zuerst", []string{base + "?ansicht=alle&sortierung=eingang"}, 50, []int{1}, listStatement, "", least},
		{"Liste meine", append([]string{base + "?ansicht=meine"}, mine...), -1, both, listStatement, "", nil},
		{"Liste nicht zugewiesen", []string{base + "?ansicht=nicht_zugewiesen"}, -1, []int{1}, listStatement, "", nil},
	}
	pages, err := b.casePages(ctx, base)
	if err != nil {
		return nil, err
	}
	out = append(out, request{"Vorgangsseite", pages, 1, both, pageStatement, "", thinPages(pages)})
	return append(out, b.searches(ctx, base)...), nil
}

// deepPages walks a list and keeps every twentieth page.
func (b *bench) deepPages(ctx context.Context, first string) ([]string, error) {
	var out []string
	path := first
	for page := 1; page <= 200; page++ {
		body, err := b.kontor.get(ctx, path)
		if err != nil {
			return nil, err
		}
		var answer struct {
			Nach      *string
			Vorgaenge []json.RawMessage
		}
		if err := json.Unmarshal(body, &answer); err != nil {
			return nil, err
		}
		if len(answer.Vorgaenge) == 50 && page > 1 && (page%20 == 0 || page < 3) {
			out = append(out, path)
		}
		if answer.Nach == nil {
			break
		}
		path = first + "&nach=" + *answer.Nach
	}
	return out, nil
}

// thinPages are the same Vorgänge of the thin handler.
func thinPages(pages []string) []string {
	out := make([]string, len(pages))
	for i, p := range pages {
		out[i] = "/vorgang" + p[strings.LastIndex(p, "/"):]
	}
	return out
}

func (b *bench) casePages(ctx context.Context, base string) ([]string, error) {
	rows, err := b.db.QueryContext(ctx, "select id from vorgang where einheit = any(array['lf-32-sondernutzung','lf-20-steuern']) and status = 'in_bearbeitung' limit 40")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, base+"/"+id)
	}
	return out, rows.Err()
}

// searches picks words by how many Vorgänge of the town have them.
func (b *bench) searches(ctx context.Context, base string) []request {
	last := func(i, j int) string { return nameHeads[i] + nameTails[j] }
	n := len(vocabulary)
	kinds := []struct {
		name  string
		words []string
	}{
		{"Suche selten (Nachname)", []string{last(1, 2), last(9, 4), last(14, 15), last(20, 17), last(30, 22)}},
		{"Suche mittel", vocabulary[n/2 : n/2+5]},
		{"Suche häufig", vocabulary[n/60 : n/60+5]},
		{"Suche zwei Wörter", []string{vocabulary[n/60] + " " + vocabulary[n/2], vocabulary[n/60+1] + " " + vocabulary[n/2+1], vocabulary[n/60+2] + " " + vocabulary[n/60+3]}},
		{"Suche ohne Treffer", []string{"Xylophonquark", "Quizzwurst", "Yucatanzebra"}},
	}
	var out []request
	for _, k := range kinds {
		r := request{name: k.name, rows: -1, clients: []int{1}, sql: pageStatement}
		low, high := int64(1)<<62, int64(0)
		for _, w := range k.words {
			r.paths = append(r.paths, base+"?suche="+url.QueryEscape(w))
			two, _ := fold(w)
			query := "select count(*) from vorgang_suche where true"
			for _, part := range strings.Fields(two) {
				query += " and vektor @@ to_tsquery('simple', '" + part + ":*')"
			}
			hits, _ := b.db.number(ctx, query)
			low, high = min(low, hits), max(high, hits)
		}
		r.hits = fmt.Sprintf("%d bis %d", low, high)
		out = append(out, r)
	}
	return out
}
