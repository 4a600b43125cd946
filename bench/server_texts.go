package main

import (
	"context"
	"time"
)

// serverText is one statement of an intake.
type serverText struct {
	text       string
	calls      float64 // each per intake
	plans      float64
	plan, exec time.Duration
}

// serverTexts reads what the statements since the last reset cost, per intake of n.
func (b *bench) serverTexts(ctx context.Context, n int) ([]serverText, error) {
	rows, err := b.db.QueryContext(ctx, `select left(regexp_replace(query, '\s+', ' ', 'g'), 70), calls, plans, total_plan_time, total_exec_time from pg_stat_statements
		where userid = 'kontor'::regrole order by total_plan_time + total_exec_time desc limit 12`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []serverText
	for rows.Next() {
		var t serverText
		var plan, exec float64
		if err := rows.Scan(&t.text, &t.calls, &t.plans, &plan, &exec); err != nil {
			return nil, err
		}
		each := float64(n)
		t.calls, t.plans = t.calls/each, t.plans/each
		t.plan, t.exec = time.Duration(plan/each*float64(time.Millisecond)),
			time.Duration(exec/each*float64(time.Millisecond))
		out = append(out, t)
	}
	return out, rows.Err()
}
