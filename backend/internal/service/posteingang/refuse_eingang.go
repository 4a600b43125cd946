package posteingang

import (
	"context"
	"fmt"
	"time"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ErrCredentials is what a form server is told whose Basic credentials are wrong.
func ErrCredentials() *adapters.Error {
	return &adapters.Error{Code: adapters.Unauthenticated, Reason: "credentials_wrong",
		Detail: "Benutzername oder Passwort des Zugangs stimmen nicht. Es wurde nichts gespeichert."}
}

// ErrTooManyFailures is what a form server is told after many wrong credentials from its network: it shall keep the
// delivery and try again. The right ones get in at once.
func ErrTooManyFailures() *adapters.Error {
	return &adapters.Error{Code: adapters.Unavailable, Reason: "too_many_failures",
		Detail: "Zu viele Versuche mit falschen Zugangsdaten. Bitte Benutzername, Passwort und Zertifikat des Zugangs prüfen. Es wurde nichts gespeichert."}
}

// ErrCertificate is what a form server is told that came without the client certificate of its Zugang, or with another.
func ErrCertificate(other bool) *adapters.Error {
	if other {
		return &adapters.Error{Code: adapters.Unauthenticated, Reason: "certificate_wrong",
			Detail: "Das Client-Zertifikat ist nicht das des Zugangs. Es wurde nichts gespeichert."}
	}
	return &adapters.Error{Code: adapters.Unauthenticated, Reason: "certificate_missing",
		Detail: "Dieser Zugang verlangt ein Client-Zertifikat. Es wurde nichts gespeichert."}
}

// ErrAddress is what a form server is told whose path or query holds U+0000, which nothing here can keep.
func ErrAddress() *adapters.Error {
	return &adapters.Error{Code: adapters.Malformed, Reason: "address_malformed",
		Detail: "Die Adresse der Lieferung enthält ein Zeichen, das nicht gespeichert werden kann. Es wurde nichts gespeichert."}
}

// ErrInactive is what a form server is told whose Zugang was switched off: it shall keep the delivery and try again.
func ErrInactive() *adapters.Error {
	return &adapters.Error{Code: adapters.Unavailable, Reason: "zugang_inactive",
		Detail: "Dieser Zugang ist zurzeit abgeschaltet. Es wurde nichts gespeichert; bitte später erneut senden."}
}

// ErrTooLarge is what a form server is told whose delivery exceeds MaxLieferung, in bytes.
func ErrTooLarge(limit int64) *adapters.Error {
	return &adapters.Error{Code: adapters.TooLarge, Reason: "delivery_too_large",
		Detail: fmt.Sprintf("Die Lieferung ist größer als erlaubt (höchstens %d MB). Es wurde nichts gespeichert.",
			limit>>20)}
}

// countTime bounds the counting of a refusal: the answer must not wait for a database that is gone.
const countTime = 2 * time.Second

// CountAbweisung counts a delivery that was refused before it was stored, by hour and reason. That it cannot be counted
// changes nothing for the form server.
func (s *Service) CountAbweisung(ctx context.Context, z *store.Zugang, grund string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countTime)
	defer cancel()
	err := s.DB.InTx(ctx, casework.System(z.Mandant), func(tx *store.Tx) error {
		return tx.CountAbweisung(ctx, z.ID, grund)
	})
	if err != nil {
		s.Log.Warn("count a refusal", "zugang", z.ID, "reason", grund, "error", err)
	}
}
