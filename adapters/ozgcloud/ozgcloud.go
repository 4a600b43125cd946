// Package ozgcloud takes the multipart form interface of OZG-Cloud as the product Gover sends it
// (form-systems §4.1, SEEN for that sender): parts formData, representation and attachment.
package ozgcloud

import (
	"bufio"
	"context"
	"io"
	"strings"

	"kontor/adapters"
)

// ownDataFile is the sender's own data tree, sent as the first attachment (SEEN).
const ownDataFile = "Antrag.json"

// Adapter is the adapter for the OZG-Cloud form interface.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "ozgcloud".
func (Adapter) Name() string { return "ozgcloud" }

// Answer renders a small JSON document; the sender takes an empty body for a failure (SEEN).
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

// upload is one file part.
type upload struct {
	name     string // as sent, cleaned
	document string // id
}

// request is one delivery while it is read.
type request struct {
	root    *adapters.JSONValue
	b       *adapters.Builder
	files   adapters.Files
	lim     adapters.Limits
	uploads []upload
	ownData *adapters.File // the first attachment, if it is called Antrag.json
	first   bool           // no attachment seen yet

	bySpelling map[string][]upload // made when first needed
}

// Parse reads the multipart message, or a body that is only the content of its formData part.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	r := &request{b: adapters.NewBuilder(files, lim), files: files, lim: lim, first: true}
	typ, params := adapters.MediaType(d.Header.Get("Content-Type"))
	if strings.HasPrefix(typ, "multipart/") {
		err = adapters.ReadParts(body, d.Header, lim, r.part)
	} else {
		err = r.formData(body, params["charset"])
	}
	if err != nil {
		return nil, err
	}
	if r.root == nil {
		return nil, adapters.Fail(adapters.Incomplete, "form_data_missing",
			"Der Lieferung fehlt der Teil formData. Bitte die Schnittstelle im Formularserver prüfen.")
	}
	if err := r.header(ctx, d); err != nil {
		return nil, err
	}
	items := r.root.Get("formData")
	if items != nil && items.Kind == adapters.JSONArray {
		r.b.Submission.Antragsdaten = r.items(items, "")
	} else {
		r.b.Note("form_data_empty", "", "Die Lieferung enthält keine Antragsdaten (formData); nur das PDF zeigt den Antrag.")
	}
	if err := r.keepOwnData(); err != nil {
		return nil, err
	}
	return r.b.Finish(nil)
}

// part goes by the part's name: formData comes without file name and as application/octet-stream.
func (r *request) part(p *adapters.Part) error {
	switch {
	case p.Name == "formData" && r.root == nil:
		return r.formData(p.Body, p.Charset)
	case p.Name == "formData":
		return adapters.Fail(adapters.Malformed, "form_data_repeated",
			"Die Lieferung enthält den Teil formData mehrfach. Bitte genau einen senden.")
	case p.Name == "representation":
		_, err := r.b.PutDocument(adapters.Representation, p.Filename, p.Body)
		return err
	case p.Name == "attachment" || p.IsFile:
		return r.attachment(p)
	}
	r.b.Note("part_unknown", "", "Ein unbekannter Teil der Lieferung wurde nicht übernommen.")
	return nil
}

// attachment stores an upload. Antrag.json as the first one is the sender's own data tree: it repeats
// the Antragsdaten for machines, nobody uploaded it, and the raw delivery keeps it. So it is set aside.
func (r *request) attachment(p *adapters.Part) error {
	name := adapters.CleanFilename(p.Filename)
	first := r.first
	r.first = false
	if first && name == ownDataFile {
		f, err := adapters.Store(r.files, p.Body)
		r.ownData = &f
		return err
	}
	id, err := r.b.PutDocument(adapters.Attachment, name, p.Body)
	r.uploads = append(r.uploads, upload{name: name, document: id})
	return err
}

// keepOwnData takes Antrag.json after all if it is not JSON: then a person uploaded it.
func (r *request) keepOwnData() error {
	if r.ownData == nil {
		return nil
	}
	content, err := adapters.OpenStored(r.files, *r.ownData)
	if err != nil {
		return err
	}
	defer content.Close()
	if _, err := adapters.ReadJSON(content, r.lim, ""); err == nil {
		return nil
	} else if !adapters.HasCode(err, adapters.Malformed) {
		return nil // JSON beyond our limits is the sender's as well
	}
	_, err = r.b.AddDocument(adapters.Attachment, ownDataFile, *r.ownData)
	return err
}

func (r *request) formData(body io.Reader, charset string) (err error) {
	if r.root, err = adapters.ReadJSON(bufio.NewReader(body), r.lim, charset); err != nil {
		return err
	}
	if r.root.Kind != adapters.JSONObject {
		return adapters.Fail(adapters.Malformed, "form_data_not_object",
			"Der Teil formData ist kein JSON-Objekt mit control und formData. Bitte die Schnittstelle im Formularserver prüfen.")
	}
	return nil
}

func (r *request) header(ctx context.Context, d adapters.Delivery) error {
	s, control := r.b.Submission, r.root.Get("control")
	id := control.String("transactionId")
	s.Kennung = adapters.JoinKennung(control.String("formId"), id)
	if id == "" {
		hash, err := adapters.BodyHash(ctx, d)
		if err != nil {
			return err
		}
		s.Kennung = adapters.JoinKennung("sha256", hash)
		r.b.Note("kennung_missing", "", "Die Lieferung hat keine transactionId. Doppelte werden nur bei gleichem Inhalt erkannt.")
	}
	s.Formular = adapters.Formular{Schluessel: control.String("formId"), Titel: control.String("name")}
	place := control.Get("zustaendigeStelle")
	if s.Einheit = unit(place); s.Einheit == "" && place != nil && len(place.Members)+len(place.Items) > 0 {
		r.b.Note("unit_unreadable", "", "Die zuständige Stelle (zustaendigeStelle) nennt keine OrganisationsEinheitID und wurde nicht übernommen.")
	}
	if leika := control.Get("leikaIds"); leika != nil {
		r.b.AddLeika(leika.Text) // a single key, where it is no list
		for _, k := range leika.Items {
			r.b.AddLeika(k.Text)
		}
	}
	if account := control.Get("serviceKonto"); account != nil && account.Kind == adapters.JSONObject {
		r.account(account)
	}
	return nil
}

// unitKeys name the OrganisationsEinheitID in a zustaendigeStelle that is an object, in lower case: as the
// product says it, and as its normalised Eingang spells it (form-systems §4.1, §4.3).
var unitKeys = []string{"organisationseinheitid", "organisationseinheitenid", "id"}

// unit is the OrganisationsEinheitID. Senders give it as text or inside an object.
func unit(v *adapters.JSONValue) string {
	if v == nil || v.Kind != adapters.JSONObject {
		return scalar(v)
	}
	for _, key := range unitKeys {
		for _, m := range v.Members {
			if text := scalar(m.Value); text != "" && strings.EqualFold(m.Key, key) {
				return text
			}
		}
	}
	return ""
}

// scalar is the text of a value that is one, else empty.
func scalar(v *adapters.JSONValue) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(v.Text)
}

// account: trustLevel may be the filler "Keine Angaben" (SEEN), which is no level.
func (r *request) account(v *adapters.JSONValue) {
	a := &r.b.Submission.Antragsteller
	art := adapters.Account(v.String("type"))
	if art != "" {
		a.Konto = &adapters.Konto{Art: art}
	}
	if address := v.Get("postfachAddress").String("identifier"); address != "" {
		a.Postfach = &adapters.Postfach{Kanal: art, Adresse: adapters.CleanLine(address)}
	}
	level := v.String("trustLevel")
	a.Vertrauensniveau = adapters.TrustLevel(level)
	if level != "" && a.Vertrauensniveau == 0 {
		r.b.Note("trust_level_unknown", "", "Das mitgesendete Vertrauensniveau ist unbekannt und zählt nicht.")
	}
}
