// Package bescheid decides: the letter, its way to the person, and the dates that follow from it.
package bescheid

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/versand"
)

// Service does the acts on a Bescheid.
type Service struct {
	*service.Frame
	Ablauf  *ablauf.Service
	Versand *versand.Service
	Brief   *brief.Service
}
