package adaptertest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
)

// infested puts hostile documents where the case has good ones, and hostile names where it has file
// names. The body as a whole must be refused. What stands deeper may also be taken for an uploaded
// file; then nothing of it may be unpacked or expanded.
func infested(t *testing.T, a adapters.Adapter, c Case, whole *adapters.Submission) {
	t.Helper()
	for name, doc := range hostileOf(c.kind()) {
		if (name == "not utf-8" || name == "utf-16") && charsetLabel.MatchString(c.Type) {
			continue // the label says so, or outranks what the document says
		}
		v := c
		v.Body = doc
		if _, err := Parse(a, v); err == nil {
			t.Errorf("a body that is hostile (%s) is accepted", name)
		} else {
			checkRefused(t, err, []string{"geheim"}, name)
		}
	}
	for _, p := range c.places() {
		for name, doc := range hostileOf(p.kind) {
			v := c
			v.Body = slices.Concat(c.Body[:p.from], p.encode(doc), c.Body[p.to:])
			harmless(t, a, v, p.kind+" "+name+" inside")
		}
	}
	for _, hostile := range HostileNames {
		v := c
		for _, d := range whole.Dokumente {
			v.Body = bytes.ReplaceAll(v.Body, []byte(d.Dateiname), []byte(inNotation(v.kind(), hostile)))
		}
		if !bytes.Equal(v.Body, c.Body) {
			harmless(t, a, v, "a hostile file name")
		}
	}
}

// harmless wants a refusal in order or a Submission in order without anything expanded.
func harmless(t *testing.T, a adapters.Adapter, c Case, what string) {
	t.Helper()
	s, err := Parse(a, c)
	if err != nil {
		checkRefused(t, err, []string{"geheim", "passwd"}, what)
		return
	}
	Check(t, s)
	for _, text := range texts(s) {
		if strings.Contains(text, "hahaha") || strings.Contains(text, "root:x:") {
			t.Errorf("%s is expanded", what)
		}
	}
}

func hostileOf(kind string) map[string][]byte {
	out := map[string][]byte{}
	switch kind {
	case kindJSON:
		for name, doc := range HostileJSON() {
			out[name] = []byte(doc)
		}
	case kindXML:
		for name, doc := range HostileXML() {
			out[name] = []byte(doc)
		}
	case kindZip:
		maps.Copy(out, HostileZip())
		out["huge directory"] = HugeDirectoryZip()
	}
	return out
}

// place is a document inside the body: bytes from to to.
type place struct {
	kind     string
	from, to int
	encode   func([]byte) []byte
}

var base64Run = regexp.MustCompile(`(?:[A-Za-z0-9+]|\\?/){24,}={0,2}`)

// places finds the parts of a multipart body and what is encoded in base64, if it is a JSON, XML or ZIP
// document.
func (c Case) places() (found []place) {
	if boundary := c.boundary(); boundary != "" {
		mark := []byte("\r\n--" + boundary)
		for from := 0; ; {
			head := bytes.Index(c.Body[from:], []byte("\r\n\r\n"))
			if head < 0 {
				break
			}
			start := from + head + 4
			end := bytes.Index(c.Body[start:], mark)
			if end < 0 {
				break
			}
			end += start
			if kind := documentKind(c.Body[start:end]); kind != kindOther {
				found = append(found, place{kind, start, end, func(doc []byte) []byte { return doc }})
			}
			from = end
		}
	}
	for _, run := range base64Run.FindAllIndex(c.Body, -1) {
		text := strings.ReplaceAll(string(c.Body[run[0]:run[1]]), `\`, "")
		data, err := base64.StdEncoding.DecodeString(text)
		if kind := documentKind(data); err == nil && kind != kindOther {
			found = append(found, place{kind, run[0], run[1], func(doc []byte) []byte {
				return []byte(base64.StdEncoding.EncodeToString(doc))
			}})
		}
	}
	return found
}

// inNotation escapes a file name as the notation of the body demands, and no further.
func inNotation(kind, name string) string {
	switch kind {
	case kindJSON:
		quoted, _ := json.Marshal(name) // a string never fails
		return string(quoted[1 : len(quoted)-1])
	case kindXML:
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(name)) // a bytes.Buffer never fails
		return b.String()
	}
	return name
}
