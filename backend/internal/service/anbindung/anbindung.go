// Package anbindung is how IT attaches forms: Zugänge, Zuordnungen with their Muster, Zuständigkeit.
package anbindung

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/posteingang"
)

// Service does the acts on Zugänge and Zuordnungen.
type Service struct {
	*service.Frame
	Posteingang *posteingang.Service
}
