// Package zbp is the channel to the central mailbox of citizens behind the BundID, version 6, called directly. What is
// not public about it stands in felder.go, each line with its evidence. Message, state and signature are also what goes
// through FIT-Connect's envelope (package zbpfit).
package zbp

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Postfach is one channel of a tenant.
type Postfach struct {
	Schreiber
	url     string
	leitung *anruf.Leitung
	zweifel atomic.Bool // the last message may have arrived or not: look first whether the far end works
}

// New checks the settings (Felder); it does not connect. Errors are *casework.Error with the setting as field.
func New(e map[string]string) (*Postfach, error) {
	a := anruf.ReadAngaben(Felder, e)
	p := &Postfach{Schreiber: ReadSchreiber(a), url: a.Adresse("url")}
	roots := a.Wurzeln("wurzeln")
	if err := a.Err(); err != nil {
		return nil, err
	}
	client := anruf.NewClient(anruf.TrustMutual(roots, p.Ausweis))
	client.Timeout = 5 * time.Minute // all files go in one request
	p.leitung = &anruf.Leitung{Client: client,
		Token: func(context.Context) (string, error) { return p.Token(time.Now()) }}
	return p, nil
}

// fortschritt is how far one Sendung is.
type fortschritt struct {
	// SendetSeit is when the only step began: it may have been taken.
	SendetSeit *time.Time `json:"sendetSeit,omitempty"`
}

// Deliver sends a message in one request, and then the state of the application where it is known. The mailbox shows
// nothing of what was sent, so a Sendung whose outcome is unknown cannot be looked for there; its key stands in
// reference.
func (p *Postfach) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	var s fortschritt
	if len(z.Stand) > 0 && json.Unmarshal(z.Stand, &s) != nil {
		unlesbar := errors.New("what was kept is not readable")
		return casework.Quittung{}, casework.FailZustellung(casework.Ungewiss, unlesbar)
	}
	if s.SendetSeit != nil && !z.Ungewiss {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungewiss, errors.New("cut off while it was sent"))
	}
	inhalt, err := p.Message(z)
	if err != nil {
		return casework.Quittung{}, err
	}
	if p.zweifel.Load() { // else every message would be of unknown outcome while the far end fails
		if err := p.Check(ctx); err != nil {
			return casework.Quittung{}, err
		}
	}
	wiederholt := s.SendetSeit != nil
	now := time.Now()
	s.SendetSeit = &now
	if err := keep(ctx, z, &s); err != nil {
		return casework.Quittung{}, err
	}
	err = p.send(ctx, z, inhalt)
	var zf *casework.Zustellfehler
	p.zweifel.Store(errors.As(err, &zf) && zf.Unbekannt)
	if errors.As(err, &zf) && zf.Klasse() == casework.Doppelt && wiederholt {
		err = nil // the first attempt had arrived
	}
	if err != nil {
		if zf != nil && !zf.Unbekannt { // refused: nothing lies there
			s.SendetSeit = nil
			if kept := keep(context.WithoutCancel(ctx), z, &s); kept != nil {
				return casework.Quittung{}, kept
			}
		}
		return casework.Quittung{}, err
	}
	sum := sha256.Sum256(inhalt)
	q := casework.Quittung{BereitgestelltAm: time.Now(), Kennung: Zeichen(z), Nachweis: map[string]any{
		"inhaltSHA256": hex.EncodeToString(sum[:]), "dateien": len(z.Beilagen), "adresse": p.url,
		"wiederholt": wiederholt}}
	if status := p.tellStatus(ctx, z); status != "" {
		q.Nachweis["status"] = status
	}
	return q, nil
}

func keep(ctx context.Context, z casework.Zustellung, s *fortschritt) error {
	raw, err := json.Marshal(s)
	if err == nil && z.Merke != nil {
		err = z.Merke(ctx, raw)
	}
	if err != nil { // nothing was sent by it
		return casework.FailZustellung(casework.Voruebergehend, err)
	}
	return nil
}

// send is the step that must not happen twice.
func (p *Postfach) send(ctx context.Context, z casework.Zustellung, inhalt []byte) error {
	b, err := p.body(z, inhalt)
	if err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	defer b.Close()
	var antwort []byte
	// Expect: a far end that does not like our certificate says so before anything of the message is on its way.
	err = p.leitung.Do(ctx, anruf.Ruf{Method: http.MethodPut, URL: p.url + pfadNachricht, Body: b, Laenge: b.laenge,
		Typ: b.typ, Einmalig: true, Fehlt: casework.PostfachWeg, Header: http.Header{"Expect": {"100-continue"}}}, &antwort)
	switch {
	case err != nil && b.broken() != nil: // ours could not be read: it broke off in the middle, nothing was complete
		return b.broken()
	case err != nil:
		return err
	case len(antwort) > 0 && !json.Valid(antwort):
		return casework.FailZustellung(casework.Ungewiss, errors.New("the answer is not what was agreed"))
	}
	return nil
}

// tellStatus tells the status monitor how the application stands; how that went is evidence, no reason to send the
// message again. "" = nothing is known of the application there.
func (p *Postfach) tellStatus(ctx context.Context, z casework.Zustellung) string {
	inhalt := p.Status(z, time.Now())
	if inhalt == nil {
		return ""
	}
	u, err := p.wrap(inhalt)
	if err != nil {
		return anruf.Grund(err)
	}
	r, err := anruf.JSON(http.MethodPost, p.url+pfadStatus, u)
	if err == nil {
		err = p.leitung.Do(ctx, r, nil)
	}
	if err != nil {
		return anruf.Grund(err)
	}
	return Zustand(z)
}

// wrap signs a text.
func (s *Schreiber) wrap(inhalt []byte) (umschlag, error) {
	signatur, err := s.Ausweis.Sign(inhalt)
	return umschlag{string(inhalt), base64.StdEncoding.EncodeToString(signatur)}, err
}

// Check signs in with a message that has no content: that it is refused shows that we are not.
func (p *Postfach) Check(ctx context.Context) error {
	err := p.leitung.Do(ctx, anruf.Ruf{Method: http.MethodPut, URL: p.url + pfadNachricht,
		Body: http.NoBody, Typ: "multipart/form-data; boundary=leer"}, nil)
	var zf *casework.Zustellfehler
	switch {
	case err == nil:
		return casework.FailZustellung(casework.VertragGeaendert, errors.New("an empty message was accepted"))
	case errors.As(err, &zf) && zf.Klasse() == casework.Ungueltig:
		return nil
	}
	return err
}
