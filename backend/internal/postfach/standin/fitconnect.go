package standin

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// fitBase is the path of the Submission API; fitEvents and fitProblems begin the names of events and of problems.
const (
	fitBase     = "/submission-api"
	fitEvents   = "https://schema.fitko.de/fit-connect/events/"
	fitProblems = fitEvents + "problems/"
)

// FITPackage is what arrived at a destination, decrypted.
type FITPackage struct {
	Service string // urn
	Data    []byte
	Files   []FITFile // in the order of the metadata
	CaseID  string
	ID      string
}

// FITFile is a file of it.
type FITFile struct {
	Name, Type string
	Content    []byte
}

// FITDestination is where submissions go. Its keys are those of the stand-in.
type FITDestination struct {
	ID string
	// Handle takes what arrived: problems = it is rejected with those types; nil = it is accepted.
	Handle func(FITPackage) (problems []string)
	// Holds lets everything lie there until Release.
	Holds bool
}

// fitItem is a submission or a reply.
type fitItem struct {
	kind        string // "submission" or "reply"
	id, caseID  string
	destination string
	service     string
	announced   []string
	files       map[string]string // compact JWE by attachmentId
	metadata    string
	data        string
	state       string // incomplete, submitted, accepted, rejected
	log         []string
}

// FITConnect is the delivery service, version 2, with its token endpoint.
type FITConnect struct {
	*Faults
	client, secret string
	now            func() time.Time

	mu           sync.Mutex
	issuer       string // base address, once it is known
	tokens       map[string]time.Time
	destinations map[string]*FITDestination
	items        map[string]*fitItem
	cases        map[string]bool
	order        []string
}

// NewFITConnect makes one that knows one client.
func NewFITConnect(client, secret string) *FITConnect {
	f := &FITConnect{client: client, secret: secret, now: time.Now, tokens: map[string]time.Time{},
		destinations: map[string]*FITDestination{}, items: map[string]*fitItem{},
		cases: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", f.token)
	mux.HandleFunc("GET "+fitBase+"/.well-known/jwks.json", f.keys)
	for pattern, h := range map[string]http.HandlerFunc{
		"GET /v2/destinations/{id}":                         f.destination,
		"GET /v2/destinations/{id}/keys/{kid}":              f.key,
		"POST /v2/{kinds}":                                  f.announce,
		"PUT /v2/{kinds}/{id}/attachments/{attachment}":     f.upload,
		"PUT /v2/{kinds}/{id}":                              f.submit,
		"GET /v2/submissions":                               f.list,
		"GET /v2/submissions/{id}":                          f.fetch,
		"GET /v2/submissions/{id}/attachments/{attachment}": f.download,
		"POST /v2/cases/{case}/events":                      f.acknowledge,
		"GET /v2/{kinds}/{id}/events":                       f.events,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" "+fitBase+path, f.authorized(h))
	}
	f.Faults = NewFaults(mux)
	return f
}

// AddDestination makes one known.
func (f *FITConnect) AddDestination(d FITDestination) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.destinations[d.ID] = &d
}

// ServeZBP is the Handle of a destination that hands envelopes to mailboxes behind the BundID.
func ServeZBP(b *ZBP) func(FITPackage) []string {
	return func(p FITPackage) []string {
		files := [][]byte{}
		for _, x := range p.Files {
			files = append(files, x.Content)
		}
		return b.TakeEnvelope(p.Service, p.Data, files)
	}
}

// Release lets what a destination has held be handled.
func (f *FITConnect) Release(destination string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.destinations[destination].Holds = false
	for _, id := range f.order {
		if x := f.items[id]; x.destination == destination && x.state == "submitted" {
			f.handle(x)
		}
	}
}

// Expire rejects what nobody took within 14 days, as the service does by itself.
func (f *FITConnect) Expire(destination string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range f.order {
		if x := f.items[id]; x.destination == destination && x.state == "submitted" {
			x.state = "rejected"
			f.note(x, "reject", f.issuer, map[string]any{"problems": []any{map[string]string{
				"type": fitProblems + "timeout", "title": "timeout", "detail": "", "instance": "submission"}}})
		}
	}
}

// Forge puts an entry into the log of a submission that somebody issued who may not.
func (f *FITConnect) Forge(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := f.items[id]
	x.log = append(x.log, f.sign(x, fitEvents+"accept-"+x.kind, "https://fremd.example", fitServiceKid,
		map[string]any{}))
}

// Announced are the ids of all that was announced, oldest first.
func (f *FITConnect) Announced() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.order)
}

func (f *FITConnect) token(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if _, _, basic := r.BasicAuth(); basic || r.PostFormValue("grant_type") != "client_credentials" ||
		r.PostFormValue("client_id") != f.client || r.PostFormValue("client_secret") != f.secret {
		answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	token := newUUID()
	f.tokens[token] = f.now().Add(30 * time.Minute)
	answer(w, http.StatusOK, map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": 1800})
}

func (f *FITConnect) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		f.mu.Lock()
		until, known := f.tokens[token]
		f.issuer = "http://" + r.Host + fitBase
		f.mu.Unlock()
		if !known || f.now().After(until) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func (f *FITConnect) keys(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{"keys": []any{publicJWK(fitKey(), fitServiceKid, "PS512", "verify")}})
}

func (f *FITConnect) destination(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	d := f.destinations[r.PathValue("id")]
	if d == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, map[string]any{"destinationId": d.ID, "status": "active", "encryptionKid": fitEncryptKid})
}

func (f *FITConnect) key(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("kid") {
	case fitEncryptKid:
		answer(w, http.StatusOK, publicJWK(fitKey(), fitEncryptKid, "RSA-OAEP-256", "wrapKey"))
	case fitSignKid:
		answer(w, http.StatusOK, publicJWK(fitKey(), fitSignKid, "PS512", "verify"))
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (f *FITConnect) announce(w http.ResponseWriter, r *http.Request) {
	var in struct {
		DestinationID string   `json:"destinationId"`
		Attachments   []string `json:"announcedAttachments"`
		CaseID        string   `json:"caseId"`
		Service       *struct {
			Identifier string `json:"identifier"`
		} `json:"publicService"`
	}
	if !decode(w, r, &in) {
		return
	}
	kinds := r.PathValue("kinds")
	f.mu.Lock()
	defer f.mu.Unlock()
	x := &fitItem{id: newUUID(), caseID: in.CaseID, announced: in.Attachments, files: map[string]string{},
		state: "incomplete", kind: "submission", destination: in.DestinationID}
	if kinds == "replies" {
		f.announceReply(w, x)
		return
	}
	switch {
	case kinds != "submissions" || in.Attachments == nil || len(f.order) >= maxMessages:
		w.WriteHeader(http.StatusBadRequest)
		return
	case f.destinations[in.DestinationID] == nil:
		w.WriteHeader(http.StatusNotFound)
		return
	case in.Service == nil:
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	if x.service = in.Service.Identifier; x.caseID == "" {
		x.caseID = newUUID()
	}
	f.items[x.id], f.order = x, append(f.order, x.id)
	f.note(x, "create", f.issuer, map[string]any{})
	answer(w, http.StatusCreated, map[string]string{"submissionId": x.id, "caseId": x.caseID,
		"destinationId": x.destination})
}

// find the item of a request that is still being filled; the caller holds the lock.
func (f *FITConnect) find(r *http.Request) (*fitItem, int) {
	x := f.items[r.PathValue("id")]
	switch {
	case x == nil || fitKinds[r.PathValue("kinds")] != x.kind:
		return nil, http.StatusNotFound
	case x.state != "incomplete":
		return nil, http.StatusConflict
	}
	return x, 0
}

var fitKinds = map[string]string{"submissions": "submission", "replies": "reply"}

func (f *FITConnect) upload(w http.ResponseWriter, r *http.Request) {
	raw, ok := readBody(w, r)
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	x, status := f.find(r)
	switch {
	case status != 0:
	case r.Header.Get("Content-Type") != "application/jose":
		status = http.StatusUnsupportedMediaType
	case !slices.Contains(x.announced, r.PathValue("attachment")), !jweFits(string(raw), ""):
		status = http.StatusUnprocessableEntity
	default:
		x.files[r.PathValue("attachment")] = string(raw)
		status = http.StatusNoContent
	}
	w.WriteHeader(status)
}

func (f *FITConnect) submit(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Metadata string `json:"encryptedMetadata"`
		Data     string `json:"encryptedData"`
	}
	raw, ok := readBody(w, r)
	if !ok {
		return
	}
	if json.Unmarshal(raw, &in) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	x, status := f.find(r)
	switch {
	case status != 0:
		w.WriteHeader(status)
		return
	case len(x.files) != len(x.announced), !jweFits(in.Metadata, "application/json"),
		!jweFits(in.Data, "application/json"):
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	x.metadata, x.data, x.state = in.Metadata, in.Data, "submitted"
	f.note(x, "submit", f.issuer, map[string]any{"authenticationTags": x.tags()})
	if d := f.destinations[x.destination]; d != nil && d.Handle != nil && !d.Holds {
		f.handle(x)
	}
	answer(w, http.StatusOK, map[string]string{"submissionId": x.id, "caseId": x.caseID})
}

func (x *fitItem) tags() map[string]any {
	tag := func(jwe string) string { return jwe[strings.LastIndexByte(jwe, '.')+1:] }
	files := map[string]string{}
	for id, jwe := range x.files {
		files[id] = tag(jwe)
	}
	return map[string]any{"metadata": tag(x.metadata), "data": tag(x.data), "attachments": files}
}

// handle decrypts and hands over; the caller holds the lock.
func (f *FITConnect) handle(x *fitItem) {
	d := f.destinations[x.destination]
	p, problem := x.open(fitKey())
	problems := []string{problem}
	if problem == "" {
		problems = d.Handle(p)
	}
	if len(problems) == 0 {
		x.state = "accepted"
		f.note(x, "accept", d.ID, map[string]any{"authenticationTags": x.tags()})
		return
	}
	x.state = "rejected"
	list := []any{}
	for _, name := range problems {
		list = append(list, map[string]string{"type": fitProblems + name, "title": name, "detail": "",
			"instance": "data"})
	}
	f.note(x, "reject", d.ID, map[string]any{"problems": list})
}

func (f *FITConnect) events(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := f.items[r.PathValue("id")]
	if x == nil || fitKinds[r.PathValue("kinds")] != x.kind {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, map[string]any{"count": len(x.log), "offset": 0, "totalCount": len(x.log),
		"eventLog": x.log})
}

// note writes an event; the caller holds the lock.
func (f *FITConnect) note(x *fitItem, what, issuer string, payload map[string]any) {
	kid := fitServiceKid
	if issuer != f.issuer {
		kid = fitSignKid
	}
	x.log = append(x.log, f.sign(x, fitEvents+what+"-"+x.kind, issuer, kid, payload))
}

func (f *FITConnect) sign(x *fitItem, event, issuer, kid string, payload map[string]any) string {
	return signPS512(fitKey(), map[string]any{"typ": "secevent+jwt", "alg": "PS512", "kid": kid}, map[string]any{
		"$schema": "https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json",
		"jti":     newUUID(), "iss": issuer, "iat": f.now().Unix(), "sub": x.kind + ":" + x.id, "txn": "case:" + x.caseID,
		"events": map[string]any{event: payload}})
}
