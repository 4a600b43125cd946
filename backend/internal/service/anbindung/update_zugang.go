package anbindung

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// ZugangAenderung is what IT sets at a Zugang. Secrets that come as Geheimnismarke or, for the source, empty stay as
// they are.
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

// UpdateZugang writes what IT entered.
func (s *Service) UpdateZugang(ctx context.Context, a casework.Actor, id uuid.UUID,
	in ZugangAenderung) (*posteingang.Zugang, error) {
	return s.changeZugang(ctx, a, id, in.Version, func(tx *store.Tx, z *store.Zugang) error {
		vorher := posteingang.FelderOf(z)
		if err := s.setQuelle(z, in.Quelle); err != nil {
			return err
		}
		if err := s.setEinstellungen(z, in.Einstellungen); err != nil {
			return err
		}
		z.Titel, z.Aktiv, z.Benutzer, z.Zertifikat, z.StilleStunden = strings.TrimSpace(in.Titel), in.Aktiv,
			strings.TrimSpace(in.Benutzer), in.Zertifikat, in.StilleStunden
		if z.Benutzer == "" && z.Zertifikat == "" {
			return casework.FailField("benutzer", "required")
		}
		return tx.Record(ctx, "zugang_geaendert", id.String(), map[string]any{"felder": casework.Geaendert(vorher,
			posteingang.FelderOf(z))})
	})
}

func (s *Service) changeZugang(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	act func(*store.Tx, *store.Zugang) error) (out *posteingang.Zugang, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
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
		if err := s.Posteingang.SealZugang(z); err != nil {
			return err
		}
		if err := tx.SaveZugang(ctx, z); err != nil {
			return err
		}
		out, err = s.Posteingang.LoadZugang(ctx, tx, id)
		return err
	})
	return out, err
}

func (s *Service) setEinstellungen(z *store.Zugang, werte map[string]string) error {
	settings := s.Posteingang.SettingsOf(z.Adapter)
	neu := store.Einstellungen{}
	for name, wert := range werte {
		if wert == posteingang.Geheimnismarke && casework.IsGeheim(settings, name) {
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
	if felder := casework.CheckEinstellungen(settings, pruefen); len(felder) > 0 {
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
	if _, ok := s.Posteingang.Adapters[z.Adapter].(adapters.Puller); !ok {
		return casework.FailField("quelle", "unknown")
	}
	q := posteingang.Quelle{URL: strings.TrimRight(strings.TrimSpace(in.URL), "/"), User: strings.TrimSpace(in.User),
		Password: in.Password}
	if q.URL != "" {
		u, err := url.Parse(q.URL)
		if err != nil || u.Host == "" || u.User != nil || !slices.Contains(quelleSchemes, u.Scheme) {
			return casework.FailField("quelle.url", "format")
		}
	}
	if q.Password == "" || q.Password == posteingang.Geheimnismarke {
		q.Password = ""
		old, err := posteingang.QuelleOf(z)
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
