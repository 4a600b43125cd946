package ausgang

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// knoten is one element as it stands in the text, prefix included: encoding/xml would resolve it.
type knoten struct {
	praefix, name string
	attr          map[string]string // "prefix:name" as written
	text          string
	ueber         *knoten
	kinder        []*knoten
}

func read(text []byte) (*knoten, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	var wurzel, hier *knoten
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			k := &knoten{praefix: t.Name.Space, name: t.Name.Local, attr: map[string]string{}, ueber: hier}
			for _, a := range t.Attr {
				k.attr[strings.TrimPrefix(a.Name.Space+":"+a.Name.Local, ":")] = a.Value
			}
			switch {
			case hier != nil:
				hier.kinder = append(hier.kinder, k)
			case wurzel == nil:
				wurzel = k
			default:
				return nil, errors.New("zweites Wurzelelement")
			}
			hier = k
		case xml.EndElement:
			if hier == nil || t.Name.Local != hier.name || t.Name.Space != hier.praefix {
				return nil, errors.New("schließendes Element ohne Anfang: " + t.Name.Local)
			}
			hier = hier.ueber
		case xml.CharData:
			if hier != nil {
				hier.text += string(t)
			}
		case xml.Directive:
			return nil, errors.New("unerlaubte DOCTYPE-Angabe")
		}
	}
	if wurzel == nil || hier != nil {
		return nil, errors.New("vorzeitiges Ende")
	}
	return wurzel, nil
}

// find returns the first element at the path below k, nil if there is none.
func (k *knoten) find(pfad ...string) *knoten {
	for _, name := range pfad {
		var treffer *knoten
		for _, kind := range k.kinder {
			if kind.name == name {
				treffer = kind
				break
			}
		}
		if treffer == nil {
			return nil
		}
		k = treffer
	}
	return k
}

// wert is the trimmed text of the element at the path, empty if there is none.
func (k *knoten) wert(pfad ...string) string {
	if z := k.find(pfad...); z != nil {
		return strings.TrimSpace(z.text)
	}
	return ""
}

// alle visits k and everything below it in document order until f fails.
func (k *knoten) alle(f func(*knoten) error) error {
	if err := f(k); err != nil {
		return err
	}
	for _, kind := range k.kinder {
		if err := kind.alle(f); err != nil {
			return err
		}
	}
	return nil
}
