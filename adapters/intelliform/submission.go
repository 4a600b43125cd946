package intelliform

import (
	"context"

	"kontor/adapters"
)

// Namespaces of the form XML. SEEN.
const (
	transactionSpace = "http://xmlns.cit.de/intelliform/transaction"
	userSpace        = "http://xmlns.cit.de/intelliform/user"
	internalSpace    = "http://xmlns.cit.de/assistants/internal"
	annotationSpace  = "http://xmlns.cit.de/intelliform/pages/annotation/1.0"
	schemaSpace      = "http://www.w3.org/2001/XMLSchema-instance"
)

func (m *message) submission(ctx context.Context, d adapters.Delivery, data *adapters.Node) (*adapters.Submission, error) {
	e, err := m.readData(data)
	if err != nil {
		return nil, err
	}
	primary, rawForm, err := e.dataAttachments()
	if err != nil {
		return nil, err
	}
	b := adapters.NewBuilder(m.files, m.lim)
	root, err := m.formXML(primary)
	if err != nil {
		return nil, err
	}
	raw, err := m.rawXML(b, rawForm)
	if err != nil {
		return nil, err
	}
	if err := addDocuments(b, e, primary, rawForm); err != nil {
		return nil, err
	}
	if err := fillHeader(ctx, d, b, e, root); err != nil {
		return nil, err
	}
	fillApplicant(b, e, root)
	t := &tree{b: b, envelope: e}
	b.Submission.Antragsdaten = t.children(root, raw, "")
	return b.Finish(m.div)
}

func (m *message) formXML(a *attachment) (*adapters.Node, error) {
	r, err := adapters.OpenStored(m.files, a.file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return adapters.ReadXML(r, m.lim, "")
}

// rawXML reads the raw form. It only adds labels, so a broken one costs labels and not the case;
// a hostile one still stops the delivery.
func (m *message) rawXML(b *adapters.Builder, a *attachment) (*adapters.Node, error) {
	if a == nil {
		return nil, nil
	}
	root, err := m.formXML(a)
	if err != nil && adapters.HasCode(err, adapters.Malformed) {
		b.Note("raw_form_unreadable", "", "Der XML-Datensatz in Rohform ist nicht lesbar. Auswahlfelder zeigen deshalb nur ihren Code.")
		return nil, nil
	}
	return root, err
}

// addDocuments makes documents of the attachments. The data files are not among them: they are the
// form server's, and the raw delivery is kept anyway.
func addDocuments(b *adapters.Builder, e *envelope, primary, rawForm *attachment) error {
	formID := e.text("primaryFormAttachmentId")
	form := e.first(formID)
	if form == nil && formID != "" {
		b.Note("representation_missing", "", "Die Lieferung nennt eine Darstellung des Antrags (PDF), enthält sie aber nicht.")
	}
	if formID == "" {
		form = e.first(defaultFormID)
	}
	for _, a := range e.attachments {
		if a == primary || a == rawForm {
			continue
		}
		role := adapters.Attachment
		if a == form {
			role, a.claimed = adapters.Representation, true
		}
		id, err := b.AddDocument(role, a.name, a.file)
		if err != nil {
			return err
		}
		a.document = id
		b.Document(id).Beschreibung = a.description
	}
	return nil
}

func fillHeader(ctx context.Context, d adapters.Delivery, b *adapters.Builder, e *envelope, root *adapters.Node) error {
	s := b.Submission
	own := func(name string) string { v, _ := root.Attr(transactionSpace, name); return v }
	s.Formular = adapters.Formular{Schluessel: firstOf(e.text("formId"), own("form-id")), Version: own("form-version"), Titel: firstOf(e.text("form"), own("form"))}
	b.Reference("uuid", own("uuid"))
	id := firstOf(e.text("id"), own("id"))
	if own("id") != id {
		b.Reference("transaktion", own("id")) // SEEN: the two ids may differ
	}
	s.Kennung = adapters.JoinKennung(e.text("clientId"), e.text("customerId"), id)
	if id == "" {
		hash, err := adapters.BodyHash(ctx, d)
		if err != nil {
			return err
		}
		s.Kennung = adapters.JoinKennung("sha256", hash)
		b.Note("kennung_missing", "", "Die Lieferung hat keine Transaktionsnummer. Doppelte Übermittlungen werden nur bei gleichem Inhalt erkannt.")
	}
	if stamp := firstOf(e.text("timestamp"), own("timestamp")); stamp != "" {
		if at, ok := adapters.ParseInstant(stamp); ok {
			s.EingereichtAm = &at
		} else {
			b.Note("timestamp_unreadable", "", "Der Zeitpunkt der Einreichung ist nicht lesbar; es gilt der Zeitpunkt des Eingangs.")
		}
	}
	for _, v := range e.custom[keyUnit] {
		s.Einheit = firstOf(s.Einheit, v)
	}
	for _, v := range e.custom[keyLeika] {
		b.AddLeika(v)
	}
	return nil
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
