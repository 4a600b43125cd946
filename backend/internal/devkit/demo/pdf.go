package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// latin replaces what Helvetica in WinAnsi cannot show.
var latin = strings.NewReplacer("ı", "i", "İ", "I", "ş", "s", "Ş", "S", "ğ", "g", "Ğ", "G", "ł", "l", "Ł", "L", "ś",
	"s", "ń", "n", "ż", "z",
	"ć", "c", "Đ", "D", "đ", "d", "ễ", "e", "ị", "i", "ư", "u", "ơ", "o", "–", "-", "’", "'", "„", `"`, "“", `"`)

// pdf makes a small valid PDF with a title and lines of text.
func pdf(titel string, zeilen ...string) []byte {
	var text bytes.Buffer
	text.WriteString("BT /F1 15 Tf 60 780 Td (" + pdfText(titel) + ") Tj /F1 11 Tf 0 -28 Td 16 TL ")
	for _, z := range zeilen {
		text.WriteString("(" + pdfText(z) + ") Tj T* ")
	}
	text.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R /Lang (de) >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.Bytes()
}

// pdfText encodes text for a string of a PDF: one byte per letter, escapes where the syntax needs them.
func pdfText(s string) string {
	var b strings.Builder
	for _, r := range latin.Replace(s) {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r == '€':
			b.WriteString(`\200`)
		case r >= 32 && r < 256:
			b.WriteByte(byte(r))
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// bild makes a small drawing, a different one for each seed.
func bild(seed int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for y := range 200 {
		for x := range 320 {
			c := color.RGBA{230, 226, 214, 255}
			switch {
			case (x/20+y/20+seed)%7 == 0:
				c = color.RGBA{180, 196, 170, 255}
			case y > 150-seed%30:
				c = color.RGBA{150, 150, 155, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // into memory
	}
	return out.Bytes()
}
