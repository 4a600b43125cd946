package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func start(t *testing.T, cfg Config) *Renderer {
	t.Helper()
	cfg.Logger = slog.New(slog.DiscardHandler)
	begin := time.Now()
	r, err := Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("worker after %s", time.Since(begin))
	t.Cleanup(r.Close)
	return r
}

const brief = `#let brief(betreff, inhalt) = {
  set document(title: betreff)
  set text(lang: "de")
  set page(paper: "a4")
  heading(betreff)
  inhalt
}`

const letter = `#import "/brief.typ": brief
#let daten = json(bytes(sys.inputs.daten))
#show: inhalt => brief("Bewohnerparkausweis", inhalt)
Guten Tag #daten.name, Ihr Antrag ist *bewilligt*. #link("https://example.org")[Näheres]
#table(columns: 2, table.header([Zone], [Gebühr]), [C], [30,70 €])
#figure(rect(width: 2cm), alt: "Ein Rechteck", caption: [Lageplan])
`

func letterFor(name string) Document {
	return Document{Main: "bescheid/main.typ", Data: map[string]string{"name": name},
		Files: map[string][]byte{"brief.typ": []byte(brief), "bescheid/main.typ": []byte(letter)}}
}

func source(text string) Document {
	return Document{Main: "main.typ", Files: map[string][]byte{"main.typ": []byte(text)}}
}

func TestLetterIsArchivableAndAccessible(t *testing.T) {
	r := start(t, Config{})
	begin := time.Now()
	pdf, err := r.Render(t.Context(), letterFor("Jörg Muster"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("first letter after %s, %d bytes", time.Since(begin), len(pdf))
	for _, mark := range []string{"<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<",
		"/DisplayDocTitle true", "/StructTreeRoot",
		"/Marked true", "/Lang (de)", "/GTS_PDFA1", "/BBox", "/Alt (Ein Rechteck)", "PDF/UA identification schema"} {
		if n := bytes.Count(pdf, []byte(mark)); n < 1 || (strings.HasPrefix(mark, "<") && n != 1) {
			t.Errorf("%s occurs %d times", mark, n)
		}
	}
	if _, err := readPDF(pdf[:len(pdf):len(pdf)]); err == nil {
		t.Error("the colour profile should be the last object") // guards the claim of merge's comment
	}
	if path := os.Getenv("KONTOR_RENDER_SAMPLE"); path != "" { // to look at it with other tools
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	begin = time.Now()
	if _, err := r.Render(t.Context(), letterFor("Zweite")); err != nil {
		t.Fatal(err)
	}
	t.Logf("second letter after %s", time.Since(begin))
}

func TestFaultyTemplateIsExplained(t *testing.T) {
	r := start(t, Config{})
	const titled = "#set document(title: \"T\")\n"
	cases := []struct {
		name, text, code string
		line             int
	}{
		{"unknown name", titled + "\n  #unbekannt(3)", "name_unknown", 3},
		{"missing file", titled + `#import "/fehlt.typ": x`, "file_not_found", 2},
		{"outside", titled + `#read("/../../../etc/passwd")`, "file_not_found", 2},
		{"absolute", titled + `#read("/etc/passwd")`, "file_not_found", 2},
		{"package", titled + `#import "@preview/cetz:0.1.0"`, "package_unknown", 2},
		{"untitled", "Hallo", "title_missing", 0},
		{"picture without text", titled + "#image(bytes(`<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>`.text))", "alternative_missing", 0},
	}
	for _, tc := range cases {
		_, err := r.Render(t.Context(), source(tc.text))
		var faulty *Error
		if !errors.As(err, &faulty) {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		d := faulty.Diagnostics[0]
		if d.Code != tc.code || d.Line != tc.line || (tc.line > 0 && d.File != "main.typ") {
			t.Errorf("%s: %+v", tc.name, d)
		}
	}
	if _, err := r.Render(t.Context(), source("#set document(title: \"T\")\nGut")); err != nil {
		t.Errorf("after the faulty ones: %v", err)
	}
}

// What goes wrong with a letter is told by code and place: no error and no line of the log, at any level, holds its
// text.
func TestNoTextOfTheLetterIsTold(t *testing.T) {
	const secret = "Geheimrat"
	const titled = "#set document(title: \"T\")\n#let daten = json(bytes(sys.inputs.daten))\n"
	var said strings.Builder
	r, err := Start(t.Context(), Config{Logger: slog.New(slog.NewTextHandler(&said,
		&slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	for _, f := range []struct{ name, text, code string }{
		{secret + "王", "#daten.name", "glyph_missing"},
		{secret + "\ue000", "#daten.name", "character_forbidden"},
		{secret, "#panic(daten.name)", "main.typ:3:2: panic"},
		{secret, "#int(daten.name)", "main.typ:3:6: template_faulty"},
		{secret, "#daten.at(daten.name)", "main.typ:3:2: name_unknown"},
		{secret, "#eval(daten.name + \"(\")", "main.typ"},
		{secret, "#import daten.name", "main.typ"},
		{secret, "#image(daten.name)", "file_not_found"},
	} {
		document := source(titled + f.text)
		document.Data = map[string]string{"name": f.name}
		_, err := r.Render(t.Context(), document)
		if err == nil || !strings.Contains(err.Error(), f.code) ||
			strings.Contains(fmt.Sprintf("%v %+v", err, err), secret) {
			t.Errorf("%s: %v", f.text, err)
		}
	}
	r.worker.said.Write([]byte("thread panicked at " + secret))
	if strings.Contains(said.String(), secret) || !strings.Contains(said.String(), "wrote to stderr") {
		t.Errorf("the log: %s", said.String())
	}
}

func TestFilesOfOneDocumentDoNotReachTheNext(t *testing.T) {
	r := start(t, Config{})
	if _, err := r.Render(t.Context(), letterFor("Jörg")); err != nil {
		t.Fatal(err)
	}
	_, err := r.Render(t.Context(), Document{Main: "m.typ", Files: map[string][]byte{"m.typ": []byte(letter)},
		Data: map[string]string{"name": "x"}})
	if faulty := (*Error)(nil); !errors.As(err, &faulty) {
		t.Errorf("the letter head of the first document was still there: %v", err)
	}
	for _, name := range []string{"../x.typ", "/x.typ", "a//b.typ", `a\b.typ`} {
		if _, err := r.Render(t.Context(), Document{Main: name, Files: map[string][]byte{name: nil}}); err == nil {
			t.Errorf("file name %q accepted", name)
		}
	}
}

func TestEndlessDocumentIsStopped(t *testing.T) {
	r := start(t, Config{Timeout: 700 * time.Millisecond})
	begin := time.Now()
	_, err := r.Render(t.Context(), source("#let x = 0\n#while x < 10 { x = calc.min(x + 1, 5) }\n"+
		strings.Repeat("#lorem(9000)\n", 9000)))
	if !errors.Is(err, ErrTimeout) && !strings.Contains(fmt.Sprint(err), "endless") {
		t.Errorf("endless loop: %v", err)
	}
	_, err = r.Render(t.Context(), source("#set document(title: \"T\")\n"+strings.Repeat("#lorem(9000)\n", 900)))
	if !errors.Is(err, ErrTimeout) {
		t.Errorf("huge document: %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("stopped only after %s", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Render(ctx, letterFor("Jörg")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	begin = time.Now()
	if _, err := r.Render(t.Context(), letterFor("Jörg")); err != nil {
		t.Errorf("after the timeout: %v", err)
	}
	t.Logf("restart and letter: %s", time.Since(begin))
}

func TestManyAtOnceWhileWorkersAreKilled(t *testing.T) {
	r := start(t, Config{})
	victim := r.worker.process
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			if i == 3 {
				victim.Kill()
			}
			pdf, err := r.Render(t.Context(), letterFor(fmt.Sprint("Person ", i)))
			if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-1.7")) {
				t.Errorf("letter %d: %v", i, err)
			}
		})
	}
	all.Wait()
	r.Close()
	if _, err := r.Render(t.Context(), letterFor("x")); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	if _, err := os.Stat(r.base); !os.IsNotExist(err) {
		t.Error("the workspace is still there")
	}
}

// A person who looks at a preview does not wait for the letters of a whole office.
func TestAPreviewComesBeforeJobs(t *testing.T) {
	r := start(t, Config{})
	<-r.turn // a long letter is being made
	var jobs atomic.Int32
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := r.Render(t.Context(), letterFor("Job")); err != nil {
				t.Error(err)
			}
			jobs.Add(1)
		})
	}
	preview := letterFor("Vorschau")
	preview.Eilig = true
	before := make(chan int32)
	go func() {
		if _, err := r.Render(t.Context(), preview); err != nil {
			t.Error(err)
		}
		before <- jobs.Load()
	}()
	for r.eilige.Load() == 0 {
		runtime.Gosched()
	}
	r.turn <- struct{}{}
	if n := <-before; n > 1 { // one may end before this is told
		t.Errorf("%d letters came before the preview", n)
	}
	all.Wait()
}

func TestFontsOfTheMachineAreNotUsed(t *testing.T) {
	r := start(t, Config{})
	text := "#set document(title: \"T\")\n#set text(font: \"%s\", fallback: false)\nHallo"
	pdf, err := r.Render(t.Context(), source(fmt.Sprintf(text, "DejaVu Sans")))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(pdf, []byte("DejaVuSans")) {
		t.Error("a font of the system got in")
	}
	for font, name := range map[string]string{"Libertinus Serif": "+LibertinusSerif", "Fira Sans": "+FiraSans"} {
		if pdf, err = r.Render(t.Context(), source(fmt.Sprintf(text, font))); err != nil ||
			!bytes.Contains(pdf, []byte(name)) {
			t.Errorf("%s: %v", font, err)
		}
	}
}

func TestLongLinesPass(t *testing.T) {
	r := start(t, Config{})
	document := source("#set document(title: \"T\")\n#json(bytes(sys.inputs.daten)).len()")
	document.Data = strings.Repeat("ä\n", 2<<20)
	if _, err := r.Render(t.Context(), document); err != nil {
		t.Error(err)
	}
}
