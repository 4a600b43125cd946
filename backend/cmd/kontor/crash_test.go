package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const (
	crashCases = 40
	crashKills = 6
)

// TestKillLosesNothing kills `kontor serve` again and again while applications come in, are confirmed by themselves and
// decided. Each must become one Vorgang, and each automatic step must be taken once.
func TestKillLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until jobs of a killed process are taken over")
	}
	k := testkit.Service(t)
	c := &crash{Kit: k, t: t, sb: k.Sachbearbeitung(), data: t.TempDir(), port: strconv.Itoa(mustPort(t)),
		formular: "51"}

	var deliveries sync.WaitGroup
	for worker := range 4 {
		deliveries.Go(func() {
			for n := worker; n < crashCases; n += 4 {
				c.deliver(n)
				// so that there is always something under way
				time.Sleep(time.Duration(rand.IntN(500)) * time.Millisecond)
			}
		})
	}
	done := make(chan struct{})
	go func() { deliveries.Wait(); close(done) }()
	p := c.start()
	for range crashKills {
		p.until(`"msg":"ready"`, 30*time.Second)
		c.decideSome(6)
		time.Sleep(time.Duration(50+rand.IntN(500)) * time.Millisecond) // a moment nobody chose
		p.kill()
		p = c.start()
	}
	p.until(`"msg":"ready"`, 30*time.Second)
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the deliveries do not come through")
	}
	for range crashCases {
		c.decideSome(crashCases)
	}
	// River's elections and its search for jobs left behind take up to a minute.
	deadline := time.Now().Add(2 * time.Minute)
	for !c.settled() && time.Now().Before(deadline) {
		time.Sleep(200 * time.Millisecond)
	}
	c.check()
	t.Logf("%d deliveries, %d decisions, %d kills, %d answers lost on the way", crashCases, c.decided.Load(),
		crashKills, c.lost.Load())
	p.interrupt()
}

type crash struct {
	*testkit.Kit
	t        *testing.T
	sb       casework.Actor
	data     string
	port     string
	formular string
	lost     atomic.Int64
	decided  atomic.Int64
}

// mustPort is a port that stays free while its program is killed and started again: from where systems do not take the
// ports of outgoing connections.
func mustPort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 20_000 + rand.IntN(12_000)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

func (c *crash) start() *process {
	return startKontor(c.t, serveEnvironment(c.DSN, c.data, c.port), "serve")
}

// deliver is a form server that sends until it gets an answer.
func (c *crash) deliver(n int) {
	body, err := json.Marshal(map[string]any{
		"control": map[string]any{"transactionId": fmt.Sprintf("crash-%d", n), "formId": c.formular,
			"name": "Anmeldung eines Hundes", "zustaendigeStelle": "lf-20-steuern",
			"serviceKonto": map[string]any{"type": "OSI", "trustLevel": "STORK-QAA-Level-3",
				"postfachAddress": map[string]any{"identifier": fmt.Sprintf("pk-%d", n), "type": "Citizen"}}},
		"formData": []map[string]any{{"name": "vorname", "label": "Vorname", "stringValue": "Ute"},
			{"name": "nachname", "label": "Nachname", "stringValue": fmt.Sprintf("Erdacht%d", n)},
			{"name": "rufname", "label": "Rufname", "stringValue": "Knut"}, {"name": "rasse", "label": "Rasse", "stringValue": "Dackel"}},
	})
	if err != nil {
		c.t.Error(err)
		return
	}
	for c.t.Context().Err() == nil {
		code, err := c.post(body)
		if err == nil && code == http.StatusOK {
			return
		}
		if err == nil && code != http.StatusServiceUnavailable {
			c.t.Errorf("delivery %d: HTTP %d", n, code)
			return
		}
		c.lost.Add(1)
		time.Sleep(50 * time.Millisecond) // as a form server does, only quicker
	}
}

func (c *crash) post(body []byte) (int, error) {
	ctx, cancel := context.WithTimeout(c.t.Context(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://127.0.0.1:"+c.port+"/eingang/ozgcloud",
		bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.SetBasicAuth("ozgcloud", "demo")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// vorgaenge lists all of them with their state.
func (c *crash) vorgaenge(look func(*store.Tx, *casework.Vorgang) error) {
	c.t.Helper()
	err := c.DB.ReadTx(c.t.Context(), casework.System(c.Mandant), func(tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(c.t.Context(), uuid.Nil)
		if err != nil {
			return err
		}
		for _, id := range ids {
			v, err := tx.GetVorgang(c.t.Context(), id)
			if err != nil {
				return err
			}
			if err := look(tx, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// decideSome issues decisions where none was, as people do meanwhile.
func (c *crash) decideSome(limit int) {
	var open []*casework.Vorgang
	c.vorgaenge(func(tx *store.Tx, v *casework.Vorgang) error {
		s, err := c.count(tx, v)
		// a decision before the confirmation would end the process, as it should, and there would be none
		if err == nil && s.bescheide == 0 && s.bestaetigungen > 0 && len(open) < limit {
			open = append(open, v)
		}
		return err
	})
	for _, v := range open {
		err := c.Bescheid.CreateBescheid(c.t.Context(), c.sb, v.ID, v.Version,
			casework.Bescheid{Ergebnis: casework.Bewilligt, Tenor: "Die Steuer beträgt {{gebuehr}}.", GebuehrCent: 9000,
				Anschrift: &casework.Anschrift{Name: "A. Test", Strasse: "Weg 1", PlzOrt: "43210 Lindenfurt"}}, nil)
		switch casework.CodeOf(err) {
		case casework.Stale, casework.Conflict: // a job was faster; next time
		default:
			if err != nil {
				c.t.Fatal(err)
			}
			c.decided.Add(1)
		}
	}
}

// settled tells whether every step was taken.
func (c *crash) settled() bool {
	n, waiting := 0, 0
	c.vorgaenge(func(tx *store.Tx, v *casework.Vorgang) error {
		n++
		s, err := c.count(tx, v)
		if err == nil && (s.bestaetigungen < 1 || s.bescheide < 1 || s.briefe < 1 || s.offeneSendungen > 0) {
			waiting++
		}
		return err
	})
	if n < crashCases || waiting > 0 {
		c.decideSome(crashCases)
		return false
	}
	return true
}

// taken counts what was done for one Vorgang.
type taken struct {
	eingaenge, bestaetigungen, bescheide, briefe, bescheidNachrichten, bereitgestellt,
	offeneSendungen int
}

func (c *crash) count(tx *store.Tx, v *casework.Vorgang) (s taken, err error) {
	ctx := c.t.Context()
	verlauf, err := tx.ListVerlauf(ctx, v.ID)
	if err != nil {
		return s, err
	}
	for _, e := range verlauf {
		switch e.Art {
		case "eingegangen":
			s.eingaenge++
		case "nachricht_bereitgestellt":
			s.bereitgestellt++
		}
	}
	nachrichten, err := tx.ListNachrichten(ctx, v.ID)
	if err != nil {
		return s, err
	}
	for _, n := range nachrichten {
		switch n.Art {
		case casework.ArtBestaetigung:
			s.bestaetigungen++
		case casework.ArtBescheid:
			s.bescheidNachrichten++
		}
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return s, err
	}
	s.bescheide = len(bescheide)
	docs, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return s, err
	}
	for _, d := range docs {
		if d.Rolle == casework.RolleBescheid {
			s.briefe++
		}
	}
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	for _, x := range sendungen {
		if x.Zustand == casework.SendungWartet {
			s.offeneSendungen++
		}
	}
	return s, err
}

func (c *crash) check() {
	c.t.Helper()
	want := taken{eingaenge: 1, bestaetigungen: 1, bescheide: 1, briefe: 1, bescheidNachrichten: 1, bereitgestellt: 2}
	namen := map[string]int{}
	c.vorgaenge(func(tx *store.Tx, v *casework.Vorgang) error {
		namen[v.AntragstellerName]++
		s, err := c.count(tx, v)
		if s != want {
			c.t.Errorf("%s: %+v, want %+v", v.Vorgangsnummer, s, want)
		}
		return err
	})
	for n := range crashCases {
		if name := fmt.Sprintf("Erdacht%d, Ute", n); namen[name] != 1 {
			c.t.Errorf("%s has %d Vorgänge", name, namen[name])
		}
	}
	// by the program, which has the files
	out, errs, code := kontor(c.t, serveEnvironment(c.DSN, c.data, c.port), "check", "verlauf")
	if code != 0 || !strings.Contains(out, fmt.Sprintf("%d Verläufe geprüft, 0 beschädigt", crashCases)) {
		c.t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}
