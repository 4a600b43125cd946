package httpapi_test

import (
	"fmt"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// What PostgreSQL logs for a delivery with a file of 50 KB, its jobs included, is at most one and a half times the
// delivery: attachments never pass through the log. The sum counts one connection only, so that other tests and the
// load of the machine do not matter.
func TestWALPerIntake(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Idle = true })
	db := o.DB.SQL()
	db.SetMaxOpenConns(1)
	logged := func() (n int64) {
		t.Helper()
		err := db.QueryRow("select (pg_stat_get_backend_wal(pg_backend_pid())).wal_bytes::bigint from pg_stat_force_next_flush()").Scan(&n)
		if err != nil && strings.Contains(err.Error(), "does not exist") {
			t.Skip("PostgreSQL before 18 does not count by connection")
		}
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	form := o.Form("ozgcloud")
	const n, size = 40, 50 << 10
	payload := 0
	deliver := func(i int) {
		body := strings.Replace(gastro, `"t-1"`, fmt.Sprintf(`"w-%d"`, i), 1)
		file := fmt.Sprintf("%%PDF-1.4 %06d", i) + strings.Repeat("x", size)
		payload += len(body) + len(file)
		form.PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData", Inhalt: body},
			testkit.Part{Name: "attachments", Dateiname: "Plan.pdf", Inhalt: file}).Is(200)
	}
	for i := range 5 {
		deliver(i)
	}
	o.MustWork()
	logged()
	before := logged()
	payload = 0
	for i := range n {
		deliver(100 + i)
	}
	o.MustWork()
	logged() // statistics of a transaction count from the next statement on
	grown := logged() - before
	t.Logf("%d bytes of log for %d bytes delivered, each", grown/n, payload/n)
	if grown == 0 || float64(grown) > 1.5*float64(payload) {
		t.Errorf("%d bytes of log for %d delivered", grown, payload)
	}
}
