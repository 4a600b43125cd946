// Package render makes letters: Typst sources and data in, an accessible and archivable PDF out (PDF/A-2a and
// PDF/UA-1). The compiler runs in a Node child without network, system fonts or packages, which is killed when it
// takes too long.
package render

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Config says how to run the worker.
type Config struct {
	Node string // the node program; empty = the one on PATH
	// directory whose node_modules holds the compiler; empty = searched upwards from the working directory
	Root string
	// fonts (.ttf, .otf, .woff2) beside Fira Sans and those built into the compiler; empty = none
	FontDir  string
	Timeout  time.Duration // for one document; 0 = 10 s
	MemoryMB int           // limit of the worker's JavaScript heap; 0 = 256
	Logger   *slog.Logger
}

// Document is what to render.
type Document struct {
	Main  string            // file to start from, a key of Files
	Files map[string][]byte // by slash-separated path; "brief.typ" is imported as "/brief.typ"
	Data  any               // encoded as JSON; the template reads json(bytes(sys.inputs.daten))
	Eilig bool              // somebody waits for it: before all that nobody waits for
}

// Error says by code and place what is wrong with a document, for the person who wrote its template. It never holds
// text of the letter.
type Error struct {
	Diagnostics []Diagnostic
}

// Diagnostic is one complaint of the compiler; worker.mjs has the codes. Line and Column count from 1; they are 0, and
// File is empty, if the complaint is about the document as a whole (such as a missing title).
type Diagnostic struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Code   string `json:"code"`
}

func (e *Error) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i, d := range e.Diagnostics {
		lines[i] = d.Code
		if d.File != "" {
			lines[i] = fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Code)
		}
	}
	return strings.Join(lines, "\n")
}

// ErrTimeout reports a document that took longer than Config.Timeout.
var ErrTimeout = errors.New("rendering takes too long")

// ErrClosed reports a Renderer that was closed.
var ErrClosed = errors.New("renderer is closed")

// Renderer renders one document at a time; it may be used by many goroutines.
type Renderer struct {
	cfg       Config
	base      string        // temporary directory of this renderer
	lock      *os.File      // says that base is in use
	workspace string        // an empty directory in it: the compiler reads nothing from disk
	turn      chan struct{} // holds one token; taking it is the right to use worker
	eilige    atomic.Int32  // how many wait for turn with a person waiting for them
	worker    *worker       // nil when it has to be started
	closed    chan struct{}
	closeOnce sync.Once
}

// Start starts the worker and waits until it is ready; ctx limits the start only.
func Start(ctx context.Context, cfg Config) (*Renderer, error) {
	if err := cfg.fill(); err != nil {
		return nil, err
	}
	base, lock, err := makeBase(os.TempDir())
	if err != nil {
		return nil, err
	}
	r := &Renderer{cfg: cfg, base: base, lock: lock, turn: make(chan struct{}, 1), closed: make(chan struct{})}
	if r.workspace, err = makeWorkspace(base); err == nil {
		r.worker, err = startWorker(ctx, cfg, r.workspace)
	}
	if err != nil {
		os.RemoveAll(base)
		lock.Close()
		return nil, fmt.Errorf("start render worker: %w", err)
	}
	r.turn <- struct{}{}
	return r, nil
}

// Render returns the PDF. It fails with *Error when the document is faulty, with ErrTimeout when it takes too long, and
// with ctx's error when the caller gives up; a worker that dies is replaced and the document tried once more.
func (r *Renderer) Render(ctx context.Context, document Document) ([]byte, error) {
	request, err := encode(document)
	if err != nil {
		return nil, err
	}
	if err := r.take(ctx, document.Eilig); err != nil {
		return nil, err
	}
	defer func() { r.turn <- struct{}{} }()
	answer, err := r.ask(ctx, request)
	if errors.Is(err, errWorkerDied) {
		r.cfg.Logger.Warn("render worker died, starting another")
		answer, err = r.ask(ctx, request)
	}
	switch {
	case err != nil:
		return nil, err
	case answer.Failure != "":
		return nil, fmt.Errorf("render: %s", answer.Failure)
	case len(answer.Diagnostics) > 0:
		return nil, &Error{Diagnostics: answer.Diagnostics}
	}
	return merge(answer.UA, answer.Archive)
}

// take waits for the turn. Whoever gets it while somebody more urgent waits gives it back and waits again.
func (r *Renderer) take(ctx context.Context, eilig bool) error {
	if eilig {
		r.eilige.Add(1)
		defer r.eilige.Add(-1)
	}
	for {
		select {
		case <-r.turn:
			if eilig || r.eilige.Load() == 0 {
				return nil
			}
			r.turn <- struct{}{}
			runtime.Gosched()
		case <-ctx.Done():
			return ctx.Err()
		case <-r.closed:
			return ErrClosed
		}
	}
}

// ask sends the request to the worker, starting one if there is none, and gets rid of a worker that failed.
func (r *Renderer) ask(ctx context.Context, request []byte) (answer, error) {
	select {
	case <-r.closed:
		return answer{}, ErrClosed
	default:
	}
	if r.worker == nil {
		started, err := startWorker(ctx, r.cfg, r.workspace)
		if err != nil {
			return answer{}, fmt.Errorf("restart render worker: %w", err)
		}
		r.worker = started
	}
	ctx, cancel := context.WithTimeoutCause(ctx, r.cfg.Timeout, ErrTimeout)
	defer cancel()
	a, err := r.worker.ask(ctx, request)
	if err != nil {
		r.worker.process.Kill() // it may be busy with what nobody waits for
		r.worker = nil
	}
	return a, err
}

// Close ends the worker after the document it is busy with. Later calls of Render fail with ErrClosed.
func (r *Renderer) Close() {
	r.closeOnce.Do(func() {
		close(r.closed)
		<-r.turn
		if r.worker != nil {
			r.worker.stop()
			r.worker = nil
		}
		os.RemoveAll(r.base)
		r.lock.Close()
		r.turn <- struct{}{}
	})
}

func encode(document Document) ([]byte, error) {
	if _, ok := document.Files[document.Main]; !ok {
		return nil, fmt.Errorf("render: main file %q is not among the files", document.Main)
	}
	for name := range document.Files {
		if name != path.Clean(name) || path.IsAbs(name) || strings.HasPrefix(name, "..") ||
			strings.Contains(name, `\`) {
			return nil, fmt.Errorf("render: file name %q is not a clean relative path", name)
		}
	}
	data, err := json.Marshal(document.Data)
	if err != nil {
		return nil, fmt.Errorf("render: encode data: %w", err)
	}
	request, err := json.Marshal(map[string]any{
		"main": document.Main, "files": document.Files, "data": string(data), "created": time.Now().Unix(),
	})
	if err != nil {
		return nil, fmt.Errorf("render: encode document: %w", err)
	}
	return append(request, '\n'), nil
}
