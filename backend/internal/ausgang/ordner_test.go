package ausgang

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

func namen(t *testing.T, ordner string) []string {
	t.Helper()
	da, err := os.ReadDir(ordner)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range da {
		out = append(out, e.Name())
	}
	return out
}

func TestOrdnerWritesOnce(t *testing.T) {
	u, s := beispiel(t)
	o := Ordner{Pfad: t.TempDir()}
	q, err := o.HandOver(context.Background(), u, s.open)
	if err != nil {
		t.Fatal(err)
	}
	want := Stamm(u.ProzessID) + ".zip"
	if da := namen(t, o.Pfad); len(da) != 1 || da[0] != want {
		t.Fatalf("folder holds %q", da)
	}
	if q.Kennung != u.ProzessID.String() || q.Nachweis["datei"] != want || q.BereitgestelltAm.IsZero() {
		t.Errorf("receipt %+v", q)
	}

	// A repeat finds the first one, also when the Vorgang went on in between and contents are gone.
	u.Vorgaenge[0].VerfahrenTitel = "anders"
	wieder, err := o.HandOver(context.Background(), u, func(string) (io.ReadCloser, error) {
		return nil, os.ErrNotExist
	})
	if err != nil || wieder.Nachweis["sha256"] != q.Nachweis["sha256"] ||
		!wieder.BereitgestelltAm.Equal(q.BereitgestelltAm) {
		t.Errorf("repeat %+v, %v", wieder, err)
	}
}

func TestOrdnerLeavesNothingBehind(t *testing.T) {
	u, s := beispiel(t)
	abbruch, stop := context.WithCancel(context.Background())
	stop()
	for name, f := range map[string]struct {
		ctx    context.Context
		open   Oeffner
		grund  string
		wieder bool
	}{
		"content gone": {context.Background(), func(string) (io.ReadCloser, error) { return nil, casework.Fail(casework.NotFound, "blob_missing") },
			"blob_missing", false},
		"store away": {context.Background(), func(string) (io.ReadCloser, error) {
			return nil, casework.Fail(casework.Unavailable, "storage_unavailable")
		},
			"storage_unavailable", true},
		"content other": {context.Background(), func(string) (io.ReadCloser, error) { return io.NopCloser(&muster{5}), nil }, "file_changed", false},
		"disk full": {context.Background(), func(string) (io.ReadCloser, error) { return nil, &os.PathError{Op: "write", Err: syscall.ENOSPC} },
			"disk_full", true},
		"stopped": {abbruch, s.open, "cancelled", true},
	} {
		t.Run(name, func(t *testing.T) {
			o := Ordner{Pfad: t.TempDir()}
			_, err := o.HandOver(f.ctx, u, f.open)
			checkFehler(t, err, f.grund, f.wieder)
			if da := namen(t, o.Pfad); len(da) != 0 {
				t.Errorf("left behind: %q", da)
			}
		})
	}
}

func checkFehler(t *testing.T, err error, grund string, wieder bool) {
	t.Helper()
	var z *casework.Zustellfehler
	if !errors.As(err, &z) {
		t.Fatalf("error %v is no Zustellfehler", err)
	}
	if z.Grund != grund || z.Wiederhole != wieder || z.Unbekannt {
		t.Errorf("got %q, again %v: %v", z.Grund, z.Wiederhole, z)
	}
}

func TestOrdnerErrors(t *testing.T) {
	u, s := beispiel(t)
	_, err := Ordner{Pfad: filepath.Join(t.TempDir(), "weg")}.HandOver(context.Background(), u, s.open)
	checkFehler(t, err, "folder_missing", true)
	u.Absender.Name = ""
	_, err = Ordner{Pfad: t.TempDir()}.HandOver(context.Background(), u, s.open)
	checkFehler(t, err, "xdomea_sender_missing", false)
	checkFehler(t, fehler(&os.PathError{Err: syscall.EROFS}), "folder_not_writable", false)
	checkFehler(t, fehler(&os.PathError{Err: syscall.EDQUOT}), "disk_full", true)
	checkFehler(t, fehler(&os.PathError{Err: syscall.EIO}), "io_error", true)
}

// TestOrdnerFullDisk uses a real file system of 64 KB; only root may make one.
func TestOrdnerFullDisk(t *testing.T) {
	pfad := t.TempDir()
	if err := syscall.Mount("tmpfs", pfad, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("no tmpfs: ", err)
	}
	defer func() { _ = syscall.Unmount(pfad, syscall.MNT_DETACH) }()
	u, s := beispiel(t)
	d := &u.Vorgaenge[0].Dokumente[0]
	d.Groesse, d.SHA256 = 8<<20, musterSumme(8<<20)
	gross := func(sum string) (io.ReadCloser, error) {
		if sum == d.SHA256 {
			return os.Open("/dev/urandom") // does not compress; its hash would fail later
		}
		return s.open(sum)
	}
	_, err := Ordner{Pfad: pfad}.HandOver(context.Background(), u, gross)
	checkFehler(t, err, "disk_full", true)
	if da := namen(t, pfad); len(da) != 0 {
		t.Errorf("left behind: %q", da)
	}
}

func TestOrdnerClearsOldAttempts(t *testing.T) {
	u, s := beispiel(t)
	o := Ordner{Pfad: t.TempDir()}
	alt := filepath.Join(o.Pfad, "."+Stamm(u.ProzessID)+".1.part")
	neu := filepath.Join(o.Pfad, "."+Stamm(u.ProzessID)+".2.part")
	andere := filepath.Join(o.Pfad, "."+Stamm(uuid.New())+".3.part") // of another hand-over
	fremd := filepath.Join(o.Pfad, ".fremd.part")
	for _, p := range []string{alt, neu, andere, fremd} {
		if err := os.WriteFile(p, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	vorhin := time.Now().Add(-2 * time.Hour)
	for _, p := range []string{alt, andere, fremd} {
		if err := os.Chtimes(p, vorhin, vorhin); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.HandOver(context.Background(), u, s.open); err != nil {
		t.Fatal(err)
	}
	for p, da := range map[string]bool{alt: false, andere: false, neu: true, fremd: true} {
		if _, err := os.Stat(p); (err == nil) != da {
			t.Errorf("%s: %v, want there %t", p, err, da)
		}
	}
	if n, err := o.Tidy(context.Background()); n != 0 || err != nil {
		t.Errorf("nothing is left: %d, %v", n, err)
	}
}
