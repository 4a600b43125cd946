package devkit

import (
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FormSubmission is one submission as Form-Solutions' Submission-API shows it. Field names, including the spelling of
// applicantEMail, are the documented ones; pdf, xml and attachments (a ZIP) travel as base64.
type FormSubmission struct {
	TransID              string      `json:"transID"`
	UserID               string      `json:"userID"`
	Identifier           string      `json:"identifier"` // number of the form
	ApplicantName        string      `json:"applicantName"`
	ApplicantFirstname   *string     `json:"applicantFirstname"`
	ApplicantLastname    *string     `json:"applicantLastname"`
	ApplicantCompanyname *string     `json:"applicantCompanyname"`
	ApplicantType        string      `json:"applicantType"`
	ApplicantEMail       *string     `json:"applicantEMail"`
	ApplicationInfoText  *string     `json:"applicationInfoText"`
	Status               string      `json:"status"` // NEW, READ, CLOSED, PRELIMINARY, HIDDEN or DELETED
	Options              FormOptions `json:"options"`
	Payload              any         `json:"payload"`
	PDF                  []byte      `json:"pdf"`
	XML                  []byte      `json:"xml"`
	Attachments          []byte      `json:"attachments"`
	SubmissionDate       int64       `json:"submissionDate"` // milliseconds since 1970
	SecureData           any         `json:"secureData"`     // of the login, from version 4.2 on
}

// formVersions says below which prefix a version is served (/v2 documented, /v4 INFERRED) and which members it does not
// know yet.
var formVersions = map[string]struct {
	prefix  string
	unknown []string
}{
	"3.1": {"/v2", append(slices.Clone(since41), "secureData")},
	"4.0": {"/v4", append(slices.Clone(since41), "secureData")},
	"4.1": {"/v4", []string{"secureData"}},
	"4.2": {"/v4", nil},
}

var since41 = []string{"applicantFirstname", "applicantLastname", "applicantCompanyname", "applicantType",
	"applicationInfoText"}

// FormOptions is the options object of a submission.
type FormOptions struct {
	SubmissionType string `json:"submissionType"`
	PaymentType    string `json:"paymentType"`
	NPA            bool   `json:"npa"` // the online identity card was used
}

// FormCall is one of the three calls of the API.
type FormCall string

// The calls that can be made to fail.
const (
	FormList   FormCall = "list"
	FormDetail FormCall = "detail"
	FormReport FormCall = "report"
)

// FormFault makes calls fail. The zero value is no fault.
type FormFault struct {
	On         FormCall      // empty = every call
	Status     int           // answer with this HTTP status instead, e.g. 500
	RetryAfter string        // sent with Status 429 or 503: seconds or a date
	Delay      time.Duration // answer only after this time, or when the caller gives up
	Truncate   bool          // announce the whole body, send half of it and cut the connection
	Times      int           // number of calls to spoil; 0 = until the next SetFault
}

// FormSolutions stands in for a Form-Solutions server (Submission-API, pull). It knows one tenant and speaks one
// version,
// 3.1 until SetVersion says otherwise. Below its prefix it answers:
//
//	GET …/submission/{mandant}/{formular}?status=NEW       list, documents null (documented)
//	GET …/submission/{mandant}/{formular}/{transID}        one submission with its documents (INFERRED path)
//	PUT …/submission/{mandant}/{formular}/{transID}/status {"status":"READ"} (INFERRED: that a receiver can report a
//
// status
//
//	is documented, verb and path are not; POST and PATCH do the same)
type FormSolutions struct {
	mandant string
	key     [sha256.Size]byte
	mux     *http.ServeMux

	mu          sync.Mutex
	version     string
	submissions []FormSubmission
	fault       FormFault
	spoiled     int
	reports     []string
}

// NewFormSolutions returns a server for one tenant; mandant (like 43210000-0001) and key are the Basic credentials.
func NewFormSolutions(mandant, key string) *FormSolutions {
	f := &FormSolutions{mandant: mandant, key: sha256.Sum256([]byte(key)), mux: http.NewServeMux(), version: "3.1"}
	const base = "/submission/api/{version}/submission/{mandant}/{formular}"
	f.mux.HandleFunc("GET "+base, f.call(FormList, f.list))
	f.mux.HandleFunc("GET "+base+"/{transID}", f.call(FormDetail, f.detail))
	for _, method := range []string{"PUT", "POST", "PATCH"} {
		f.mux.HandleFunc(method+" "+base+"/{transID}/status", f.call(FormReport, f.report))
	}
	return f
}

// SetVersion lets the server speak 3.1, 4.0, 4.1 or 4.2. It panics on any other.
func (f *FormSolutions) SetVersion(version string) {
	if _, ok := formVersions[version]; !ok {
		panic("unknown version " + version)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.version = version
}

func (f *FormSolutions) ServeHTTP(w http.ResponseWriter, r *http.Request) { f.mux.ServeHTTP(w, r) }

// Add puts submissions in; one whose transID is there already is replaced.
func (f *FormSolutions) Add(submissions ...FormSubmission) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range submissions {
		s.Status = cmp.Or(s.Status, "NEW")
		if i := f.index(s.Identifier, s.TransID); i >= 0 {
			f.submissions[i] = s
		} else {
			f.submissions = append(f.submissions, s)
		}
	}
}

// Status returns the status of a submission, empty if it is unknown.
func (f *FormSolutions) Status(transID string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.submissions {
		if s.TransID == transID {
			return s.Status
		}
	}
	return ""
}

// Reports returns every status report as "<transID> <status>", in order.
func (f *FormSolutions) Reports() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.reports)
}

// SetFault spoils the calls that follow.
func (f *FormSolutions) SetFault(fault FormFault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault, f.spoiled = fault, 0
}

func (f *FormSolutions) index(form, transID string) int {
	return slices.IndexFunc(f.submissions, func(s FormSubmission) bool {
		return s.Identifier == form && s.TransID == transID
	})
}

// nextFault returns the fault for this call and counts it.
func (f *FormSolutions) nextFault(call FormCall) FormFault {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault.On != "" && f.fault.On != call || f.fault.Times > 0 && f.spoiled >= f.fault.Times {
		return FormFault{}
	}
	f.spoiled++
	return f.fault
}

// speaks tells whether the path names the prefix of the version, and which members that version does not know.
func (f *FormSolutions) speaks(r *http.Request) (unknown []string, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	v := formVersions[f.version]
	return v.unknown, "/"+r.PathValue("version") == v.prefix
}

// without renders a submission, or a list of them, without the members a version does not know.
func without(unknown []string, body any) ([]byte, error) {
	list, isList := body.([]FormSubmission)
	if !isList {
		list = []FormSubmission{body.(FormSubmission)}
	}
	items := []map[string]json.RawMessage{}
	for _, s := range list {
		var item map[string]json.RawMessage
		raw, err := json.Marshal(s)
		if err == nil {
			err = json.Unmarshal(raw, &item)
		}
		if err != nil {
			return nil, err
		}
		for _, name := range unknown {
			delete(item, name)
		}
		items = append(items, item)
	}
	if isList {
		return json.Marshal(items)
	}
	return json.Marshal(items[0])
}

// call checks the credentials, plays the fault and sends what answer returns: an HTTP status and, with 200, a body.
func (f *FormSolutions) call(name FormCall, answer func(*http.Request) (int, any)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !f.authorized(r) {
			w.Header().Set("WWW-Authenticate", `Basic realm="Submission-API"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		unknown, ok := f.speaks(r)
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fault := f.nextFault(name)
		if fault.Delay > 0 {
			select {
			case <-time.After(fault.Delay):
			case <-r.Context().Done():
				return
			}
		}
		if fault.Status != 0 {
			if fault.RetryAfter != "" {
				w.Header().Set("Retry-After", fault.RetryAfter)
			}
			w.WriteHeader(fault.Status)
			return
		}
		status, body := answer(r)
		if body == nil {
			w.WriteHeader(status)
			return
		}
		raw, err := without(unknown, body)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
		w.WriteHeader(status)
		if fault.Truncate {
			w.Write(raw[:len(raw)/2])
			http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler) // the way to cut a connection
		}
		w.Write(raw)
	}
}

func (f *FormSolutions) authorized(r *http.Request) bool {
	user, password, _ := r.BasicAuth()
	key := sha256.Sum256([]byte(password))
	return subtle.ConstantTimeCompare(key[:], f.key[:]) == 1 && user == f.mandant && r.PathValue("mandant") == f.mandant
}

func (f *FormSolutions) list(r *http.Request) (int, any) {
	wanted := strings.FieldsFunc(strings.Join(r.URL.Query()["status"], ","), func(c rune) bool { return c == ',' })
	// Documented, odd as it is: the request header Last-Modified narrows by time of submission.
	since, _ := http.ParseTime(r.Header.Get("Last-Modified"))
	f.mu.Lock()
	defer f.mu.Unlock()
	found := []FormSubmission{}
	for _, s := range f.submissions {
		if s.Identifier != r.PathValue("formular") || len(wanted) > 0 && !slices.Contains(wanted, s.Status) ||
			!since.IsZero() && time.UnixMilli(s.SubmissionDate).Before(since) {
			continue
		}
		s.PDF, s.XML, s.Attachments, s.SecureData = nil, nil, nil, nil
		found = append(found, s)
	}
	return http.StatusOK, found
}

func (f *FormSolutions) detail(r *http.Request) (int, any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.index(r.PathValue("formular"), r.PathValue("transID"))
	if i < 0 {
		return http.StatusNotFound, nil
	}
	return http.StatusOK, f.submissions[i]
}

func (f *FormSolutions) report(r *http.Request) (int, any) {
	var body struct{ Status string }
	known := []string{"NEW", "READ", "CLOSED", "PRELIMINARY", "HIDDEN", "DELETED"}
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 4096)).Decode(&body); err != nil ||
		!slices.Contains(known, body.Status) {
		return http.StatusBadRequest, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.index(r.PathValue("formular"), r.PathValue("transID"))
	if i < 0 {
		return http.StatusNotFound, nil
	}
	f.submissions[i].Status = body.Status
	f.reports = append(f.reports, f.submissions[i].TransID+" "+body.Status)
	return http.StatusNoContent, nil
}
