package posteingang

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// OpenZugang finds an intake by the name in its URL and returns its adapter.
func (s *Service) OpenZugang(ctx context.Context, name string) (*store.Zugang, adapters.Adapter, error) {
	z, err := s.DB.Zugang(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	ad := s.Adapters[z.Adapter]
	if ad == nil {
		return nil, nil, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: z.Adapter}
	}
	return z, ad, nil
}

// CheckZugangsdaten compares user and password of a delivery in constant time. A Zugang without a user asks for
// neither: there the client certificate counts alone, and without one nothing gets in.
func CheckZugangsdaten(z *store.Zugang, user, password string) bool {
	if z.Benutzer == "" {
		return z.Zertifikat != ""
	}
	same := hmac.Equal([]byte(user), []byte(z.Benutzer))
	return hmac.Equal(HashGeheimnis(z.Salz, password), z.Geheimnis) && same
}

// HashGeheimnis is a fast keyed hash: the secrets of form servers are long and random, and every
// delivery pays for the check.
func HashGeheimnis(salz []byte, password string) []byte {
	m := hmac.New(sha256.New, salz)
	m.Write([]byte(password))
	return m.Sum(nil)
}
