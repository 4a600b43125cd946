package standin

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Paths of the OSI-Postfach-Facade 2.0; those of attachments and deletion are not public.
const (
	osi2Token = "/webidp2/connect/token"
	osi2Base  = "/api/osi_postfach/1.0.0"
)

// TryReply is where whoever tries Kontor is the applicant: what is posted there, an OSI2Message, lies in our list. It
// is no part of the facade.
const TryReply = "/ausprobieren/antwort"

// Bounds of the memory a stand-in takes.
const (
	maxMessages = 20_000
	maxUpload   = 64 << 20 // bytes of one file
	maxStored   = 1 << 30  // bytes of all
	osi2List    = 100      // messages that one list names
)

// OSI2Config is what the far end knows of us.
type OSI2Config struct {
	Client, Secret string
	Scope          string // the access scope beside "default"
	Resource       string // urn:dataport:osi:postfach:<rz>:<stage>:<land>
	Tenant         string // whose mailboxes are ours, for example "ST"
	ScanDelay      time.Duration
	Now            func() time.Time // nil = the clock
}

// OSI2Mailbox is one of an account.
type OSI2Mailbox struct {
	ID     string `json:"mailboxId"`
	Tenant string `json:"tenant"`
}

// OSI2Message is a message as it lies there. Field names are recalled, not seen.
type OSI2Message struct {
	ID           string     `json:"messageId,omitempty"`
	Mailbox      string     `json:"-"`
	Vorgang      string     `json:"sequencenumber"`
	Subject      string     `json:"subject"`
	Body         string     `json:"body"`
	IsHTML       bool       `json:"isHtml"`
	DisplayName  string     `json:"displayName"`
	OriginSender string     `json:"originSender"`
	ReplyAction  string     `json:"replyAction"`
	Level        string     `json:"eidasLevel"`
	Obligatory   bool       `json:"isObligatory"`
	Files        []string   `json:"files"` // guids of uploads
	InReplyTo    string     `json:"inReplyTo,omitempty"`
	SentAt       time.Time  `json:"sentAt,omitzero"`
	Attachments  []OSI2File `json:"attachments,omitempty"`
}

// OSI2File is a file of a received message.
type OSI2File struct {
	ID      string `json:"attachmentId"`
	Name    string `json:"fileName"`
	Type    string `json:"contentType"`
	Size    int64  `json:"size"`
	Content []byte `json:"-"`
}

type osi2Upload struct {
	name, typ string
	content   []byte
	closed    time.Time // zero = open
}

// OSI2 is the facade with its token endpoint.
type OSI2 struct {
	*Faults
	config OSI2Config

	mu        sync.Mutex
	tokens    map[string]osi2Grant
	boxes     map[string][]OSI2Mailbox // by SAML name identifier
	uploads   map[string]*osi2Upload
	sent      []OSI2Message
	inbox     []OSI2Message
	scanFails map[string]bool // file names whose scan ends with an error
	stored    int
}

type osi2Grant struct {
	access bool // has the access scope
	until  time.Time
}

// NewOSI2 makes one without mailboxes.
func NewOSI2(c OSI2Config) *OSI2 {
	o := &OSI2{config: c, tokens: map[string]osi2Grant{}, boxes: map[string][]OSI2Mailbox{},
		uploads: map[string]*osi2Upload{}, scanFails: map[string]bool{}}
	if o.config.Now == nil {
		o.config.Now = time.Now
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+osi2Token, o.token)
	for pattern, h := range map[string]http.HandlerFunc{
		"POST /MailboxDirectory/v1/Lookup":                              o.lookup,
		"POST /Quarantine/v1/Upload/Chunked":                            o.chunk,
		"GET /Quarantine/v1/Upload/{guid}":                              o.scan,
		"POST /MessageExchange/v1/Send/{mailbox}":                       o.send,
		"GET /MessageExchange/v1/Receive":                               o.list,
		"GET /MessageExchange/v1/Receive/{id}":                          o.read,
		"GET /MessageExchange/v1/Receive/{id}/Attachments/{attachment}": o.download,
		"DELETE /MessageExchange/v1/Receive/{id}":                       o.delete,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" "+osi2Base+path, o.authorized(h))
	}
	mux.HandleFunc("POST "+TryReply, o.reply)
	o.Faults = NewFaults(mux)
	return o
}

// AddMailbox gives an account a mailbox.
func (o *OSI2) AddMailbox(nameID string, boxes ...OSI2Mailbox) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.boxes[nameID] = append(o.boxes[nameID], boxes...)
}

// DeleteAccount as its owner does, or two years without a login (§ 8 Abs. 7 OZG).
func (o *OSI2) DeleteAccount(nameID string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.boxes, nameID)
}

// EndScans lets all scans end now, and every later one at once.
func (o *OSI2) EndScans() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.config.ScanDelay = 0
}

// FailScan lets the scan of files of this name end with an error.
func (o *OSI2) FailScan(name string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.scanFails[name] = true
}

// Sent are the messages that were accepted, oldest first.
func (o *OSI2) Sent() []OSI2Message {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.sent)
}

// Upload returns what was uploaded under a guid.
func (o *OSI2) Upload(guid string) (name string, content []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if u := o.uploads[guid]; u != nil {
		return u.name, u.content
	}
	return "", nil
}

// Receive puts a message of an applicant into our list, as it is: one whose ID lies there already lies there twice.
func (o *OSI2) Receive(m OSI2Message) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if m.ID == "" {
		m.ID = o.newID("in")
	}
	if m.SentAt.IsZero() {
		m.SentAt = o.config.Now()
	}
	for i := range m.Attachments {
		m.Attachments[i].ID = o.newID("att")
		m.Attachments[i].Size = int64(len(m.Attachments[i].Content))
	}
	if len(o.inbox) < maxMessages {
		o.inbox = append(o.inbox, m)
	}
	return m.ID
}

// Inbox are the ids of what nobody has deleted yet.
func (o *OSI2) Inbox() (ids []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, m := range o.inbox {
		ids = append(ids, m.ID)
	}
	return ids
}

// Reverse turns the list round: no order is promised.
func (o *OSI2) Reverse() {
	o.mu.Lock()
	defer o.mu.Unlock()
	slices.Reverse(o.inbox)
}

// newID is unique; the caller holds the lock.
func (o *OSI2) newID(kind string) string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	return kind + "-" + hex.EncodeToString(b[:])
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
