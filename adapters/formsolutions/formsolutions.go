// Package formsolutions takes deliveries of Form-Solutions (MACH formsolutions, Antragsmanagement 4.0): the JSON
// envelope of the Submission-API, fetched by Pull or pushed to us, and the files the vendor's receiver writes into a
// folder, which Pull turns into one ZIP each (form-systems §2). Settings are in settings.go.
//
// For the API Source.URL is the base, for example https://…/submission/api, with or without a version at its end;
// Source.User is the Mandantennummer, Source.Password the API key.
package formsolutions

import (
	"context"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kontor/adapters"
)

// Adapter is the adapter for Form-Solutions.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "formsolutions".
func (Adapter) Name() string { return "formsolutions" }

// Answer renders a small JSON document.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

// envelope is one detail document of the API while it is read.
type envelope struct {
	root  *adapters.JSONValue
	div   *adapters.Diverter
	b     *adapters.Builder
	files adapters.Files
	lim   adapters.Limits
}

// Parse reads one submission: an envelope, or the files of the folder in a ZIP.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	typ, params := adapters.MediaType(d.Header.Get("Content-Type"))
	if d.Path == folderPath || typ == bundleType || typ == "application/x-zip-compressed" {
		return parseBundle(ctx, d, files)
	}
	if isMail(typ, params) {
		return parseMail(ctx, d, files)
	}
	return parseEnvelope(ctx, d, files, params["charset"])
}

// parseEnvelope reads one envelope with its PDF, XML and ZIP of attachments.
func parseEnvelope(ctx context.Context, d adapters.Delivery, files adapters.Files,
	charset string) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	e := &envelope{div: adapters.DivertBase64(body, files, lim, adapters.SyntaxJSON, "pdf", "xml", "attachments"),
		b: adapters.NewBuilder(files, lim), files: files, lim: lim}
	if e.root, err = adapters.ReadJSON(e.div, lim, charset); err != nil {
		return nil, err
	}
	if e.root.Kind != adapters.JSONObject {
		return nil, adapters.Fail(adapters.Malformed, "envelope_not_object",
			"Die Lieferung ist kein einzelner Antrag (JSON-Objekt). Bitte den Antrag einzeln und nicht als Liste senden.")
	}
	form, err := e.form()
	if err != nil {
		return nil, err
	}
	if err := e.documents(); err != nil {
		return nil, err
	}
	if err := e.header(ctx, d); err != nil {
		return nil, err
	}
	e.payload()
	e.fill(form)
	return e.b.Finish(e.div)
}

// infoText is the technical name of the component that fills applicationInfoText (SEEN).
const infoText = "INFOTEXT"

// fill takes over what the form itself says.
func (e *envelope) fill(form *adapters.Node) {
	e.applicant(form)
	if form == nil {
		return
	}
	for _, c := range form.Children {
		if fieldName(c) == infoText {
			e.b.Reference("portal", c.Text)
		}
	}
	t := tree{b: e.b}
	e.b.Submission.Antragsdaten = append(t.children(form, ""), e.account(form)...)
}

// tenantPattern: userID is tenant plus a number (INFERRED from "22222222-2222-0126").
var tenantPattern = regexp.MustCompile(`^(\d{8}-\d{4})(-\d+)?$`)

// identify makes the Kennung of tenant and transID; the tenant may be unknown.
func (e *envelope) identify(ctx context.Context, d adapters.Delivery, tenant, id string) error {
	switch {
	case id != "" && tenant != "":
		e.b.Submission.Kennung = adapters.JoinKennung(tenant, id)
	case id != "":
		e.b.Submission.Kennung = adapters.JoinKennung(id)
	}
	if e.b.Submission.Kennung != "" {
		return nil
	}
	hash, err := adapters.BodyHash(ctx, d)
	if err != nil {
		return err
	}
	e.b.Submission.Kennung = adapters.JoinKennung("sha256", hash)
	e.b.Note("kennung_missing", "", "Die Lieferung hat keine Transaktionsnummer (transID). Doppelte werden nur bei gleichem Inhalt erkannt.")
	return nil
}

func (e *envelope) header(ctx context.Context, d adapters.Delivery) error {
	s := e.b.Submission
	tenant := e.root.String("userID")
	if m := tenantPattern.FindStringSubmatch(tenant); m != nil {
		tenant = m[1]
	}
	if err := e.identify(ctx, d, tenant, e.root.String("transID")); err != nil {
		return err
	}
	s.Formular = adapters.Formular{Schluessel: e.root.String("identifier")}
	e.b.Reference("portal", e.root.String("applicationInfoText"))
	if stamp := e.root.String("submissionDate"); stamp != "" {
		ms, err := strconv.ParseInt(stamp, 10, 64) // epoch milliseconds, SEEN
		if at := time.UnixMilli(ms).UTC(); err == nil && at.Year() >= 1990 && at.Year() < 10000 {
			s.EingereichtAm = &at
		} else {
			e.b.Note("timestamp_unreadable", "",
				"Der Zeitpunkt der Einreichung ist nicht lesbar; es gilt der Zeitpunkt des Eingangs.")
		}
	}
	if kind := e.root.Get("options").String("submissionType"); kind != "" && kind != "REGULAR" {
		e.b.Note("submission_type", "", "Der Formularserver kennzeichnet den Antrag nicht als gewöhnliche Einreichung (submissionType). Bitte prüfen, ob er echt ist.")
	}
	switch kind := e.root.Get("options").String("paymentType"); kind {
	case "":
	case "NONE":
		s.Zahlung = &adapters.Zahlung{Zustand: "keine"}
	default:
		s.Zahlung = &adapters.Zahlung{Zustand: "unbekannt", Art: adapters.CleanLine(kind)}
	}
	return nil
}

// payload holds what the form was started with, as an object or as JSON in a string. That unit and
// LeiKa key travel here is an agreement with the form builder (INFERRED).
func (e *envelope) payload() {
	v := e.root.Get("payload")
	if v != nil && v.Kind == adapters.JSONString && strings.TrimSpace(v.Text) != "" {
		inner, err := adapters.ReadJSON(strings.NewReader(v.Text), e.lim, "")
		if err != nil || inner.Kind != adapters.JSONObject {
			e.b.Reference("ordnungsziffer", v.Text)
			return
		}
		v = inner
	}
	if v == nil {
		return
	}
	for _, m := range v.Members {
		text := v.String(m.Key)
		switch m.Key {
		case "organisationseinheit":
			e.b.Submission.Einheit = text
		case "leika":
			e.b.AddLeika(text)
		case "region":
			if text = adapters.CleanLine(text); adapters.IsRegion(text) {
				e.b.Submission.Region = text
			} else {
				e.b.Reference("region", text)
			}
		default:
			e.b.Reference(adapters.CleanLine(m.Key), text)
		}
	}
}

// documents: the PDF is the representation, the ZIP holds the uploads.
func (e *envelope) documents() error {
	id := e.root.String("transID")
	if pdf := e.root.String("pdf"); pdf != "" {
		f, err := e.div.Content(pdf)
		if err != nil {
			return err
		}
		if _, err := e.b.AddDocument(adapters.Representation, adapters.CleanFilename(id+".pdf"), f); err != nil {
			return err
		}
	} else {
		e.noPDF()
	}
	packed := e.root.String("attachments")
	if packed == "" {
		return nil
	}
	f, err := e.div.Content(packed)
	if err != nil || f.Groesse == 0 {
		return err
	}
	return e.attachments(f)
}

// attachments unpacks the ZIP with the uploads.
func (e *envelope) attachments(f adapters.File) error {
	zip, err := adapters.OpenStored(e.files, f)
	if err != nil {
		return err
	}
	defer zip.Close()
	return adapters.Unzip(zip, f.Groesse, e.lim, func(name string, content io.Reader) error {
		_, err := e.b.PutDocument(adapters.Attachment, name, content)
		return err
	})
}

func (e *envelope) noPDF() {
	e.b.Note("representation_missing", "", "Die Lieferung enthält kein PDF des Antrags.")
}

func (e *envelope) noForm() {
	e.b.Note("form_data_missing", "", "Die Lieferung enthält keine Formulardaten (xml); nur das PDF zeigt den Antrag.")
}

// form reads the form XML, base64 (INFERRED) or plain. Its layout is not documented.
func (e *envelope) form() (*adapters.Node, error) {
	text := e.root.String("xml")
	if text == "" {
		e.noForm()
		return nil, nil
	}
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		return adapters.ReadXML(strings.NewReader(text), e.lim, "utf-8")
	}
	f, err := e.div.Content(text)
	if err != nil {
		return nil, err
	}
	return e.readForm(f)
}

func (e *envelope) readForm(f adapters.File) (*adapters.Node, error) {
	r, err := adapters.OpenStored(e.files, f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return adapters.ReadXML(r, e.lim, "")
}
