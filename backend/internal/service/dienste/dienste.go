// Package dienste holds what a process does by itself: one file for each kind of service task.
package dienste

import (
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/versand"
)

// Service does the service tasks of processes.
type Service struct {
	*service.Frame
	Ablauf  *ablauf.Service
	Versand *versand.Service
}
