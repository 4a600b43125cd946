package adapters

import (
	"encoding/json"
	"net/http"
)

// friendly is what an applicant may read, by Code. No internals, no values.
var friendly = map[Code]string{
	TooLarge:        "Ihre Anlagen sind zusammen zu groß. Bitte verkleinern Sie die Dateien und senden Sie den Antrag erneut.",
	Conflict:        "Dieser Antrag wurde bereits mit anderem Inhalt übermittelt. Bitte wenden Sie sich an die zuständige Stelle.",
	Unauthenticated: "Ihr Antrag konnte wegen eines technischen Fehlers nicht angenommen werden. Bitte versuchen Sie es später erneut.",
	NotFound:        "Diese Funktion wird hier nicht angeboten.",
}

// FriendlyText is the sentence for the person who waits in front of the form.
func FriendlyText(e *Error) string {
	if text, ok := friendly[e.Code]; ok {
		return text
	}
	return "Ihr Antrag konnte gerade nicht angenommen werden. Bitte versuchen Sie es später erneut."
}

// OperatorText is the sentence for whoever runs the form server.
func OperatorText(e *Error) string {
	if e.Detail != "" {
		return e.Detail
	}
	return e.Reason
}

type jsonAnswer struct {
	Vorgangsnummer string `json:"vorgangsnummer,omitempty"`
	Eingang        string `json:"eingang,omitempty"`
	Wiederholung   bool   `json:"wiederholung,omitempty"`
	Fehler         string `json:"fehler,omitempty"`
	Hinweis        string `json:"hinweis,omitempty"`
	Details        string `json:"details,omitempty"`
	Referenz       string `json:"referenz,omitempty"`
}

// AnswerJSON is the answer of all adapters whose form server reads JSON. It is never empty:
// OZG-Cloud senders take an empty body for a failure (SEEN, form-systems §4.1).
func AnswerJSON(o Outcome) Response {
	status := http.StatusOK
	a := jsonAnswer{Vorgangsnummer: o.Vorgangsnummer, Eingang: o.Eingang, Wiederholung: o.Wiederholung}
	if o.Fehler != nil {
		status = o.Fehler.Code.Status()
		a = jsonAnswer{Fehler: o.Fehler.Reason, Hinweis: FriendlyText(o.Fehler), Details: OperatorText(o.Fehler),
			Referenz: o.Eingang}
	}
	body, err := json.Marshal(a)
	if err != nil { // cannot happen: only strings and a bool
		body = []byte(`{"fehler":"internal"}`)
	}
	return Response{Status: status, ContentType: "application/json; charset=utf-8", Header: AnswerHeader(o),
		Body: append(body, '\n')}
}

// AnswerHeader carries what HTTP demands: a challenge with 401, a pause with 503.
func AnswerHeader(o Outcome) http.Header {
	h := http.Header{}
	if o.Fehler == nil {
		return h
	}
	switch o.Fehler.Code {
	case Unauthenticated:
		h.Set("WWW-Authenticate", `Basic realm="Kontor", charset="UTF-8"`)
	case Unavailable:
		h.Set("Retry-After", "60")
	}
	return h
}
