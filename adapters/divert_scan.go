package adapters

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
)

var isBase64 = func() (t [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=" {
		t[c] = true
	}
	return t
}()

type tokenKind int

const (
	isChar   tokenKind = iota // one base64 character
	isFiller                  // white space and the brackets of a CDATA section
	isEnd                     // the run ends here; nothing was consumed
	isOther                   // not base64; raw was consumed
	isFault                   // reading failed
)

type token struct {
	kind tokenKind
	char byte
	raw  []byte
	err  error
}

// token reads the next unit of a run in the Diverter's notation.
func (d *Diverter) token() token {
	next, err := d.in.Peek(1)
	if err != nil {
		return token{kind: isFault, err: err}
	}
	b := next[0]
	if d.ends(b) {
		return token{kind: isEnd}
	}
	_, _ = d.in.Discard(1)
	if isBase64[b] {
		return token{kind: isChar, char: b, raw: []byte{b}}
	}
	if d.syntax == SyntaxJSON {
		return d.jsonToken(b)
	}
	return d.xmlToken(b)
}

// ends reports whether the byte ahead ends the text: a quote in JSON, a tag in XML.
func (d *Diverter) ends(b byte) bool {
	if d.syntax == SyntaxJSON {
		return b == '"'
	}
	if b != '<' || d.cdata {
		return false
	}
	next, _ := d.in.Peek(9)
	return string(next) != "<![CDATA["
}

func (d *Diverter) xmlToken(b byte) token {
	switch {
	case b == ' ' || b == '\t' || b == '\r' || b == '\n':
		return token{kind: isFiller, raw: []byte{b}}
	case b == '<' && !d.cdata: // a CDATA section, see token for other tags
		_, _ = d.in.Discard(8)
		d.cdata = true
		return token{kind: isFiller, raw: []byte("<![CDATA[")}
	case b == ']' && d.cdata:
		if next, _ := d.in.Peek(2); string(next) == "]>" {
			_, _ = d.in.Discard(2)
			d.cdata = false
			return token{kind: isFiller, raw: []byte("]]>")}
		}
	case b == '&' && !d.cdata:
		// Java writers turn the CR of wrapped base64 into &#13; or &#xD;.
		next, _ := d.in.Peek(8)
		ref, _, ok := strings.Cut(strings.ToLower(string(next)), ";")
		switch ref {
		case "#13", "#10", "#9", "#xd", "#xa", "#x9", "#x0d", "#x0a":
			if ok {
				raw := append([]byte{b}, next[:len(ref)+1]...)
				_, _ = d.in.Discard(len(ref) + 1)
				return token{kind: isFiller, raw: raw}
			}
		}
	}
	return token{kind: isOther, raw: []byte{b}}
}

func (d *Diverter) jsonToken(b byte) token {
	if b != '\\' {
		return token{kind: isOther, raw: []byte{b}}
	}
	c, err := d.in.ReadByte()
	if err != nil {
		return token{kind: isFault, raw: []byte{b}, err: err}
	}
	raw := []byte{b, c}
	switch c {
	case '/':
		return token{kind: isChar, char: '/', raw: raw}
	case 'n', 'r', 't':
		return token{kind: isFiller, raw: raw}
	case 'u': // some writers escape = + / as \u003d \u002b \u002f
		hex, err := d.in.Peek(4)
		if err != nil {
			return token{kind: isOther, raw: raw}
		}
		n, err := strconv.ParseUint(string(hex), 16, 16)
		if err != nil || n > 127 {
			return token{kind: isOther, raw: raw}
		}
		raw = append(raw, hex...)
		_, _ = d.in.Discard(4)
		if isBase64[byte(n)] {
			return token{kind: isChar, char: byte(n), raw: raw}
		}
		if n == '\n' || n == '\r' || n == '\t' {
			return token{kind: isFiller, raw: raw}
		}
	}
	return token{kind: isOther, raw: raw}
}

// xmlScan follows an XML document just far enough to know when the text of an element begins.
type xmlScan struct {
	state xmlState
	quote byte
	prev  [2]byte
	name  []byte
	named bool // the name of the current tag is complete
}

type xmlState int

const (
	inText xmlState = iota
	inTag
	inComment
	inCDATA
	inInstruction
)

// next takes one byte that was read; it reports whether the text of a wanted element follows.
func (s *xmlScan) next(b byte, in *bufio.Reader, want map[string]bool) bool {
	defer func() { s.prev = [2]byte{s.prev[1], b} }()
	switch s.state {
	case inText:
		if b == '<' {
			s.open(in)
		}
	case inTag:
		return s.tag(b, want)
	case inComment:
		if b == '>' && s.prev == [2]byte{'-', '-'} {
			s.state = inText
		}
	case inCDATA:
		if b == '>' && s.prev == [2]byte{']', ']'} {
			s.state = inText
		}
	case inInstruction:
		if b == '>' && s.prev[1] == '?' {
			s.state = inText
		}
	}
	return false
}

func (s *xmlScan) open(in *bufio.Reader) {
	next, _ := in.Peek(8)
	switch {
	case bytes.HasPrefix(next, []byte("!--")):
		s.state = inComment
	case bytes.HasPrefix(next, []byte("![CDATA[")):
		s.state = inCDATA
	case bytes.HasPrefix(next, []byte("?")):
		s.state = inInstruction
	default:
		s.state, s.quote, s.name, s.named = inTag, 0, s.name[:0], false
	}
}

func (s *xmlScan) tag(b byte, want map[string]bool) bool {
	if s.quote != 0 {
		if b == s.quote {
			s.quote = 0
		}
		return false
	}
	switch b {
	case '"', '\'':
		s.quote = b
	case '>':
		s.state = inText
		local := s.name
		if i := bytes.IndexByte(local, ':'); i >= 0 {
			local = local[i+1:]
		}
		return s.prev[1] != '/' && want[string(local)]
	case ' ', '\t', '\r', '\n', '/':
		s.named = s.named || len(s.name) > 0 || b == '/'
	default:
		if !s.named && len(s.name) < 128 {
			s.name = append(s.name, b)
		}
	}
	return false
}

// leave sets the state after a run that was passed on unchanged.
func (s *xmlScan) leave(cdata bool) {
	s.prev = [2]byte{}
	if cdata {
		s.state = inCDATA
	}
}

// jsonScan follows a JSON document just far enough to know when the text of a member begins.
type jsonScan struct {
	inString, escaped, colon bool
	last                     []byte
}

// next takes one byte that was read; it reports whether the text of a wanted member follows.
func (s *jsonScan) next(b byte, want map[string]bool) bool {
	if s.inString {
		switch {
		case s.escaped:
			s.escaped = false
		case b == '\\':
			s.escaped = true
		case b == '"':
			s.inString = false
			return false
		}
		if len(s.last) < 128 {
			s.last = append(s.last, b)
		}
		return false
	}
	switch b {
	case '"':
		s.inString = true
		wanted := s.colon && want[string(s.last)]
		s.last, s.colon = s.last[:0], false
		return wanted
	case ':':
		s.colon = true
	case ',', '{', '[', '}', ']':
		s.colon, s.last = false, s.last[:0]
	}
	return false
}
