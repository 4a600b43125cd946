package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
	"kontor/backend/internal/version"
)

// asKontor makes the test program be kontor itself, so that tests can start and kill it without a build of its own.
const asKontor = "KONTOR_TEST_AS_KONTOR"

func TestMain(m *testing.M) {
	if os.Getenv(asKontor) != "" {
		rescue, mandantenTakt, schemaTakt = 4*time.Second, 200*time.Millisecond, 200*time.Millisecond
		main()
		return
	}
	os.Exit(m.Run())
}

// kontor runs a command to its end.
func kontor(t *testing.T, environment []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	return run(t, os.Args[0], environment, args...)
}

// run runs a command of any version to its end.
func run(t *testing.T, program string, environment []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(cleanEnvironment(), environment...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// cleanEnvironment is ours without any setting of Kontor.
func cleanEnvironment() []string {
	out := []string{asKontor + "=1"}
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		known := false
		for _, prefix := range []string{"KONTOR_", "OIDC_", "ANTRAGSRAUM_", "S3_", "SMTP_", "DATABASE_URL", "CLAMD_"} {
			known = known || strings.HasPrefix(name, prefix)
		}
		if !known || name == "KONTOR_NODE_MODULES" {
			out = append(out, v)
		}
	}
	return out
}

// process is a kontor that keeps running.
type process struct {
	*exec.Cmd
	t     testing.TB
	ended chan struct{}
	lines chan string
	said  strings.Builder // what was read of them
}

func startKontor(t testing.TB, environment []string, args ...string) *process {
	t.Helper()
	return startProgram(t, os.Args[0], environment, args...)
}

// startProgram starts a kontor of any version.
func startProgram(t testing.TB, program string, environment []string, args ...string) *process {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(cleanEnvironment(), environment...)
	output, writer, err := os.Pipe() // both streams: serve logs what it has to say
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = writer, writer
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	p := &process{Cmd: cmd, t: t, ended: make(chan struct{}), lines: make(chan string, 10_000)}
	go func() {
		for scanner := bufio.NewScanner(output); scanner.Scan(); {
			select {
			case p.lines <- scanner.Text():
			default: // nobody reads any more
			}
		}
		close(p.lines)
		output.Close()
		_ = cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(p.kill)
	return p
}

// kill is kill -9.
func (p *process) kill() {
	_ = p.Process.Kill()
	p.wait(time.Minute)
}

func (p *process) wait(limit time.Duration) {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(limit):
		p.t.Errorf("kontor did not end within %s", limit)
	}
}

// interrupt is Ctrl-C.
func (p *process) interrupt() {
	p.t.Helper()
	if err := p.Process.Signal(syscall.SIGINT); err != nil {
		p.t.Fatal(err)
	}
	p.wait(time.Minute)
}

// tell prints what the program logged of faults and nobody has read: they are the cause of what a test found.
func (p *process) tell() {
	p.t.Helper()
	for {
		select {
		case line, open := <-p.lines:
			if !open {
				return
			}
			if strings.Contains(line, `"level":"ERROR"`) {
				p.t.Log(line)
			}
		default:
			return
		}
	}
}

// until returns the rest of the first line that holds the words.
func (p *process) until(words string, limit time.Duration) string {
	p.t.Helper()
	timeout := time.After(limit)
	for {
		select {
		case line, ok := <-p.lines:
			if !ok {
				p.t.Fatalf("kontor ended before it said %q", words)
			}
			p.t.Log(line)
			p.said.WriteString(line + "\n")
			if _, rest, found := strings.Cut(line, words); found {
				return strings.TrimSpace(rest)
			}
		case <-timeout:
			p.t.Fatalf("kontor did not say %q within %s", words, limit)
		}
	}
}

func status(t testing.TB, url, bearer string) int {
	t.Helper()
	code, _ := get(t, url, bearer)
	return code
}

func get(t testing.TB, url, bearer string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bearer != "" {
		req.Header.Set("Authorization", "Bearer "+bearer)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// childrenOf lists the processes whose command line names a folder: all that `kontor dev` starts does, or is its child.
func childrenOf(t *testing.T, parent int) []string {
	t.Helper()
	var out []string
	entries, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, stat := range entries {
		raw, err := os.ReadFile(stat)
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(raw), ") ")
		fields := strings.Fields(rest)
		if len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			out = append(out, filepath.Base(filepath.Dir(stat)))
		}
	}
	return out
}

func alive(pid string) bool {
	raw, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(raw), ") ")
	return !strings.HasPrefix(rest, "Z")
}

func eventually(t testing.TB, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("not within %s: %s", limit, what)
		}
		time.Sleep(20 * time.Millisecond) // polling another process, there is nothing to wait on
	}
}

func TestUsage(t *testing.T) {
	out, _, code := kontor(t, nil, "help")
	if code != 0 || !strings.Contains(out, "kontor dev") {
		t.Errorf("help: exit %d, %q", code, out)
	}
	_, errs, code := kontor(t, nil, "flieg")
	if code != 2 || !strings.Contains(errs, `"flieg"`) {
		t.Errorf("unknown command: exit %d, %q", code, errs)
	}
}

func TestVersion(t *testing.T) {
	out, _, code := kontor(t, nil, "version")
	v := version.Read()
	schema := fmt.Sprintf("Schemastand: braucht %d, kennt bis %d", store.KnownSchema(), store.KnownSchema())
	for _, word := range []string{"Kontor " + v.Number, "Commit " + v.Stand(), v.Go, schema} {
		if code != 0 || !strings.Contains(out, word) {
			t.Errorf("exit %d, %s is missing in %s", code, word, out)
		}
	}
}

func TestServeNamesEveryMissingSetting(t *testing.T) {
	_, errs, code := kontor(t, []string{"KONTOR_DATA=" + t.TempDir()}, "serve")
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	// nobody said that this is no office: the scanner and the key are missing, too
	for _, name := range []string{"DATABASE_URL", "KONTOR_ADRESSE", "KONTOR_MANDANT", "OIDC_ISSUER", "CLAMD_ADDR",
		"KONTOR_SCHLUESSEL", "KONTOR_ENV is not set, which means production"} {
		if !strings.Contains(errs, name) {
			t.Errorf("%s is not named:\n%s", name, errs)
		}
	}
}

func TestProductionRefusesTheDemo(t *testing.T) {
	_, errs, code := kontor(t, []string{"KONTOR_ENV=production", "KONTOR_DATA=" + t.TempDir()}, "dev")
	if code != 1 || !strings.Contains(errs, "KONTOR_ENV") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestDevRefusesOtherMachines(t *testing.T) {
	_, errs, code := kontor(t, []string{"KONTOR_LISTEN=0.0.0.0:0", "KONTOR_DATA=" + t.TempDir()}, "dev")
	if code != 1 || !strings.Contains(errs, "127.0.0.1") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestCheckShippedProcedures(t *testing.T) {
	for _, dir := range []string{"../../../workflow/verfahren", "../../../workflow/verfahren/hundesteuer",
		"../../../workflow/verfahren/hundesteuer/1"} {
		out, errs, code := kontor(t, nil, "check", dir)
		if code != 0 || !strings.Contains(out, "hundesteuer/1: soweit beurteilt in Ordnung") {
			t.Errorf("check %s: exit %d\n%s%s", dir, code, out, errs)
		}
	}
}

func TestCheckFindsFaults(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kaputt", "1")
	if err := os.CopyFS(dir, os.DirFS("../../../workflow/verfahren/standard/1")); err != nil {
		t.Fatal(err)
	}
	process := filepath.Join(dir, "process.bpmn")
	raw, err := os.ReadFile(process)
	if err != nil {
		t.Fatal(err)
	}
	raw = bytes.ReplaceAll(raw, []byte("werte.bescheid_erforderlich == true"), []byte("werte.gibt_es_nicht =="))
	if err := os.WriteFile(process, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, _, code := kontor(t, nil, "check", dir)
	if code != 1 || !strings.Contains(out, "kaputt/1") {
		t.Errorf("exit %d: %s", code, out)
	}
	if _, errs, code := kontor(t, nil, "check", t.TempDir()); code != 1 || !strings.Contains(errs, "kein Verfahren") {
		t.Errorf("empty folder: exit %d: %s", code, errs)
	}
}

// claimTwice is a folder with a procedure that claims a form of a shipped one.
func claimTwice(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "hundehaltung", "3"),
		os.DirFS("../../../workflow/verfahren/hundesteuer/1")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Which of two procedures takes a form would be chance: check says so and names both. serve starts all the same, says
// it in its log, and is ready; so it does with a drawing that is none, and with no folder at all.
func TestProceduresStopNoStart(t *testing.T) {
	dir := claimTwice(t)
	words := []string{"„20/hundesteuer_anmeldung“", "intelliform", "hundehaltung/3", "hundesteuer/"}
	out, errs, code := kontor(t, nil, "check", dir)
	if code != 1 {
		t.Errorf("check: exit %d %s", code, errs)
	}
	broken := filepath.Join(dir, "kaputt", "1")
	if err := os.MkdirAll(broken, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(broken, "process.bpmn"), []byte("<kein"), 0o600); err != nil {
		t.Fatal(err)
	}
	k := testkit.Service(t)
	for _, folder := range []string{dir, filepath.Join(dir, "gibt-es-nicht")} {
		port := strconv.Itoa(mustPort(t))
		p := startKontor(t, append(serveEnvironment(k.DSN, t.TempDir(), port), "KONTOR_VERFAHREN="+folder), "serve")
		p.until(`"msg":"ready"`, time.Minute)
		said := p.said.String()
		if code, body := get(t, "http://127.0.0.1:"+port+"/readyz", ""); code != http.StatusOK {
			t.Errorf("/readyz: HTTP %d %s", code, body)
		}
		p.interrupt()
		if folder != dir {
			words, out = []string{"KONTOR_VERFAHREN cannot be read"}, "KONTOR_VERFAHREN cannot be read"
		}
		for _, word := range words {
			if !strings.Contains(out, word) || !strings.Contains(said, word) {
				t.Errorf("%s is missing in\n%s\nor in\n%s", word, out, said)
			}
		}
		if folder == dir && !strings.Contains(said, "kaputt/1") {
			t.Errorf("the log does not name what is broken:\n%s", said)
		}
	}
}

// What is exported is what was imported: taken in again there is nothing to do.
func TestProceduresLeaveAsFolders(t *testing.T) {
	k := testkit.Service(t)
	environment := []string{"DATABASE_URL=" + k.DSN}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "hundesteuer", "700"),
		os.DirFS("../../../workflow/verfahren/hundesteuer/1")); err != nil {
		t.Fatal(err)
	}
	if out, errs, code := kontor(t, environment, "verfahren", "import", dir); code != 0 ||
		!strings.Contains(out, "hundesteuer/700: aktiv") {
		t.Errorf("import: exit %d %s%s", code, out, errs)
	}
	export := filepath.Join(t.TempDir(), "alle")
	if out, errs, code := kontor(t, environment, "verfahren", "export", export); code != 0 {
		t.Errorf("export: exit %d %s%s", code, out, errs)
	}
	if out, errs, code := kontor(t, environment, "verfahren", "export", export); code != 1 ||
		!strings.Contains(errs, "leeren Ordner") {
		t.Errorf("export over files: exit %d %s%s", code, out, errs)
	}
	if out, errs, code := kontor(t, environment, "verfahren", "import", export); code != 0 ||
		!strings.Contains(out, "Nichts zu tun") {
		t.Errorf("import of the export: exit %d %s%s", code, out, errs)
	}
	meta := filepath.Join(export, "hundesteuer", "700", "verfahren.yaml")
	if err := os.WriteFile(meta, []byte("titel: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, _, code := kontor(t, environment, "verfahren", "import", export); code != 1 ||
		!strings.Contains(out, "hundesteuer/700: abgelegt") || !strings.Contains(out, "höhere Nummer") {
		t.Errorf("import of a changed file: exit %d %s", code, out)
	}
}

// A version of one's own beside a shipped one takes the form over; the same version with other files is nobody's.
func TestCheckVersionsOfOneProcedure(t *testing.T) {
	dir := t.TempDir()
	for _, version := range []string{"1", "100"} {
		if err := os.CopyFS(filepath.Join(dir, "hundesteuer", version),
			os.DirFS("../../../workflow/verfahren/hundesteuer/1")); err != nil {
			t.Fatal(err)
		}
	}
	if out, _, code := kontor(t, nil, "check", dir); code != 0 || strings.Contains(out, "warnung") {
		t.Errorf("exit %d\n%s", code, out)
	}
	meta := filepath.Join(dir, "hundesteuer", "1", "verfahren.yaml")
	raw, err := os.ReadFile(meta)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(meta, append(raw, "# anders\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, _, code := kontor(t, nil, "check", dir); code != 0 ||
		!strings.Contains(out, "hundesteuer/1: warnung: Kontor bringt diese Version") {
		t.Errorf("exit %d\n%s", code, out)
	}
}
