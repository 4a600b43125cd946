package service

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ZugangAenderung is what IT sets at a Zugang. Secrets that come as Geheimnismarke or, for the source, empty stay as they are.
type ZugangAenderung struct {
	Version       int
	Titel         string
	Aktiv         bool
	Benutzer      string
	Zertifikat    string
	StilleStunden int
	Einstellungen map[string]string
	Quelle        *QuelleNeu // nil = it does not fetch
}

// QuelleNeu says where a Zugang shall fetch.
type QuelleNeu struct{ URL, User, Password string }

// CreateZugang makes an intake and its password, which is shown this once.
func (s *Service) CreateZugang(ctx context.Context, a casework.Actor, name, titel, adapter string) (*Zugang, string, error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, "", err
	}
	if s.Adapters[adapter] == nil {
		return nil, "", casework.FailField("adapter", "unknown")
	}
	password := newPasswort()
	z := &store.Zugang{ID: newID(), Mandant: a.Mandant, Name: name, Titel: strings.TrimSpace(titel), Adapter: adapter, Benutzer: name, Aktiv: true}
	setPasswort(z, password)
	var out *Zugang
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) {
		if err := tx.InsertZugang(ctx, z); err != nil {
			return err
		}
		if err := tx.Protokolliere(ctx, "zugang_angelegt", z.ID.String(), map[string]any{"name": name, "adapter": adapter}); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zugang"})
		out, err = s.loadZugang(ctx, tx, z.ID)
		return err
	})
	return out, password, err
}

// newPasswort is 256 bits of chance in letters that survive every form.
func newPasswort() string {
	var raw [32]byte
	_, _ = rand.Read(raw[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(raw[:])
}

// RenewPasswort ends the old password at once.
func (s *Service) RenewPasswort(ctx context.Context, a casework.Actor, id uuid.UUID, version int) (*Zugang, string, error) {
	password := newPasswort()
	z, err := s.changeZugang(ctx, a, id, version, func(tx *store.Tx, z *store.Zugang) error {
		setPasswort(z, password)
		return tx.Protokolliere(ctx, "passwort_erneuert", id.String(), nil)
	})
	return z, password, err
}

// UpdateZugang writes what IT entered.
func (s *Service) UpdateZugang(ctx context.Context, a casework.Actor, id uuid.UUID, in ZugangAenderung) (*Zugang, error) {
	return s.changeZugang(ctx, a, id, in.Version, func(tx *store.Tx, z *store.Zugang) error {
		vorher := felderOf(z)
		if err := s.setQuelle(z, in.Quelle); err != nil {
			return err
		}
		if err := s.setEinstellungen(z, in.Einstellungen); err != nil {
			return err
		}
		z.Titel, z.Aktiv, z.Benutzer, z.Zertifikat, z.StilleStunden = strings.TrimSpace(in.Titel), in.Aktiv, strings.TrimSpace(in.Benutzer), in.Zertifikat, in.StilleStunden
		if z.Benutzer == "" && z.Zertifikat == "" {
			return casework.FailField("benutzer", "required")
		}
		return tx.Protokolliere(ctx, "zugang_geaendert", id.String(), map[string]any{"felder": casework.Geaendert(vorher, felderOf(z))})
	})
}

// felderOf lays a Zugang out by field, for saying which ones changed.
func felderOf(z *store.Zugang) map[string]any {
	out := map[string]any{"titel": z.Titel, "aktiv": z.Aktiv, "benutzer": z.Benutzer, "zertifikat": z.Zertifikat, "stilleStunden": z.StilleStunden, "quelle": ""}
	if q, err := quelleOf(z); err == nil && q != nil {
		out["quelle"] = *q
	}
	for name, wert := range z.Einstellungen {
		out["einstellungen."+name] = wert
	}
	return out
}

func (s *Service) changeZugang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, act func(*store.Tx, *store.Zugang) error) (out *Zugang, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.LockZugang(ctx, id)
		if err != nil {
			return err
		}
		if z.Version != version {
			return casework.Fail(casework.Stale, "stale")
		}
		if err := act(tx, z); err != nil {
			return err
		}
		if err := s.sealZugang(z); err != nil {
			return err
		}
		if err := tx.SaveZugang(ctx, z); err != nil {
			return err
		}
		out, err = s.loadZugang(ctx, tx, id)
		return err
	})
	return out, err
}

func (s *Service) setEinstellungen(z *store.Zugang, werte map[string]string) error {
	settings := s.settingsOf(z.Adapter)
	neu := store.Einstellungen{}
	for name, wert := range werte {
		if wert == Geheimnismarke && casework.IstGeheim(settings, name) {
			wert = z.Einstellungen[name]
		}
		if wert = strings.TrimSpace(wert); wert != "" {
			neu[name] = wert
		}
	}
	pruefen := maps.Clone(neu) // what an earlier version of the adapter knew stays
	for name := range z.Einstellungen {
		if z.Einstellungen[name] == neu[name] {
			delete(pruefen, name)
		}
	}
	if felder := casework.PruefeEinstellungen(settings, pruefen); len(felder) > 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	z.Einstellungen = neu
	return nil
}

// quelleSchemes are those of HTTP and of mailboxes.
var quelleSchemes = []string{"http", "https", "imap", "imaps", "imap+starttls"}

// setQuelle keeps a password only for the server it was entered for: otherwise a new address would be a way to read it.
func (s *Service) setQuelle(z *store.Zugang, in *QuelleNeu) error {
	if in == nil {
		z.Quelle = nil
		return nil
	}
	if _, ok := s.Adapters[z.Adapter].(adapters.Puller); !ok {
		return casework.FailField("quelle", "unknown")
	}
	q := quelle{URL: strings.TrimRight(strings.TrimSpace(in.URL), "/"), User: strings.TrimSpace(in.User), Password: in.Password}
	if q.URL != "" {
		u, err := url.Parse(q.URL)
		if err != nil || u.Host == "" || u.User != nil || !slices.Contains(quelleSchemes, u.Scheme) {
			return casework.FailField("quelle.url", "format")
		}
	}
	if q.Password == "" || q.Password == Geheimnismarke {
		q.Password = ""
		old, err := quelleOf(z)
		if err == nil && old != nil && old.Password != "" {
			if !sameServer(old.URL, q.URL) {
				return casework.FailField("quelle.passwort", "required")
			}
			q.Password = old.Password
		}
	}
	raw, err := json.Marshal(q)
	if err != nil {
		return err
	}
	msg := json.RawMessage(raw)
	z.Quelle = &msg
	return nil
}

func sameServer(a, b string) bool {
	x, err1 := url.Parse(a)
	y, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && x.Scheme == y.Scheme && strings.EqualFold(x.Host, y.Host)
}

// PullNow asks for a fetch at once, whatever pause is due.
func (s *Service) PullNow(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.LockZugang(ctx, id)
		if err != nil {
			return err
		}
		if _, ok := s.Adapters[z.Adapter].(adapters.Puller); !ok || z.Quelle == nil || !z.Aktiv {
			return casework.Fail(casework.Conflict, "zugang_no_source")
		}
		tx.Enqueue(casework.JobAbholung{Mandant: a.Mandant, Zugang: id})
		return nil
	})
}

func setPasswort(z *store.Zugang, password string) {
	z.Salz = make([]byte, 16)
	_, _ = rand.Read(z.Salz) // never fails
	z.Geheimnis = HashGeheimnis(z.Salz, password)
}
