package postfach

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

func alarm() casework.Alarmmeldung {
	return casework.Alarmmeldung{Alarm: uuid.MustParse("01a200a2-e938-7788-9e9f-54d6d04bf128"),
		Art: casework.AlarmAbruf, Zugang: "fs-32", Titel: "Form-Solutions\r\nBcc: x@example.org",
		Behoerde: "Stadt Lindenfurt", Seit: time.Date(2026, 1, 5, 11, 0, 0, 0, time.UTC),
		Link: "https://kontor.stadt.example/zugaenge/1", An: []string{"it@stadt.example", "amt@stadt.example"}}
}

// One mail to everybody says what is wrong, where and since when; the repeat of it is the same mail, the end another.
func TestAlarmMail(t *testing.T) {
	r := &relay{}
	set := r.start(t, nil)
	e, err := NewEmail(set)
	if err != nil {
		t.Fatal(err)
	}
	a := alarm()
	ende := a.Seit.Add(2 * time.Hour)
	for _, end := range []*time.Time{nil, nil, &ende} {
		a.Ende = end
		if err := e.Report(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.mails) != 3 || len(r.rcpts) != 6 {
		t.Fatalf("%d mails to %v", len(r.mails), r.rcpts)
	}
	id := func(m string) string {
		_, rest, _ := strings.Cut(strings.ToLower(m), "message-id:")
		id, _, _ := strings.Cut(strings.TrimSpace(rest), ">")
		return id
	}
	if id(r.mails[0]) == "" || id(r.mails[0]) != id(r.mails[1]) || id(r.mails[0]) == id(r.mails[2]) {
		t.Errorf("%q %q %q", id(r.mails[0]), id(r.mails[1]), id(r.mails[2]))
	}
	for _, want := range []string{"Auto-Submitted: auto-generated", "fs-32", "05.01.2026 um 12:00 Uhr",
		"https://kontor.stadt.example/zugaenge/1", "Stadt Lindenfurt"} {
		if !strings.Contains(r.mails[0], want) {
			t.Errorf("the mail lacks %q:\n%s", want, r.mails[0])
		}
	}
	if strings.Contains(r.mails[0], "\r\nBcc:") {
		t.Error("a title smuggles a header")
	}
	r.fault = "greylisted"
	if err := e.Report(t.Context(), a); err == nil || strings.Contains(err.Error(), "it@stadt") {
		t.Errorf("%v", err)
	}
}

// A webhook that is gone or refuses is a failure with a reason; neither address nor key is in the error.
func TestWebhookFaults(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter,
		_ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
	}))
	a := alarm()
	a.An, a.Schluessel = []string{srv.URL + "/geheim"}, "schluessel"
	for _, want := range []string{"webhook_status", "webhook_unreachable"} {
		err := Webhook{}.Report(t.Context(), a)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%v, want %s", err, want)
		}
		srv.Close()
	}
}
