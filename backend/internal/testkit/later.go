package testkit

import (
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"kontor/migrations"
)

// Later is the folder of migrations of a later program: ours, and these after them.
func Later(t testing.TB, more ...string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(migrations.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: raw}
	}
	for i, text := range more {
		out[fmt.Sprintf("%04d_spaeter.sql", migrations.Newest(migrations.FS)+1+i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}
