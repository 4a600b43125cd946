package standin

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// ZBPMessage is a message as it lies in the mailbox.
type ZBPMessage struct {
	Mailbox       string    `json:"mailboxUuid"`
	Level         int       `json:"stork_qaa_level"`
	Sender        string    `json:"sender"`
	Title         string    `json:"title"`
	Content       string    `json:"content"`
	Service       string    `json:"service"`
	ApplicationID *string   `json:"applicationId"`
	Confirmation  string    `json:"retrievalConfirmationAddress"`
	ReplyAddress  string    `json:"replyAddress"`
	Reference     string    `json:"reference"`
	SenderURL     string    `json:"senderUrl"`
	Attachments   []ZBPFile `json:"attachments"`
	Signed        string    `json:"-"` // the text that was signed
	SentAt        time.Time `json:"-"`
}

// ZBPFile is a file of a message.
type ZBPFile struct {
	Name    string `json:"filename"`
	SHA512  string `json:"sha512sum"`
	Length  int64  `json:"contentLength"`
	Content []byte `json:"-"`
}

// ZBPState is a state of an application.
type ZBPState struct {
	ApplicationID string            `json:"applicationId"`
	Status        string            `json:"status"`
	ServiceName   map[string]string `json:"publicServiceName"`
	SenderName    string            `json:"senderName"`
	CreatedDate   string            `json:"createdDate"`
	Details       map[string]string `json:"statusDetails"`
	Additional    map[string]string `json:"additionalInformation"`
	Reference     string            `json:"reference"`
}

// ZBP is the mailbox behind the BundID, version 6: behind a door that asks for a certificate (ServeMutual), or behind
// FIT-Connect, which hands it envelopes.
type ZBP struct {
	*Faults
	Now   func() time.Time
	Roots *x509.CertPool // of envelopes; nil = anybody's certificate counts

	mu     sync.Mutex
	boxes  map[string]bool
	apps   map[string]bool
	sent   []ZBPMessage
	states []ZBPState
	stored int
}

// NewZBP makes one without mailboxes.
func NewZBP() *ZBP {
	b := &ZBP{Now: time.Now, boxes: map[string]bool{}, apps: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /v6/mailbox/messages", b.authorized(b.put))
	mux.HandleFunc("POST /v6/mailbox/applications/states", b.authorized(b.state))
	b.Faults = NewFaults(mux)
	return b
}

// AddMailbox by its UUID.
func (b *ZBP) AddMailbox(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.boxes[strings.ToLower(id)] = true
}

// AddApplication makes an application known to the status monitor.
func (b *ZBP) AddApplication(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.apps[strings.ToLower(id)] = true
}

// DeleteMailbox as the owner of the account does, or two years without a login (§ 8 Abs. 7 OZG).
func (b *ZBP) DeleteMailbox(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.boxes, strings.ToLower(id))
}

// Sent are the messages that lie there, oldest first.
func (b *ZBP) Sent() []ZBPMessage {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.sent)
}

// States are those that were told, oldest first.
func (b *ZBP) States() []ZBPState {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.states)
}

// Opens tells whether somebody who signed in at a level may read a message.
func (m *ZBPMessage) Opens(level int) bool { return level >= m.Level }

// authorized checks the token against the certificate that was shown.
func (b *ZBP) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 || b.checkToken(token, r.TLS.PeerCertificates[0]) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// checkToken: RS512, signed with the key of the certificate, its CN, not expired, not from tomorrow.
func (b *ZBP) checkToken(token string, cert *x509.Certificate) error {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return errors.New("no token")
	}
	var head struct {
		Alg string `json:"alg"`
	}
	var claims struct {
		Iat, Exp int64
		Signer   string
		Roles    []string
	}
	for i, into := range []any{&head, &claims} {
		raw, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return err
		}
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return err
	}
	now := b.Now().Unix()
	switch {
	case head.Alg != "RS512", claims.Signer != cert.Subject.CommonName, claims.Exp < now, claims.Iat > now+60,
		claims.Exp-claims.Iat > 30*60, !slices.Equal(claims.Roles, []string{"THIRD_PARTY"}):
		return errors.New("claims")
	}
	return verify(cert, parts[0]+"."+parts[1], signature)
}

func verify(cert *x509.Certificate, text string, signature []byte) error {
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		return errors.New("no RSA key")
	}
	sum := sha512.Sum512([]byte(text))
	return rsa.VerifyPKCS1v15(key, crypto.SHA512, sum[:], signature)
}

// signed is a text with its signature, which is misnamed.
type signed struct {
	Content   string `json:"content"`
	Signature string `json:"sha512sum"`
}

func (s signed) check(cert *x509.Certificate) error {
	signature, err := base64.StdEncoding.DecodeString(s.Signature)
	if err != nil {
		return err
	}
	return verify(cert, s.Content, signature)
}

func (b *ZBP) put(w http.ResponseWriter, r *http.Request) {
	form, err := r.MultipartReader()
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var text signed
	var files [][]byte
	for {
		var part *multipart.Part
		part, err = form.NextPart()
		if err != nil {
			break
		}
		raw, readErr := io.ReadAll(io.LimitReader(part, maxUpload))
		if err = readErr; err != nil {
			break
		}
		switch {
		case part.FormName() == "json" && len(files) == 0 && text.Content == "":
			err = json.Unmarshal(raw, &text)
		case part.FormName() == "files":
			files = append(files, raw)
		default:
			err = errors.New("unknown part")
		}
		if err != nil {
			break
		}
	}
	if !errors.Is(err, io.EOF) || text.check(r.TLS.PeerCertificates[0]) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	status, _ := b.take(text.Content, files)
	if status == http.StatusOK {
		answer(w, status, map[string]string{})
		return
	}
	w.WriteHeader(status)
}

var uuidPattern = regexp.MustCompile(`^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`)

func between(text string, lo, hi int) bool {
	n := utf8.RuneCountInString(text)
	return n >= lo && n <= hi
}

// take holds a message against the rules and keeps it.
func (b *ZBP) take(content string, files [][]byte) (status int, why string) {
	var m ZBPMessage
	if json.Unmarshal([]byte(content), &m) != nil {
		return http.StatusBadRequest, "json"
	}
	switch {
	case !uuidPattern.MatchString(m.Mailbox), m.ApplicationID != nil && !uuidPattern.MatchString(*m.ApplicationID):
		return http.StatusBadRequest, "uuid"
	case !slices.Contains([]int{1, 3, 4}, m.Level):
		return http.StatusBadRequest, "level"
	case !between(m.Sender, 1, 255), !between(m.Service, 1, 255), !between(m.Title, 1, 1024), m.Content == "",
		!between(m.Confirmation, 0, 320), !between(m.ReplyAddress, 0, 320), !between(m.Reference, 0, 255),
		!between(m.SenderURL, 0, 255):
		return http.StatusBadRequest, "length"
	case len(m.Content) > 1<<20:
		return http.StatusRequestEntityTooLarge, "length"
	case len(files) != len(m.Attachments):
		return http.StatusBadRequest, "files"
	}
	size := 0
	for i := range files {
		sum := sha512.Sum512(files[i])
		if hex.EncodeToString(sum[:]) != m.Attachments[i].SHA512 || int64(len(files[i])) != m.Attachments[i].Length ||
			m.Attachments[i].Name == "" {
			return http.StatusBadRequest, "files"
		}
		m.Attachments[i].Content = files[i]
		size += len(files[i])
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.boxes[m.Mailbox] {
		return http.StatusNotFound, "mailbox"
	}
	if len(b.sent) >= maxMessages || b.stored+size > maxStored {
		return http.StatusInsufficientStorage, "full"
	}
	b.stored += size
	m.Signed, m.SentAt = content, b.Now()
	b.sent = append(b.sent, m)
	return http.StatusOK, ""
}

func (b *ZBP) state(w http.ResponseWriter, r *http.Request) {
	var text signed
	if !decode(w, r, &text) {
		return
	}
	if text.check(r.TLS.PeerCertificates[0]) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.WriteHeader(b.takeState(text.Content))
}

func (b *ZBP) takeState(content string) int {
	var s ZBPState
	if json.Unmarshal([]byte(content), &s) != nil || s.ServiceName == nil {
		return http.StatusBadRequest
	}
	_, err := time.Parse("2006-01-02T15:04:05.000Z", s.CreatedDate)
	switch {
	case err != nil, !uuidPattern.MatchString(s.ApplicationID), !between(s.ServiceName["de"], 1, 100),
		!between(s.SenderName, 1, 100), !between(s.Details["de"], 0, 50), !between(s.Additional["de"], 0, 100),
		!between(s.Reference, 0, 50), !slices.Contains([]string{"INITIATED", "SUBMITTED", "RECEIVED", "PROCESSING",
			"ACTION_REQUIRED", "COMPLETED"}, s.Status):
		return http.StatusBadRequest
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.apps[s.ApplicationID] {
		return http.StatusNotFound
	}
	if len(b.states) < maxMessages {
		b.states = append(b.states, s)
	}
	return http.StatusOK
}

// TakeEnvelope takes what came through FIT-Connect: who signed it stands in the envelope. Problems are types.
func (b *ZBP) TakeEnvelope(service string, data []byte, files [][]byte) (problems []string) {
	var e struct {
		signed
		Token       string `json:"authorToken"`
		Certificate string `json:"authorCertificate"`
	}
	if json.Unmarshal(data, &e) != nil {
		return []string{"syntax-violation"}
	}
	block, _ := pem.Decode([]byte(e.Certificate))
	if block == nil {
		return []string{"author-certificate"}
	}
	cert, err := x509.ParseCertificate(block.Bytes)
	if err == nil && b.Roots != nil {
		_, err = cert.Verify(x509.VerifyOptions{Roots: b.Roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	}
	if err != nil {
		return []string{"author-certificate"}
	}
	if b.checkToken(e.Token, cert) != nil {
		return []string{"author-token"}
	}
	if e.check(cert) != nil {
		return []string{"signature"}
	}
	const urn = "urn:schema-fitko-de:fit-connect:id.bund.de:"
	status, why := http.StatusBadRequest, "service"
	switch service {
	case urn + "message_v6":
		status, why = b.take(e.Content, files)
	case urn + "status_v6":
		status, why = b.takeState(e.Content), "state"
	}
	if status != http.StatusOK {
		return []string{"unknown-or-invalid-" + why}
	}
	return nil
}
