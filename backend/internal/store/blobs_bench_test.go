package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// BenchmarkFolderPut compares Put with the least a durable file can cost: create, write, fsync. Eight
// clients at once; set TMPDIR to measure another disk.
func BenchmarkFolderPut(b *testing.B) {
	for _, size := range []int{3 << 10, 50 << 10, 1 << 20} {
		b.Run(fmt.Sprintf("raw/%dKB", size>>10), func(b *testing.B) {
			dir := b.TempDir()
			clients(b, size, func(n uint64, content []byte) error {
				f, err := os.Create(filepath.Join(dir, fmt.Sprint(n)))
				if err != nil {
					return err
				}
				defer func() { _ = f.Close() }()
				if _, err := f.Write(content); err != nil {
					return err
				}
				return f.Sync()
			})
		})
		b.Run(fmt.Sprintf("put/%dKB", size>>10), func(b *testing.B) {
			f := folder(b)
			clients(b, size, func(_ uint64, content []byte) error {
				_, err := f.Put(context.Background(), bytes.NewReader(content))
				return err
			})
		})
	}
}

func clients(b *testing.B, size int, put func(n uint64, content []byte) error) {
	var next atomic.Uint64
	b.SetBytes(int64(size))
	b.SetParallelism(4) // times GOMAXPROCS; 8 on two cores
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		content := random(size)
		for pb.Next() {
			n := next.Add(1)
			binary.BigEndian.PutUint64(content, n)
			if err := put(n, content); err != nil {
				b.Error(err)
			}
		}
	})
}
