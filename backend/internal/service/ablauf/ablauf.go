// Package ablauf carries a Vorgang through its process: commands in, rows and jobs out, all in the caller's
// transaction.
package ablauf

import "kontor/backend/internal/service"

// Service does the acts on a process.
type Service struct{ *service.Frame }
