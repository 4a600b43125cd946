package fitconnect

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Paket is what goes to a destination.
type Paket struct {
	Zustellpunkt       string
	Dienst, Dienstname string // urn of the service addressed there
	Schema             string // URI of the data's schema
	Daten              []byte // JSON
	Beilagen           []casework.Beilage

	art   art
	fall  string      // of a reply
	eigen *schluessel // of a reply: the key that came with the application
}

// fortschritt is how far one Sendung is.
type fortschritt struct {
	ID      string               `json:"id,omitempty"`
	Fall    string               `json:"fall,omitempty"`
	Anlagen map[uuid.UUID]string `json:"anlagen,omitempty"` // attachmentId by Dokument
	Oben    []uuid.UUID          `json:"oben,omitempty"`    // those that are uploaded
	// SendetSeit is when the last step began: the event log says whether it was taken.
	SendetSeit *time.Time `json:"sendetSeit,omitempty"`
}

// wartezeit is after how long without a word a person is asked.
const wartezeit = 6 * time.Hour

// Deliver announces, uploads, submits and waits until what was sent is accepted. Every step that is done is kept. The
// event log shows what was submitted, so nothing is sent twice: an attempt of unknown outcome is looked up first.
func (c *Client) Deliver(ctx context.Context, z casework.Zustellung, p Paket) (casework.Quittung, error) {
	if p.art.pfad == "" {
		p.art = einreichungen
	}
	var s fortschritt
	if len(z.Stand) > 0 && json.Unmarshal(z.Stand, &s) != nil {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungewiss,
			errors.New("what was kept is not readable"))
	}
	if p.art.name == antworten.name && p.eigen == nil {
		return casework.Quittung{}, casework.FailZustellung(casework.OhnePostfach, nil)
	}
	if s.SendetSeit == nil {
		if err := c.prepare(ctx, z, p, &s); err != nil {
			return casework.Quittung{}, err
		}
	} else if err := c.lookUp(ctx, z, p, &s); err != nil {
		return casework.Quittung{}, err
	}
	zu, err := c.await(ctx, z, p, &s)
	if err != nil {
		return casework.Quittung{}, err
	}
	sum := sha256.Sum256(p.Daten)
	return casework.Quittung{BereitgestelltAm: time.Now(), Kennung: s.ID, Nachweis: map[string]any{
		"fall": s.Fall, "angenommen": zu.token, "datenSHA256": hex.EncodeToString(sum[:]), "adresse": c.url,
		"dateien": len(p.Beilagen)}}, nil
}

// Submit sends once and waits for nothing; it may be done again.
func (c *Client) Submit(ctx context.Context, p Paket) error {
	p.art = einreichungen
	return c.prepare(ctx, casework.Zustellung{}, p, &fortschritt{})
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

// prepare does everything up to the last step, and that.
func (c *Client) prepare(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt) error {
	key, err := c.keyOf(ctx, p)
	if err != nil {
		return err
	}
	if err := c.announce(ctx, z, p, s); err != nil {
		return err
	}
	anlagen, err := c.uploadAll(ctx, z, p, s, key)
	if err != nil {
		return err
	}
	return c.submit(ctx, z, p, s, key, anlagen)
}

func (c *Client) keyOf(ctx context.Context, p Paket) (schluessel, error) {
	if p.eigen != nil {
		return *p.eigen, nil
	}
	return c.readKey(ctx, p.Zustellpunkt)
}

// announce gets an id. One that was announced and whose id was lost is deleted there after a day.
func (c *Client) announce(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt) error {
	if s.ID != "" {
		return nil
	}
	a := ankuendigung{Zustellpunkt: p.Zustellpunkt, Anlagen: []string{}, Fall: p.fall}
	if p.Dienst != "" {
		a.Leistung = &benannt{p.Dienst, p.Dienstname}
	}
	s.Anlagen = map[uuid.UUID]string{}
	for _, b := range p.Beilagen {
		id := uuid.NewString()
		s.Anlagen[b.Dokument] = id
		a.Anlagen = append(a.Anlagen, id)
	}
	var out angekuendigt
	err := c.do(ctx, func() (anruf.Ruf, error) {
		r, err := anruf.JSON(http.MethodPost, p.art.pfad, a)
		if p.art.name == antworten.name { // the case is no more
			r.Fehlt = casework.PostfachWeg
		}
		return r, err
	}, &out)
	if err != nil {
		return err
	}
	s.ID, s.Fall = out.Einreichung+out.Antwort, out.Fall
	if _, err := uuid.Parse(s.ID); err != nil {
		return casework.FailZustellung(casework.VertragGeaendert, errors.New("announced, and no id"))
	}
	return keep(ctx, z, s)
}

func (c *Client) uploadAll(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt,
	key schluessel) ([]anlage, error) {
	anlagen := []anlage{}
	for _, b := range p.Beilagen {
		content, err := readFile(b)
		if err != nil {
			return nil, err.Of(b.Dokument)
		}
		sum := sha512.Sum512(content)
		anlagen = append(anlagen, anlage{s.Anlagen[b.Dokument], hash{"sha512", hex.EncodeToString(sum[:])},
			"attachment", b.Typ, b.Name})
		if slices.Contains(s.Oben, b.Dokument) {
			continue
		}
		if err := c.upload(ctx, p, s, b, key, content); err != nil {
			return nil, err
		}
		s.Oben = append(s.Oben, b.Dokument)
		if err := keep(ctx, z, s); err != nil {
			return nil, err
		}
	}
	return anlagen, nil
}

// readFile reads a file whole: it is encrypted as one. The channel's settings bound it.
func readFile(b casework.Beilage) ([]byte, *casework.Zustellfehler) {
	file, err := b.Open()
	if err != nil {
		return nil, casework.FailZustellung(casework.Voruebergehend, err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, b.Groesse+1))
	sum := sha256.Sum256(content)
	switch {
	case err != nil:
		return nil, casework.FailZustellung(casework.Voruebergehend, err)
	case int64(len(content)) != b.Groesse, hex.EncodeToString(sum[:]) != b.SHA256:
		return nil, &casework.Zustellfehler{Grund: "file_changed"}
	}
	return content, nil
}

func (c *Client) upload(ctx context.Context, p Paket, s *fortschritt, b casework.Beilage, key schluessel,
	content []byte) error {
	jwe, err := encrypt(key, b.Typ, content)
	if err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	path := p.art.pfad + "/" + url.PathEscape(s.ID) + "/attachments/" + url.PathEscape(s.Anlagen[b.Dokument])
	err = c.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodPut, URL: path, Body: strings.NewReader(jwe), Typ: "application/jose"}, nil
	}, nil)
	var zf *casework.Zustellfehler
	if errors.As(err, &zf) && (zf.Klasse() == casework.ZuGross || zf.Klasse() == casework.TypAbgelehnt) {
		return zf.Of(b.Dokument)
	}
	return err
}

// submit is the last step: that it begins is kept before.
func (c *Client) submit(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt, key schluessel,
	anlagen []anlage) error {
	m := metadaten{Schema: metadatenSchema}
	sum := sha512.Sum512(p.Daten)
	m.Inhalt.Daten.Hash = hash{"sha512", hex.EncodeToString(sum[:])}
	m.Inhalt.Daten.Schema = datenSchema{p.Schema, "application/json"}
	m.Inhalt.Anlagen = anlagen
	raw, err := json.Marshal(m)
	if err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	var u uebermittlung
	if u.Metadaten, err = encrypt(key, "application/json", raw); err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	if u.Daten, err = encrypt(key, "application/json", p.Daten); err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	now := time.Now()
	s.SendetSeit = &now
	if err := keep(ctx, z, s); err != nil {
		return err
	}
	body, err := json.Marshal(u)
	if err != nil {
		return casework.FailZustellung(casework.Ungueltig, err)
	}
	err = c.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodPut, URL: p.art.pfad + "/" + url.PathEscape(s.ID),
			Body: bytes.NewReader(body), Typ: "application/json", Einmalig: true}, nil
	}, nil)
	var zf *casework.Zustellfehler
	switch {
	case err == nil:
		return nil
	case errors.As(err, &zf) && !zf.Unbekannt: // refused: nothing was submitted
		s.SendetSeit = nil
		if kept := keep(context.WithoutCancel(ctx), z, s); kept != nil {
			return kept
		}
		return err
	}
	return c.lookUp(ctx, z, p, s)
}

// lookUp finds out whether the last step was taken, and does it if it was not.
func (c *Client) lookUp(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt) error {
	alle, err := c.read(ctx, p.art, s.ID, p.Zustellpunkt)
	if err != nil {
		return undecided(err)
	}
	if find(alle, "submit-"+p.art.name) != nil {
		return nil
	}
	s.SendetSeit = nil
	if err := keep(ctx, z, s); err != nil {
		return undecided(err)
	}
	return casework.FailZustellung(casework.Voruebergehend, errors.New("it was not submitted"))
}

// undecided comes again, to look again; where that never helps, nobody knows whether it arrived.
func undecided(err error) error {
	z := casework.FailZustellung(casework.Ungewiss, err)
	z.Wiederhole = true
	return z
}

func find(alle []ereignis, name string) *ereignis {
	for i := range alle {
		if alle[i].name == name {
			return &alle[i]
		}
	}
	return nil
}

// zuletzt is the event by which it is provided.
func (p *Paket) zuletzt() string {
	if p.art.name == antworten.name {
		return "submit-"
	}
	return "accept-"
}

// await looks until what was sent is accepted or rejected.
func (c *Client) await(ctx context.Context, z casework.Zustellung, p Paket, s *fortschritt) (*ereignis, error) {
	end, pause := time.Now().Add(c.Warten), c.Pause
	for {
		alle, err := c.read(ctx, p.art, s.ID, p.Zustellpunkt)
		if err != nil {
			return nil, undecided(err)
		}
		if e := find(alle, p.zuletzt()+p.art.name); e != nil {
			return e, nil
		}
		for _, name := range []string{"reject-", "delete-"} {
			if e := find(alle, name+p.art.name); e != nil {
				return nil, c.rejected(ctx, z, s, e)
			}
		}
		if time.Now().Add(pause).After(end) {
			break
		}
		select {
		case <-ctx.Done():
			return nil, undecided(ctx.Err())
		case <-time.After(pause):
		}
		pause = min(2*pause, 10*time.Second)
	}
	wartet := undecided(errors.New("submitted, and not accepted yet"))
	if time.Since(*s.SendetSeit) > wartezeit {
		var zf *casework.Zustellfehler
		_ = errors.As(wartet, &zf)
		zf.Wiederhole = false
	}
	return nil, wartet
}

// rejected: nothing lies there. Whoever sends it again begins anew.
func (c *Client) rejected(ctx context.Context, z casework.Zustellung, s *fortschritt, e *ereignis) error {
	*s = fortschritt{}
	if err := keep(context.WithoutCancel(ctx), z, s); err != nil {
		return err
	}
	klasse := casework.Ungueltig
	for _, p := range e.probleme {
		if strings.Contains(strings.ToLower(p), "mailbox") {
			klasse = casework.PostfachWeg
		}
	}
	return casework.FailZustellung(klasse, fmt.Errorf("%s: %s", e.name, strings.Join(e.probleme, ", ")))
}
