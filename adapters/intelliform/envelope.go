package intelliform

import (
	"net/url"
	"strings"

	"kontor/adapters"
)

// Names that were INFERRED, not seen in every installation.
const (
	defaultDataID = "myForm-xml" // where primaryDataAttachmentId is empty
	defaultFormID = "myForm-pdf" // where primaryFormAttachmentId is absent
	rawFormName   = "rohform"    // part of the name of the raw form's attachment, lower case
)

// Keys that intelliForm itself gives (SEEN), in lower case. Custom parameters that no setting names are
// the routing of the form server and are left in the stored delivery.
const (
	keyLevel        = "x-intelliform-effective-login-level"
	keyOriginalName = "x-intelliform-original-name"
	keySigned       = "x-intelliform-signed"
)

// attachment is one attachments element with its content in Files.
type attachment struct {
	id, name, description, contentType string
	file                               adapters.File
	document                           string // id of the Dokument, once it is one
	claimed                            bool   // a file element named it
	signed                             bool   // the form server says so
}

// envelope is depositData. Attachment ids are not unique (SEEN): the first match wins.
type envelope struct {
	attachments []*attachment
	custom      map[string][]string
	node        *adapters.Node
}

func (e *envelope) text(name string) string { return e.node.ChildText(name) }

func (e *envelope) first(id string) *attachment {
	for _, a := range e.attachments {
		if a.id == id && id != "" {
			return a
		}
	}
	return nil
}

func (m *message) readData(data *adapters.Node) (*envelope, error) {
	e := &envelope{custom: map[string][]string{}, node: data}
	for _, c := range data.Children {
		if empty, _ := c.Attr(schemaSpace, "nil"); empty == "true" || empty == "1" {
			continue // attachments and customParameters are nillable (SEEN)
		}
		switch c.Name {
		case "attachments":
			a, err := m.attachment(c)
			if err != nil {
				return nil, err
			}
			if len(e.attachments) >= m.lim.Files {
				return nil, adapters.Fail(adapters.Refused, "too_many_files",
					"Die Lieferung enthält mehr Anhänge als erlaubt. Bitte die Grenze für den Zugang erhöhen.")
			}
			e.attachments = append(e.attachments, a)
		case "customParameters":
			key := strings.ToLower(c.ChildText("key"))
			e.custom[key] = append(e.custom[key], c.ChildText("value"))
		}
	}
	return e, nil
}

func (m *message) attachment(n *adapters.Node) (*attachment, error) {
	a := &attachment{id: n.ChildText("id"), name: n.ChildText("name"), description: n.ChildText("description"),
		contentType: n.ChildText("contentType")}
	for _, c := range n.Children {
		if c.Name != "attributes" {
			continue
		}
		switch value := c.ChildText("value"); strings.ToLower(c.ChildText("key")) {
		case keyOriginalName:
			a.name = firstOf(a.name, value)
		case keySigned:
			a.signed = value == "true"
		}
	}
	content := n.Child("content")
	if content == nil {
		return nil, adapters.Fail(adapters.Incomplete, "attachment_content_missing",
			"Ein Anhang (attachments) hat kein Element content. Bitte den Antrag erneut übermitteln.")
	}
	var err error
	if include := content.Child("Include"); include != nil && include.Space == xopSpace {
		a.file, err = m.include(include)
	} else {
		a.file, err = m.div.Content(content.Text)
	}
	return a, err
}

// include resolves an xop:Include. cid URLs are percent-encoded (RFC 2392), Content-IDs are not.
func (m *message) include(n *adapters.Node) (adapters.File, error) {
	href, _ := n.Attr("", "href")
	cid, isCid := strings.CutPrefix(href, "cid:")
	if decoded, err := url.PathUnescape(cid); err == nil && isCid {
		if f, ok := m.parts[decoded]; ok {
			return f, nil
		}
		if f, ok := m.parts[cid]; ok {
			return f, nil
		}
	}
	return adapters.File{}, adapters.Fail(adapters.Incomplete, "xop_part_missing",
		"Ein Anhang verweist auf einen MIME-Teil (xop:Include), der in der Lieferung fehlt. Bitte den Antrag erneut übermitteln.")
}

// primary is the attachment with the form data: the first one of the id, which is not unique (SEEN).
func (e *envelope) primary() (*attachment, error) {
	if a := e.first(firstOf(e.text("primaryDataAttachmentId"), defaultDataID)); a != nil {
		return a, nil
	}
	return nil, adapters.Fail(adapters.Incomplete, "primary_attachment_missing",
		"primaryDataAttachmentId verweist auf keinen Anhang. Bitte in der Formulareinstellung prüfen, ob die XML-Daten mitgesendet werden.")
}

func (a *attachment) looksLikeXML() bool {
	return strings.Contains(strings.ToLower(a.contentType), "xml") || strings.HasSuffix(strings.ToLower(a.name), ".xml")
}
