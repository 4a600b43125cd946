package intelliform

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strings"

	"kontor/adapters"
)

const (
	xmlType       = "text/xml; charset=utf-8"
	envelopeStart = xml.Header + `<soap:Envelope xmlns:soap="` + soapSpace + `">` + "\n  <soap:Body>\n"
	envelopeEnd   = "  </soap:Body>\n</soap:Envelope>\n"
)

// Answer renders depositResponse, or a SOAP fault with an ApplicationFault. Faults go out with 500 as
// SOAP 1.1 §6.2 demands; only missing credentials keep 401, so that HTTP clients can authenticate.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	var w bytes.Buffer
	w.WriteString(envelopeStart)
	status := http.StatusOK
	if o.Fehler != nil {
		status = http.StatusInternalServerError
		if o.Fehler.Code == adapters.Unauthenticated {
			status = http.StatusUnauthorized
		}
		writeFault(&w, o)
	} else {
		writeResponse(&w, o)
	}
	w.WriteString(envelopeEnd)
	return adapters.Response{Status: status, ContentType: xmlType, Header: adapters.AnswerHeader(o), Body: w.Bytes()}
}

func writeResponse(w *bytes.Buffer, o adapters.Outcome) {
	w.WriteString(`    <b:depositResponse xmlns:b="` + depositSpace + `">` + "\n      <return>\n")
	w.WriteString("        <customParameters><key>vorgangsnummer</key><value>" + escape(o.Vorgangsnummer) +
		"</value></customParameters>\n")
	w.WriteString("      </return>\n    </b:depositResponse>\n")
}

// faultText are the faultstrings by code.
var faultText = map[adapters.Code]string{
	adapters.Malformed: "Antragsdaten nicht lesbar", adapters.Incomplete: "Antragsdaten nicht lesbar",
	adapters.Refused: "Antragsdaten abgelehnt", adapters.TooLarge: "Lieferung zu groß",
	adapters.Unauthenticated: "Anmeldung fehlgeschlagen", adapters.NotFound: "Aufruf nicht angeboten",
	adapters.NotAllowed: "Methode nicht erlaubt",
	adapters.Conflict:   "Transaktion bereits mit anderem Inhalt angenommen",
}

func writeFault(w *bytes.Buffer, o adapters.Outcome) {
	e := o.Fehler
	code, text := "soap:Client", faultText[e.Code]
	if text == "" {
		code, text = "soap:Server", "Vorübergehend nicht verfügbar"
	}
	user := adapters.FriendlyText(e)
	if strings.HasPrefix(e.Reason, "prefill_") {
		user = "Eine Vorbelegung ist hier nicht möglich. Bitte füllen Sie das Formular selbst aus."
	}
	w.WriteString("    <soap:Fault>\n      <faultcode>" + code + "</faultcode>\n      <faultstring>" + text +
		"</faultstring>\n      <detail>\n")
	w.WriteString(`        <b:ApplicationFault xmlns:b="` + depositSpace + `">` + "\n")
	w.WriteString("          <faultId>" + escape(o.Eingang) + "</faultId>\n")
	w.WriteString("          <message>" + escape(adapters.OperatorText(e)) + "</message>\n")
	w.WriteString("          <userMessage>" + escape(user) + "</userMessage>\n")
	w.WriteString("        </b:ApplicationFault>\n      </detail>\n    </soap:Fault>\n")
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer never fails
	return b.String()
}
