// Package gover takes what the product Gover (Aivot) posts to an "HTTP" destination: its own JSON, uploads as
// base64 among the field values. Layout, names and the rules of the answer are SEEN in the vendor's public
// sources (form-systems §4.4); what is not seen says so where it stands.
package gover

import (
	"context"
	"strings"
	"time"
	_ "time/tzdata" // instants are read as German dates, also where the system knows no time zones

	"kontor/adapters"
)

// Adapter is the adapter for Gover's HTTP destination.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "gover".
func (Adapter) Name() string { return "gover" }

// request is one delivery while it is read.
type request struct {
	root     *adapters.JSONValue
	b        *adapters.Builder
	div      *adapters.Diverter
	settings map[string]string
}

// Parse reads one submission. Long base64 goes to files while it passes by.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	_, params := adapters.MediaType(d.Header.Get("Content-Type"))
	div := adapters.DivertBase64(body, files, lim, adapters.SyntaxJSON, "base64", "_pdf")
	root, err := adapters.ReadJSON(div, lim, params["charset"])
	if err != nil {
		return nil, err
	}
	if root.Kind != adapters.JSONObject {
		return nil, adapters.Fail(adapters.Malformed, "json_not_object",
			"Die Lieferung ist kein JSON-Objekt mit form, metadata und data. Bitte in Gover eine Schnittstelle vom Typ HTTP wählen.")
	}
	if root.Get("form") == nil && root.Get("metadata") == nil && root.Get("data") == nil {
		return nil, adapters.Fail(adapters.Incomplete, "form_data_missing",
			"Die Lieferung enthält weder form noch metadata noch data und ist kein Antrag aus Gover. Bitte prüfen, wohin Gover sendet.")
	}
	r := &request{root: root, b: adapters.NewBuilder(files, lim), div: div, settings: d.Settings}
	if err := r.head(ctx, d); err != nil {
		return nil, err
	}
	if err := r.representation(); err != nil {
		return nil, err
	}
	r.applicant()
	r.payment()
	if err := r.data(); err != nil {
		return nil, err
	}
	return r.b.Finish(div)
}

// sections are the members of the envelope (SEEN).
var sections = map[string]bool{"form": true, "metadata": true, "authentication": true, "data": true, "user": true,
	"payment": true, "_pdf": true}

func (r *request) head(ctx context.Context, d adapters.Delivery) error {
	s, form, meta := r.b.Submission, r.root.Get("form"), r.root.Get("metadata")
	id := meta.String("submission_id")
	s.Kennung = adapters.JoinKennung(id)
	if s.Kennung == "" {
		hash, err := adapters.BodyHash(ctx, d)
		if err != nil {
			return err
		}
		s.Kennung = adapters.JoinKennung("sha256", hash)
		r.b.Note("kennung_missing", "", "Die Lieferung hat keine submission_id. Doppelte werden nur bei gleichem Inhalt erkannt.")
	}
	s.Formular = adapters.Formular{Schluessel: firstOf(form.String("slug"), form.String("name"), form.String("id")),
		Version: form.String("version"), Titel: firstOf(form.String("headline"), form.String("name"))}
	s.Einheit = form.String("responsible_department_id")
	s.EingereichtAm = r.submitted(meta.String("submitted"))
	if meta.String("is_test_submission") == "true" {
		r.b.Reference("testeinreichung", "ja")
		r.b.Note("test_submission", "", "Gover hat den Antrag als Testeinreichung gekennzeichnet. Bitte nicht als echten Antrag bearbeiten.")
	}
	for _, m := range r.root.Members {
		if !sections[m.Key] {
			r.b.Note("part_unknown", "",
				"Ein unbekannter Abschnitt der Lieferung wurde nicht übernommen; er steht in den Rohdaten.")
		}
	}
	return nil
}

// submitted reads the time of the submission. It comes without a zone (SEEN), in that of the server.
func (r *request) submitted(text string) *time.Time {
	if text == "" {
		return nil
	}
	t, ok := adapters.ParseInstant(text)
	if !ok {
		local, err := time.ParseInLocation("2006-01-02T15:04:05.999999999", strings.TrimSpace(text),
			location(r.setting(zoneSetting)))
		if err != nil || local.Year() < 1000 {
			r.b.Note("time_unreadable", "", "Der Zeitpunkt der Einreichung ist nicht lesbar; es gilt der Eingang.")
			return nil
		}
		t = local.UTC()
	}
	return &t
}

func (r *request) representation() error {
	pdf := r.root.Get("_pdf")
	if pdf == nil || pdf.Kind == adapters.JSONNull || pdf.Text == "" {
		r.b.Note("representation_missing", "", "Die Lieferung enthält kein PDF des Antrags.")
		return nil
	}
	f, err := r.div.Content(pdf.Text)
	if err != nil {
		return err
	}
	_, err = r.b.AddDocument(adapters.Representation, "Antrag.pdf", f)
	return err
}

// paymentStates maps payment.status (SEEN names of the vendor, BOOKED from XBezahldienste).
var paymentStates = map[string]string{"PAYED": "bezahlt", "BOOKED": "bezahlt", "INITIAL": "offen",
	"FAILED": "fehlgeschlagen", "CANCELED": "fehlgeschlagen"}

func (r *request) payment() {
	p := r.root.Get("payment")
	if p == nil || p.Kind != adapters.JSONObject {
		return
	}
	z := &adapters.Zahlung{Zustand: "keine"}
	if p.String("active") == "true" {
		z.Zustand = firstOf(paymentStates[p.String("status")], "unbekannt")
		z.Art, z.Waehrung = adapters.CleanLine(p.String("method")), adapters.CleanLine(p.String("currency"))
		z.Referenz = adapters.CleanLine(p.String("request_id"))
		z.Betrag = r.b.PaidAmount(p.Get("amount"))
		if p.Get("provider").String("is_test_provider") == "true" {
			r.b.Note("test_payment", "", "Die Zahlung lief über einen Test-Bezahldienst; es ist kein Geld geflossen.")
		}
	}
	r.b.Submission.Zahlung = z
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
