package versand

import (
	"context"
	"errors"
	"maps"
	"sync"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/store"
)

// Kanalart is a protocol that a Kanal can speak: its settings, and how a channel with them is opened. Opening checks
// the settings (*casework.Error with the setting as field) and does not connect.
type Kanalart struct {
	Felder []adapters.Setting
	Open   func(einstellungen map[string]string) (Postfach, error)
}

// Checker is a channel that can tell whether its settings are right, without sending anything.
type Checker interface {
	Check(ctx context.Context) error
}

// offeneKanaele keeps what is opened, so that logins and pauses outlive one Sendung; a changed row opens anew.
type offeneKanaele struct {
	mu   sync.Mutex
	open map[uuid.UUID]offenerKanal
}

type offenerKanal struct {
	version  int
	postfach Postfach
}

// Kanalort of a secret: it opens at this setting of this Kanal only.
func Kanalort(id uuid.UUID, name string) string { return "kanal/" + id.String() + "/" + name }

// OpenKanal opens a channel of a tenant.
func (s *Service) OpenKanal(k *store.Kanal) (Postfach, error) {
	s.geoeffnet.mu.Lock()
	defer s.geoeffnet.mu.Unlock()
	if o, ok := s.geoeffnet.open[k.ID]; ok && o.version == k.Version {
		return o.postfach, nil
	}
	p, err := s.TryKanal(k)
	var ce *casework.Error
	if errors.As(err, &ce) {
		err = casework.FailZustellung(casework.Zugangsfehler, ce)
	}
	if err != nil {
		return nil, err
	}
	if s.geoeffnet.open == nil {
		s.geoeffnet.open = map[uuid.UUID]offenerKanal{}
	}
	s.geoeffnet.open[k.ID] = offenerKanal{k.Version, p}
	return p, nil
}

// TryKanal opens a channel with the settings of its row and keeps nothing. Settings that are wrong are a
// *casework.Error with their fields.
func (s *Service) TryKanal(k *store.Kanal) (Postfach, error) {
	art, ok := s.Kanalarten[k.Art]
	if !ok {
		return nil, &casework.Zustellfehler{Grund: "no_kanal"}
	}
	einstellungen := maps.Clone(map[string]string(k.Einstellungen))
	for name, wert := range einstellungen {
		if !seal.Sealed(wert) {
			continue
		}
		clear, err := s.Sealer.Open(wert, Kanalort(k.ID, name))
		if err != nil {
			return nil, casework.FailZustellung(casework.Zugangsfehler, err)
		}
		einstellungen[name] = clear
	}
	return art.Open(einstellungen)
}

// kanalOf is the channel of a target: one of the installation, or one of the tenant with its row.
func (s *Service) kanalOf(ctx context.Context, tx *store.Tx, ziel string) (Postfach, *store.Kanal, error) {
	if p := s.Kanaele[ziel]; p != nil {
		return p, nil, nil
	}
	k, err := tx.FindKanal(ctx, ziel)
	if err != nil || k == nil {
		return nil, nil, err
	}
	p, err := s.OpenKanal(k)
	return p, k, err
}

// zielOf is the way a message takes: the mailbox its application came with, where the tenant has a channel there that
// takes it, else the Antragsraum. A Bescheid goes there only if it is announced there: else its Bekanntgabe is computed
// from the retrieval in the Antragsraum. refused is what that channel would refuse, nil = nothing.
func (s *Service) zielOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	n *NeueNachricht) (ziel string, refused map[string]string, err error) {
	if v.PostfachAdresse == "" || n.Art == casework.ArtBescheid && !n.ImPostfach {
		return casework.ZielAntragsraum, nil, nil
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil || antrag.Antragsteller.Postfach == nil {
		return casework.ZielAntragsraum, nil, err
	}
	ziele := casework.Postfachziele(antrag.Antragsteller.Postfach.Kanal)
	for _, ziel := range ziele {
		p, _, err := s.kanalOf(ctx, tx, ziel)
		if p == nil && err == nil {
			continue
		}
		if err != nil { // it does not open: what waits for it is seen with its alarm
			s.Log.Warn("channel does not open", "art", ziel, "error", err)
			return ziel, nil, nil
		}
		dateien, err := s.anhaenge(ctx, tx, v, n)
		if err != nil {
			return "", nil, err
		}
		kann := p.Faehigkeiten()
		return ziel, kann.Check(&n.Nachricht, casework.Nachrichtentext(&n.Nachricht, n.Punkte), dateien), nil
	}
	if n.ImPostfach && len(ziele) > 0 { // switched off meanwhile: it fails there, in front of a person
		return ziele[0], nil, nil
	}
	return casework.ZielAntragsraum, nil, nil
}
