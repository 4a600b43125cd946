package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func loadAverage() string {
	raw, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	return strings.Join(strings.Fields(string(raw))[:3], " ")
}

func processor() string {
	raw, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(raw)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// memory of a process in bytes.
type memory struct{ pss, rss int64 }

func memoryOf(pid int) (m memory) {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	for line := range strings.Lines(string(raw)) {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		kb, _ := strconv.ParseInt(f[1], 10, 64)
		switch f[0] {
		case "Pss:":
			m.pss = kb << 10
		case "Rss:":
			m.rss = kb << 10
		}
	}
	return m
}

// cpuTimes are processor seconds since the start of each.
type cpuTimes struct {
	kontor, postgres, driver, idle, total float64
}

// share says who used the processors during one measurement.
type share struct {
	name                         string
	kontor, postgres, driver     float64 // of all processors
	other, idle                  float64
	kontorEach, postgresEachCall time.Duration
}

const ticks = 100 // USER_HZ

func (b *bench) cpu() (c cpuTimes) {
	postmaster, _ := os.ReadFile(filepath.Join(b.db.raw.DataDir, "postmaster.pid"))
	first, _, _ := strings.Cut(string(postmaster), "\n")
	entries, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range entries {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		_, rest, _ := strings.Cut(string(raw), ") ")
		f := strings.Fields(rest)
		if len(f) < 15 {
			continue
		}
		pid, parent := filepath.Base(filepath.Dir(name)), f[1]
		own := seconds(f[11]) + seconds(f[12])
		switch {
		case pid == strconv.Itoa(b.kontor.pid()):
			c.kontor = own
		case pid == strconv.Itoa(os.Getpid()):
			c.driver = own
		case pid == first:
			c.postgres += own + seconds(f[13]) + seconds(f[14])
		case parent == first:
			c.postgres += own
		}
	}
	raw, _ := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(raw), "\n")
	for i, v := range strings.Fields(line)[1:] {
		if i < 8 { // guest time is in user time
			c.total += seconds(v)
		}
		if i == 3 || i == 4 {
			c.idle += seconds(v)
		}
	}
	return c
}

func seconds(field string) float64 {
	n, _ := strconv.ParseFloat(field, 64)
	return n / ticks
}

func (c cpuTimes) since(before cpuTimes, name string, calls int64) share {
	total := c.total - before.total
	s := share{name: name, kontor: (c.kontor - before.kontor) / total, postgres: (c.postgres - before.postgres) / total,
		driver: (c.driver - before.driver) / total, idle: (c.idle - before.idle) / total}
	s.other = 1 - s.kontor - s.postgres - s.driver - s.idle
	if calls > 0 {
		s.kontorEach = time.Duration((c.kontor - before.kontor) / float64(calls) * float64(time.Second))
		s.postgresEachCall = time.Duration((c.postgres - before.postgres) / float64(calls) * float64(time.Second))
	}
	return s
}

// startProfile records Kontor's processor use; the function returned waits for it and names its file.
func (b *bench) startProfile(ctx context.Context, name string) func() (string, error) {
	dir := b.profile
	if dir == "" {
		dir = b.dir
	}
	path := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pprof")
	done := make(chan error, 1)
	go func() {
		_, body, err := b.kontor.do(ctx, http.MethodGet, fmt.Sprintf("%s/debug/pprof/profile?seconds=%d",
			b.kontor.Control, max(1, int(b.window.Seconds()))), nil, nil)
		if err == nil {
			err = os.WriteFile(path, body, 0o644)
		}
		done <- err
	}()
	return func() (string, error) { return path, <-done }
}

// hot are the parts of Kontor a profile is split into: all time spent below a function that matches.
var hot = []struct{ label, function string }{
	{"Rohdaten und Anhänge sichern (Put)", `store\.\(\*Folder\)\.Put`},
	{"Formular lesen (Adapter, ohne Put)", `ozgcloud\.Adapter\.Parse`},
	{"Eingang vorab festhalten (storeEingang, ohne Put)", `service\.\(\*Service\)\.storeEingang`},
	{"Vorgang anlegen (acceptEingang)", `service\.\(\*Service\)\.acceptEingang`},
	{"– darin Ablauf starten (workflow.Apply)", `workflow\.Apply`},
	{"– darin benannte Parameter (sqlx)", `sqlx\.(bindNamedMapper|compileNamedQuery|fixBound|NamedQueryContext|bindAny)`},
	{"Zugang oder Sitzung prüfen", `httpapi\.\(\*handlers\)\.authenticate|OpenZugang`},
	{"Anfrage gegen den Vertrag prüfen", `httpapi\.\(\*handlers\)\.check`},
	{"Liste lesen (service)", `service\.\(\*Service\)\.ListVorgaenge`},
	{"Antwort schreiben (JSON)", `gin\.\(\*Context\)\.JSON`},
	{"Datenbanktreiber insgesamt", `lib/pq\.`},
	{"Jobs insgesamt (River)", `riverqueue/river`},
	{"Systemaufrufe insgesamt", `syscall\.(Syscall|RawSyscall)`},
	{"Speicherbereinigung", `runtime\.gcBgMarkWorker`},
}

var accounting = regexp.MustCompile(`accounting for [^,]+, ([0-9.]+)%`)

// readProfile returns the percentage of each part.
func readProfile(ctx context.Context, path string) (map[string]float64, error) {
	shares := map[string]float64{}
	for _, h := range hot {
		args := []string{"tool", "pprof", "-top", "-nodefraction=0", "-edgefraction=0", "-nodecount=100000",
			"-focus=" + h.function}
		if strings.Contains(h.label, "ohne Put") {
			args = append(args, `-ignore=store\.\(\*Folder\)\.Put`)
		}
		out, err := exec.CommandContext(ctx, "go", append(args, path)...).CombinedOutput()
		if err != nil && !strings.Contains(string(out), "no matches") && !strings.Contains(string(out), "empty") {
			return nil, fmt.Errorf("read profile: %w\n%s", err, out)
		}
		if m := accounting.FindSubmatch(out); m != nil {
			shares[h.label], _ = strconv.ParseFloat(string(m[1]), 64)
		}
	}
	return shares, nil
}
