package osi2

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// stand is how far one Sendung is.
type stand struct {
	Postfach string               `json:"postfach,omitempty"`
	Dateien  map[uuid.UUID]string `json:"dateien,omitempty"` // guid of what is uploaded whole, by Dokument
	// SendetSeit is when the last step began: it may have been taken.
	SendetSeit *time.Time `json:"sendetSeit,omitempty"`
}

// Deliver looks the mailbox up, uploads the files, waits for their scan and sends. Every step that is done is kept. The
// facade shows nothing of what was sent, so a Sendung whose outcome is unknown cannot be looked for there.
func (p *Postfach) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	if z.Adresse == "" {
		return casework.Quittung{}, casework.FailZustellung(casework.OhnePostfach, nil)
	}
	niveau, ok := niveaus[z.Vertrauensniveau]
	if !ok {
		return casework.Quittung{}, casework.FailZustellung(casework.NiveauFehlt, nil)
	}
	var s stand
	if len(z.Stand) > 0 && json.Unmarshal(z.Stand, &s) != nil {
		unlesbar := errors.New("what was kept is not readable")
		return casework.Quittung{}, casework.FailZustellung(casework.Ungewiss, unlesbar)
	}
	if s.SendetSeit != nil && !z.Ungewiss {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungewiss, errors.New("cut off while it was sent"))
	}
	if err := p.lookup(ctx, z, &s); err != nil {
		return casework.Quittung{}, err
	}
	if err := p.uploadAll(ctx, z, &s); err != nil {
		return casework.Quittung{}, err
	}
	if err := p.waitClean(ctx, z, &s); err != nil {
		return casework.Quittung{}, err
	}
	return p.send(ctx, z, &s, niveau)
}

func keep(ctx context.Context, z casework.Zustellung, s *stand) error {
	raw, err := json.Marshal(s)
	if err == nil && z.Merke != nil {
		err = z.Merke(ctx, raw)
	}
	if err != nil { // nothing was sent by it
		return casework.FailZustellung(casework.Voruebergehend, err)
	}
	return nil
}

// lookup finds the mailbox of the account, that of our tenant before others.
func (p *Postfach) lookup(ctx context.Context, z casework.Zustellung, s *stand) error {
	if s.Postfach != "" {
		return nil
	}
	var out postfachAntwort
	err := p.do(ctx, func() (anruf.Ruf, error) {
		r, err := anruf.JSON(http.MethodPost, p.url+pfadLookup, map[string]string{"nameIdentifier": z.Adresse})
		r.Fehlt = casework.PostfachWeg
		return r, err
	}, &out)
	if err != nil {
		return err
	}
	for _, m := range out.Mailboxes {
		if m.ID != "" && (s.Postfach == "" || m.Tenant == p.mandant) {
			s.Postfach = m.ID
			if m.Tenant == p.mandant {
				break
			}
		}
	}
	if s.Postfach == "" { // the address came with a login, so there was one
		return casework.FailZustellung(casework.PostfachWeg, nil)
	}
	return keep(ctx, z, s)
}

// uploadAll uploads what is not there whole. A file that was cut off begins anew, under another guid: nobody knows
// which of its parts arrived.
func (p *Postfach) uploadAll(ctx context.Context, z casework.Zustellung, s *stand) error {
	for _, b := range z.Beilagen {
		if s.Dateien[b.Dokument] != "" {
			continue
		}
		guid := uuid.NewString()
		if err := p.upload(ctx, b, guid); err != nil {
			var zf *casework.Zustellfehler
			if errors.As(err, &zf) {
				return zf.Of(b.Dokument)
			}
			return err
		}
		if s.Dateien == nil {
			s.Dateien = map[uuid.UUID]string{}
		}
		s.Dateien[b.Dokument] = guid
		if err := keep(ctx, z, s); err != nil {
			return err
		}
	}
	return nil
}

func (p *Postfach) upload(ctx context.Context, b casework.Beilage, guid string) error {
	file, err := b.Open()
	if err != nil {
		return casework.FailZustellung(casework.Voruebergehend, err)
	}
	defer file.Close()
	hash := sha256.New()
	part := make([]byte, p.teil)
	for {
		n, err := io.ReadFull(file, part)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return casework.FailZustellung(casework.Voruebergehend, err)
		}
		if n == 0 {
			break
		}
		hash.Write(part[:n])
		if err := p.uploadPart(ctx, b, guid, part[:n]); err != nil {
			return err
		}
	}
	if hex.EncodeToString(hash.Sum(nil)) != b.SHA256 {
		return &casework.Zustellfehler{Grund: "file_changed"}
	}
	return p.uploadPart(ctx, b, guid, nil) // the empty part ends it
}

func (p *Postfach) uploadPart(ctx context.Context, b casework.Beilage, guid string, part []byte) error {
	return p.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodPost, URL: teilURL(p.url, guid, b.Name, b.Typ), Body: bytes.NewReader(part),
			Typ: "application/octet-stream"}, nil
	}, nil)
}

// waitClean waits until the far end has scanned every file. What it has lost or could not scan is uploaded again by the
// next attempt.
func (p *Postfach) waitClean(ctx context.Context, z casework.Zustellung, s *stand) error {
	end, pause := time.Now().Add(p.ScanWarten), p.ScanPause
	for _, b := range z.Beilagen {
		for {
			var out scanAntwort
			guid := url.PathEscape(s.Dateien[b.Dokument])
			err := p.call(ctx, http.MethodGet, pfadUpload+"/"+guid, casework.Voruebergehend, &out)
			if err != nil && !isLost(err) {
				return err
			}
			switch out.State {
			case scanRein:
			case scanBefallen:
				return casework.FailZustellung(casework.Befallen, nil).Of(b.Dokument)
			case scanLaeuft:
				if time.Now().Add(pause).After(end) {
					return casework.FailZustellung(casework.Voruebergehend, errors.New("the scan takes longer"))
				}
				if err := rest(ctx, pause); err != nil {
					return err
				}
				pause = min(2*pause, 5*time.Second)
				continue
			case scanFehler, scanOffen, "":
				delete(s.Dateien, b.Dokument)
				if err := keep(ctx, z, s); err != nil {
					return err
				}
				ohne := errors.New("the scan has no result")
				return casework.FailZustellung(casework.Voruebergehend, ohne).Of(b.Dokument)
			default:
				return casework.FailZustellung(casework.VertragGeaendert, errors.New("unknown state of a scan"))
			}
			break
		}
	}
	return nil
}

// isLost: the far end knows nothing of the upload.
func isLost(err error) bool {
	var zf *casework.Zustellfehler
	return errors.As(err, &zf) && zf.Cause != nil && zf.Cause.Error() == "answer 404"
}

func rest(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return casework.FailZustellung(casework.Voruebergehend, ctx.Err())
	case <-time.After(pause):
		return nil
	}
}

// send is the step that must not happen twice: that it begins is kept before, that it was refused after.
func (p *Postfach) send(ctx context.Context, z casework.Zustellung, s *stand,
	niveau string) (casework.Quittung, error) {
	m := nachricht{Vorgang: z.Vorgangsnummer, Betreff: z.Betreff,
		Text:   z.Text + "\n\n" + casework.Marke(z.Vorgangsnummer),
		Dienst: z.Dienst, Absender: z.Behoerde, Antwort: antwort(z.Antwort), Niveau: niveau, Dateien: []string{}}
	for _, b := range z.Beilagen {
		m.Dateien = append(m.Dateien, s.Dateien[b.Dokument])
	}
	wiederholt := s.SendetSeit != nil
	now := time.Now()
	s.SendetSeit = &now
	if err := keep(ctx, z, s); err != nil {
		return casework.Quittung{}, err
	}
	var out gesendet
	raw, err := json.Marshal(m)
	if err != nil {
		return casework.Quittung{}, casework.FailZustellung(casework.Ungueltig, err)
	}
	err = p.do(ctx, func() (anruf.Ruf, error) {
		return anruf.Ruf{Method: http.MethodPost, URL: p.url + pfadSend + "/" + url.PathEscape(s.Postfach),
			Body: bytes.NewReader(raw), Typ: "application/json", Einmalig: true, Fehlt: casework.PostfachWeg}, nil
	}, &out)
	var zf *casework.Zustellfehler
	if errors.As(err, &zf) && zf.Klasse() == casework.Doppelt && wiederholt {
		err = nil // the first attempt had arrived
	}
	if err != nil {
		if zf != nil && !zf.Unbekannt { // refused: nothing lies there
			s.SendetSeit = nil
			if kept := keep(context.WithoutCancel(ctx), z, s); kept != nil {
				return casework.Quittung{}, kept
			}
		}
		return casework.Quittung{}, err
	}
	sum := sha256.Sum256(raw)
	return casework.Quittung{BereitgestelltAm: time.Now(), Kennung: out.ID, Nachweis: map[string]any{
		"postfach": s.Postfach, "anfrageSHA256": hex.EncodeToString(sum[:]), "dateien": m.Dateien,
		"adresse": p.url, "wiederholt": wiederholt}}, nil
}

func antwort(regel casework.AntwortRegel) string {
	switch regel {
	case casework.AntwortErforderlich:
		return antwortNoetig
	case casework.AntwortMoeglich:
		return antwortMoeglich
	}
	return antwortVerboten
}
