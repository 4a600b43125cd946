// Package adapters is the contract between a form server and the office: what an adapter is given,
// what it must return, and the one format every delivery becomes. Vendor formats live in the
// folders below it, one each; the list of compiled-in adapters is adapters/all.
package adapters

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

// Adapter understands the deliveries of one kind of form server.
//
// An Adapter keeps no state and is safe for concurrent use. The host has stored the raw delivery
// durably before Parse is called and may call Parse again at any time, also years later.
type Adapter interface {
	// Name is the stable identifier in lower-case ASCII, for example "intelliform".
	Name() string

	// Parse reads one stored delivery and streams what it contains into files. Same bytes and settings
	// in, same Submission out. Every failure is an *Error; it names what is wrong and where, never a
	// value. A call that is no delivery and has an answer of its own returns *Answered.
	Parse(ctx context.Context, d Delivery, files Files) (*Submission, error)

	// Answer renders what the form server is told, in its own format. It must cope with every
	// Outcome, also those that happened before Parse (wrong credentials, too large).
	Answer(d Delivery, o Outcome) Response
}

// Describer is an Adapter that also answers GET, for example with its WSDL.
type Describer interface {
	// Describe returns false where there is nothing to describe; the host then answers 405.
	// address is the public URL of the Zugang without query.
	Describe(query url.Values, address string) (Response, bool)
}

// Puller is an Adapter that fetches deliveries by itself.
type Puller interface {
	// Pull fetches what is new and hands every delivery to deliver, one after the other. deliver
	// returns once the delivery is durable and processed; only after a nil error may Pull tell the
	// source that the delivery was taken. One bad delivery never stops the others.
	Pull(ctx context.Context, source Source, deliver func(context.Context, Pulled) error) error
}

// Configurable is an Adapter with settings. The browser makes a form of them, and the configuration
// check names those that are missing.
type Configurable interface {
	Settings() []Setting
}

// Sampler is an Adapter that can make an example delivery, to try a Zugang before anybody delivers to it.
type Sampler interface {
	// Sample is one well-formed delivery of made-up content that Parse takes with these settings of the Zugang, unless
	// a required one is missing. kennung (letters, digits, hyphens) becomes part of its Kennung.
	Sample(kennung string, settings map[string]string) Pulled
}

// Setting is one value that IT enters at a Zugang; Parse and Pull find it in Settings by Name.
type Setting struct {
	Name  string   `json:"name"` // snake_case
	Label Sprachen `json:"label"`
	Hilfe Sprachen `json:"hilfe"`
	// "text", "zahl", "ja_nein" ("ja", "nein"), "liste" (comma-separated), "auswahl", "mehrzeilig"
	Art      string   `json:"art"`
	Werte    []string `json:"werte"`    // of an auswahl
	Vorgabe  string   `json:"vorgabe"`  // what counts while the setting is empty
	Pflicht  bool     `json:"pflicht"`  // nothing arrives without it
	Abholung bool     `json:"abholung"` // matters only to a Zugang that pulls
	// a password: sealed in the database, never shown again once it is set, never logged
	Geheim bool       `json:"geheim"`
	Wenn   *Bedingung `json:"wenn,omitempty"` // shown and required only then; nil = always
}

// Bedingung holds when the setting Name has one of Werte.
type Bedingung struct {
	Name  string   `json:"name"`
	Werte []string `json:"werte"`
}

// Sprachen is a text in both languages of the browser.
type Sprachen struct {
	De string `json:"de"`
	En string `json:"en"`
}

// Source says where a Puller fetches: settings of the Zugang, credentials included.
type Source struct {
	URL      string            // base address without trailing slash; imaps://host[:port] of a mailbox
	User     string            // HTTP Basic or mailbox user, for Form-Solutions the Mandantennummer
	Password string            // never logged
	Settings map[string]string // by Setting.Name; what is not set is absent
	Client   *http.Client      // with timeouts set by the host
	Folder   *os.Root          // folder of this Zugang below the operator's KONTOR_EINGANGSORDNER; nil = none
	// Cursor is what Save stored last, "" at first. It only saves work: a source is asked so that a
	// lost or old cursor costs repetitions, never deliveries.
	Cursor string
	Save   func(ctx context.Context, cursor string) error // durable when it returns; never nil
}

// Pulled is one fetched delivery before it is stored.
type Pulled struct {
	Path   string      // what Parse finds in Delivery.Path; "" = "/abholung"
	Header http.Header // as the host shall keep it, without credentials
	Body   io.Reader
}

// Delivery is one stored delivery as Parse sees it.
type Delivery struct {
	Path       string     // what follows /eingang/{zugang}, for example "/deposit"
	Query      url.Values // of the request
	Header     http.Header
	ReceivedAt time.Time
	Body       FileReader // positioned at the start; the host closes it. Nil in Answer.
	Size       int64      // bytes
	Limits     Limits
	Settings   map[string]string // of the Zugang, by Setting.Name; what is not set is absent
}

// Limits bound what a delivery may ask of us.
type Limits struct {
	Document int64 // bytes of one XML or JSON document without its diverted files
	Depth    int   // nesting of XML, JSON and field tree
	Fields   int   // number of fields
	Files    int   // parts, attachments, ZIP entries
	Unpacked int64 // bytes of everything unpacked from one ZIP
	ZipRatio int64 // unpacked : packed of one ZIP entry
}

// DefaultLimits are generous for forms and small for attacks.
func DefaultLimits() Limits {
	return Limits{Document: 16 << 20, Depth: 64, Fields: 20_000, Files: 500, Unpacked: 1 << 30, ZipRatio: 200}
}

// Files stores the contents of attachments: content-addressed, durable when Put returns.
type Files interface {
	Put(r io.Reader) (File, error)
	Open(f File) (FileReader, error)
}

// File names stored content.
type File struct {
	SHA256  string `json:"sha256"`  // lower-case hex
	Groesse int64  `json:"groesse"` // bytes
}

// FileReader reads stored content from anywhere.
type FileReader interface {
	io.ReadSeekCloser
	io.ReaderAt
}

// Outcome is what became of a delivery.
type Outcome struct {
	Eingang        string // reference id a person can name to the office, always set once stored
	Vorgangsnummer string // set on success
	Wiederholung   bool   // the same delivery had been taken before
	Fehler         *Error // nil on success
	// Antwort is what Parse answered by itself (Answered); the host sends it as it is. Nil for every delivery.
	Antwort *Response
}

// Answered is what Parse returns for a call that is no delivery, such as intelliForm's prefill. Reason
// is snake_case and goes to the Poststellenbuch.
type Answered struct {
	Reason   string
	Response Response
}

func (a *Answered) Error() string { return "answered: " + a.Reason }

// Response is written to the form server as it is.
type Response struct {
	Status      int
	ContentType string
	Header      http.Header // optional
	Body        []byte
}

// Error says why a delivery was not taken. Reason and Detail go to operators and into the Klärfall;
// applicants see only a friendly sentence. Neither may contain a field's value.
type Error struct {
	Code   Code
	Reason string // stable snake_case, for example "primary_attachment_missing"
	Detail string // German, where in the delivery and what to do
	Cause  error  // technical cause for the log, never sent
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return string(e.Code) + ": " + e.Reason + ": " + e.Cause.Error()
	}
	return string(e.Code) + ": " + e.Reason
}

func (e *Error) Unwrap() error { return e.Cause }

// Code classifies an Error; Status gives the matching HTTP status.
type Code string

// The closed list of codes.
const (
	Malformed       Code = "malformed"       // cannot be read at all
	Incomplete      Code = "incomplete"      // readable, but something it refers to is missing
	Refused         Code = "refused"         // hostile or forbidden: DTD, ZIP bomb, too deep
	TooLarge        Code = "too_large"       //
	Unauthenticated Code = "unauthenticated" // wrong or missing credentials
	NotFound        Code = "not_found"       // no such operation
	NotAllowed      Code = "not_allowed"     // wrong HTTP method
	Conflict        Code = "conflict"        // same id, other content
	Unavailable     Code = "unavailable"     // our fault; the form server shall try again
)

// Status is the HTTP status of a code.
func (c Code) Status() int {
	switch c {
	case Malformed, Incomplete, Refused:
		return http.StatusBadRequest
	case TooLarge:
		return http.StatusRequestEntityTooLarge
	case Unauthenticated:
		return http.StatusUnauthorized
	case NotFound:
		return http.StatusNotFound
	case NotAllowed:
		return http.StatusMethodNotAllowed
	case Conflict:
		return http.StatusConflict
	default:
		return http.StatusServiceUnavailable
	}
}
