package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"kontor/backend/internal/casework"
)

// fakeS3 starts an object store in this process with an empty bucket.
func fakeS3(t testing.TB, signedChunks bool) *S3 {
	t.Helper()
	return agingS3(t, signedChunks, gofakes3.DefaultTimeSource())
}

// agingS3 has a clock of its own.
func agingS3(t testing.TB, signedChunks bool, clock gofakes3.TimeSource) *S3 {
	t.Helper()
	backend := s3mem.New(s3mem.WithTimeSource(clock))
	if err := backend.CreateBucket("kontor"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend, gofakes3.WithTimeSource(clock),
		gofakes3.WithTimeSkewLimit(0)).Server())
	t.Cleanup(server.Close)
	s, err := NewS3(S3Settings{
		Endpoint: strings.TrimPrefix(server.URL, "http://"), Bucket: "kontor", Region: "eu-central-1",
		AccessKey: "a", SecretKey: "b", Prefix: "blobs/", DisableContentSha256: !signedChunks, Spool: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func folder(t testing.TB) *Folder {
	t.Helper()
	f, err := NewFolder(filepath.Join(t.TempDir(), "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func each(t *testing.T, f func(t *testing.T, b Blobs)) {
	t.Run("folder", func(t *testing.T) { f(t, folder(t)) })
	t.Run("s3", func(t *testing.T) {
		f(t, fakeS3(t, false))
	})
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

func sumOf(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func reason(err error) string {
	var e *casework.Error
	if errors.As(err, &e) {
		return string(e.Code) + " " + e.Reason
	}
	return fmt.Sprint(err)
}

func TestBlobsKeepWhatTheyGet(t *testing.T) {
	each(t, func(t *testing.T, b Blobs) {
		ctx := context.Background()
		for _, n := range []int{0, 1, smallBlob - 1, smallBlob, smallBlob + 1, 1 << 20, 17 << 20} {
			content := random(n)
			for range 2 { // the second time it is there already
				got, err := b.Put(ctx, iotest.HalfReader(bytes.NewReader(content)))
				if err != nil {
					t.Fatalf("%d bytes: %v", n, err)
				}
				if want := (Blob{SHA256: sumOf(content), Groesse: int64(n)}); got != want {
					t.Fatalf("got %v, want %v", got, want)
				}
			}
			r, err := b.Open(ctx, sumOf(content))
			if err != nil {
				t.Fatal(err)
			}
			back, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(back, content) {
				t.Fatalf("%d bytes came back as %d: %v", n, len(back), err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		}
		if err := b.Ping(ctx); err != nil {
			t.Error(err)
		}
	})
}

func TestBlobsReadAnywhere(t *testing.T) {
	each(t, func(t *testing.T, b Blobs) {
		content := random(300_000)
		put, err := b.Put(context.Background(), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		r, err := b.Open(context.Background(), put.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.Close() }()
		part := make([]byte, 1000)
		for _, at := range []int64{200_000, 0, 299_000, 17} {
			// At the very end a ReaderAt may say EOF beside a full read.
			if n, err := r.ReadAt(part, at); n != 1000 || err != nil && err != io.EOF ||
				!bytes.Equal(part, content[at:at+1000]) {
				t.Errorf("ReadAt %d: %v", at, err)
			}
		}
		if n, err := r.ReadAt(part, 299_500); n != 500 || err != io.EOF {
			t.Errorf("ReadAt over the end: %d, %v", n, err)
		}
		if at, err := r.Seek(-10, io.SeekEnd); at != 299_990 || err != nil {
			t.Fatalf("Seek: %d, %v", at, err)
		}
		if tail, err := io.ReadAll(r); err != nil || !bytes.Equal(tail, content[299_990:]) {
			t.Errorf("after Seek: %d bytes, %v", len(tail), err)
		}
	})
}

func TestBlobsRefuseNames(t *testing.T) {
	good := sumOf(nil)
	each(t, func(t *testing.T, b Blobs) {
		for _, name := range []string{"", "..", "../../etc/passwd", strings.ToUpper(good[:63] + "a"),
			good[:63], good + "0",
			good[:60] + "/../", "aa/bb/" + good, good + "\n", good[:63] + "\x00", strings.Repeat("é", 32)} {
			if _, err := b.Open(context.Background(), name); reason(err) != "invalid blob_name" {
				t.Errorf("%q: %v", name, err)
			}
		}
		if _, err := b.Open(context.Background(), good); reason(err) != "not_found blob_missing" {
			t.Errorf("missing: %v", err)
		}
	})
}

func TestBlobsPassTheReadersErrorOn(t *testing.T) {
	broken := errors.New("client went away")
	each(t, func(t *testing.T, b Blobs) {
		for _, n := range []int{10, 1 << 20} {
			r := io.MultiReader(bytes.NewReader(random(n)), iotest.ErrReader(broken))
			if _, err := b.Put(context.Background(), r); !errors.Is(err, broken) ||
				casework.CodeOf(err) != casework.Internal {
				t.Errorf("after %d bytes: %v", n, err)
			}
			if _, err := b.Put(context.Background(), io.MultiReader(bytes.NewReader(random(n)),
				iotest.ErrReader(io.ErrUnexpectedEOF))); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("cut after %d bytes: %v", n, err)
			}
		}
		ctx, stop := context.WithCancel(context.Background())
		stop()
		if _, err := b.Put(ctx, bytes.NewReader(random(10))); !errors.Is(err, context.Canceled) {
			t.Errorf("stopped: %v", err)
		}
	})
}

func TestBlobsFromManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, b Blobs) {
		same := random(5000)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 10 {
					for _, c := range [][]byte{same, random(3000)} {
						if got, err := b.Put(context.Background(), bytes.NewReader(c)); err != nil ||
							got.SHA256 != sumOf(c) {
							t.Errorf("%v, %v", got, err)
						}
					}
				}
			})
		}
		wg.Wait()
	})
}

func TestFolderLayoutAndModes(t *testing.T) {
	f := folder(t)
	for _, n := range []int{3000, 200_000} {
		b, err := f.Put(context.Background(), bytes.NewReader(random(n)))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(f.root, b.SHA256[:2], b.SHA256)
		for p, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700, f.root: 0o700} {
			if s, err := os.Stat(p); err != nil || s.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", p, s.Mode(), err)
			}
		}
	}
	if left := leftovers(t, f); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// leftovers lists files that are no blobs.
func leftovers(t *testing.T, f *Folder) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(f.root, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !blobName.MatchString(d.Name()) {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFolderKeepsAndHeals(t *testing.T) {
	f := folder(t)
	for _, n := range []int{3000, 200_000} {
		content := random(n)
		b, err := f.Put(context.Background(), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(f.root, b.SHA256[:2], b.SHA256)
		before, _ := os.Stat(path)
		if _, err := f.Put(context.Background(), bytes.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		if after, _ := os.Stat(path); !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
			t.Error("an existing blob was written again")
		}
		if err := os.Truncate(path, 10); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Put(context.Background(), bytes.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		if back, _ := os.ReadFile(path); !bytes.Equal(back, content) {
			t.Error("a broken blob stayed broken")
		}
	}
}

// Earlier versions kept a blob one folder deeper: it is read there and not stored again, unless it is broken.
func TestFolderReadsEarlierLayout(t *testing.T) {
	f := folder(t)
	for _, n := range []int{3000, 200_000} {
		content := random(n)
		sum := sumOf(content)
		if err := os.MkdirAll(filepath.Dir(f.places(sum)[1]), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.places(sum)[1], content, 0o600); err != nil {
			t.Fatal(err)
		}
		read := func() []byte {
			r, err := f.Open(context.Background(), sum)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			back, _ := io.ReadAll(r)
			return back
		}
		if !bytes.Equal(read(), content) {
			t.Error("not read")
		}
		if b, err := f.Put(context.Background(), bytes.NewReader(content)); err != nil || b.SHA256 != sum {
			t.Error(b, err)
		}
		if _, err := os.Stat(f.path(sum)); err == nil {
			t.Error("stored twice")
		}
		if err := os.Truncate(f.places(sum)[1], 10); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Put(context.Background(), bytes.NewReader(content)); err != nil ||
			!bytes.Equal(read(), content) {
			t.Error("a broken blob stayed broken", err)
		}
	}
}

// TestFolderFullDisk uses a real file system of 256 KB; only root may make one.
func TestFolderFullDisk(t *testing.T) {
	root := t.TempDir()
	if err := syscall.Mount("tmpfs", root, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("no tmpfs: ", err)
	}
	defer func() { _ = syscall.Unmount(root, syscall.MNT_DETACH) }()
	f, err := NewFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Put(context.Background(), bytes.NewReader(random(1<<20))); reason(
		err) != "unavailable storage_full" {
		t.Errorf("large: %v", err)
	}
	for range 10 {
		if _, err = f.Put(context.Background(), bytes.NewReader(random(50_000))); err != nil {
			break
		}
	}
	if reason(err) != "unavailable storage_full" {
		t.Errorf("small: %v", err)
	}
	if left := leftovers(t, f); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestFolderGone(t *testing.T) {
	f := folder(t)
	if err := os.RemoveAll(f.root); err != nil {
		t.Fatal(err)
	}
	if err := f.Ping(context.Background()); reason(err) != "unavailable storage_unavailable" {
		t.Error(err)
	}
}
