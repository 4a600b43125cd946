// Package anmeldung finds out who asks: sign-in, sessions, tokens.
package anmeldung

import "kontor/backend/internal/service"

// Service does the acts of signing in.
type Service struct{ *service.Frame }
