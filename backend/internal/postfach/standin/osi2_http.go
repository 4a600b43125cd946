package standin

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// token enforces what was seen of the identity provider: a wrong resource and a missing default scope are
// invalid_target; without a resource there is a token that the facade refuses (401), without the access scope one that
// makes it fail (500).
func (o *OSI2) token(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	client, secret, basic := r.BasicAuth()
	if !basic {
		client, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	scopes := strings.Fields(r.PostFormValue("scope"))
	resource := r.PostFormValue("resource")
	fail := func(code string) { answer(w, http.StatusBadRequest, map[string]string{"error": code}) }
	switch {
	case r.PostFormValue("grant_type") != "client_credentials":
		fail("unsupported_grant_type")
	case client != o.config.Client || subtle.ConstantTimeCompare([]byte(secret), []byte(o.config.Secret)) != 1:
		answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
	case resource != "" && resource != o.config.Resource, !slices.Contains(scopes, "default"):
		fail("invalid_target")
	default:
		o.mu.Lock()
		defer o.mu.Unlock()
		token := o.newID("tok")
		if resource != "" { // the facade reads the resource from aud; a token without one is none to it
			o.tokens[token] = osi2Grant{access: slices.Contains(scopes, o.config.Scope),
				until: o.config.Now().Add(tokenLife)}
		}
		answer(w, http.StatusOK, map[string]any{"access_token": token, "token_type": "Bearer",
			"expires_in": int(tokenLife / time.Second)})
	}
}

const tokenLife = 5 * time.Minute

func (o *OSI2) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		o.mu.Lock()
		grant, known := o.tokens[token]
		o.mu.Unlock()
		switch {
		case !known || o.config.Now().After(grant.until):
			w.WriteHeader(http.StatusUnauthorized)
		case !grant.access:
			w.WriteHeader(http.StatusInternalServerError)
		default:
			next(w, r)
		}
	}
}

func (o *OSI2) lookup(w http.ResponseWriter, r *http.Request) {
	var in struct {
		NameIdentifier string `json:"nameIdentifier"`
	}
	if !decode(w, r, &in) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	boxes := o.boxes[in.NameIdentifier]
	if boxes == nil {
		boxes = []OSI2Mailbox{}
	}
	answer(w, http.StatusOK, map[string]any{"mailboxes": boxes})
}

// chunk takes the next part of a file; an empty one closes it, and its scan begins.
func (o *OSI2) chunk(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	guid := q.Get("guid")
	part, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err != nil || guid == "" {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	u := o.uploads[guid]
	if u == nil {
		u = &osi2Upload{name: q.Get("fileName"), typ: q.Get("contentType")}
		o.uploads[guid] = u
	}
	switch {
	case !u.closed.IsZero() && len(part) == 0: // closed again
	case !u.closed.IsZero():
		w.WriteHeader(http.StatusConflict)
		return
	case len(part) == 0:
		u.closed = o.config.Now()
	case len(u.content)+len(part) > maxUpload, o.stored+len(part) > maxStored:
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	default:
		u.content = append(u.content, part...)
		o.stored += len(part)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (o *OSI2) scan(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	u := o.uploads[r.PathValue("guid")]
	if u == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, map[string]string{"guid": r.PathValue("guid"), "state": o.state(u)})
}

// state of an upload; the caller holds the lock.
func (o *OSI2) state(u *osi2Upload) string {
	switch {
	case u.closed.IsZero():
		return "open"
	case o.config.Now().Before(u.closed.Add(o.config.ScanDelay)):
		return "scanning"
	case o.scanFails[u.name]:
		return "error"
	case bytes.Contains(u.content, eicar()):
		return "infected"
	}
	return "clean"
}

// eicar is part of the harmless pattern that every scanner reports, put together at run time so that it stands in no
// file and no program.
func eicar() []byte {
	return []byte(strings.Join([]string{"EICAR", "STANDARD", "ANTIVIRUS", "TEST", "FILE!"}, "-"))
}

func (o *OSI2) send(w http.ResponseWriter, r *http.Request) {
	var m OSI2Message
	if !decode(w, r, &m) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	m.Mailbox = r.PathValue("mailbox")
	known := false
	for _, boxes := range o.boxes {
		known = known || slices.ContainsFunc(boxes, func(b OSI2Mailbox) bool { return b.ID == m.Mailbox })
	}
	switch {
	case !known:
		w.WriteHeader(http.StatusNotFound)
		return
	case m.Vorgang == "", utf8.RuneCountInString(m.Vorgang) > 256, m.Subject == "",
		utf8.RuneCountInString(m.Subject) > 255, len(o.sent) >= maxMessages,
		!slices.Contains([]string{"Low", "Substantial", "High"}, m.Level),
		!slices.Contains([]string{"Possible", "Mandatory", "Forbidden"}, m.ReplyAction):
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	for _, guid := range m.Files {
		if u := o.uploads[guid]; u == nil || o.state(u) != "clean" {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
	}
	m.ID, m.SentAt = o.newID("out"), o.config.Now()
	o.sent = append(o.sent, m)
	answer(w, http.StatusOK, map[string]string{"messageId": m.ID})
}

// list names at most a hundred, the same ones until they are deleted.
func (o *OSI2) list(w http.ResponseWriter, _ *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := []string{}
	for _, m := range o.inbox {
		ids = append(ids, m.ID)
	}
	answer(w, http.StatusOK, map[string]any{"messageIds": ids[:min(len(ids), osi2List)]})
}

// find a received message; the caller holds the lock.
func (o *OSI2) find(id string) int {
	return slices.IndexFunc(o.inbox, func(m OSI2Message) bool { return m.ID == id })
}

func (o *OSI2) read(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := o.find(r.PathValue("id"))
	if i < 0 {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, o.inbox[i])
}

func (o *OSI2) download(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if i := o.find(r.PathValue("id")); i >= 0 {
		for _, a := range o.inbox[i].Attachments {
			if a.ID == r.PathValue("attachment") {
				w.Header().Set("Content-Type", a.Type)
				_, _ = w.Write(a.Content)
				return
			}
		}
	}
	w.WriteHeader(http.StatusNotFound)
}

func (o *OSI2) delete(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := o.find(r.PathValue("id"))
	if i < 0 {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	o.inbox = slices.Delete(o.inbox, i, i+1)
	w.WriteHeader(http.StatusNoContent)
}

// reply takes a message as an applicant writes it.
func (o *OSI2) reply(w http.ResponseWriter, r *http.Request) {
	var m OSI2Message
	if decode(w, r, &m) {
		answer(w, http.StatusCreated, map[string]string{"messageId": o.Receive(m)})
	}
}

func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 8<<20)).Decode(into); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return false
	}
	return true
}
