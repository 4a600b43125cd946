// Package brief makes letters: rendered, sealed where the tenant seals, and kept as files. What a letter says, the acts
// say that send it.
package brief

import (
	"kontor/backend/internal/service"
)

// Service makes letters.
type Service struct {
	*service.Frame
	Renderer Renderer
	Sealer   Sealer // nil = none is set
}
