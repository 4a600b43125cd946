package workflow

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

// What was shipped lies in databases for ever: a folder that says something else under the same number would be set
// aside there. A change is a new folder, with its line in pruefsummen.txt.
func TestShippedVersionsNeverChange(t *testing.T) {
	kept, err := fs.ReadFile(Shipped(), "pruefsummen.txt")
	if err != nil {
		t.Fatal(err)
	}
	var now strings.Builder
	for _, dir := range Folders(Shipped()) {
		files, err := ReadFiles(Shipped(), dir)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&now, "%s  %s\n", files.Checksum(), dir)
	}
	if string(kept) != now.String() {
		t.Errorf("a version that exists was changed: make a new folder. pruefsummen.txt would be\n%s", now.String())
	}
}
