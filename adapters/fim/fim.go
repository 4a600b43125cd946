// Package fim takes a FIT-Connect submission after decryption, as one bundle of multipart/form-data:
//
//	submission      JSON, optional: what the delivery service says of it – submissionId, caseId, destinationId,
//
// region,
//
//	                publicService or serviceType {identifier, name}, and submittedAt (RFC 3339) from the event log
//	metadata        JSON, the decrypted metadata
//	data            application/json or application/xml, the decrypted data
//	<attachmentId>  one part per announced attachment, fragments joined
//
// The bytes of data and attachments are the decrypted ones: their SHA-512 must be those of the metadata. The Kennung is
// the submissionId – of the part submission, else of the query (?submissionId=…); a header would not be kept for a
// later reading. Without one it is the hash of the metadata, which itself names the hashes of everything else.
//
// Metadata members are SEEN in the schema 2.1.0 and of 1.x as far as known (fit-connect §3); the field numbers are the
// names of the Antragsdaten, labels come from the XDatenfelder schema (package xdatenfelder).
package fim

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"io"
	"strings"

	"kontor/adapters"
)

// Names of the parts that are no attachment.
const (
	partSubmission = "submission"
	partMetadata   = "metadata"
	partData       = "data"
)

// Adapter is the adapter for decrypted FIT-Connect submissions with FIM data.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "fim".
func (Adapter) Name() string { return "fim" }

// Answer renders a small JSON document.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	return adapters.AnswerJSON(o)
}

// document is one JSON or XML part, kept whole: its bytes are hashed before they are read.
type document struct {
	content []byte
	typ     string // declared media type
	charset string
}

// attachment is one file part.
type attachment struct {
	file   adapters.File
	sha512 string
	taken  bool // announced by the metadata
}

// bundle is one delivery while it is read.
type bundle struct {
	b         *adapters.Builder
	files     adapters.Files
	lim       adapters.Limits
	documents map[string]*document
	parts     map[string]*attachment // by part name in lower case
	order     []string

	submission *adapters.JSONValue // nil where the part is missing
	metadata   *adapters.JSONValue
	documentOf map[string]string // attachmentId in lower case to id of the Dokument
}

// Parse reads the bundle and holds it against the hashes of its metadata.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	if typ, _ := adapters.MediaType(d.Header.Get("Content-Type")); !strings.HasPrefix(typ, "multipart/") {
		return nil, adapters.Fail(adapters.Malformed, "content_type_unsupported",
			"Erwartet wird multipart/form-data mit den Teilen metadata, data und den Anlagen. Bitte den Absender prüfen.")
	}
	lim := d.Limits.WithDefaults()
	x := &bundle{b: adapters.NewBuilder(files, lim), files: files, lim: lim,
		documents: map[string]*document{}, parts: map[string]*attachment{}, documentOf: map[string]string{}}
	if err := adapters.ReadParts(body, d.Header, lim, x.part); err != nil {
		return nil, err
	}
	if err := x.open(); err != nil {
		return nil, err
	}
	if err := x.verify(); err != nil {
		return nil, err
	}
	x.head(d)
	x.applicant()
	if err := x.data(); err != nil {
		return nil, err
	}
	return x.b.Finish(nil)
}

func (x *bundle) part(p *adapters.Part) error {
	switch p.Name {
	case partSubmission, partMetadata, partData:
		if x.documents[p.Name] != nil {
			return repeated(p.Name)
		}
		content, err := adapters.ReadDocument(p.Body, x.lim)
		x.documents[p.Name] = &document{content: content, typ: p.Type, charset: p.Charset}
		return err
	}
	name := strings.ToLower(strings.TrimSpace(p.Name))
	if x.parts[name] != nil {
		return repeated("")
	}
	if len(x.parts) >= x.lim.Files {
		return adapters.Fail(adapters.Refused, "too_many_files",
			"Die Lieferung enthält mehr Anlagen als erlaubt. Bitte die Anlagen zusammenfassen oder die Grenze für den Zugang erhöhen.")
	}
	h := sha512.New()
	f, err := adapters.Store(x.files, io.TeeReader(p.Body, h))
	x.parts[name] = &attachment{file: f, sha512: hex.EncodeToString(h.Sum(nil))}
	x.order = append(x.order, name)
	return err
}

func repeated(name string) error {
	which := "Der Teil einer Anlage"
	if name != "" {
		which = "Der Teil " + name
	}
	return adapters.Fail(adapters.Malformed, "part_repeated", which+
		" kommt mehrfach vor; welcher gilt, ist unklar. Bitte jeden Teil nur einmal senden.")
}

// open reads the JSON of metadata and submission.
func (x *bundle) open() (err error) {
	if x.documents[partMetadata] == nil {
		return missing("Der Lieferung fehlt der Teil metadata.")
	}
	if x.metadata, err = x.object(partMetadata); err != nil {
		return err
	}
	if x.documents[partSubmission] != nil {
		x.submission, err = x.object(partSubmission)
	}
	return err
}

func (x *bundle) object(name string) (*adapters.JSONValue, error) {
	doc := x.documents[name]
	v, err := adapters.ReadJSON(bytes.NewReader(doc.content), x.lim, doc.charset)
	if err == nil && v.Kind != adapters.JSONObject {
		err = adapters.Fail(adapters.Malformed, "json_not_object", "Der Teil "+name+
			" ist kein JSON-Objekt. Bitte den Absender prüfen.")
	}
	return v, err
}

// head fills what identifies submission, form and service.
func (x *bundle) head(d adapters.Delivery) {
	s := x.b.Submission
	s.Kennung = adapters.JoinKennung(firstOf(x.submission.String("submissionId"), d.Query.Get("submissionId")))
	if s.Kennung == "" {
		sum := sha256.Sum256(x.documents[partMetadata].content)
		s.Kennung = adapters.JoinKennung("sha256", hex.EncodeToString(sum[:]))
		x.b.Note("kennung_missing", "", "Die Lieferung nennt keine submissionId. Doppelte werden nur bei gleichen Metadaten erkannt.")
	}
	x.b.Reference("fitconnect_case", x.submission.String("caseId"))
	x.b.Reference("zustellpunkt", x.submission.String("destinationId"))
	if text := x.submission.String("submittedAt"); text != "" {
		t, ok := adapters.ParseInstant(text)
		if ok {
			s.EingereichtAm = &t
		} else {
			x.b.Note("time_unreadable", "", "Der Zeitpunkt der Einreichung ist nicht lesbar; es gilt der Eingang.")
		}
	}
	s.Formular.Schluessel, s.Formular.Version = formKey(x.metadata.Get("contentStructure").Get(partData).Get(
		"submissionSchema").String("schemaUri"))
	x.service()
	x.region()
	info := x.metadata.Get("additionalReferenceInfo")
	x.b.Reference("absender", info.String("senderReference"))
	x.b.Reference("antragsdatum", info.String("applicationDate"))
	x.b.Reference("bundid_antrag", info.String("idBundDeApplicationId"))
	if consent := info.String("zustimmungZumDigitalenBescheid"); consent == "true" || consent == "false" {
		x.b.Reference("zustimmung_digitaler_bescheid", strings.ToLower(adapters.YesNo(consent)))
	}
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}
