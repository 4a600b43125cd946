package standin

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"net/http"
	"reflect"
	"strings"
)

const fitReplyKid = "kid-antwort"

// FITKeys is the private half of a destination, as a set of keys: what a subscriber of the stand-in is set up with.
func FITKeys() string {
	key := fitKey()
	private := func(kid, alg, use string) map[string]any {
		k := publicJWK(key, kid, alg, use)
		for name, n := range map[string]*big.Int{"d": key.D, "p": key.Primes[0], "q": key.Primes[1],
			"dp": key.Precomputed.Dp, "dq": key.Precomputed.Dq, "qi": key.Precomputed.Qinv} {
			k[name] = b64.EncodeToString(n.Bytes())
		}
		return k
	}
	raw, _ := json.Marshal(map[string]any{"keys": []any{private(fitEncryptKid, "RSA-OAEP-256", "unwrapKey"),
		private(fitSignKid, "PS512", "sign")}}) // strings only
	return string(raw)
}

// FITReplyKey is the public key an online service puts into its application.
func FITReplyKey() string {
	raw, _ := json.Marshal(publicJWK(fitKey(), fitReplyKid, "RSA-OAEP-256", "wrapKey")) // strings only
	return string(raw)
}

// AddCase makes a case known, as an application does.
func (f *FITConnect) AddCase(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cases[id] = true
}

// DeleteCase as happens 730 days after its last event.
func (f *FITConnect) DeleteCase(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.cases, id)
}

// announceReply begins a reply; the caller holds the lock.
func (f *FITConnect) announceReply(w http.ResponseWriter, x *fitItem) {
	x.kind, x.destination = "reply", ""
	switch {
	case x.announced == nil || len(f.order) >= maxMessages:
		w.WriteHeader(http.StatusBadRequest)
	case !f.cases[x.caseID]:
		w.WriteHeader(http.StatusNotFound)
	default:
		f.items[x.id], f.order = x, append(f.order, x.id)
		f.note(x, "create", f.issuer, map[string]any{})
		answer(w, http.StatusCreated, map[string]string{"replyId": x.id, "caseId": x.caseID})
	}
}

// Replies are those that were submitted, as the online service reads them, oldest first.
func (f *FITConnect) Replies() (out []FITPackage) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range f.order {
		if x := f.items[id]; x.kind == "reply" && x.state != "incomplete" {
			if p, problem := x.open(fitKey()); problem == "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// Answer is a submission into a case, as an online service sends it; spoil may change what lies there.
func (f *FITConnect) Answer(destination, caseID string, data any, files []FITFile, spoil func(*FITRaw)) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	raw, _ := json.Marshal(data) // of a test
	hash := func(content []byte) map[string]string {
		sum := sha512.Sum512(content)
		return map[string]string{"type": "sha512", "content": hex.EncodeToString(sum[:])}
	}
	x := &fitItem{kind: "submission", id: newUUID(), caseID: caseID, destination: destination, announced: []string{},
		files: map[string]string{}, state: "submitted"}
	list := []any{}
	for _, file := range files {
		id := newUUID()
		x.announced = append(x.announced, id)
		x.files[id] = encryptJWE(fitEncryptKid, file.Type, file.Content)
		list = append(list, map[string]any{"attachmentId": id, "hash": hash(file.Content), "purpose": "attachment",
			"mimeType": file.Type, "filename": file.Name})
	}
	meta, _ := json.Marshal(map[string]any{
		"$schema": "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json",
		"contentStructure": map[string]any{"attachments": list, "data": map[string]any{"hash": hash(raw),
			"submissionSchema": map[string]string{"schemaUri": "https://schema.example/antwort.json",
				"mimeType": "application/json"}}}})
	x.metadata, x.data = encryptJWE(fitEncryptKid, "application/json", meta),
		encryptJWE(fitEncryptKid, "application/json", raw)
	f.items[x.id], f.order = x, append(f.order, x.id)
	f.note(x, "create", f.issuer, map[string]any{})
	f.note(x, "submit", f.issuer, map[string]any{"authenticationTags": x.tags()})
	if spoil != nil {
		r := &FITRaw{Metadata: x.metadata, Data: x.data, Files: x.files}
		spoil(r)
		x.metadata, x.data = r.Metadata, r.Data
	}
	return x.id
}

// FITRaw is what lies there, encrypted.
type FITRaw struct {
	Metadata, Data string
	Files          map[string]string
}

// Exchange makes other contents of the same kind, as an attacker at the far end would.
func (r *FITRaw) Exchange(data any) {
	raw, _ := json.Marshal(data) // of a test
	r.Data = encryptJWE(fitEncryptKid, "application/json", raw)
}

// State of a submission or reply.
func (f *FITConnect) State(id string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.items[id].state
}

// At tells the service its own address before anybody has called it.
func (f *FITConnect) At(url string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.issuer = url + fitBase
}

func (f *FITConnect) list(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := []any{}
	for _, id := range f.order {
		x := f.items[id]
		if x.kind == "submission" && x.state == "submitted" && x.destination == r.URL.Query().Get("destinationId") &&
			len(out) < 500 {
			out = append(out, map[string]string{"submissionId": x.id, "caseId": x.caseID,
				"destinationId": x.destination})
		}
	}
	answer(w, http.StatusOK, map[string]any{"count": len(out), "offset": 0, "totalCount": len(out), "submissions": out})
}

// lying is a submission that can be fetched; the caller holds the lock.
func (f *FITConnect) lying(r *http.Request) *fitItem {
	x := f.items[r.PathValue("id")]
	if x == nil || x.kind != "submission" || x.state != "submitted" {
		return nil
	}
	return x
}

func (f *FITConnect) fetch(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := f.lying(r)
	if x == nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, map[string]any{"submissionId": x.id, "caseId": x.caseID, "destinationId": x.destination,
		"attachments": x.announced, "encryptedMetadata": x.metadata, "encryptedData": x.data})
}

func (f *FITConnect) download(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := f.lying(r)
	if x == nil || x.files[r.PathValue("attachment")] == "" {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/jose")
	_, _ = w.Write([]byte(x.files[r.PathValue("attachment")]))
}

// acknowledge takes a SET of the destination: 409 in a wrong state, 422 where its content does not fit.
func (f *FITConnect) acknowledge(w http.ResponseWriter, r *http.Request) {
	raw, ok := readBody(w, r)
	if !ok {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if r.Header.Get("Content-Type") != "application/jose" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return
	}
	w.WriteHeader(f.takeSET(string(raw), r.PathValue("case")))
}

func (f *FITConnect) takeSET(token, caseID string) int {
	var head struct{ Typ, Alg, Kid string }
	var claims struct {
		Schema   string `json:"$schema"`
		Jti, Iss string
		Sub, Txn string
		Iat      int64
		Events   map[string]struct {
			Tags struct {
				Metadata    string            `json:"metadata"`
				Data        string            `json:"data"`
				Attachments map[string]string `json:"attachments"`
			} `json:"authenticationTags"`
		}
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return http.StatusBadRequest
	}
	for i, into := range []any{&head, &claims} {
		raw, err := b64.DecodeString(parts[i])
		if err != nil || json.Unmarshal(raw, into) != nil {
			return http.StatusBadRequest
		}
	}
	signature, err := b64.DecodeString(parts[2])
	sum := sha512.Sum512([]byte(parts[0] + "." + parts[1]))
	if err != nil || rsa.VerifyPSS(&fitKey().PublicKey, crypto.SHA512, sum[:], signature,
		&rsa.PSSOptions{SaltLength: 64}) != nil {
		return http.StatusUnprocessableEntity
	}
	x := f.items[strings.TrimPrefix(claims.Sub, "submission:")]
	switch {
	case x == nil:
		return http.StatusNotFound
	case head.Typ != "secevent+jwt", head.Alg != "PS512", head.Kid != fitSignKid, claims.Jti == "", claims.Iat == 0,
		claims.Iss != x.destination, claims.Txn != "case:"+caseID, x.caseID != caseID, len(claims.Events) != 1,
		!strings.HasSuffix(claims.Schema, "set-payload/1.2.2/set-payload.schema.json"):
		return http.StatusUnprocessableEntity
	case x.state != "submitted":
		return http.StatusConflict
	}
	e, ok := claims.Events[fitEvents+"accept-submission"]
	given, _ := json.Marshal(e.Tags) // strings only
	known, _ := json.Marshal(x.tags())
	var a, b any
	if !ok || json.Unmarshal(given, &a) != nil || json.Unmarshal(known, &b) != nil || !sameTags(a, b) {
		return http.StatusUnprocessableEntity
	}
	x.state = "accepted"
	x.log = append(x.log, token)
	return http.StatusNoContent
}

// sameTags: no attachments is as good as none named.
func sameTags(a, b any) bool {
	for _, x := range []any{a, b} {
		if m, ok := x.(map[string]any); ok {
			if files, _ := m["attachments"].(map[string]any); len(files) == 0 {
				delete(m, "attachments")
			}
		}
	}
	return reflect.DeepEqual(a, b)
}

func encryptJWE(kid, cty string, content []byte) string {
	head, _ := json.Marshal(map[string]string{"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": kid, "cty": cty})
	var cek [32]byte
	var iv [12]byte
	_, _ = rand.Read(cek[:]) // never fails
	_, _ = rand.Read(iv[:])
	wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &fitKey().PublicKey, cek[:], nil)
	if err != nil {
		panic(err)
	}
	c, err := aes.NewCipher(cek[:])
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCM(c)
	if err != nil {
		panic(err)
	}
	h := b64.EncodeToString(head)
	sealed := gcm.Seal(nil, iv[:], content, []byte(h))
	text, tag := sealed[:len(content)], sealed[len(content):]
	return strings.Join([]string{h, b64.EncodeToString(wrapped), b64.EncodeToString(iv[:]), b64.EncodeToString(text),
		b64.EncodeToString(tag)}, ".")
}
