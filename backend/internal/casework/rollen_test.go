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
		ohne := r == RolleLoeschen || r == RolleRevision // delete what is due, see who read what: no tasks
		if !ohne && !slices.Contains(known, string(r)) {
			t.Errorf("procedures do not know the role %s", r)
		}
	}
}
