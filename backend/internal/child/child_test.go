package child

import (
	"bytes"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestChildIsStoppedOrKilled(t *testing.T) {
	for name, script := range map[string]string{"willing": "read line",
		"stubborn": "trap '' TERM; while :; do read line; done"} {
		cmd := exec.Command("sh", "-c", script)
		stdin, stdinWriter, err := os.Pipe() // stays open, so that only signals end the child
		if err != nil {
			t.Fatal(err)
		}
		defer stdinWriter.Close()
		cmd.Stdin = stdin
		process, err := Start(cmd, syscall.SIGKILL)
		if err != nil {
			t.Fatal(err)
		}
		stdin.Close()
		if !process.Running() {
			t.Errorf("%s: not running", name)
		}
		process.Stop(syscall.SIGTERM, 200*time.Millisecond)
		if process.Running() || process.Err() == nil {
			t.Errorf("%s: running %t, %v", name, process.Running(), process.Err())
		}
		process.Kill() // a second end is harmless
	}
	if _, err := Start(exec.Command("/gibt/es/nicht"), syscall.SIGKILL); err == nil {
		t.Error("started what does not exist")
	}
}

func TestLogWriterJoinsLines(t *testing.T) {
	var out bytes.Buffer
	w := &LogWriter{Logger: slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelInfo}))}
	for _, piece := range []string{`{"level":"warn","msg":"ka`, `putt","client":"kontor"}` + "\n" + `noch ein Text` +
		"\n" + `{"level":"info"`, `,"msg":"gut"}` + "\n"} {
		if _, err := w.Write([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	got := out.String()
	if !strings.Contains(got, "level=WARN msg=kaputt client=kontor") || !strings.Contains(got, "msg=gut") ||
		strings.Contains(got, "noch ein Text") {
		t.Error(got)
	}
	w.Write(bytes.Repeat([]byte("x"), maxLogLine+1))
	if len(w.rest) != 0 {
		t.Error("an endless line is kept")
	}
}
