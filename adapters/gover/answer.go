package gover

import (
	"encoding/json"
	"net/http"

	"kontor/adapters"
)

// answer is what the sender reads: it wants JSON whatever happens, and takes a status of 400 or more for a failure
// (SEEN). message stands at the submission in Gover, for staff; fileNumber is shown as its file number. The sender
// ignores members it does not know; ours are those of the other JSON adapters.
type answer struct {
	Message     string   `json:"message"`
	FileNumber  string   `json:"fileNumber,omitempty"`
	Attachments []string `json:"attachments"`
	Fehler      string   `json:"fehler,omitempty"`
	Hinweis     string   `json:"hinweis,omitempty"`
	Details     string   `json:"details,omitempty"`
	Referenz    string   `json:"referenz,omitempty"`
}

// Answer renders the sender's JSON. A repetition is answered like the first time.
func (Adapter) Answer(_ adapters.Delivery, o adapters.Outcome) adapters.Response {
	status, a := http.StatusOK, answer{Message: "Angenommen", FileNumber: o.Vorgangsnummer, Attachments: []string{}}
	if o.Fehler != nil {
		status = o.Fehler.Code.Status()
		a = answer{Message: adapters.OperatorText(o.Fehler), Attachments: []string{}, Fehler: o.Fehler.Reason,
			Hinweis: adapters.FriendlyText(o.Fehler), Details: adapters.OperatorText(o.Fehler), Referenz: o.Eingang}
		if o.Eingang != "" {
			a.Message += " (Referenz " + o.Eingang + ")"
		}
	}
	body, err := json.Marshal(a)
	if err != nil { // cannot happen: only strings
		body = []byte(`{"message":"internal"}`)
	}
	return adapters.Response{Status: status, ContentType: "application/json; charset=utf-8",
		Header: adapters.AnswerHeader(o), Body: append(body, '\n')}
}
