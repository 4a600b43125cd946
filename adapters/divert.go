package adapters

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strconv"
	"strings"
)

// DivertFrom is the number of base64 characters from which inline content goes to Files. Shorter
// content stays in the document and is decoded by Content.
const DivertFrom = 8 << 10

// Syntax is the notation DivertBase64 reads.
type Syntax int

// The two notations.
const (
	SyntaxXML Syntax = iota
	SyntaxJSON
)

// Diverter is a filter on the byte stream of an XML or JSON document. Long base64 inside the named
// elements or members is decoded into Files while it passes by and replaced by a marker with a
// random nonce, so that an inline attachment of 100 MB never sits in memory.
type Diverter struct {
	in     *bufio.Reader
	files  Files
	limit  int
	names  map[string]bool
	syntax Syntax
	nonce  string
	found  []File
	out    bytes.Buffer
	err    error
	xml    xmlScan
	json   jsonScan
	cdata  bool // the base64 being read sits in a CDATA section
}

// DivertBase64 starts a Diverter on r for the given local element names or member names.
func DivertBase64(r io.Reader, files Files, lim Limits, syntax Syntax, names ...string) *Diverter {
	var raw [16]byte
	_, _ = rand.Read(raw[:]) // never fails, see crypto/rand
	d := &Diverter{in: bufio.NewReaderSize(r, 64<<10), files: files, limit: lim.Files, syntax: syntax,
		names: map[string]bool{}, nonce: "kontor-datei:" + hex.EncodeToString(raw[:]) + ":"}
	for _, n := range names {
		d.names[n] = true
	}
	return d
}

func (d *Diverter) Read(p []byte) (int, error) {
	for d.out.Len() < len(p) && d.err == nil {
		d.err = d.step()
	}
	if d.out.Len() > 0 {
		return d.out.Read(p)
	}
	return 0, d.err
}

func (d *Diverter) step() error {
	b, err := d.in.ReadByte()
	if err != nil {
		return err
	}
	d.out.WriteByte(b)
	var starts bool
	if d.syntax == SyntaxJSON {
		starts = d.json.next(b, d.names)
	} else {
		starts = d.xml.next(b, d.in, d.names)
	}
	if starts {
		return d.run()
	}
	return nil
}

// run looks at what follows. Fewer than DivertFrom characters are passed on as they came.
func (d *Diverter) run() error {
	d.cdata = false
	var raw, chars []byte
	for len(chars) < DivertFrom {
		t := d.token()
		raw = append(raw, t.raw...)
		if t.kind == isChar {
			chars = append(chars, t.char)
			continue
		}
		if t.kind == isFiller && len(raw) < 4*DivertFrom {
			continue
		}
		d.out.Write(raw)
		d.xml.leave(d.cdata)
		if t.kind == isFault {
			return t.err
		}
		return nil
	}
	if len(d.found) >= d.limit {
		return tooManyFiles()
	}
	f, err := Store(d.files, base64.NewDecoder(base64.StdEncoding, &runReader{d: d, lead: chars}))
	if err != nil {
		return AsError(err, badBase64())
	}
	d.out.WriteString(d.nonce + strconv.Itoa(len(d.found)))
	d.found = append(d.found, f)
	return nil
}

// Content returns the content of a named element or member: what the marker stands for, or text
// decoded from base64 and stored.
func (d *Diverter) Content(text string) (File, error) {
	text = strings.TrimSpace(text)
	if i, ok := strings.CutPrefix(text, d.nonce); ok {
		n, err := strconv.Atoi(i)
		if err != nil || n < 0 || n >= len(d.found) {
			return File{}, badBase64()
		}
		return d.found[n], nil
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return File{}, badBase64()
	}
	return Store(d.files, bytes.NewReader(data))
}

// Diverted reports whether text stands for diverted content.
func (d *Diverter) Diverted(text string) bool { return strings.Contains(text, d.nonce) }

func badBase64() *Error {
	return Fail(Malformed, "base64_invalid",
		"Ein Dateiinhalt ist kein gültiges Base64. Bitte die Datei erneut und vollständig kodiert senden.")
}

func tooManyFiles() *Error {
	return Fail(Refused, "too_many_files",
		"Die Lieferung enthält mehr Dateien als erlaubt. Bitte die Dateien zusammenfassen oder die Grenze für den Zugang erhöhen.")
}

// runReader yields the base64 characters of one run and nothing else.
type runReader struct {
	d    *Diverter
	lead []byte
}

func (r *runReader) Read(p []byte) (int, error) {
	if len(r.lead) > 0 {
		n := copy(p, r.lead)
		r.lead = r.lead[n:]
		return n, nil
	}
	n := 0
	for n < len(p) {
		n += r.d.copyPlain(p[n:])
		if n == len(p) {
			break
		}
		t := r.d.token()
		switch t.kind {
		case isChar:
			p[n] = t.char
			n++
		case isEnd:
			if n > 0 {
				return n, nil
			}
			return 0, io.EOF
		case isOther:
			return n, badBase64()
		case isFault:
			return n, AsError(t.err, Fail(Malformed, "body_truncated",
				"Die Lieferung bricht mitten in einer Datei ab. Bitte erneut senden."))
		}
	}
	return n, nil
}

// copyPlain copies buffered base64 characters, the fast path of long runs.
func (d *Diverter) copyPlain(p []byte) int {
	buf, _ := d.in.Peek(min(d.in.Buffered(), len(p)))
	n := 0
	for n < len(buf) && isBase64[buf[n]] {
		n++
	}
	copy(p, buf[:n])
	_, _ = d.in.Discard(n)
	return n
}
