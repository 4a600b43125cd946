package render

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"kontor/backend/internal/child"
)

//go:embed woff2.mjs
var fontProgram string

//go:embed worker.mjs
var workerProgram string

// startTimeout is how long a worker may take to be ready, most of it reading fonts.
const startTimeout = 20 * time.Second

// errWorkerDied reports that the process ended without an answer.
var errWorkerDied = errors.New("render worker died")

// worker is one Node process.
type worker struct {
	said    *workerLog
	process *child.Process
	stdin   io.WriteCloser
	answers chan answer // closed when the process has said its last
}

// answer is a line of the worker; exactly one of its groups is set.
type answer struct {
	Ready       bool
	UA, Archive []byte
	Diagnostics []Diagnostic
	Failure     string
}

func (cfg *Config) fill() error {
	if cfg.Node == "" {
		cfg.Node = "node"
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 10 * time.Second
	}
	if cfg.MemoryMB == 0 {
		cfg.MemoryMB = 256
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Root != "" {
		return nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", "@myriaddreamin",
			"typst-ts-node-compiler")); err == nil {
			cfg.Root = dir
			return nil
		}
	}
	return errors.New("the Typst compiler is in no node_modules above the working directory: run `npm ci` or set the root")
}

// fontSource is a directory and the file names to take from it.
type fontSource struct {
	Dir     string `json:"dir"`
	Pattern string `json:"pattern"`
}

// fonts are Fira Sans, the typeface of the administration's design system, if its package is there, and cfg.FontDir.
// The compiler itself has no typeface without serifs but a monospaced one.
func (cfg Config) fonts() []fontSource {
	sources := []fontSource{}
	fira := filepath.Join(cfg.Root, "node_modules", "@kern-ux", "native", "dist", "fonts", "fira-sans")
	if _, err := os.Stat(fira); err == nil {
		sources = append(sources, fontSource{fira, `^FiraSans-(Regular|Italic|SemiBold|Bold|BoldItalic)\.woff2$`})
	}
	if cfg.FontDir != "" {
		sources = append(sources, fontSource{cfg.FontDir, `\.(ttf|otf|woff2)$`})
	}
	return sources
}

// fontConfig names no directory that has fonts: a letter must look the same on every machine. Without any directory the
// compiler would fall back to the usual ones.
const fontConfig = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir></fontconfig>`

// makeWorkspace prepares what the compiler sees as root of all files: an empty directory within base.
func makeWorkspace(base string) (string, error) {
	workspace := filepath.Join(base, "leer")
	if err := os.Mkdir(workspace, 0o700); err != nil {
		return "", err
	}
	return workspace, os.WriteFile(filepath.Join(base, "fonts.conf"), fmt.Appendf(nil, fontConfig, workspace), 0o600)
}

// environment leaves the worker nothing to find: a proxy that does not answer, no fonts of the system, no home with
// packages in it.
func environment(workspace string) []string {
	const nowhere = "http://127.0.0.1:9"
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + workspace, "TMPDIR=" + workspace,
		"FONTCONFIG_FILE=" + filepath.Join(filepath.Dir(workspace), "fonts.conf"),
		"HTTP_PROXY=" + nowhere, "HTTPS_PROXY=" + nowhere, "ALL_PROXY=" + nowhere, "http_proxy=" + nowhere,
		"https_proxy=" + nowhere,
		"NO_PROXY=", "SYSTEMROOT=" + os.Getenv("SYSTEMROOT")}
}

func startWorker(ctx context.Context, cfg Config, workspace string) (*worker, error) {
	settings, err := json.Marshal(map[string]any{"workspace": workspace, "cache": filepath.Dir(workspace),
		"fonts": cfg.fonts()})
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(cfg.Node, fmt.Sprintf("--max-old-space-size=%d", cfg.MemoryMB),
		"--input-type=module", "--eval", fontProgram+workerProgram, string(settings))
	cmd.Dir = cfg.Root // where its imports are resolved
	cmd.Env = environment(workspace)
	said := &workerLog{LogWriter: child.LogWriter{Logger: cfg.Logger.With("child", "render")}}
	cmd.Stderr = said
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, childStdout, err := os.Pipe() // not StdoutPipe: Wait would close it before the last line is read
	if err != nil {
		return nil, err
	}
	cmd.Stdout = childStdout
	process, err := child.Start(cmd, syscall.SIGKILL)
	childStdout.Close()
	if err != nil {
		stdout.Close()
		return nil, err
	}
	w := &worker{said: said, process: process, stdin: stdin, answers: make(chan answer)}
	go w.listen(stdout)
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	first, err := w.next(ctx)
	if err == nil && !first.Ready {
		err = errors.New("unexpected first line")
	}
	if err != nil {
		process.Kill()
		return nil, err
	}
	return w, nil
}

// listen reads lines of any length until the process is gone.
func (w *worker) listen(stdout *os.File) {
	defer stdout.Close()
	defer close(w.answers)
	lines := bufio.NewReaderSize(stdout, 64<<10)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var a answer
		if err := json.Unmarshal(line, &a); err != nil {
			a = answer{Failure: "unreadable answer of the render worker"}
		}
		select {
		case w.answers <- a:
		case <-w.process.Done():
			return
		}
	}
}

func (w *worker) next(ctx context.Context) (answer, error) {
	select {
	case a, ok := <-w.answers:
		if !ok {
			return answer{}, errWorkerDied
		}
		return a, nil
	case <-ctx.Done():
		return answer{}, context.Cause(ctx)
	}
}

// workerLog passes on what the worker says until it is given a letter; after that only that it said something, for a
// compiler that breaks down quotes what it was working on.
type workerLog struct {
	child.LogWriter
	busy atomic.Bool
}

func (l *workerLog) Write(p []byte) (int, error) {
	if !l.busy.Load() {
		return l.LogWriter.Write(p)
	}
	l.Logger.Warn("render worker wrote to stderr", "bytes", len(p))
	return len(p), nil
}

// ask sends one request. After an error the worker is in an unknown state and must be killed.
func (w *worker) ask(ctx context.Context, request []byte) (answer, error) {
	w.said.busy.Store(true)
	written := make(chan error, 1)
	go func() {
		_, err := w.stdin.Write(request)
		written <- err
	}()
	a, err := w.next(ctx)
	if err != nil {
		return answer{}, err
	}
	if err := <-written; err != nil {
		return answer{}, errWorkerDied
	}
	return a, nil
}

func (w *worker) stop() {
	w.stdin.Close() // its sign to end
	w.process.Stop(syscall.SIGTERM, time.Second)
}
