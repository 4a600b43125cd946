package store

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// mangler changes the last byte of every upload, as a broken proxy would.
type mangler struct{ http.RoundTripper }

func (m mangler) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPut && r.ContentLength > 0 {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body[len(body)-1] ^= 1
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	return m.RoundTripper.RoundTrip(r)
}

func TestS3NoticesWrongBytes(t *testing.T) {
	good := fakeS3(t, false)
	set := good.set
	set.Transport = mangler{http.DefaultTransport}
	bad, err := NewS3(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1000, 17 << 20} { // in one piece, and in several
		content := random(n)
		if _, err := bad.Put(context.Background(),
			bytes.NewReader(content)); reason(err) != "unavailable storage_corrupts" {
			t.Errorf("%d bytes: %v", n, err)
		}
		if _, err := good.Open(context.Background(), sumOf(content)); reason(err) != "not_found blob_missing" {
			t.Errorf("%d bytes: the wrong object is still there: %v", n, err)
		}
	}
}

// TestS3SignedChunks: the stand-in keeps the framing of signed chunks as content of large objects, as
// some products do. Whatever it does, Put never says that it went well when it did not.
func TestS3SignedChunks(t *testing.T) {
	s := fakeS3(t, true)
	content := random(20 << 20)
	_, err := s.Put(context.Background(), bytes.NewReader(content))
	t.Logf("Put says %v", err)
	if err != nil && reason(err) != "unavailable storage_corrupts" {
		t.Error(err)
	}
	if got, hashErr := s.hash(context.Background(), "blobs/"+mustKey(content)); err == nil && got != sumOf(content) {
		t.Errorf("stored %v, %v", got, hashErr)
	}
}

func mustKey(content []byte) string {
	key, err := blobKey(sumOf(content))
	if err != nil {
		panic(err)
	}
	return key
}

func TestS3ReplacesAnObjectOfWrongSize(t *testing.T) {
	s := fakeS3(t, false)
	content := random(1000)
	opt := minio.PutObjectOptions{DisableContentSha256: true}
	if _, err := s.client.PutObject(context.Background(), "kontor", "blobs/"+mustKey(content),
		bytes.NewReader(content[:10]), 10, opt); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(context.Background(), bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	r, err := s.Open(context.Background(), sumOf(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, content) {
		t.Errorf("%d bytes came back, %v", len(back), err)
	}
}

func TestS3Away(t *testing.T) {
	s, err := NewS3(S3Settings{Endpoint: "127.0.0.1:1", Bucket: "kontor", Region: "x", AccessKey: "a", SecretKey: "b",
		Spool: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	start := time.Now()
	if err := s.Ping(ctx); reason(err) != "unavailable storage_unavailable" {
		t.Errorf("Ping: %v", err)
	}
	if _, err := s.Put(ctx, bytes.NewReader(random(10))); reason(err) != "unavailable storage_unavailable" {
		t.Errorf("Put: %v", err)
	}
	if _, err := s.Open(ctx, sumOf(nil)); reason(err) != "unavailable storage_unavailable" {
		t.Errorf("Open: %v", err)
	}
	t.Logf("three refusals took %v", time.Since(start).Round(time.Millisecond))
	if left, _ := os.ReadDir(s.set.Spool); len(left) > 0 {
		t.Errorf("spool holds %v", left)
	}
}

func TestS3WithoutBucket(t *testing.T) {
	s := fakeS3(t, false)
	s.set.Bucket = "other"
	if err := s.Ping(context.Background()); reason(err) != "unavailable storage_unavailable" {
		t.Errorf("Ping: %v", err)
	}
	if _, err := s.Open(context.Background(), sumOf(nil)); reason(err) != "unavailable storage_unavailable" {
		t.Errorf("Open: %v", err)
	}
}
