// Package verfahren is how procedures come into the house, which of their versions take new Vorgänge, and how they
// leave it again. What is stored never changes.
package verfahren

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
)

// Service keeps the versions of procedures.
type Service struct {
	*service.Frame
	Ablauf *ablauf.Service
	Anlage Anlage
}
