package adaptertest

import (
	"context"
	"net/http"
	"runtime"
	"testing"
	"time"

	"kontor/adapters"
)

// maxHeap is how much the heap may grow while an attachment of any size passes.
const maxHeap = 32 << 20

// Big parses a generated delivery with an attachment of size bytes and wants bounded memory.
func Big(t *testing.T, a adapters.Adapter, contentType string, size int64, segments ...Segment) *adapters.Submission {
	t.Helper()
	reader, length := Generated(segments...)
	files := NewDirFiles(t)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var peak uint64
	files.Peak = func() {
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapAlloc)
	}
	s, err := a.Parse(context.Background(), adapters.Delivery{Header: http.Header{"Content-Type": {contentType}},
		ReceivedAt: time.Now(), Body: reader, Size: length}, files)
	files.Peak()
	if err != nil {
		t.Fatal(explain(err))
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > maxHeap {
		t.Errorf("the heap grew by %d MB for an attachment of %d MB", grown>>20, size>>20)
	}
	for _, d := range s.Dokumente {
		if d.Datei.Groesse == size {
			return s
		}
	}
	t.Errorf("no document of %d bytes", size)
	return s
}
