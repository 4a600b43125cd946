package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"kontor/backend/benchkit"
)

// messages are those that wait for a channel to mailboxes, until the last lies at the far end.
type messages struct {
	count int
	took  time.Duration
	plain result // transactions of pgbench that insert one row and update one, by one client
}

// measureMessages lets all workers send what waits; nothing may be lost or come twice.
func (b *bench) measureMessages(ctx context.Context) error {
	b.messages.count = 10_000
	if b.short {
		b.messages.count = 500
	}
	step("%d messages into mailboxes", b.messages.count)
	script, err := b.pg.script("message", "begin;", "insert into bench_messages (text) values ('x');",
		"update bench_messages set text = 'y' where id = 1;", "commit;")
	if err != nil {
		return err
	}
	if err := b.db.run(ctx, `create table if not exists bench_messages (id bigserial primary key, text text);
		insert into bench_messages (text) values ('x'); grant all on bench_messages to public;
		grant all on sequence bench_messages_id_seq to public`); err != nil {
		return err
	}
	if b.messages.plain, err = b.pg.run(ctx, b.pg.admin, "prepared", []string{script}, 1, b.window); err != nil {
		return err
	}
	if err := b.kontor.stopJobs(ctx); err != nil {
		return err
	}
	url := fmt.Sprintf("%s/messages?n=%d", b.kontor.Control, b.messages.count)
	if _, _, err := b.kontor.do(ctx, http.MethodPost, url, nil, nil); err != nil {
		return err
	}
	start := time.Now()
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	if err := b.db.waitForNone(ctx, "select count(*) from sendung where ziel = 'osi2' and zustand = 'wartet'"); err != nil {
		return err
	}
	b.messages.took = time.Since(start)
	_, body, err := b.kontor.do(ctx, http.MethodGet, b.kontor.Control+"/messages", nil, nil)
	if err != nil {
		return err
	}
	var there benchkit.Messages
	if err := json.Unmarshal(body, &there); err != nil {
		return err
	}
	if there.There != b.messages.count || there.Twice > 0 {
		return fmt.Errorf("of %d messages %d arrived, %d of them twice", b.messages.count, there.There, there.Twice)
	}
	return b.db.waitForJobs(ctx)
}

func (b *bench) reportMessages(line printer) {
	m := b.messages
	if m.took == 0 {
		return
	}
	rate := float64(m.count) / m.took.Seconds()
	line("%s Nachrichten in Postfächer von Nutzerkonten (OSI2, Gegenstelle im selben Prozess): **%.0f je Sekunde**, jede genau einmal;", thousands(float64(m.count)), rate)
	line("PostgreSQL allein schreibt mit einem Client %.0f Transaktionen je Sekunde (Verhältnis %.2f).\n", m.plain.rate, rate/m.plain.rate)
}
