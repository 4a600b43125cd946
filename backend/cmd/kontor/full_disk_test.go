package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestFullDiskLosesNothing: form servers deliver while the disk of the database and of the files fills up, and until
// there is room again. They hear that they should come again, and each delivery is one Vorgang in the end.
func TestFullDiskLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a database server of its own")
	}
	for _, c := range []struct{ name, data string }{{"of the database", ""}, {"of database and files", "kontor"}} {
		t.Run(c.name, func(t *testing.T) {
			disk := t.TempDir()
			if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=224m"); err != nil {
				t.Skip("only root may make a small disk: ", err)
			}
			t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
			data := t.TempDir()
			if c.data != "" {
				data = filepath.Join(disk, c.data)
			}
			fillDisk(t, newFlood(t, 1500, disk, data), filepath.Join(disk, "ballast"))
		})
	}
}

func fillDisk(t *testing.T, f *flood, ballast string) {
	clients := f.deliverAll(4)
	p := f.start()
	f.waitFor(100)
	before := f.lost.Load()
	fill(t, ballast)
	for deadline := time.Now().Add(time.Minute); f.lost.Load() < before+40; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the disk is full and deliveries go through")
		}
	}
	t.Logf("%d of %d deliveries accepted until the disk was full, %d refused", f.accepted.Load(), len(f.nummern),
		f.lost.Load()-before)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	select {
	case <-f.pg.Done(): // it may stop where it cannot write its log
		f.startPostgres()
	default:
	}
	clients.Wait()
	p.interrupt()
	f.check()
}

// fill writes until nothing goes any more.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for chunk := make([]byte, 1<<20); len(chunk) > 0; {
		if _, err := file.Write(chunk); err != nil {
			chunk = chunk[:len(chunk)/2]
		}
	}
}
