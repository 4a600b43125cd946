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
}

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
	On       FormCall      // empty = every call
	Status   int           // answer with this HTTP status instead, e.g. 500
	Delay    time.Duration // answer only after this time, or when the caller gives up
	Truncate bool          // announce the whole body, send half of it and cut the connection
	Times    int           // number of calls to spoil; 0 = until the next SetFault
}

// FormSolutions stands in for a Form-Solutions server (Submission-API v2, pull). It knows one tenant.
//
//	GET /submission/api/v2/submission/{mandant}/{formular}?status=NEW       list, documents null (documented)
//	GET /submission/api/v2/submission/{mandant}/{formular}/{transID}        one submission with its documents (INFERRED path)
//	PUT /submission/api/v2/submission/{mandant}/{formular}/{transID}/status {"status":"READ"} (INFERRED: that a receiver can
//	    report a status is documented, verb and path are not; POST does the same)
type FormSolutions struct {
	mandant string
	key     [sha256.Size]byte
	mux     *http.ServeMux

	mu          sync.Mutex
	submissions []FormSubmission
	fault       FormFault
	spoiled     int
	reports     []string
}

// NewFormSolutions returns a server for one tenant; mandant (like 43210000-0001) and key are the Basic credentials.
func NewFormSolutions(mandant, key string) *FormSolutions {
	f := &FormSolutions{mandant: mandant, key: sha256.Sum256([]byte(key)), mux: http.NewServeMux()}
	const base = "/submission/api/v2/submission/{mandant}/{formular}"
	f.mux.HandleFunc("GET "+base, f.call(FormList, f.list))
	f.mux.HandleFunc("GET "+base+"/{transID}", f.call(FormDetail, f.detail))
	f.mux.HandleFunc("PUT "+base+"/{transID}/status", f.call(FormReport, f.report))
	f.mux.HandleFunc("POST "+base+"/{transID}/status", f.call(FormReport, f.report))
	return f
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
	return slices.IndexFunc(f.submissions, func(s FormSubmission) bool { return s.Identifier == form && s.TransID == transID })
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

// call checks the credentials, plays the fault and sends what answer returns: an HTTP status and, with 200, a body.
func (f *FormSolutions) call(name FormCall, answer func(*http.Request) (int, any)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !f.authorized(r) {
			w.Header().Set("WWW-Authenticate", `Basic realm="Submission-API"`)
			w.WriteHeader(http.StatusUnauthorized)
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
			w.WriteHeader(fault.Status)
			return
		}
		status, body := answer(r)
		if body == nil {
			w.WriteHeader(status)
			return
		}
		raw, err := json.Marshal(body)
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
		s.PDF, s.XML, s.Attachments = nil, nil, nil
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
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 4096)).Decode(&body); err != nil || !slices.Contains(known, body.Status) {
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
