package intelliform

import (
	"strings"

	"kontor/adapters"
)

// maxFlavours bounds the attachments that are read to see whether they are a flavour of the form data.
const maxFlavours = 4

// form is the form data of one delivery. Up to three flavours of the same tree may come along (SEEN,
// form-systems §1.3): plain data, the raw form (Rohform) with a: attributes, and an annotated document
// with ifp: and xsi: attributes. One is the primary attachment and gives the fields; the others add what
// it lacks.
type form struct {
	primary *adapters.Node
	others  []*adapters.Node
	taken   map[*attachment]bool // attachments that are form data and no documents
	fileIDs map[string]bool      // ids that the file elements name
}

func (m *message) form(b *adapters.Builder, e *envelope) (*form, error) {
	primary, err := e.primary()
	if err != nil {
		return nil, err
	}
	root, err := m.formXML(primary)
	if err != nil {
		return nil, err
	}
	f := &form{primary: root, taken: map[*attachment]bool{primary: true}, fileIDs: map[string]bool{}}
	f.collectFiles(root)
	tried := 0
	for _, a := range e.attachments {
		if a == primary || !a.looksLikeXML() || f.fileIDs[a.id] || tried >= maxFlavours {
			continue
		}
		tried++
		if err := m.flavour(b, f, a, a.id == primary.id ||
			strings.Contains(strings.ToLower(a.name), rawFormName)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// flavour takes one attachment as form data: always if its id or name says so, else if its content does.
// It only adds labels and types, so a broken one costs those and not the case; a hostile one that was
// announced as form data still stops the delivery.
func (m *message) flavour(b *adapters.Builder, f *form, a *attachment, announced bool) error {
	root, err := m.formXML(a)
	switch {
	case err == nil && (announced || root.Name == f.primary.Name && root.Space == f.primary.Space && annotated(root)):
		f.taken[a] = true
		f.others = append(f.others, root)
	case err != nil && adapters.HasCode(err, adapters.Unavailable):
		return err
	case err != nil && announced && adapters.HasCode(err, adapters.Malformed):
		f.taken[a] = true
		b.Note("raw_form_unreadable", "",
			"Der XML-Datensatz in Rohform ist nicht lesbar. Auswahlfelder zeigen deshalb nur ihren Code.")
	case err != nil && announced:
		return err
	}
	return nil
}

// annotated tells whether any element carries attributes of the raw or the annotated flavour.
func annotated(n *adapters.Node) bool {
	for _, a := range n.Attrs {
		if a.Name.Space == internalSpace || a.Name.Space == annotationSpace {
			return true
		}
	}
	for _, c := range n.Children {
		if annotated(c) {
			return true
		}
	}
	return false
}

func (f *form) collectFiles(n *adapters.Node) {
	if n.Name == "file" {
		if id, _ := n.Attr("", "id"); id != "" {
			f.fileIDs[id] = true
		}
	}
	for _, c := range n.Children {
		f.collectFiles(c)
	}
}

// attr is an attribute of the root, in whatever flavour it stands. Names of u: attributes depend on the
// operator of the login, so case does not count.
func (f *form) attr(space, name string) string {
	for _, root := range append([]*adapters.Node{f.primary}, f.others...) {
		for _, a := range root.Attrs {
			if v := strings.TrimSpace(a.Value); v != "" && a.Name.Space == space &&
				strings.EqualFold(a.Name.Local, name) {
				return v
			}
		}
	}
	return ""
}

func (m *message) formXML(a *attachment) (*adapters.Node, error) {
	r, err := adapters.OpenStored(m.files, a.file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return adapters.ReadXML(r, m.lim, "")
}
