// Package intelliform takes deliveries of cit intelliForm (in the north: AFM), which calls the back
// office as a SOAP 1.1 service with the operations deposit and prefill (form-systems §1, SEEN unless said
// otherwise).
package intelliform

import (
	"context"
	"io"
	"strings"

	"kontor/adapters"
)

// Names on the wire. SEEN in the vendor's WSDL: only the operation is qualified, its children are not.
const (
	soapSpace    = "http://schemas.xmlsoap.org/soap/envelope/"
	depositSpace = "http://xmlns.cit.de/intelliform/2009/webservices/backend"
	xopSpace     = "http://www.w3.org/2004/08/xop/include"
)

// Adapter is the adapter for intelliForm.
type Adapter struct{}

// New returns the adapter.
func New() Adapter { return Adapter{} }

// Name is "intelliform".
func (Adapter) Name() string { return "intelliform" }

// message is one SOAP message with everything that came beside it.
type message struct {
	root  *adapters.Node
	div   *adapters.Diverter
	files adapters.Files
	lim   adapters.Limits
	parts map[string]adapters.File // MTOM parts by Content-ID
}

// Parse reads one deposit call, with content inline or as MTOM/XOP parts.
func (Adapter) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	body, err := adapters.OpenBody(ctx, d)
	if err != nil {
		return nil, err
	}
	m := &message{files: files, lim: d.Limits.WithDefaults(), parts: map[string]adapters.File{}}
	typ, params := adapters.MediaType(d.Header.Get("Content-Type"))
	if strings.HasPrefix(typ, "multipart/") {
		err = m.readParts(body, d, strings.Trim(params["start"], "<>"))
	} else {
		err = m.readEnvelope(body, params["charset"])
	}
	if err != nil {
		return nil, err
	}
	data, err := m.depositData(d.Settings)
	if err != nil {
		return nil, err
	}
	return m.submission(ctx, d, data)
}

// readParts reads multipart/related. The root is the part named by start, else the first one.
func (m *message) readParts(body io.Reader, d adapters.Delivery, start string) error {
	first := true
	err := adapters.ReadParts(body, d.Header, m.lim, func(p *adapters.Part) error {
		isRoot := p.ContentID == start && start != "" || start == "" && first
		first = false
		if isRoot && m.root == nil {
			return m.readEnvelope(p.Body, p.Charset)
		}
		if len(m.parts) >= m.lim.Files {
			return adapters.Fail(adapters.Refused, "too_many_files",
				"Die Lieferung enthält mehr Dateien als erlaubt. Bitte die Grenze für den Zugang erhöhen.")
		}
		f, err := adapters.Store(m.files, p.Body)
		if _, known := m.parts[p.ContentID]; err == nil && !known {
			m.parts[p.ContentID] = f
		}
		return err
	})
	if err == nil && m.root == nil {
		return adapters.Fail(adapters.Malformed, "soap_root_missing",
			"Der im Content-Type genannte Hauptteil (start) fehlt in der Lieferung. Bitte die MTOM-Einstellung des Formularservers prüfen.")
	}
	return err
}

func (m *message) readEnvelope(r io.Reader, charset string) error {
	m.div = adapters.DivertBase64(r, m.files, m.lim, adapters.SyntaxXML, "content")
	root, err := adapters.ReadXML(m.div, m.lim, charset)
	m.root = root
	return err
}

// depositData goes from the envelope to the data element of deposit. The question prefill is answered or
// refused, as is any other operation.
func (m *message) depositData(set map[string]string) (*adapters.Node, error) {
	if m.root.Name != "Envelope" || m.root.Space != soapSpace {
		return nil, adapters.Fail(adapters.Malformed, "soap_envelope_missing",
			"Die Lieferung ist keine SOAP-1.1-Nachricht. Bitte beim Formularserver die Anbindung als Webservice (SOAP 1.1) einstellen.")
	}
	var operation *adapters.Node
	if body := m.root.Child("Body"); body != nil && len(body.Children) > 0 {
		operation = body.Children[0]
	}
	switch {
	case operation == nil:
		return nil, adapters.Fail(adapters.Malformed, "soap_body_empty",
			"Die SOAP-Nachricht enthält keinen Aufruf. Bitte den Formularserver prüfen.")
	case operation.Name == "prefill" && operation.Space == depositSpace:
		return nil, m.prefill(set, operation)
	case operation.Name != "deposit" || operation.Space != depositSpace:
		return nil, adapters.Fail(adapters.NotFound, "operation_unknown",
			"Der SOAP-Aufruf ist unbekannt. Angeboten werden deposit und prefill im Namensraum der Backend-Schnittstelle.")
	}
	if data := operation.Child("data"); data != nil {
		return data, nil
	}
	return nil, adapters.Fail(adapters.Incomplete, "deposit_data_missing",
		"Dem Aufruf deposit fehlt das Element data. Bitte den Formularserver prüfen.")
}
