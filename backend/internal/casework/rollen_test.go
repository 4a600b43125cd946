package casework

import (
	"slices"
	"testing"

	"kontor/workflow"
)

// A procedure may give a task to every role that does something, and to no other.
func TestProceduresKnowTheRoles(t *testing.T) {
	known := workflow.Rollen()
	for _, name := range known {
		if _, ok := rechte[Rolle(name)]; !ok {
			t.Errorf("there is no role %s", name)
		}
	}
	for r := range rechte {
		if r != RolleLoeschen && !slices.Contains(known, string(r)) { // deletes what is due; it has no tasks
			t.Errorf("procedures do not know the role %s", r)
		}
	}
}
