package render

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// The compiler writes one standard at a time. Both exports of one document have the same content; they differ in what
// each standard demands beside it: PDF/UA-1 marks bounding boxes and shows the title, PDF/A-2a carries a colour profile
// and more metadata. merge takes the PDF/UA file and gives it what PDF/A needs, so that one file is both. It relies on
// the layout the compiler writes (plain cross-reference table, metadata and catalog as the last objects) and fails
// rather than guesses if that ever changes.
func merge(ua, archive []byte) ([]byte, error) {
	from, err := readPDF(archive)
	if err != nil {
		return nil, fmt.Errorf("read PDF/A export: %w", err)
	}
	to, err := readPDF(ua)
	if err != nil {
		return nil, fmt.Errorf("read PDF/UA export: %w", err)
	}
	catalog, metadata := to.root, to.root-1
	profile, err := from.colourProfile()
	if err != nil {
		return nil, err
	}
	xmp, err := declareUA(from.object(from.root - 1))
	if err != nil {
		return nil, err
	}
	// The colour profile becomes the last object; metadata and catalog keep their numbers.
	newCatalog := bytes.Replace(to.object(catalog), []byte("/Type /Catalog\n"), fmt.Appendf(nil,
		"/Type /Catalog\n  /OutputIntents [<<\n    /Type /OutputIntent\n    /S /GTS_PDFA1\n    /OutputConditionIdentifier (Custom)\n"+
			"    /OutputCondition (sRGB)\n    /RegistryName ()\n    /Info (sRGB v4.2)\n    /DestOutputProfile %d 0 R\n  >>]\n", catalog+1), 1)
	if len(newCatalog) == len(to.object(catalog)) {
		return nil, fmt.Errorf("catalog of an unknown form")
	}
	out := append([]byte{}, ua[:to.offsets[metadata]]...)
	offsets := append([]int{}, to.offsets[:metadata]...)
	for i, body := range [][]byte{xmp, newCatalog, profile} {
		offsets = append(offsets, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n\n", metadata+i, body)
	}
	return finish(out, offsets, to.trailer), nil
}

// pdf is a file as the compiler writes it.
type pdf struct {
	raw     []byte
	offsets []int  // by object number; 0 is unused
	root    int    // number of the catalog, the last object; the metadata come just before it
	trailer []byte // dictionary
}

var (
	startXref    = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	xrefHead     = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	rootOf       = regexp.MustCompile(`/Root (\d+) 0 R`)
	intentOf     = regexp.MustCompile(`/OutputIntents (\d+) 0 R`)
	firstOf      = regexp.MustCompile(`^\[(\d+) 0 R\]`)
	profileOf    = regexp.MustCompile(`/DestOutputProfile (\d+) 0 R`)
	streamLength = regexp.MustCompile(`/Length (\d+)\n`)
	sizeOf       = regexp.MustCompile(`/Size \d+`)
)

const xrefEntry = 20 // bytes, fixed by the format

func readPDF(raw []byte) (*pdf, error) {
	at, ok := number(startXref, raw)
	if !ok || at >= len(raw) {
		return nil, fmt.Errorf("no startxref")
	}
	head := xrefHead.FindSubmatch(raw[at:])
	if head == nil {
		return nil, fmt.Errorf("no cross-reference table")
	}
	count, _ := strconv.Atoi(string(head[1]))
	entries := raw[at+len(head[0]):]
	if len(entries) < count*xrefEntry || count < 3 {
		return nil, fmt.Errorf("cross-reference table too short")
	}
	f := &pdf{raw: raw, offsets: make([]int, count), trailer: entries[count*xrefEntry:]}
	for i := 1; i < count; i++ {
		offset, err := strconv.Atoi(string(entries[i*xrefEntry : i*xrefEntry+10]))
		if err != nil || offset <= f.offsets[i-1] ||
			!bytes.HasPrefix(raw[min(offset, at):], fmt.Appendf(nil, "%d 0 obj\n", i)) {
			return nil, fmt.Errorf("object %d is not where it should be", i)
		}
		f.offsets[i] = offset
	}
	if f.root, ok = number(rootOf, f.trailer); !ok || f.root != count-1 ||
		!bytes.Contains(f.object(f.root), []byte("/Type /Catalog")) {
		return nil, fmt.Errorf("catalog is not the last object")
	}
	if !bytes.Contains(f.object(f.root-1), []byte("/Type /Metadata")) {
		return nil, fmt.Errorf("metadata are not the last object but one")
	}
	return f, nil
}

func number(pattern *regexp.Regexp, text []byte) (int, bool) {
	found := pattern.FindSubmatch(text)
	if found == nil {
		return 0, false
	}
	n, err := strconv.Atoi(string(found[1]))
	return n, err == nil
}

// object returns what stands between "n 0 obj" and "endobj".
func (f *pdf) object(n int) []byte {
	if n < 1 || n >= len(f.offsets) {
		return nil
	}
	end := len(f.raw)
	if n+1 < len(f.offsets) {
		end = f.offsets[n+1]
	}
	body := f.raw[f.offsets[n]:end]
	_, body, _ = bytes.Cut(body, []byte(" 0 obj\n"))
	if last := bytes.LastIndex(body, []byte("\nendobj")); last >= 0 {
		body = body[:last]
	}
	return body
}

// colourProfile follows catalog → output intents → the one intent → its ICC profile.
func (f *pdf) colourProfile() ([]byte, error) {
	n := f.root
	for _, step := range []*regexp.Regexp{intentOf, firstOf, profileOf} {
		next, ok := number(step, f.object(n))
		if !ok {
			return nil, fmt.Errorf("no colour profile in the PDF/A export")
		}
		n = next
	}
	return f.object(n), nil
}

// PDF/A-2 wants every property outside its own list described in the file (ISO 19005-2, 6.6.2.3.3).
const uaSchema = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>` +
	`<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
	`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>` +
	`<pdfaProperty:description>Part of PDF/UA to which the document conforms</pdfaProperty:description>` +
	`<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq>` +
	`</pdfaSchema:property></rdf:li>`

// declareUA adds the PDF/UA identification to the metadata object of the PDF/A export.
func declareUA(metadata []byte) ([]byte, error) {
	head, rest, ok := bytes.Cut(metadata, []byte("stream\n"))
	end := bytes.LastIndex(rest, []byte("\nendstream"))
	if !ok || end < 0 || !streamLength.Match(head) {
		return nil, fmt.Errorf("metadata of an unknown form")
	}
	xmp := rest[:end]
	for _, insert := range []struct{ before, text string }{
		{`xmlns:pdfaid=`, `xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" `},
		{`<pdfaid:part>`, `<pdfuaid:part>1</pdfuaid:part>`},
	} {
		if bytes.Count(xmp, []byte(insert.before)) != 1 {
			return nil, fmt.Errorf("metadata without %s", insert.before)
		}
		xmp = bytes.Replace(xmp, []byte(insert.before), []byte(insert.text+insert.before), 1)
	}
	const schemas = `<pdfaExtension:schemas><rdf:Bag>`
	if bytes.Count(xmp, []byte(schemas)) != 1 {
		return nil, fmt.Errorf("metadata without extension schemas")
	}
	xmp = bytes.Replace(xmp, []byte(schemas), []byte(schemas+uaSchema), 1)
	head = streamLength.ReplaceAll(head, fmt.Appendf(nil, "/Length %d\n", len(xmp)))
	return fmt.Appendf(nil, "%sstream\n%s\nendstream", head, xmp), nil
}

func finish(out []byte, offsets []int, trailer []byte) []byte {
	at := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f\r\n", len(offsets))
	for _, offset := range offsets[1:] {
		out = fmt.Appendf(out, "%010d 00000 n\r\n", offset)
	}
	dictionary, _, _ := bytes.Cut(trailer, []byte("startxref"))
	out = append(out, sizeOf.ReplaceAll(dictionary, fmt.Appendf(nil, "/Size %d", len(offsets)))...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", at)
}
