// Package anruf makes the calls of channels that speak HTTP: bounded, never redirected, and every failure sorted into
// the classes of casework, so that no channel sorts them its own way.
package anruf

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"kontor/backend/internal/casework"
)

// maxAnswer is what an answer may have in bytes; files come by Open.
const maxAnswer = 8 << 20

// dauerfehler is after how many answers 500 in a row, with nothing else between, a setting counts as wrong: facades
// answer a missing right with 500 (OSI2: missing access scope).
const dauerfehler = 3

// Leitung is the way to one far end.
type Leitung struct {
	Client *http.Client
	// Token gives what goes into Authorization; nil = nothing does. Errors of it are sorted as those of the call.
	Token func(ctx context.Context) (string, error)

	mu    sync.Mutex
	fuenf int       // answers 500 in a row
	pause time.Time // the far end asked to be left alone until then
	jetzt func() time.Time
}

// NewClient has no redirects and a limit of time for the answer to begin.
func NewClient(conf *tls.Config) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = 30 * time.Second
	if conf != nil {
		t.TLSClientConfig = conf
	}
	return &http.Client{Transport: t, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// Trust is for NewClient: certificates of these roots only; nil = those of the system.
func Trust(roots *x509.CertPool) *tls.Config {
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

// Ruf is one call.
type Ruf struct {
	Method, URL string
	Body        io.Reader // nil = none
	Laenge      int64     // of Body, where it is a stream; 0 = as http.NewRequest finds it
	Typ         string    // media type of Body
	Header      http.Header
	// Einmalig: done twice it does harm. Where nobody knows whether the far end has taken it, the class is Ungewiss.
	Einmalig bool
	// Grenze is what the answer may have in bytes; 0 = what an answer without files has.
	Grenze int64
	// Fehlt is the class of 404; empty = VertragGeaendert, a path that was agreed is not there.
	Fehlt casework.Fehlerklasse
}

// JSON makes a call with a body.
func JSON(method, url string, body any) (Ruf, error) {
	raw, err := json.Marshal(body)
	return Ruf{Method: method, URL: url, Body: bytes.NewReader(raw), Typ: "application/json"}, err
}

// Do makes a call and reads its answer into into: a *[]byte takes it as it is, nil = the body says nothing. Every error
// is a *casework.Zustellfehler.
func (l *Leitung) Do(ctx context.Context, r Ruf, into any) error {
	res, err := l.call(ctx, r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	grenze := r.Grenze
	if grenze == 0 {
		grenze = maxAnswer
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, grenze+1))
	unklar := casework.VertragGeaendert
	if r.Einmalig { // it was accepted, or something was that nobody understands: never guess
		unklar = casework.Ungewiss
	}
	switch {
	case err != nil && r.Einmalig:
		return casework.FailZustellung(casework.Ungewiss, ohneURL(err))
	case err != nil:
		return casework.FailZustellung(casework.Voruebergehend, ohneURL(err))
	case into == nil:
		return nil
	case int64(len(raw)) > grenze:
		return casework.FailZustellung(unklar, errors.New("the answer is longer than agreed"))
	}
	if as, ok := into.(*[]byte); ok {
		*as = raw
		return nil
	}
	if json.Unmarshal(raw, into) != nil {
		return casework.FailZustellung(unklar, errors.New("the answer is not the JSON that was agreed"))
	}
	return nil
}

// Open makes a call whose answer is a file.
func (l *Leitung) Open(ctx context.Context, r Ruf) (io.ReadCloser, error) {
	res, err := l.call(ctx, r)
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

// call returns answers of success only.
func (l *Leitung) call(ctx context.Context, r Ruf) (*http.Response, error) {
	if err := l.resting(); err != nil {
		return nil, err
	}
	verbunden := false
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { verbunden = true }})
	req, err := http.NewRequestWithContext(traced, r.Method, r.URL, r.Body)
	if err != nil {
		return nil, casework.FailZustellung(casework.Zugangsfehler, ohneURL(err))
	}
	if r.Header != nil {
		req.Header = r.Header.Clone()
	}
	if r.Laenge > 0 {
		req.ContentLength = r.Laenge
	}
	if r.Typ != "" {
		req.Header.Set("Content-Type", r.Typ)
	}
	if l.Token != nil {
		token, err := l.Token(ctx)
		if err != nil {
			return nil, l.sortToken(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := l.Client.Do(req)
	if err != nil {
		return nil, sortNetz(err, r.Einmalig && verbunden)
	}
	if res.StatusCode/100 == 2 {
		l.note(false)
		return res, nil
	}
	defer res.Body.Close()
	_, _ = io.CopyN(io.Discard, res.Body, maxAnswer) // so that the connection can be used again
	return nil, l.sortStatus(res, r)
}

// resting: the far end asked not to be called for a while.
func (l *Leitung) resting() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now().Before(l.pause) {
		return casework.FailZustellung(casework.Voruebergehend, errors.New("the far end asked to wait"))
	}
	return nil
}

func (l *Leitung) now() time.Time {
	if l.jetzt != nil {
		return l.jetzt()
	}
	return time.Now()
}

// note counts answers 500 in a row, and tells whether there are too many.
func (l *Leitung) note(failed bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !failed {
		l.fuenf = 0
		return false
	}
	l.fuenf++
	return l.fuenf >= dauerfehler
}

// sortStatus sorts an answer that is none of success.
func (l *Leitung) sortStatus(res *http.Response, r Ruf) *casework.Zustellfehler {
	code := res.StatusCode
	cause := fmt.Errorf("answer %d", code)
	if code != http.StatusInternalServerError {
		l.note(false)
	}
	if code == http.StatusInternalServerError && l.note(true) && !r.Einmalig {
		return casework.FailZustellung(casework.Zugangsfehler, cause)
	}
	switch code {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		l.rest(res.Header.Get("Retry-After"))
		return casework.FailZustellung(casework.Voruebergehend, cause)
	case http.StatusRequestTimeout:
		return casework.FailZustellung(casework.Voruebergehend, cause)
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		if r.Einmalig { // the gateway gave up, what is behind it may have taken it
			return casework.FailZustellung(casework.Ungewiss, cause)
		}
		return casework.FailZustellung(casework.Voruebergehend, cause)
	case http.StatusNotFound:
		if r.Fehlt != "" {
			return casework.FailZustellung(r.Fehlt, cause)
		}
		return casework.FailZustellung(casework.VertragGeaendert, cause)
	}
	if klasse, ok := status[code]; ok {
		return casework.FailZustellung(klasse, cause)
	}
	return casework.FailZustellung(casework.VertragGeaendert, cause)
}

// status of answers that mean one thing wherever they come from.
var status = map[int]casework.Fehlerklasse{
	http.StatusBadRequest:            casework.Ungueltig,
	http.StatusUnprocessableEntity:   casework.Ungueltig,
	http.StatusUnauthorized:          casework.Zugangsfehler,
	http.StatusForbidden:             casework.Zugangsfehler,
	http.StatusGone:                  casework.PostfachWeg,
	http.StatusConflict:              casework.Doppelt,
	http.StatusRequestEntityTooLarge: casework.ZuGross,
	http.StatusUnsupportedMediaType:  casework.TypAbgelehnt,
}

// maxPause bounds what a far end can ask for.
const maxPause = 15 * time.Minute

// rest keeps to a Retry-After: seconds or a date.
func (l *Leitung) rest(after string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pause := time.Duration(0)
	if n, err := strconv.Atoi(after); err == nil {
		pause = time.Duration(n) * time.Second
	} else if at, err := http.ParseTime(after); err == nil {
		pause = at.Sub(l.now())
	}
	if pause > 0 {
		l.pause = l.now().Add(min(pause, maxPause))
	}
}

// sortNetz sorts a call without an answer. gesendet: something may have arrived.
func sortNetz(err error, gesendet bool) *casework.Zustellfehler {
	var cert *tls.CertificateVerificationError
	switch {
	case errors.As(err, &cert), isAlert(err): // expired, of somebody else: an operator sets it right
		return casework.FailZustellung(casework.Zugangsfehler, ohneURL(err))
	case gesendet:
		return casework.FailZustellung(casework.Ungewiss, ohneURL(err))
	}
	return casework.FailZustellung(casework.Voruebergehend, ohneURL(err))
}

// isAlert: the far end does not like our certificate, and has read nothing. With TLS 1.3 that is told only after our
// first bytes.
func isAlert(err error) bool {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" || op.Err == nil {
		return false
	}
	for _, word := range []string{"certificate", "handshake failure", "access denied"} {
		if strings.Contains(op.Err.Error(), word) {
			return true
		}
	}
	return false
}

// sortToken sorts why there is no token: what the identity provider refuses is a setting, what it cannot do now passes.
func (l *Leitung) sortToken(err error) *casework.Zustellfehler {
	var z *casework.Zustellfehler
	if errors.As(err, &z) {
		return z
	}
	var r *oauth2.RetrieveError
	var cert *tls.CertificateVerificationError
	var netz *url.Error
	switch {
	case errors.As(err, &cert):
		return casework.FailZustellung(casework.Zugangsfehler, ohneURL(err))
	case errors.As(err, &r):
		code := 0
		if r.Response != nil {
			code = r.Response.StatusCode
		}
		cause := fmt.Errorf("token endpoint: answer %d %s", code, r.ErrorCode)
		if code == http.StatusInternalServerError && l.note(true) {
			return casework.FailZustellung(casework.Zugangsfehler, cause)
		}
		if code >= 500 || code == http.StatusTooManyRequests {
			return casework.FailZustellung(casework.Voruebergehend, cause)
		}
		return casework.FailZustellung(casework.Zugangsfehler, cause)
	case errors.As(err, &netz), errors.Is(err, io.ErrUnexpectedEOF):
		return casework.FailZustellung(casework.Voruebergehend, ohneURL(err))
	}
	return casework.FailZustellung(casework.VertragGeaendert, errors.New("the token endpoint answers with no token"))
}

// ohneURL keeps what went wrong without the address it went wrong at: it may name a mailbox.
func ohneURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// Grund is the reason of a failure, a key.
func Grund(err error) string {
	var z *casework.Zustellfehler
	if errors.As(err, &z) {
		return z.Grund
	}
	return string(casework.Ungueltig)
}
