package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/smtp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/devkit"
)

// TestDev walks through the life of a data folder: first start, token, second start, kill -9, another start, Ctrl-C.
func TestDev(t *testing.T) {
	if testing.Short() {
		t.Skip("starts everything")
	}
	data := t.TempDir()
	if err := os.Chmod(data, 0o755); err != nil {
		t.Fatal(err)
	}
	environment := []string{"KONTOR_DATA=" + data, "KONTOR_LISTEN=127.0.0.1:0"}

	first := startKontor(t, environment, "dev")
	t.Log("first start:", first.until("Kontor ist bereit", 2*time.Minute))
	address := strings.TrimSuffix(first.until("Back-Office", time.Minute), "/")
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if code := status(t, address+path, ""); code != 200 {
			t.Errorf("%s: HTTP %d", path, code)
		}
	}
	info, err := os.Stat(devStatePath(data))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("dev.json: %v, %v", info, err)
	}
	token := devToken(t, environment, address)
	vorgaenge := countVorgaenge(t, address, token)
	if vorgaenge < 40 {
		t.Errorf("the demo has %d open Vorgänge for teamleitung", vorgaenge)
	}
	mailBecomesVorgang(t, environment, data, address, token)
	vorgaenge++
	secondOnSameFolder(t, environment)
	portInUse(t, address)
	first.stopCleanly()

	if _, errs, code := kontor(t, environment, "token", "--liste"); code != 1 || !strings.Contains(errs, "läuft") {
		t.Errorf("token without a running kontor dev: exit %d, %s", code, errs)
	}

	second := startKontor(t, environment, "dev")
	t.Log("second start:", second.until("Kontor ist bereit", time.Minute))
	if again := strings.TrimSuffix(second.until("Back-Office", time.Minute), "/"); again != address {
		t.Errorf("the address changed from %s to %s", address, again)
	}
	if n := countVorgaenge(t, address, token); n < vorgaenge {
		t.Errorf("the second start finds %d Vorgänge, there were %d", n, vorgaenge)
	}
	children := childrenOf(t, second.Process.Pid)
	second.kill()
	third := startKontor(t, environment, "dev")
	t.Log("after kill -9:", third.until("Kontor ist bereit", time.Minute))
	for _, pid := range children {
		eventually(t, time.Minute, "the killed program's child "+pid+" ends", func() bool { return !alive(pid) })
	}
	if n := countVorgaenge(t, address, token); n < vorgaenge {
		t.Errorf("after kill -9 there are %d Vorgänge, there were %d", n, vorgaenge)
	}
	if out, errs, code := kontor(t, environment, "check", "verlauf"); code != 0 ||
		!strings.Contains(out, " 0 beschädigt") {
		t.Errorf("check verlauf: exit %d\n%s%s", code, out, errs)
	}
	third.stopCleanly()
}

// TestSeedingGoesOn kills the first start in the middle of making the demo.
func TestSeedingGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("starts everything")
	}
	data := t.TempDir()
	if err := os.Chmod(data, 0o755); err != nil {
		t.Fatal(err)
	}
	environment := []string{"KONTOR_DATA=" + data, "KONTOR_LISTEN=127.0.0.1:0"}
	for _, pause := range []time.Duration{700 * time.Millisecond, 1500 * time.Millisecond} {
		p := startKontor(t, environment, "dev")
		p.until("Beispielstadt wird angelegt", 2*time.Minute)
		time.Sleep(pause) // somewhere in the middle
		p.kill()
	}
	p := startKontor(t, environment, "dev")
	p.until("Kontor ist bereit", 2*time.Minute)
	address := strings.TrimSuffix(p.until("Back-Office", time.Minute), "/")
	token := devToken(t, environment, address)
	if n := countVorgaenge(t, address, token); n < 40 || n > 70 {
		t.Errorf("%d open Vorgänge for teamleitung", n)
	}
	var klaer struct {
		Klaerfaelle []json.RawMessage `json:"klaerfaelle"`
	}
	if _, body := get(t, address+"/api/v1/klaerfaelle", token); json.Unmarshal([]byte(body), &klaer) != nil ||
		len(klaer.Klaerfaelle) != 1 {
		t.Errorf("Klärfälle: %s", body)
	}
	p.stopCleanly()
}

// stopCleanly is Ctrl-C: exit code 0, and nothing it started is left.
func (p *process) stopCleanly() {
	p.t.Helper()
	children := childrenOf(p.t.(*testing.T), p.Process.Pid)
	if len(children) < 3 {
		p.t.Errorf("only %d children: database, login and letters are expected", len(children))
	}
	p.interrupt()
	if code := p.ProcessState.ExitCode(); code != 0 {
		p.t.Errorf("Ctrl-C: exit %d", code)
	}
	if left := slices.DeleteFunc(children, func(pid string) bool { return !alive(pid) }); len(left) > 0 {
		p.t.Errorf("processes left behind: %v", left)
	}
}

// devToken makes a token, uses, lists and revokes one.
func devToken(t *testing.T, environment []string, address string) string {
	t.Helper()
	create := func() string {
		out, errs, code := kontor(t, environment, "token", "--benutzer", "teamleitung", "--ablauf", "10m")
		if code != 0 {
			t.Fatalf("token: exit %d, %s", code, errs)
		}
		return strings.TrimSpace(out)
	}
	keep, revoke := create(), create()
	code, body := get(t, address+"/api/v1/ich", revoke)
	if code != 200 || !strings.Contains(body, "teamleitung") {
		t.Errorf("/api/v1/ich: HTTP %d %s", code, body)
	}
	list, _, _ := kontor(t, environment, "token", "--liste")
	lines := strings.Split(strings.TrimSpace(list), "\n")
	if len(lines) < 3 || strings.Contains(list, keep) {
		t.Fatalf("token --liste:\n%s", list)
	}
	id, _, _ := strings.Cut(lines[1], " ") // the newest first
	if _, errs, code := kontor(t, environment, "token", "--widerruf", id); code != 0 {
		t.Errorf("token --widerruf: exit %d, %s", code, errs)
	}
	if code := status(t, address+"/api/v1/ich", revoke); code != 401 {
		t.Errorf("a revoked token gets HTTP %d", code)
	}
	if _, errs, code := kontor(t, environment, "token", "--benutzer", "niemand"); code != 1 ||
		!strings.Contains(errs, "niemand") {
		t.Errorf("token for nobody: exit %d, %s", code, errs)
	}
	return keep
}

// mailBecomesVorgang sends a mail as IT does to try the Zugang email, and does not wait for the next fetch.
func mailBecomesVorgang(t *testing.T, environment []string, data, address, token string) {
	t.Helper()
	const message = "From: formulare@lindenfurt.example\r\nTo: " + devkit.IMAPAddress +
		"\r\nMessage-ID: <probe@lindenfurt.example>\r\nSubject: Antrag\r\n\r\nVorname: Ute\r\nNachname: Erdacht\r\n"
	before, state := countVorgaenge(t, address, token), readDevState(data)
	if err := smtp.SendMail(fmt.Sprintf("127.0.0.1:%d", state.SMTP), nil, "formulare@lindenfurt.example",
		[]string{devkit.IMAPAddress}, []byte(message)); err != nil {
		t.Fatal(err)
	}
	admin, errs, code := kontor(t, environment, "token", "--benutzer", "administration", "--ablauf", "10m")
	if code != 0 {
		t.Fatalf("token: exit %d, %s", code, errs)
	}
	var list struct {
		Zugaenge []struct{ ID, Name string }
	}
	if _, body := get(t, address+"/api/v1/zugaenge", strings.TrimSpace(admin)); json.Unmarshal([]byte(body),
		&list) != nil {
		t.Fatal(body)
	}
	for _, z := range list.Zugaenge {
		if z.Name == "email" {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/api/v1/zugaenge/"+z.ID+
				"/abruf", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+strings.TrimSpace(admin))
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusAccepted {
				t.Errorf("fetch now: HTTP %d", resp.StatusCode)
			}
		}
	}
	eventually(t, 90*time.Second, "the mail becomes a Vorgang", func() bool {
		return countVorgaenge(t, address, token) > before
	})
}

func countVorgaenge(t *testing.T, address, token string) int {
	t.Helper()
	var out struct {
		Ansichten []struct {
			Ansicht string
			Anzahl  int
		}
	}
	code, body := get(t, address+"/api/v1/ansichten", token)
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatalf("HTTP %d: %s", code, body)
	}
	for _, a := range out.Ansichten {
		if a.Ansicht == "alle" {
			return a.Anzahl
		}
	}
	t.Fatalf("HTTP %d: %s", code, body)
	return 0
}

func secondOnSameFolder(t *testing.T, environment []string) {
	t.Helper()
	_, errs, code := kontor(t, environment, "dev")
	if code != 1 || !strings.Contains(errs, "KONTOR_DATA") {
		t.Errorf("a second kontor dev on the folder: exit %d, %s", code, errs)
	}
}

func portInUse(t *testing.T, address string) {
	t.Helper()
	_, port, err := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "other")
	_, errs, code := kontor(t, []string{"KONTOR_DATA=" + data, "KONTOR_LISTEN=127.0.0.1:" + port}, "dev")
	if code != 1 || !strings.Contains(errs, "KONTOR_LISTEN") {
		t.Errorf("a taken port: exit %d, %s", code, errs)
	}
}

// TestTurnClock: the town goes on where it was, further ahead if asked, and never back.
func TestTurnClock(t *testing.T) {
	for _, c := range []struct {
		before int
		given  string
		after  int
		fault  string
	}{
		{0, "", 0, ""}, {0, "11", 11, ""}, {11, "", 11, ""}, {11, "11", 11, ""}, {11, "40", 40, ""},
		{11, "0", 11, "geht schon 11 Tage vor"}, {0, "-1", 0, "keine Zahl von 0 bis"}, {0, "1.5", 0, "keine Zahl"},
		{0, "99999", 0, "keine Zahl"},
	} {
		d := &dev{state: devState{Tage: c.before}}
		d.getenv = func(string) string { return c.given }
		err := d.turnClock()
		if d.state.Tage != c.after || (err == nil) != (c.fault == "") ||
			err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%d days and %q: %d days, %v", c.before, c.given, d.state.Tage, err)
		}
	}
}
