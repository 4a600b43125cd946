package mailbox

import (
	"bufio"
	"io"
	"strings"
)

// transferReader undoes a Content-Transfer-Encoding and forgives what mail programs get wrong, which the decoders of
// the standard library do not; broken is called then. An unknown encoding is passed on as it is.
func transferReader(r io.Reader, encoding string, broken func()) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "7bit", "8bit", "binary":
		return r
	case "base64":
		b := &base64Decoder{broken: broken}
		return &decoder{r: bufio.NewReaderSize(r, 32<<10), next: b.next}
	case "quoted-printable":
		return &decoder{r: bufio.NewReader(r), next: quotedPrintable{broken}.next}
	}
	broken()
	return r
}

// decoder asks next for one step after the other; next appends what it decoded to out.
type decoder struct {
	r    *bufio.Reader
	next func(r *bufio.Reader, out []byte) ([]byte, error)
	out  []byte
	read int // of out
	err  error
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.read == len(d.out) {
		if d.err != nil {
			return 0, d.err
		}
		d.out, d.read = d.out[:0], 0
		for len(d.out) < 8<<10 && d.err == nil {
			d.out, d.err = d.next(d.r, d.out)
		}
		if len(d.out) == 0 {
			return 0, d.err
		}
	}
	n := copy(p, d.out[d.read:])
	d.read += n
	return n, nil
}

// base64Decoder skips foreign characters. Padding ends a group and not the file: some programs encode line by line.
type base64Decoder struct {
	bits, count uint32 // of the current group
	broken      func()
}

func (b *base64Decoder) next(r *bufio.Reader, out []byte) ([]byte, error) {
	c, err := r.ReadByte()
	if err != nil {
		return b.flush(out), err
	}
	v, ok := base64Value(c)
	switch {
	case ok:
		b.bits, b.count = b.bits<<6|v, b.count+1
		if b.count == 4 {
			out = append(out, byte(b.bits>>16), byte(b.bits>>8), byte(b.bits))
			b.bits, b.count = 0, 0
		}
	case c == '=':
		out = b.flush(out)
	case c != ' ' && c != '\t' && c != '\r' && c != '\n':
		b.broken()
	}
	return out, nil
}

// flush writes a short group; one character alone is no byte.
func (b *base64Decoder) flush(out []byte) []byte {
	switch b.count {
	case 1:
		b.broken()
	case 2:
		out = append(out, byte(b.bits>>4))
	case 3:
		out = append(out, byte(b.bits>>10), byte(b.bits>>2))
	}
	b.bits, b.count = 0, 0
	return out
}

func base64Value(c byte) (uint32, bool) {
	switch {
	case 'A' <= c && c <= 'Z':
		return uint32(c - 'A'), true
	case 'a' <= c && c <= 'z':
		return uint32(c-'a') + 26, true
	case '0' <= c && c <= '9':
		return uint32(c-'0') + 52, true
	case c == '+':
		return 62, true
	case c == '/':
		return 63, true
	}
	return 0, false
}

// quotedPrintable takes "=" that begins no code as itself and lines of any length.
type quotedPrintable struct{ broken func() }

func (q quotedPrintable) next(r *bufio.Reader, out []byte) ([]byte, error) {
	c, err := r.ReadByte()
	if err != nil || c != '=' {
		if err == nil {
			out = append(out, c)
		}
		return out, err
	}
	ahead, _ := r.Peek(2)
	if len(ahead) == 2 {
		high, ok1 := hexValue(ahead[0])
		low, ok2 := hexValue(ahead[1])
		if ok1 && ok2 {
			_, err := r.Discard(2)
			return append(out, high<<4|low), err
		}
	}
	if softBreak(r) {
		return out, nil
	}
	q.broken()
	return append(out, '='), nil
}

// softBreak consumes white space up to the end of the line; otherwise nothing.
func softBreak(r *bufio.Reader) bool {
	for n := 1; n <= 80; n++ {
		ahead, err := r.Peek(n)
		if len(ahead) < n {
			if err == io.EOF {
				_, _ = r.Discard(len(ahead))
				return true
			}
			return false
		}
		switch ahead[n-1] {
		case '\n':
			_, _ = r.Discard(n)
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return false
}

func hexValue(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
