// Package kehraus is the sweep of every minute: it finds what a crash left behind, and what is due.
package kehraus

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/service/vorgang"
)

// Service sweeps.
type Service struct {
	*service.Frame
	Posteingang *posteingang.Service
	Versand     *versand.Service
	Vorgang     *vorgang.Service
	Kanaele     *kanaele.Service
	Ankerwege   map[string]Ankerweg // by name
}
