package adapters

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Node is one XML element.
type Node struct {
	Space, Name string
	Attrs       []xml.Attr
	Children    []*Node
	Text        string // character data between the children, joined

	text []byte // while reading
}

// Child returns the first child of that local name, or nil.
func (n *Node) Child(name string) *Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// ChildText is the trimmed text of the first child of that local name.
func (n *Node) ChildText(name string) string {
	c := n.Child(name)
	if c == nil {
		return ""
	}
	return strings.TrimSpace(c.Text)
}

// Attr returns the value of an attribute; space is empty for unqualified ones.
func (n *Node) Attr(space, name string) (string, bool) {
	for _, a := range n.Attrs {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

type xmlReader struct {
	dec   *xml.Decoder
	lim   Limits
	nodes int
}

// ReadXML reads one whole document as a tree. It refuses DTDs, entities and processing
// instructions, and stops at the limits. charset is the label of the Content-Type and outranks the
// XML declaration (RFC 7303); it may be empty.
func ReadXML(r io.Reader, lim Limits, charset string) (*Node, error) {
	limited, err := DecodeReader(&limitedReader{r: r, left: lim.Document}, charset)
	if err != nil {
		return nil, err
	}
	buffered := bufio.NewReader(limited)
	if bom, _ := buffered.Peek(3); string(bom) == "\xef\xbb\xbf" {
		_, _ = buffered.Discard(3)
	}
	x := &xmlReader{dec: xml.NewDecoder(buffered), lim: lim}
	x.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if charset != "" {
			return in, nil
		}
		return DecodeReader(in, label)
	}
	root, err := x.document()
	if err != nil {
		return nil, x.explain(err)
	}
	return root, nil
}

func (x *xmlReader) explain(err error) error {
	line, column := x.dec.InputPos()
	where := fmt.Sprintf("Zeile %d, Spalte %d", line, column)
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) && strings.Contains(syntax.Msg, "entity") {
		return Fail(Refused, "xml_entity", "Das XML-Dokument enthält ein nicht maskiertes & oder eigene Entitäten ("+
			where+"). Bitte & als &amp; senden oder Werte in CDATA setzen und nur die fünf vordefinierten Entitäten verwenden.")
	}
	return AsError(err, Fail(Malformed, "xml_malformed", "Das XML-Dokument ist nicht wohlgeformt ("+where+
		"). Bitte den Erzeuger des Dokuments prüfen."))
}

func (x *xmlReader) document() (*Node, error) {
	var root *Node
	var stack []*Node
	for {
		t, err := x.dec.Token()
		if err == io.EOF {
			if root == nil {
				return nil, errors.New("no root element")
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if root != nil && len(stack) == 0 {
				return nil, errors.New("second root element")
			}
			n, err := x.element(t, len(stack))
			if err != nil {
				return nil, err
			}
			if root == nil {
				root = n
			} else {
				parent := stack[len(stack)-1]
				parent.Children = append(parent.Children, n)
			}
			stack = append(stack, n)
		case xml.EndElement:
			n := stack[len(stack)-1]
			n.Text, n.text = string(n.text), nil
			stack = stack[:len(stack)-1]
		default:
			if err := x.other(t, root, stack); err != nil {
				return nil, err
			}
		}
	}
}

func (x *xmlReader) element(t xml.StartElement, depth int) (*Node, error) {
	if depth >= x.lim.Depth {
		return nil, Fail(Refused, "xml_too_deep",
			"Das XML-Dokument ist tiefer geschachtelt als erlaubt. Bitte das Formular vereinfachen oder die Grenze für den Zugang erhöhen.")
	}
	x.nodes += 1 + len(t.Attr)
	if x.nodes > x.lim.nodes() {
		return nil, tooManyFields()
	}
	return &Node{Space: t.Name.Space, Name: t.Name.Local, Attrs: t.Copy().Attr}, nil
}

// other takes text, comments and everything that is refused.
func (x *xmlReader) other(t xml.Token, root *Node, stack []*Node) error {
	switch t := t.(type) {
	case xml.CharData:
		if len(stack) > 0 {
			n := stack[len(stack)-1]
			n.text = append(n.text, t...)
		} else if strings.TrimSpace(string(t)) != "" {
			return errors.New("text outside the root element")
		}
	case xml.Directive:
		return Fail(Refused, "xml_doctype", "Das XML-Dokument enthält eine DOCTYPE-Deklaration. Bitte ohne DTD senden.")
	case xml.ProcInst:
		if t.Target != "xml" || root != nil {
			return Fail(Refused, "xml_processing_instruction",
				"Das XML-Dokument enthält eine Verarbeitungsanweisung. Bitte nur die XML-Deklaration am Anfang senden.")
		}
	}
	return nil
}

func tooManyFields() *Error {
	return Fail(Refused, "too_many_fields",
		"Die Lieferung enthält mehr Felder als erlaubt. Bitte das Formular prüfen oder die Grenze für den Zugang erhöhen.")
}
