package workflow

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The namespaces the engine reads; everything else is kept out of its way.
const (
	nsBPMN   = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	nsBPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
	nsKontor = "urn:kontor:bpmn:1.0"
)

// Limits of a process file. They are far above any real picture and far below what would hurt.
const (
	MaxXMLBytes    = 8 << 20
	maxXMLDepth    = 64
	maxXMLElements = 100_000
)

// node is one XML element of the BPMN or Kontor namespace.
type node struct {
	space, name string
	attrs       map[string]string // attributes without namespace
	content     []byte
	children    []*node
}

func (n *node) attr(name string) string { return strings.TrimSpace(n.attrs[name]) }

func (n *node) text() string { return string(n.content) }

// flag reads an attribute of type xsd:boolean; what is missing or neither is as it is by default.
func (n *node) flag(name string, byDefault bool) bool {
	switch n.attr(name) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return byDefault
}

// all returns the children of a name in the BPMN namespace.
func (n *node) all(name string) []*node { return n.in(nsBPMN, name) }

func (n *node) in(space, name string) []*node {
	var list []*node
	for _, c := range n.children {
		if c.space == space && c.name == name {
			list = append(list, c)
		}
	}
	return list
}

func (n *node) first(name string) *node {
	if list := n.all(name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// extensions are the Kontor elements among the extension elements of n.
func (n *node) extensions() []*node {
	var list []*node
	for _, ext := range n.all("extensionElements") {
		for _, c := range ext.children {
			if c.space == nsKontor {
				list = append(list, c)
			}
		}
	}
	return list
}

// extension returns the first Kontor element of a name among the extension elements of n.
func (n *node) extension(name string) *node {
	for _, c := range n.extensions() {
		if c.name == name {
			return c
		}
	}
	return nil
}

// readXML streams the file into nodes. Diagram data and foreign namespaces are passed over; a DTD is
// refused because nothing in BPMN needs one and entities can grow without bound.
func readXML(r io.Reader) (*node, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxXMLBytes+1))
	if err != nil {
		return nil, &Error{Code: CodeXML, Reason: "Die Datei ließ sich nicht lesen."}
	}
	if len(raw) > MaxXMLBytes {
		return nil, limit(fmt.Sprintf("mehr als %d MB", MaxXMLBytes>>20))
	}
	if raw, err = inUTF8(raw); err != nil {
		return nil, err
	}
	root, err := readNodes(xml.NewDecoder(bytes.NewReader(raw)))
	if err != nil {
		return nil, err
	}
	for _, n := range root.children {
		if n.space == nsBPMN && n.name == "definitions" {
			return n, nil
		}
	}
	return nil, &Error{Code: CodeXML, Reason: "Die Datei enthält kein Element „definitions“ nach BPMN 2.0."}
}

func readNodes(decoder *xml.Decoder) (*node, error) {
	root := &node{}
	stack := []*node{root}
	count := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, malformed(err)
		}
		switch t := token.(type) {
		case xml.Directive:
			return nil, &Error{Code: CodeXML, Reason: "Eine Dokumenttypdefinition (DTD) wird nicht angenommen."}
		case xml.StartElement:
			if count++; count > maxXMLElements || len(stack) > maxXMLDepth {
				return nil, limit("zu viele oder zu tief verschachtelte Elemente")
			}
			if t.Name.Space != nsBPMN && t.Name.Space != nsKontor {
				if err := skip(decoder, &count); err != nil {
					return nil, err
				}
				continue
			}
			n := newNode(t)
			parent := stack[len(stack)-1]
			parent.children = append(parent.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top := stack[len(stack)-1]
			top.content = append(top.content, t...)
		}
	}
}

func newNode(t xml.StartElement) *node {
	n := &node{space: t.Name.Space, name: t.Name.Local, attrs: make(map[string]string, len(t.Attr))}
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local != "xmlns" {
			n.attrs[a.Name.Local] = a.Value
		}
	}
	return n
}

// skip passes over one foreign element. It counts, so that the limits hold there too.
func skip(decoder *xml.Decoder, count *int) error {
	for depth := 1; depth > 0; {
		token, err := decoder.Token()
		if err != nil {
			return malformed(err)
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
			if *count++; *count > maxXMLElements || depth > maxXMLDepth {
				return limit("zu viele oder zu tief verschachtelte Elemente")
			}
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// malformed says where a file stops being XML. What the reader says besides is English and of no use to
// whoever drew a picture.
func malformed(err error) *Error {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return &Error{Code: CodeXML, Reason: "Die Datei ist kein wohlgeformtes XML. Bitte neu aus dem Zeichenprogramm ausgeben."}
	}
	if strings.Contains(syntax.Msg, "EOF") {
		return &Error{Code: CodeXML, Reason: fmt.Sprintf(
			"Die Datei bricht in Zeile %d ab. Bitte neu aus dem Zeichenprogramm ausgeben.", syntax.Line)}
	}
	return &Error{Code: CodeXML, Reason: fmt.Sprintf(
		"Die Datei ist in Zeile %d kein wohlgeformtes XML. Bitte neu aus dem Zeichenprogramm ausgeben.", syntax.Line)}
}

func limit(what string) *Error {
	return &Error{Code: CodeGrenze, Reason: "Die Datei überschreitet die Grenzen: " + what + "."}
}
