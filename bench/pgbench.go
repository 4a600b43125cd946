package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kontor/backend/benchkit"
)

// pgbench is PostgreSQL's own load generator: what the server can do when nothing stands before it.
type pgbench struct {
	path    string
	version string
	admin   []string // environment of a superuser
	owner   []string // environment of Kontor's role, with the tenant set
	scripts string   // directory
	started int
}

// findPgbench looks for Debian's pgbench; as root it installs the package if it is missing.
func findPgbench() (*pgbench, error) {
	path := lookPgbench()
	if path == "" && os.Geteuid() == 0 {
		step("install pgbench")
		if out, err := exec.Command("apt-get", "install", "-y", "--no-install-recommends",
			"postgresql-contrib").CombinedOutput(); err != nil {
			return nil, fmt.Errorf("install pgbench: %w\n%s", err, out)
		}
		path = lookPgbench()
	}
	if path == "" {
		return nil, errors.New("pgbench is missing: sudo apt-get install postgresql-contrib")
	}
	out, err := exec.Command(path, "--version").Output()
	return &pgbench{path: path, version: strings.TrimSpace(string(out))}, err
}

func lookPgbench() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) > 0 {
		return found[len(found)-1]
	}
	path, _ := exec.LookPath("pgbench")
	return path
}

func (p *pgbench) target(db *benchkit.Database, mandant, dir string) {
	p.scripts = dir
	environment := func(dsn string) []string {
		u, _ := url.Parse(dsn) // ours
		password, _ := u.User.Password()
		return append(os.Environ(), "PGHOST="+u.Hostname(), "PGPORT="+u.Port(), "PGUSER="+u.User.Username(),
			"PGPASSWORD="+password,
			"PGDATABASE=kontor", "PGOPTIONS=-c kontor.mandant="+mandant)
	}
	p.admin, p.owner = environment(db.AdminDSN), environment(db.DSN)
}

// script writes a script and returns its path.
func (p *pgbench) script(name string, lines ...string) (string, error) {
	path := filepath.Join(p.scripts, name+".sql")
	return path, os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

// statements writes one script per captured request.
func (p *pgbench) statements(name string, requests [][]statement) ([]string, error) {
	var out []string
	for i, request := range requests {
		lines := make([]string, len(request))
		for j, s := range request {
			lines[j] = string(s) + ";"
		}
		path, err := p.script(fmt.Sprintf("%s-%d", name, i), lines...)
		if err != nil {
			return nil, err
		}
		out = append(out, path)
	}
	return out, nil
}

var processed = regexp.MustCompile(`number of transactions actually processed: (\d+)`)

// run lets pgbench work on the scripts for a while. mode is "prepared", or "extended" where the server parses and plans
// every statement anew.
func (p *pgbench) run(ctx context.Context, env []string, mode string, scripts []string, clients int,
	d time.Duration) (result, error) {
	p.started++
	logs := filepath.Join(p.scripts, fmt.Sprintf("log-%d", p.started))
	args := []string{"-n", "-M", mode, "-c", strconv.Itoa(clients), "-j", strconv.Itoa(min(clients, 2)), "-T",
		strconv.Itoa(max(1, int(d.Seconds()))),
		"-l", "--log-prefix=" + logs, "-D", "i=0", "-D", fmt.Sprintf("run=%d", int64(p.started)*1_000_000_000_000)}
	for _, s := range scripts {
		args = append(args, "-f", s)
	}
	cmd := exec.CommandContext(ctx, p.path, args...)
	cmd.Env = env
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), "aborted") {
		return result{}, fmt.Errorf("pgbench: %w\n%.2000s", err, out)
	}
	m := processed.FindSubmatch(out)
	if m == nil {
		return result{}, fmt.Errorf("pgbench said: %s", out)
	}
	r := result{}
	if r.done, err = strconv.ParseInt(string(m[1]), 10, 64); err != nil {
		return r, err
	}
	r.latencies, r.rate, err = readLatencies(logs)
	return r, err
}

// readLatencies reads pgbench's log of every transaction: client, number, microseconds, script, end in seconds, and
// microseconds of it.
func readLatencies(prefix string) ([]time.Duration, float64, error) {
	files, err := filepath.Glob(prefix + ".*")
	if err != nil {
		return nil, 0, err
	}
	var out []time.Duration
	first, last := int64(1)<<62, int64(0)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, 0, err
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var n [6]int64
			for i, field := range strings.Fields(lines.Text())[:6] {
				n[i], _ = strconv.ParseInt(field, 10, 64)
			}
			end := n[4]*1_000_000 + n[5]
			first, last = min(first, end-n[2]), max(last, end)
			out = append(out, time.Duration(n[2])*time.Microsecond)
		}
		_ = f.Close()
		_ = os.Remove(name)
	}
	slices.Sort(out)
	return out, float64(len(out)) / (float64(last-first) / 1e6), nil
}
