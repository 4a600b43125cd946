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

func (m *message) submission(ctx context.Context, d adapters.Delivery,
	data *adapters.Node) (*adapters.Submission, error) {
	e, err := m.readData(data)
	if err != nil {
		return nil, err
	}
	b := adapters.NewBuilder(m.files, m.lim)
	f, err := m.form(b, e)
	if err != nil {
		return nil, err
	}
	if err := addDocuments(b, e, f); err != nil {
		return nil, err
	}
	if err := fillHeader(ctx, d, b, e, f); err != nil {
		return nil, err
	}
	fillApplicant(b, e, f)
	t := &tree{b: b, envelope: e, form: f}
	b.Submission.Antragsdaten = append(t.children(append(same{f.primary}, f.others...), ""), accountFields(f)...)
	return b.Finish(m.div)
}

// addDocuments makes documents of the attachments. The data files are not among them: they are the
// form server's, and the raw delivery is kept anyway.
func addDocuments(b *adapters.Builder, e *envelope, f *form) error {
	formID := e.text("primaryFormAttachmentId")
	representation := e.first(formID)
	if representation == nil && formID != "" {
		b.Note("representation_missing", "",
			"Die Lieferung nennt eine Darstellung des Antrags (PDF), enthält sie aber nicht.")
	}
	if formID == "" {
		representation = e.first(defaultFormID)
	}
	for _, a := range e.attachments {
		if f.taken[a] {
			continue
		}
		role := adapters.Attachment
		if a == representation {
			role, a.claimed = adapters.Representation, true
		}
		id, err := b.AddDocument(role, a.name, a.file)
		if err != nil {
			return err
		}
		a.document = id
		b.Document(id).Beschreibung = a.description
		if a.signed {
			b.Note("signature_unchecked", "",
				"Der Formularserver kennzeichnet mindestens eine Datei als signiert. Die Signatur wurde nicht geprüft.")
		}
	}
	return nil
}

func fillHeader(ctx context.Context, d adapters.Delivery, b *adapters.Builder, e *envelope, f *form) error {
	s := b.Submission
	own := func(name string) string { return f.attr(transactionSpace, name) }
	s.Formular = adapters.Formular{Schluessel: firstOf(e.text("formId"), own("form-id")), Version: own("form-version"),
		Titel: firstOf(e.text("form"), own("form"))}
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
			b.Note("timestamp_unreadable", "",
				"Der Zeitpunkt der Einreichung ist nicht lesbar; es gilt der Zeitpunkt des Eingangs.")
		}
	}
	s.Einheit = firstOf(e.customValues(d.Settings, settingUnit)...)
	b.SetRegion(firstOf(e.customValues(d.Settings, settingRegion)...))
	for _, v := range e.customValues(d.Settings, settingLeika) {
		b.AddLeika(v)
	}
	return nil
}

// customValues are the values of the custom parameters that a setting names, in its order.
func (e *envelope) customValues(set map[string]string, setting string) (values []string) {
	for _, key := range customKeys(set, setting) {
		values = append(values, e.custom[key]...)
	}
	return values
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
