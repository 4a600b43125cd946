package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// idle is what a Kontor costs that has nothing to do but look for work, with ten Zugänge that fetch.
type idle struct {
	length     time.Duration
	statements float64 // a minute
	kontor     float64 // of one processor
	postgres   float64
}

func (b *bench) measureIdle(ctx context.Context) error {
	b.idle.length = 2 * time.Minute
	if b.short {
		b.idle.length = 5 * time.Second
	}
	step("the sweep compares what the other parts sent")
	if err := b.db.waitForDubletten(ctx); err != nil {
		return err
	}
	step("idle with ten pulling Zugänge for %s", b.idle.length)
	if _, _, err := b.kontor.do(ctx, http.MethodPost, b.kontor.Control+"/pollers", nil, nil); err != nil {
		return err
	}
	if err := b.db.run(ctx, "select pg_stat_statements_reset()"); err != nil {
		return err
	}
	before := b.cpu()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(b.idle.length):
	}
	after := b.cpu()
	calls, err := b.db.number(ctx, "select coalesce(sum(calls), 0)::bigint from pg_stat_statements where userid = 'kontor'::regrole")
	b.idle.statements = float64(calls) / b.idle.length.Minutes()
	b.idle.kontor = (after.kontor - before.kontor) / b.idle.length.Seconds()
	b.idle.postgres = (after.postgres - before.postgres) / b.idle.length.Seconds()
	return err
}

func (b *bench) reportIdle(line printer) {
	if b.idle.length == 0 {
		return
	}
	line("Im Leerlauf mit zehn abholenden Zugängen (%s): %s Anweisungen je Minute; Kontor belegt %s %% eines Kerns, PostgreSQL %s %%.\n", b.idle.length,
		thousands(b.idle.statements), decimal(100*b.idle.kontor), decimal(100*b.idle.postgres))
}

// measureHuge sends one attachment of 100 MB by MTOM and sees how far the resident memory rises.
func (b *bench) measureHuge(ctx context.Context) error {
	const size = 100 << 20
	step("an attachment of 100 MB by MTOM")
	clear := fmt.Sprintf("/proc/%d/clear_refs", b.kontor.pid())
	if err := os.WriteFile(clear, []byte("5"), 0); err != nil { // the peak begins anew
		return err
	}
	before := memoryOf(b.kontor.pid()).rss
	head := strings.ReplaceAll(mtomHead, "\n", "\r\n")
	tail := "\r\n--grenze--\r\n"
	body := io.MultiReader(strings.NewReader(head), io.LimitReader(pattern{}, size), strings.NewReader(tail))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.kontor.URL+"/eingang/intelliform/deposit", body)
	if err != nil {
		return err
	}
	r.ContentLength = int64(len(head) + size + len(tail))
	r.SetBasicAuth("intelliform", "bench")
	r.Header.Set("Content-Type", `multipart/related; type="application/xop+xml"; boundary="grenze"; start="<wurzel@x>"; start-info="text/xml"`)
	start := time.Now()
	resp, err := b.kontor.client.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("100 MB: %s %s", resp.Status, answer)
	}
	b.huge.took = time.Since(start)
	if err := b.db.waitForJobs(ctx); err != nil { // the scan too
		return err
	}
	b.huge.grown = peakOf(b.kontor.pid()) - before
	return nil
}

type huge struct {
	took  time.Duration
	grown int64 // bytes of resident memory at the peak
}

func (b *bench) reportHuge(line printer) {
	if b.huge.took > 0 {
		line("Ein Anhang von 100 MB über MTOM: %.1f s bis zur Antwort, der Arbeitsspeicher (RSS) stieg dabei und bei der Prüfung um höchstens %s (Ziel < 64 MB: %s).\n",
			b.huge.took.Seconds(), mb(b.huge.grown), verdict(b.huge.grown < 64<<20))
	}
}

// pattern yields the same bytes for ever.
type pattern struct{}

func (pattern) Read(p []byte) (int, error) {
	const text = "0123456789abcdef\r\n-"
	for n := 0; n < len(p); {
		n += copy(p[n:], text)
	}
	return len(p), nil
}

// peakOf is the highest resident memory since clear_refs was written.
func peakOf(pid int) int64 {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range bytes.Lines(raw) {
		if f := bytes.Fields(line); len(f) > 1 && string(f[0]) == "VmHWM:" {
			kb, _ := strconv.ParseInt(string(f[1]), 10, 64)
			return kb << 10
		}
	}
	return 0
}

// mtomHead is a deposit whose form data are in the envelope and whose one attachment follows it.
const mtomHead = `--grenze
Content-Type: application/xop+xml; charset=UTF-8
Content-ID: <wurzel@x>

<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data>` +
	`<attachments><content>PG15Rm9ybT48bmFjaG5hbWU+RXJkYWNodDwvbmFjaG5hbWU+PC9teUZvcm0+</content><contentType>text/xml</contentType><id>myForm-xml</id><name>XML-Daten.xml</name></attachments>` +
	`<attachments><content><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:gross"/></content><contentType>application/pdf</contentType><id>a</id><name>gross.pdf</name></attachments>` +
	`<clientId>lf</clientId><customerId>32</customerId><form>Plan</form><formId>32/plan</formId><id>1</id><primaryDataAttachmentId>myForm-xml</primaryDataAttachmentId>` +
	`<timestamp>2026-06-02T23:30:00+02:00</timestamp></data></b:deposit></s:Body></s:Envelope>
--grenze
Content-Type: application/octet-stream
Content-Transfer-Encoding: binary
Content-ID: <gross>

`
