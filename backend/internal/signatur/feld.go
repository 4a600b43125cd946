package signatur

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The letters are made by our own renderer, so the field of a seal is added to the layout it writes: a plain
// cross-reference table, a catalog that begins with its type, no form. Whatever else comes fails: nothing is guessed.
var (
	schluss     = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	groesse     = regexp.MustCompile(`/Size (\d+)`)
	wurzelOf    = regexp.MustCompile(`/Root (\d+) 0 R`)
	eineSeite   = regexp.MustCompile(`(?:^|\n)(\d+) 0 obj\s*<<\s*/Type /Page\s`)
	errFremdPDF = errors.New("the letter has a form of PDF that cannot be sealed")
)

// addSignaturfeld appends an invisible field with room for a signature of that many bytes (ISO 32000-1, 7.5.6 and
// 12.8). von and bis enclose the room, with its brackets.
func addSignaturfeld(pdf []byte, platz int, jetzt time.Time) (out []byte, von, bis int, err error) {
	fail := func() ([]byte, int, int, error) { return nil, 0, 0, errFremdPDF }
	m := schluss.FindSubmatch(pdf)
	if m == nil {
		return fail()
	}
	xref, _ := strconv.Atoi(string(m[1]))
	if xref >= len(pdf) || !bytes.HasPrefix(pdf[xref:], []byte("xref\n")) {
		return fail()
	}
	_, trailer, ok := bytes.Cut(pdf[xref:], []byte("trailer\n"))
	trailer, _, da := bytes.Cut(trailer, []byte("startxref"))
	size, root := groesse.FindSubmatch(trailer), wurzelOf.FindSubmatch(trailer)
	if !ok || !da || size == nil || root == nil || bytes.Contains(trailer, []byte("/Prev")) {
		return fail()
	}
	katalog := objekt(pdf, string(root[1]))
	if !bytes.Contains(katalog, []byte("/Type /Catalog\n")) || bytes.Contains(pdf, []byte("/AcroForm")) ||
		bytes.Contains(pdf, []byte("/ByteRange")) {
		return fail()
	}
	seite := eineSeite.FindSubmatch(pdf)
	if seite == nil {
		return fail()
	}
	n, _ := strconv.Atoi(string(size[1]))
	out = append(bytes.Clone(pdf), '\n')
	offsets := map[int]int{}
	add := func(nr int, text string) {
		offsets[nr] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", nr, text)
	}
	add(n, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:"+
		jetzt.UTC().Format("20060102150405")+"Z) /Reason (Siegel der Beh\\366rde)\n/ByteRange "+bereich(0, 0, 0)+
		"\n/Contents <"+strings.Repeat("0", 2*platz)+"> >>")
	von = bytes.LastIndexByte(out, '<')
	bis = von + 2*platz + 2
	add(n+1, fmt.Sprintf("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Siegel) /TU (Siegel der Beh\\366rde) /Rect [0 0 0 0] "+
		"/F 132 /P %s 0 R /V %d 0 R >>", seite[1], n))
	nr, _ := strconv.Atoi(string(root[1]))
	add(nr, strings.Replace(strings.TrimSpace(string(katalog)), "/Type /Catalog\n",
		fmt.Sprintf("/Type /Catalog\n  /AcroForm << /Fields [%d 0 R] /SigFlags 3 >>\n", n+1), 1))
	start := len(out)
	out = fmt.Appendf(out, "xref\n%d 1\n%010d 00000 n \n%d 2\n%010d 00000 n \n%010d 00000 n \n", nr, offsets[nr], n, offsets[n],
		offsets[n+1])
	neu := groesse.ReplaceAll(trailer, fmt.Appendf(nil, "/Size %d\n  /Prev %d", n+2, xref))
	out = fmt.Appendf(out, "trailer\n%sstartxref\n%d\n%%%%EOF\n", neu, start)
	copy(out[offsets[n]+bytes.Index(out[offsets[n]:], []byte(bereich(0, 0, 0))):], bereich(von, bis, len(out)-bis))
	return out, von, bis, nil
}

// bereich has always the same length.
func bereich(von, bis, rest int) string { return fmt.Sprintf("[0 %010d %010d %010d]", von, bis, rest) }

// objekt is the body of an object that stands once in the file; empty = it does not.
func objekt(pdf []byte, nr string) []byte {
	kopf := []byte("\n" + nr + " 0 obj\n")
	if bytes.Count(pdf, kopf) != 1 {
		return nil
	}
	_, rest, _ := bytes.Cut(pdf, kopf)
	body, _, ok := bytes.Cut(rest, []byte("\nendobj"))
	if !ok {
		return nil
	}
	return body
}
