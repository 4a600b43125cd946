// Package antragsraum is what applicants do with their own applications: read, answer, consent.
package antragsraum

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/versand"
)

// Service does the acts of applicants.
type Service struct {
	*service.Frame
	Ablauf   *ablauf.Service
	Bescheid *bescheid.Service
	Versand  *versand.Service
}
