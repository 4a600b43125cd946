package render

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A folder whose process was killed goes with the next start; one that somebody holds, or is only just making, stays.
func TestMakeBaseSweeps(t *testing.T) {
	parent := t.TempDir()
	living, lock, err := makeBase(parent)
	if err != nil {
		t.Fatal(err)
	}
	killed, left, err := makeBase(parent)
	if err != nil {
		t.Fatal(err)
	}
	left.Close() // as the system does for a killed process
	if err := os.WriteFile(filepath.Join(killed, "fonts.conf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	young := filepath.Join(parent, basePrefix+"young")
	if err := os.Mkdir(young, 0o700); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-2 * baseStart)
	for _, dir := range []string{living, killed} {
		if err := os.Chtimes(dir, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := makeBase(parent); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]bool{living: true, killed: false, young: true} {
		if _, err := os.Lstat(dir); (err == nil) != want {
			t.Errorf("%s: %v, want there %t", dir, err, want)
		}
	}
	lock.Close()
}
