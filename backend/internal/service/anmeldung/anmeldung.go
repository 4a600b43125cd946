// Package anmeldung finds out who asks: sign-in, sessions, tokens.
package anmeldung

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"kontor/backend/internal/service"
)

// Service does the acts of signing in.
type Service struct {
	*service.Frame
	bekannt *lru.Cache[string, bekannt] // by the hash of the session
}

// New remembers nobody yet.
func New(f *service.Frame) *Service {
	known, err := lru.New[string, bekannt](bekannte)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &Service{f, known}
}
