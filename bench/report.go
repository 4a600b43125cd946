package main

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"
)

// report writes what was measured, for readers of German.
func (b *bench) report(ctx context.Context) (string, error) {
	var w strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&w, format+"\n", args...) }
	var version string
	if err := b.db.QueryRowContext(ctx, "select current_setting('server_version')").Scan(&version); err != nil {
		return "", err
	}
	line("# Leistung: Kontor neben PostgreSQL\n")
	line("Erzeugt von `make bench` (`go run ./bench`) am %s. Nicht von Hand ändern.\n",
		b.clock.Format("02.01.2006, 15:04 Uhr"))
	line("Kontor und pgbench arbeiten **abwechselnd auf demselben Server**; gezählt wird das Verhältnis. Absolute Zahlen sagen vor allem etwas über den Rechner.")
	line("PostgreSQL ist dauerhaft eingestellt (fsync, synchronous_commit, full_page_writes an). Kontor ist ein eigener Prozess mit echtem HTTP,")
	line("Anhängen im Ordner und laufenden Jobs. Jede Antwort wird geprüft, nach jedem Lauf werden die Zeilen gezählt.\n")
	line("| | |\n| --- | --- |")
	line("| Rechner | %d Kerne, %s |", runtime.NumCPU(), processor())
	line("| Last (1, 5, 15 min) vorher / nachher | %s / %s |", b.load[0], b.load[1])
	line("| Versionen | PostgreSQL %s, %s, %s |", version, b.pg.version, runtime.Version())
	line("| Einstellungen | %s |", strings.Join(settings[:4], ", "))
	line("| Bestand | %s Vorgänge |", thousands(float64(b.rows)))
	line("| Umfang | %d Runden, je Messung %s, Texte aus fester Saat |\n", b.rounds, b.window)
	b.reportIntake(line)
	b.reportSteady(line)
	b.reportMessages(line)
	b.reportReads(line)
	b.reportStatements(line)
	if err := b.reportTime(ctx, line); err != nil {
		return "", err
	}
	return w.String(), nil
}

type printer func(format string, args ...any)

func (b *bench) reportIntake(line printer) {
	if len(b.intake) == 0 {
		return
	}
	line("## Eingang\n")
	line("Links eine Transaktion mit denselben Zeilen (eingang, vorgang, antrag, dokument, verlauf, prozess, aufgabe, Urteil über den Eingang, Jobs) und dem,")
	line("was Kontor in den Ordner schreibt, als bytea: der Einreichung, wie sie kam (3 oder 53 KB), und dem Anhang (50 KB). pgbench führt sie mit vorbereiteten")
	line("Anweisungen, ohne Zeilenschutz und mit einem Commit aus; die Dateien kopiert der Server aus einer Tabelle, über die Leitung gehen sie nicht. Die zweite Zahl")
	line("lässt die Rohfassung weg (nur der Anhang, wie „insert-50kb“). Rechts eine Einreichung über die OZG-Cloud-Schnittstelle bis zur Antwort; die Jobs laufen mit.\n")
	line("| Einreichung | gleichzeitig | pgbench/s: alles / ohne Rohfassung | Kontor/s | Verhältnis | ohne Rohfassung | pgbench/s unvorbereitet, mit Zeilenschutz | Kontor/s, Jobs angehalten | pgbench p50 / p99 | Kontor p50 / p99 | Ziel |")
	line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
	for _, p := range b.intake {
		goal, idle, unprepared, once, strict := "", "", "", "", ""
		if len(p.idle) > 0 {
			idle, unprepared, once, strict = thousands(rates(p.idle)), thousands(rates(p.unprepared)), " / "+
				thousands(rates(p.once)), decimal(p.onceRatio())
		}
		if p.clients == 8 && p.name != "3 KB" {
			goal = "≥ 0,30: " + verdict(p.rateRatio() >= 0.30)
		}
		line("| %s | %d | %s%s | %s | **%s** | %s | %s | %s | %s / %s | %s / %s | %s |", p.name, p.clients,
			thousands(rates(p.plain)), once, thousands(rates(p.kontor)), decimal(p.rateRatio()),
			strict, unprepared, idle,
			ms(pooled(p.plain, .5)), ms(pooled(p.plain, .99)), ms(pooled(p.kontor, .5)),
			ms(pooled(p.kontor, .99)), goal)
	}
	var longest time.Duration
	for _, d := range b.drain {
		longest = max(longest, d)
	}
	line("\nNach dem Ende eines Laufs waren alle Jobs (Suchindex, Prüfung der Anhänge, Schritte des Ablaufs) nach höchstens %s abgearbeitet;", ms(longest))
	line("ohne Eingänge daneben schaffen die Arbeiter %s Jobs/s.\n", thousands(median(b.jobRates)))
}

func (b *bench) reportReads(line printer) {
	if len(b.reads) == 0 {
		return
	}
	line("## Liste, Vorgangsseite, Suche\n")
	line("Links genau die Anweisungen, die Kontor dafür stellt, von pgbench mit derselben Rolle unter demselben Zeilenschutz, aber vorbereitet. Rechts die ganze")
	line("HTTP-Anfrage mit Sitzung, Rechten und JSON. „SQL + HTTP“ ist links plus eine leere HTTP-Anfrage desselben Prozesses.\n")
	for _, p := range b.floor {
		line("- leere HTTP-Anfrage, %d gleichzeitig: %s / %s", p.clients, ms(pooled(p.kontor, .5)),
			ms(pooled(p.kontor, .99)))
	}
	b.reportThin(line)
	line("\n| Abfrage | Treffer | gleichzeitig | SQL p50 / p99 | Kontor p50 / p99 | Verhältnis p50 | p99 ÷ (SQL + HTTP) | Ziel |")
	line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
	for _, p := range b.reads {
		floor := b.floor[0]
		if p.clients > 1 {
			floor = b.floor[1]
		}
		tail := float64(pooled(p.kontor, .99)) / float64(pooled(p.plain, .99)+pooled(floor.kontor, .99))
		goal := ""
		switch {
		case p.name == "Suche ohne Treffer":
			goal = "p50 ≤ Liste: " + verdict(pooled(p.kontor, .5) <= pooled(b.reads[0].kontor, .5))
		case strings.HasPrefix(p.name, "Suche"):
			goal = "p99 ≤ 1,5 × (SQL + HTTP): " + verdict(tail <= 1.5)
		}
		line("| %s | %s | %d | %s / %s | %s / %s | **%s** | %s | %s |", p.name, p.hits, p.clients,
			ms(pooled(p.plain, .5)), ms(pooled(p.plain, .99)),
			ms(pooled(p.kontor, .5)), ms(pooled(p.kontor, .99)), decimal(p.timeRatio(.5)), decimal(tail), goal)
	}
	line("\nVollständige Durchläufe (Seq Scan) über vorgang, antrag und vorgang_suche in allen Lese-Messungen, beide Seiten zusammen: %d.\n", b.seqScans)
}

// reportThin sets list and page beside the least program that could send them.
func (b *bench) reportThin(line printer) {
	line("\nDaneben das kleinste Programm, das eine Liste oder einen Vorgang schicken könnte: net/http, lib/pq, eine vorbereitete Anweisung auf einem Index,")
	line("encoding/json, gleich viele Zeilen, derselbe Server; ohne Sitzung, Rechte, Zeilenschutz und Filter. Die Seite eines Vorgangs ist dort Vorgang und Antrag,")
	line("bei Kontor auch Dokumente, Nachrichten, Aufgaben, Bescheide, Sendungen, Dubletten und ein Eintrag im Leseprotokoll.\n")
	line("| Abfrage | gleichzeitig | dünn p50 / p99 | Kontor p50 / p99 | p50 | p99 | Anfragen/s | Ziel: p50 ≤ 2, p99 ≤ 2,5, Anfragen/s ≥ 0,5 bei 8 |")
	line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
	for _, p := range b.reads {
		if len(p.thin) == 0 {
			continue
		}
		middle, tail, rate := p.thinRatio(.5), p.thinRatio(.99), p.thinRate()
		line("| %s | %d | %s / %s | %s / %s | **%s** | **%s** | **%s** | %s |", p.name, p.clients,
			ms(pooled(p.thin, .5)), ms(pooled(p.thin, .99)),
			ms(pooled(p.kontor, .5)), ms(pooled(p.kontor, .99)), decimal(middle), decimal(tail), decimal(rate),
			verdict(middle <= 2 && tail <= 2.5 && (p.clients == 1 || rate >= 0.5)))
	}
}

func (b *bench) reportStatements(line printer) {
	line("## Anweisungen, WAL, Speicher\n")
	line("| je | Anweisungen | davon begin, set, commit | Ziel ohne diese |")
	line("| --- | ---: | ---: | --- |")
	for i, p := range b.perIntake {
		line("| Eingang %s | %.1f | %.1f | ≤ 10: %s |", []string{"3 KB", "3 KB + 50 KB"}[i], p.statements, p.frame,
			verdict(math.Round(p.statements-p.frame) <= 10))
	}
	for _, c := range b.counts {
		goal := ""
		switch {
		case strings.HasPrefix(c.name, "Liste"):
			goal = "≤ 4: " + verdict(c.total-c.frame <= 4)
		case c.name == "Vorgangsseite":
			goal = "≤ 8: " + verdict(c.total-c.frame <= 8)
		}
		line("| %s | %.1f | %.1f | %s |", c.name, c.total, c.frame, goal)
	}
	line("| Jobs eines Eingangs (%.1f), später | %.1f | | |", b.jobs.jobs, b.jobs.statements)
	line("\n| | 3 KB | 3 KB + 50 KB |\n| --- | ---: | ---: |")
	p, q := b.perIntake[0], b.perIntake[1]
	line("| Größe der Einreichung | %s | %s |", kb(float64(p.bytes)), kb(float64(q.bytes)))
	line("| WAL je Eingang | %s | %s |", kb(p.wal), kb(q.wal))
	line("| – im Verhältnis zur Einreichung (Ziel ≤ 1,5) | %s | %s: %s |", decimal(p.wal/float64(p.bytes)),
		decimal(q.wal/float64(q.bytes)), verdict(q.wal <= 1.5*float64(q.bytes)))
	line("| WAL der Jobs eines Eingangs, im Mittel | %s | |", kb(b.jobs.wal))
	line("\nDer Anhang liegt im Ordner, nicht im WAL; er wird zweimal gesichert: in der Einreichung, wie sie kam, und als Dokument.\n")
	b.reportHuge(line)
	b.reportIdle(line)
	line("Speicher von Kontor, PSS / RSS: im Leerlauf %s / %s, nach allen Messungen %s / %s.\n",
		mb(b.memory[0].pss), mb(b.memory[0].rss), mb(b.memory[1].pss), mb(b.memory[1].rss))
}

func (b *bench) reportTime(ctx context.Context, line printer) error {
	line("## Wohin die Zeit geht\n")
	line("Ein Eingang nach dem anderen, ohne Jobs, Mittelwerte:\n")
	line("| | 3 KB | 3 KB + 50 KB |\n| --- | ---: | ---: |")
	p, q := b.perIntake[0], b.perIntake[1]
	line("| ganze Einreichung | %s | %s |", ms(p.total), ms(q.total))
	line("| – Dateien dauerhaft sichern (%.0f / %.0f) | %s | %s |", p.puts, q.puts, ms(p.putTime), ms(q.putTime))
	line("| – in PostgreSQL planen und ausführen, ohne Warten auf das Commit | %s | %s |", ms(p.server), ms(q.server))
	line("| – Rest: Commits, Wege hin und zurück, Go, HTTP | %s | %s |", ms(p.total-p.putTime-p.server),
		ms(q.total-q.putTime-q.server))
	line("\nWas PostgreSQL für eine Einreichung mit Anhang tut:\n")
	line("| Anweisung | Aufrufe | davon geplant | planen | ausführen |\n| --- | ---: | ---: | ---: | ---: |")
	for _, t := range q.texts {
		line("| `%s` | %s | %s | %s | %s |", strings.ReplaceAll(t.text, "|", "\\|"), decimal(t.calls),
			decimal(t.plans), ms(t.plan), ms(t.exec))
	}
	if len(b.shares) > 0 {
		line("\nWer in der letzten Runde die Kerne belegte (Jobs laufen mit):\n")
		line("| Messung | Kontor | PostgreSQL | Lastgeber | Nachbarn | frei | Kontor je Anfrage | PostgreSQL je Anfrage |")
		line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
		for _, s := range b.shares {
			line("| %s | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %s | %s |", s.name, 100*s.kontor,
				100*s.postgres, 100*s.driver, 100*s.other, 100*s.idle,
				ms(s.kontorEach), ms(s.postgresEachCall))
		}
	}
	for _, name := range []string{"intake 3 KB", "intake 3 KB + 50 KB", "list"} {
		path := b.profiles[name]
		if path == "" {
			continue
		}
		shares, err := readProfile(ctx, path)
		if err != nil {
			return err
		}
		line("\nProzessorzeit in Kontor, %s, 8 gleichzeitig (Anteile überlappen sich):\n",
			strings.NewReplacer("intake", "Eingang", "list", "Liste").Replace(name))
		for _, h := range hot {
			if v := shares[h.label]; v >= 1 {
				line("- %s: %.0f %%", h.label, v)
			}
		}
	}
	return nil
}

func verdict(ok bool) string {
	if ok {
		return "erreicht"
	}
	return "**verfehlt**"
}

func german(s string) string { return strings.ReplaceAll(s, ".", ",") }

func decimal(v float64) string { return german(fmt.Sprintf("%.2f", v)) }

func ms(d time.Duration) string {
	v := float64(d) / float64(time.Millisecond)
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f ms", v)
	case v >= 10:
		return german(fmt.Sprintf("%.1f ms", v))
	}
	return german(fmt.Sprintf("%.2f ms", v))
}

func kb(v float64) string { return german(fmt.Sprintf("%.1f KB", v/1024)) }
func mb(v int64) string   { return fmt.Sprintf("%d MB", v>>20) }

// thousands groups digits as German writes them.
func thousands(v float64) string {
	s := fmt.Sprintf("%.0f", v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
