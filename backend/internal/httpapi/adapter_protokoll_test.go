package httpapi_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// beispiel runs docs/beispiele/adapter.mjs as a municipality would: its own process, its own language.
func (o *office) beispiel(adresse, passwort, eingabe string) (ausgabe, meldung string, code int) {
	o.t.Helper()
	if _, err := exec.LookPath("node"); err != nil && os.Getenv("CI") == "" {
		o.t.Skip("node is not installed")
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(o.t.Context(), "node", "../../../docs/beispiele/adapter.mjs", adresse+
		"/eingang/neutral", "neutral")
	cmd.Env = append(os.Environ(), "KONTOR_PASSWORT="+passwort, "KONTOR_PAUSE_MS=10")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(eingabe), &stdout, &stderr
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		o.t.Fatal(err)
	}
	return strings.TrimSpace(stdout.String()), strings.TrimSpace(stderr.String()), cmd.ProcessState.ExitCode()
}

const (
	fremdsatz1 = `{"nr": "4711", "vorname": "Ute", "nachname": "Erdacht", "ab": "01.07.2025", "notiz": "Mit Hund"}`
	fremdsatz2 = `{"nr": "4712", "vorname": "Uwe", "nachname": "Erdacht", "ab": "02.07.2025"}`
)

// The documented example delivers; a second run is answered with the same numbers and makes nothing new.
func TestExampleAdapterDelivers(t *testing.T) {
	o := open(t)
	eingabe := fremdsatz1 + "\n" + fremdsatz2 + "\n"
	erste, meldung, code := o.beispiel(o.URL, "demo", eingabe)
	nummern := regexp.MustCompile(`(?m)^fremdsystem/471[12] ist Vorgang (20\d\d-\d{6})$`).FindAllStringSubmatch(erste,
		-1)
	if code != 0 || meldung != "" || len(nummern) != 2 || len(o.vorgaenge()) != 2 {
		t.Fatalf("exit %d, %q, %q, %d Vorgänge", code, erste, meldung, len(o.vorgaenge()))
	}
	o.MustWork()
	v := o.newest(o.vorgaenge()[:1])
	if v.Antragsteller != "Erdacht, Ute" && v.Antragsteller != "Erdacht, Uwe" || len(v.Dokumente) != 1 ||
		v.Dokumente[0].Dateiname != "Notiz.txt" {
		t.Errorf("%s with %+v", v.Antragsteller, v.Dokumente)
	}
	zweite, _, code := o.beispiel(o.URL, "demo", eingabe)
	if code != 0 || zweite != erste || len(o.vorgaenge()) != 2 {
		t.Errorf("the second run: exit %d, %q", code, zweite)
	}
	if !o.rohdatenEnthalten(fremdsatz1) {
		t.Error("the vendor's message is not kept with the delivery")
	}
}

// rohdatenEnthalten tells whether a stored delivery has the text in it.
func (o *office) rohdatenEnthalten(text string) bool {
	o.t.Helper()
	rows, err := o.superuser().Query("select sha256 from eingang")
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sha256 string
		if err := rows.Scan(&sha256); err != nil {
			o.t.Fatal(err)
		}
		body, err := o.Blobs.Open(o.t.Context(), sha256)
		if err != nil {
			o.t.Fatal(err)
		}
		raw, err := io.ReadAll(body)
		body.Close()
		if err != nil {
			o.t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(text)) {
			return true
		}
	}
	return false
}

// A wrong password or a record Kontor refuses ends the run with a sentence for people, without repeating.
func TestExampleAdapterStopsWhenRefused(t *testing.T) {
	o := open(t)
	ausgabe, meldung, code := o.beispiel(o.URL, "falsch", fremdsatz1)
	if code != 1 || ausgabe != "" || meldung != "Zeile 1: Nicht angenommen (401: Benutzername oder Passwort des Zugangs stimmen nicht. Es wurde nichts gespeichert.)" {
		t.Errorf("wrong password: exit %d, %q, %q", code, ausgabe, meldung)
	}
	ausgabe, meldung, code = o.beispiel(o.URL, "demo", fremdsatz1+"\n"+strings.Replace(fremdsatz2, "02.07.",
		"31.02.", 1)+"\n"+fremdsatz1)
	if code != 1 || strings.Count(ausgabe, "ist Vorgang") != 1 ||
		!regexp.MustCompile(`^Zeile 2: Nicht angenommen \(400: In \$\.antragsdaten\[0\]\.wert: .+\) Referenz E-[0-9A-F]{12}$`).MatchString(meldung) {
		t.Errorf("impossible date: exit %d, %q, %q", code, ausgabe, meldung)
	}
	if _, meldung, code = o.beispiel(o.URL, "demo", "kein JSON mit "+geheim); code != 1 ||
		strings.Contains(meldung, geheim) {
		t.Errorf("unreadable record: exit %d, %q", code, meldung)
	}
	if got := o.eingaenge(); len(got) != 2 || len(o.vorgaenge()) != 1 {
		t.Errorf("%q", got)
	}
}

// While Kontor or the way to it is down, the example waits and delivers once. That an answer got lost does not matter.
func TestExampleAdapterOutlastsAnOutage(t *testing.T) {
	o := open(t)
	target, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	var calls atomic.Int32
	proxy := httputil.NewSingleHostReverseProxy(target)
	way := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch calls.Add(1) {
		case 1: // a proxy in front of a Kontor that restarts
			w.WriteHeader(http.StatusServiceUnavailable)
		case 2: // the line breaks
			panic(http.ErrAbortHandler)
		case 3: // delivered, but the answer gets lost
			lost := httptest.NewRecorder()
			proxy.ServeHTTP(lost, r)
			panic(http.ErrAbortHandler)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	defer way.Close()
	ausgabe, meldung, code := o.beispiel(way.URL, "demo", fremdsatz1)
	if code != 0 || meldung != "" || calls.Load() != 4 || len(o.vorgaenge()) != 1 {
		t.Fatalf("exit %d after %d calls, %q, %q", code, calls.Load(), ausgabe, meldung)
	}
	if v := o.newest(nil); ausgabe != "fremdsystem/4711 ist Vorgang "+v.Vorgangsnummer {
		t.Errorf("%q, but the Vorgang is %s", ausgabe, v.Vorgangsnummer)
	}
}
