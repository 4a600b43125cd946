// Package dienste holds what a process does by itself: one file for each kind of service task.
package dienste

import (
	"context"
	"maps"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// Service does the service tasks of processes.
type Service struct {
	*service.Frame
	Ablauf  *ablauf.Service
	Versand *versand.Service
}

// arten are the kinds that are done, by their name in workflow's catalogue; a new one is a file here and its line. The
// result is what the process learns. What leaves the house is a Sendung with a job, never a call.
var arten = map[string]func(*Service, context.Context, *store.Tx, *casework.Vorgang,
	casework.JobDienst) (map[string]any, error){
	"hand_over":         (*Service).handOver,
	"notify":            (*Service).notify,
	"request_documents": (*Service).requestDocuments,
	"send_message":      (*Service).sendMessage,
	"set_frist":         (*Service).setFrist,
}

// Arten are the names of the kinds that are done: what a drawing may ask for.
func Arten() []string { return slices.Sorted(maps.Keys(arten)) }
