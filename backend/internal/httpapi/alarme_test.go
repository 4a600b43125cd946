package httpapi_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// receiver is the authority's monitoring: it takes calls of the webhook, or refuses.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	calls []map[string]any
	down  bool
	key   string
	bad   int // calls with a wrong signature
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		raw, _ := io.ReadAll(q.Body)
		r.mu.Lock()
		defer r.mu.Unlock()
		mac := hmac.New(sha256.New, []byte(r.key))
		mac.Write(raw)
		if q.Header.Get("X-Kontor-Signatur") != "sha256="+hex.EncodeToString(mac.Sum(nil)) {
			r.bad++
		}
		if r.down {
			http.Redirect(w, q, "/anderswo", http.StatusTemporaryRedirect)
			return
		}
		var body map[string]any
		if json.Unmarshal(raw, &body) == nil {
			r.calls = append(r.calls, body)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

type alarmZeile struct {
	ID, Art, ZugangName, Fehler string
	GemeldetAm, BeendetAm       *time.Time
}

func (o *office) alarme() []alarmZeile {
	o.t.Helper()
	var out struct{ Alarme []alarmZeile }
	o.tl.Get("/api/v1/alarme").Is(200).JSON(&out)
	return out.Alarme
}

// mailAlarm counts what would be mailed; what the mail says is tested in postfach on a real SMTP server.
type mailAlarm struct{ sent []casework.Alarmmeldung }

func (m *mailAlarm) Report(_ context.Context, a casework.Alarmmeldung) error {
	m.sent = append(m.sent, a)
	return nil
}

// An old Klärfall is told once by mail and once by webhook, and once more when it is gone; a receiver that is down is
// tried again, and the failure is seen.
func TestAlarm(t *testing.T) {
	hook, mails := newReceiver(t), &mailAlarm{}
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Melder = map[string]posteingang.Melder{casework.AlarmWebhook: postfach.Webhook{},
			casework.AlarmEmail: mails}
	})
	var set struct{ AlarmSchluessel string }
	o.adm.Send("PUT", "/api/v1/posteingang/einstellungen", map[string]any{"version": 0,
		"alarmEmails": []string{"it@stadt.example"}, "alarmWebhook": hook.URL, "klaerfallStunden": 2,
		"rohdatenMonate": 0, "buchMonate": 0}).Is(200).JSON(&set)
	hook.key, hook.down = set.AlarmSchluessel, true
	id := klaerfall(o).ID
	now := time.Now()
	o.DB.SetClock(func() time.Time { return now })
	sweep := func() {
		t.Helper()
		if err := o.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	sweep()
	if got := o.alarme(); len(got) != 0 {
		t.Fatalf("%+v", got)
	}
	if _, err := o.superuser().Exec("update eingang set klaerfall_am = klaerfall_am - interval '3 hours'"); err != nil {
		t.Fatal(err)
	}
	sweep()
	sweep() // it is open already
	if err := o.Work(); err == nil {
		t.Error("a webhook that redirects counts as told")
	}
	got := o.alarme()
	if len(got) != 1 || got[0].Art != "klaerfall_alt" || got[0].ZugangName != "ozgcloud" ||
		got[0].Fehler != "webhook: webhook_status" {
		t.Fatalf("%+v", got)
	}
	hook.mu.Lock()
	hook.down = false
	hook.mu.Unlock()
	o.MustWork()
	got = o.alarme()
	if got[0].Fehler != "" || got[0].GemeldetAm == nil || len(mails.sent) != 1 ||
		len(hook.calls) != 1 || hook.bad != 0 {
		t.Errorf("%+v, %d mails, %v, %d bad signatures", got, len(mails.sent), hook.calls, hook.bad)
	}
	if c := hook.calls[0]; c["ereignis"] != "alarm_beginn" || c["zugang"] != "ozgcloud" ||
		!strings.HasPrefix(fmt.Sprint(c["link"]), "http://localhost/zugaenge/") ||
		strings.Contains(fmt.Sprint(c), "kaputt") {
		t.Errorf("%v", c)
	}
	o.tl.Post("/api/v1/klaerfaelle/"+id+"/verwerfung", map[string]any{"grund": "Ein Test des Herstellers"}).Is(200)
	o.adm.Post("/api/v1/klaerfaelle/"+id+"/verwerfung/freigabe", nil).Is(200)
	sweep()
	o.MustWork()
	if got := o.alarme(); len(got) != 1 || got[0].BeendetAm == nil || len(mails.sent) != 2 ||
		mails.sent[1].Ende == nil || len(hook.calls) != 2 || hook.calls[1]["ereignis"] != "alarm_ende" {
		t.Errorf("%+v %v", got, hook.calls)
	}
	o.sb.Get("/api/v1/alarme").Is(403)
}

// Without anybody to tell, the alarm says so; two replicas that look at once open one alarm.
func TestAlarmWithoutAddress(t *testing.T) {
	o := open(t)
	z := o.intake("neutral")
	if _, err := o.superuser().Exec("insert into abweisung (zugang_id, stunde, grund, mandant_id, anzahl, zuletzt_am) values ($1, date_trunc('hour', now()), 'credentials_wrong', $2, 50, now())", z.ID, o.Mandant); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := o.Kehraus.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	o.MustWork()
	if got := o.alarme(); len(got) != 1 || got[0].Art != "fehler" || got[0].Fehler != "alarm_no_address" ||
		got[0].GemeldetAm != nil {
		t.Errorf("%+v", got)
	}
}

// What ended before anybody was told is told to nobody.
func TestAlarmThatIsOverIsNotReported(t *testing.T) {
	mails := &mailAlarm{}
	o := open(t, func(k *testkit.Kit) {
		k.Posteingang.Melder = map[string]posteingang.Melder{casework.AlarmEmail: mails}
	})
	o.system(func(tx *store.Tx) error {
		return tx.SaveEingangseinstellung(t.Context(),
			&store.Eingangseinstellung{AlarmEmails: []string{"it@stadt.example"}, KlaerfallStunden: 2})
	})
	klaerfall(o)
	db := o.superuser()
	for _, hours := range []int{3, 0} {
		if _, err := db.Exec("update eingang set klaerfall_am = now() - $1 * interval '1 hour'", hours); err != nil {
			t.Fatal(err)
		}
		if err := o.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	o.MustWork()
	if got := o.alarme(); len(mails.sent) != 0 || len(got) != 1 || got[0].BeendetAm == nil {
		t.Errorf("%d mails, %+v", len(mails.sent), got)
	}
}
