package formcycle

import (
	"io"
	"slices"
	"strings"

	"kontor/adapters"
)

// Attributes of any element of an XML template. All others are read as fields of their element.
var (
	nameAttributes  = []string{"name"} // the field's name; without one the element's own
	labelAttributes = []string{"label", "bezeichnung"}
	valueAttributes = []string{"wert", "value"} // the value of an element without content
)

// readXML reads a body that the form builder wrote as a template in XML. The layout is as free as in
// JSON, with the same names: elements are members, and <feld name="…"> is the element of that name.
func (r *request) readXML(body io.Reader, charset string) error {
	root, err := adapters.ReadXML(body, r.lim, charset)
	if err != nil {
		return err
	}
	members := r.xmlMembers(root)
	for _, a := range root.Attrs { // nothing stands above the root that they could belong to
		if a.Name.Space == "" && describing(root, a.Name.Local) {
			members = append(members, textMember(a.Name.Local, a.Value))
		}
	}
	r.template(members)
	return nil
}

// xmlMembers lists attributes, children and text of an element, in this order.
func (r *request) xmlMembers(n *adapters.Node) []adapters.JSONMember {
	members := xmlExtra(n)
	for _, c := range n.Children {
		name := firstAttr(c, nameAttributes)
		if name == "" {
			name = c.Name
		}
		members = append(members, adapters.JSONMember{Key: name, Value: r.xmlValue(c)})
	}
	if text := strings.TrimSpace(n.Text); text != "" {
		members = append(members, textMember("#text", text))
	}
	return members
}

func (r *request) xmlValue(n *adapters.Node) *adapters.JSONValue {
	v := &adapters.JSONValue{Kind: adapters.JSONObject}
	if len(n.Children) == 0 && len(xmlExtra(n)) == 0 {
		v.Kind, v.Text = adapters.JSONString, strings.TrimSpace(n.Text)
		if v.Text == "" {
			v.Text = firstAttr(n, valueAttributes)
		}
	} else {
		v.Members = r.xmlMembers(n)
	}
	if label := firstAttr(n, labelAttributes); label != "" {
		r.labels[v] = adapters.StripMarkup(label)
	}
	return v
}

// xmlExtra lists the attributes that are data. Those with a namespace are notation.
func xmlExtra(n *adapters.Node) (members []adapters.JSONMember) {
	for _, a := range n.Attrs {
		if a.Name.Space == "" && a.Name.Local != "xmlns" && !describing(n, a.Name.Local) {
			members = append(members, textMember(a.Name.Local, a.Value))
		}
	}
	return members
}

// describing tells the attributes that say something of the element itself.
func describing(n *adapters.Node, attribute string) bool {
	empty := len(n.Children) == 0 && strings.TrimSpace(n.Text) == ""
	return slices.Contains(nameAttributes, attribute) || slices.Contains(labelAttributes, attribute) ||
		empty && slices.Contains(valueAttributes, attribute)
}

func textMember(key, text string) adapters.JSONMember {
	return adapters.JSONMember{Key: key, Value: &adapters.JSONValue{Kind: adapters.JSONString, Text: text}}
}

func firstAttr(n *adapters.Node, names []string) string {
	for _, name := range names {
		if v, _ := n.Attr("", name); strings.TrimSpace(v) != "" {
			return strings.TrimSpace(v)
		}
	}
	return ""
}
