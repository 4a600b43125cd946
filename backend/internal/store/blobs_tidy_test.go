package store

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// What a killed process left goes when it is old; what somebody may still be writing stays, and so does every content.
func TestFolderTidy(t *testing.T) {
	f := folder(t)
	content := []byte("ein Antrag")
	b := must(f.Put(t.Context(), bytes.NewReader(content)))
	sum := func(text string) string { return sumOf([]byte(text)) }
	path := func(text string) string { return f.path(sum(text)) }
	earlier := filepath.Join(f.root, "ab", "cd", ".tmp-1") // of earlier versions
	foreign := filepath.Join(f.root, "lost+found", ".tmp-1")
	for _, dir := range []string{filepath.Dir(earlier), filepath.Dir(foreign)} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]struct {
		age  time.Duration
		want bool // still there
	}{
		filepath.Join(f.root, "tmp", "blob-old"):      {61 * time.Minute, false},
		filepath.Join(f.root, "tmp", "blob-young"):    {59 * time.Minute, true},
		filepath.Join(f.root, "tmp", "ping-old"):      {61 * time.Minute, false},
		filepath.Join(f.root, "07", ".tmp-old"):       {61 * time.Minute, false},
		filepath.Join(f.root, "07", ".tmp-young"):     {0, true},
		filepath.Join(f.root, "07", ".tmp-skew"):      {-3 * time.Hour, true}, // another machine's clock
		earlier:                                       {61 * time.Minute, false},
		foreign:                                       {61 * time.Minute, true},
		path("being deleted") + beiseite:              {25 * time.Hour, false},
		path("wanted again") + beiseite:               {time.Hour, false}, // put back
		path("a content"):                             {9000 * time.Hour, true},
		filepath.Join(f.root, "07", "notiz"+beiseite): {9000 * time.Hour, true},
	}
	for name, c := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("halb"), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-c.age)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := f.Tidy(t.Context()); n != 5 || err != nil {
		t.Errorf("%d removed, %v", n, err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := os.Lstat(name); (err == nil) != files[name].want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, want := range []string{b.SHA256, sum("wanted again"), sum("a content")} {
		r, err := f.Open(t.Context(), want)
		if err != nil {
			t.Errorf("a content is gone: %v", err)
			continue
		}
		r.Close()
	}
	if n, err := f.Tidy(t.Context()); n != 0 || err != nil {
		t.Errorf("a second time: %d removed, %v", n, err)
	}
}

// An upload begun a day ago is ended, with its parts; a younger one and what others keep in the bucket are left alone.
func TestS3Tidy(t *testing.T) {
	var c clock
	s := agingS3(t, false, &c)
	core := minio.Core{Client: s.client}
	old, young, foreign := s.set.Prefix+mustKey([]byte("alt")), s.set.Prefix+mustKey([]byte("jung")), "andere/datei"
	begin := func(key string, age time.Duration) {
		c.behind.Store(int64(age))
		id := must(core.NewMultipartUpload(t.Context(), s.set.Bucket, key, minio.PutObjectOptions{}))
		must(core.PutObjectPart(t.Context(), s.set.Bucket, key, id, 1, bytes.NewReader([]byte("halb")), 4,
			minio.PutObjectPartOptions{DisableContentSha256: true}))
		c.behind.Store(0)
	}
	begin(old, 25*time.Hour)
	begin(young, 23*time.Hour)
	begin(foreign, 25*time.Hour)
	for _, want := range []int{1, 0} {
		if n, err := s.Tidy(t.Context()); n != want || err != nil {
			t.Errorf("%d removed, want %d, %v", n, want, err)
		}
	}
	var left []string
	for u := range s.client.ListIncompleteUploads(t.Context(), s.set.Bucket, "", true) {
		left = append(left, u.Key)
	}
	if !slices.Equal(left, []string{foreign, young}) {
		t.Errorf("left: %v", left)
	}
}

// The local file of an upload has no name while it is written: who kills the process finds nothing. What earlier
// versions left goes.
func TestS3SpoolHasNoName(t *testing.T) {
	s := fakeS3(t, false)
	content := random(100 << 10)
	seen := func() []string { return must(filepath.Glob(filepath.Join(s.set.Spool, "*"))) }
	during := watching{r: bytes.NewReader(content), look: func() {
		if names := seen(); len(names) > 0 {
			t.Errorf("during the upload there are %v", names)
		}
	}}
	must(s.Put(t.Context(), &during))
	left := filepath.Join(s.set.Spool, "kontor-blob-123")
	for _, c := range []struct {
		age  time.Duration
		want int
	}{{59 * time.Minute, 0}, {61 * time.Minute, 1}} {
		if err := os.WriteFile(left, content, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-c.age)
		if err := os.Chtimes(left, at, at); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Tidy(t.Context()); n != c.want || err != nil {
			t.Errorf("%s old: %d removed, %v", c.age, n, err)
		}
	}
	if names := seen(); len(names) > 0 {
		t.Errorf("left: %v", names)
	}
}

// watching looks at something at every read.
type watching struct {
	r    io.Reader
	look func()
}

func (w *watching) Read(p []byte) (int, error) { w.look(); return w.r.Read(p) }
