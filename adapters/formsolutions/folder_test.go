package formsolutions_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/formsolutions"
)

// room is a folder the vendor's receiver writes to, and the office that reads it.
type room struct {
	*testing.T
	dir     string
	office  *office
	bodies  [][]byte // as delivered
	verdict error
}

func newRoom(t *testing.T) *room {
	r := &room{T: t, dir: t.TempDir()}
	root, err := os.OpenRoot(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	r.office = newOffice(nil, map[string]string{"weg": "ordner", "mandantennummer": "99990000-0001"})
	r.office.Folder = root
	return r
}

func (r *room) put(name, content string) {
	r.Helper()
	name = filepath.Join(r.dir, name)
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(content), 0o644)
	}
	if err != nil {
		r.Fatal(err)
	}
}

// one puts a whole submission in the layout with folders.
func (r *room) one(id string) {
	r.put("AS_1/"+id+"/"+id+".xml", info)
	r.put("AS_1/"+id+"/"+id+".pdf", "%PDF-1.4")
	r.put("AS_1/"+id+"/Müller Plan.txt", "plan")
}

func (r *room) pull() error {
	return formsolutions.New().Pull(context.Background(), r.office.Source,
		func(_ context.Context, p adapters.Pulled) error {
			raw, err := io.ReadAll(p.Body)
			if err != nil {
				return adapters.Fail(adapters.Malformed, "delivery_truncated", "Die Lieferung brach ab.")
			}
			r.bodies = append(r.bodies, raw)
			if p.Path != "/ordner" || p.Header.Get("Content-Type") != "application/zip" {
				r.Errorf("delivered as %q, %v", p.Path, p.Header)
			}
			return r.verdict
		})
}

// looks pulls every minute and returns all that went wrong.
func (r *room) looks(minutes int) (err error) {
	for range minutes {
		err = errors.Join(err, r.pull())
		time.Sleep(time.Minute)
	}
	return err
}

// wants compares what lies in the folder.
func (r *room) wants(files ...string) {
	r.Helper()
	var got []string
	_ = filepath.WalkDir(r.dir, func(name string, e fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(r.dir, name); err == nil && !e.IsDir() {
			got = append(got, rel)
		}
		return err
	})
	slices.Sort(files)
	if !slices.Equal(got, files) {
		r.Errorf("in the folder: %q, want %q", got, files)
	}
}

func inFolder(dir, id string) []string {
	return []string{dir + "/" + id + "/" + id[:13] + ".pdf", dir + "/" + id + "/" + id[:13] + ".xml", dir + "/" +
		id + "/Müller Plan.txt"}
}

func folder(t *testing.T, test func(r *room)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(newRoom(t)) })
}

func TestFolderIsReadOnceItRests(t *testing.T) {
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		if err := r.looks(1); err != nil || len(r.bodies) != 0 {
			t.Fatalf("taken at first sight: %v", err)
		}
		r.put("AS_1/AS_1-abcdefgh/AS_1-abcdefgh.xml", info+"<!-- more -->")
		if err := r.looks(1); err != nil || len(r.bodies) != 0 {
			t.Fatalf("taken while it grew: %v", err)
		}
		if err := r.looks(3); err != nil || len(r.bodies) != 1 {
			t.Fatalf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(inFolder("erledigt/AS_1", "AS_1-abcdefgh")...)
		s, err := adaptertest.Parse(formsolutions.New(), adaptertest.Case{Path: "/ordner",
			Type: "application/zip", Body: r.bodies[0]})
		if err != nil || s.Kennung != "99990000-0001/AS_1-abcdefgh" || s.Formular.Schluessel != "AS_1" ||
			len(s.Dokumente) != 2 || s.Dokumente[1].Dateiname != "Müller Plan.txt" {
			t.Errorf("%+v, %v", s, err)
		}
		if len(r.office.Cursor) > 100 {
			t.Errorf("the cursor keeps what is gone: %s", r.office.Cursor)
		}
	})
}

func TestFolderWithAllFilesSideBySide(t *testing.T) {
	folder(t, func(r *room) {
		packed := string(adaptertest.Zip([2]string{"Plan.txt", "plan"}))
		for _, id := range []string{"AS_1-abcdefgh", "AS_2-abcdefgh"} {
			r.put(id+".pdf", "%PDF-1.4")
			r.put(id+".xml", info)
			r.put(id+"_attachments.zip", packed)
		}
		r.put("dienst.log", "läuft")
		r.put("AS_2-abcdefgh.xml.part", "<") // still being written
		r.put(".DS_Store", "")
		if err := r.looks(5); err != nil || len(r.bodies) != 1 {
			t.Fatalf("%d deliveries: %v", len(r.bodies), err)
		}
		s, err := adaptertest.Parse(formsolutions.New(), adaptertest.Case{Path: "/ordner", Body: r.bodies[0]})
		if err != nil || s.Kennung != "99990000-0001/AS_1-abcdefgh" || len(s.Dokumente) != 2 ||
			s.Dokumente[1].Dateiname != "Plan.txt" {
			t.Errorf("%+v, %v", s, err)
		}
		if err := os.Remove(filepath.Join(r.dir, "AS_2-abcdefgh.xml.part")); err != nil {
			t.Fatal(err)
		}
		if err := r.looks(2); err != nil || len(r.bodies) != 2 {
			t.Fatalf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(".DS_Store", "dienst.log", "erledigt/AS_1/AS_1-abcdefgh/AS_1-abcdefgh.pdf",
			"erledigt/AS_1/AS_1-abcdefgh/AS_1-abcdefgh.xml",
			"erledigt/AS_1/AS_1-abcdefgh/AS_1-abcdefgh_attachments.zip",
			"erledigt/AS_2/AS_2-abcdefgh/AS_2-abcdefgh.pdf", "erledigt/AS_2/AS_2-abcdefgh/AS_2-abcdefgh.xml",
			"erledigt/AS_2/AS_2-abcdefgh/AS_2-abcdefgh_attachments.zip")
	})
}

// A submission without PDF or form data gets half an hour to become whole, then it is taken as it is.
func TestFolderWaitsForTheRest(t *testing.T) {
	folder(t, func(r *room) {
		r.put("AS_1/AS_1-abcdefgh/AS_1-abcdefgh.pdf", "%PDF-1.4")
		if err := r.looks(30); err != nil || len(r.bodies) != 0 {
			t.Fatalf("%d deliveries: %v", len(r.bodies), err)
		}
		if err := r.looks(2); err != nil || len(r.bodies) != 1 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
	})
}

func TestFolderPutsBrokenOnesAside(t *testing.T) {
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		r.verdict = adapters.Fail(adapters.Malformed, "xml_malformed",
			"Das XML-Dokument ist nicht wohlgeformt (Zeile 1, Spalte 2). Bitte den Erzeuger prüfen.")
		if err := r.looks(5); reason(err) != "xml_malformed" || strings.Count(err.Error(), "xml_malformed") != 1 {
			t.Errorf("%v", err)
		}
		r.wants(append(inFolder("fehler/AS_1", "AS_1-abcdefgh"), "fehler/AS_1/AS_1-abcdefgh/KONTOR-GRUND.txt")...)
		text, err := os.ReadFile(filepath.Join(r.dir, "fehler/AS_1/AS_1-abcdefgh/KONTOR-GRUND.txt"))
		if err != nil || !strings.Contains(string(text), "Zeile 1, Spalte 2") ||
			strings.Contains(string(text), "Müller") {
			t.Errorf("%s, %v", text, err)
		}
	})
}

// The program dies between storing and moving: the same bytes come again, and nothing in erledigt/ is overwritten.
func TestFolderRepeatsTheSameBytes(t *testing.T) {
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		if err := r.looks(3); err != nil {
			t.Fatal(err)
		}
		r.one("AS_1-abcdefgh")
		if err := r.looks(3); err != nil || len(r.bodies) != 2 || !bytes.Equal(r.bodies[0], r.bodies[1]) {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(append(inFolder("erledigt/AS_1", "AS_1-abcdefgh"), inFolder("erledigt/AS_1", "AS_1-abcdefgh_2")...)...)
	})
}

// The program dies while files are being moved: the rest follows without a second delivery.
func TestFolderFinishesAnInterruptedMove(t *testing.T) {
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		var saved []string
		save := r.office.Save
		r.office.Save = func(ctx context.Context, cursor string) error {
			saved = append(saved, cursor)
			return save(ctx, cursor)
		}
		if err := r.looks(2); err != nil || len(saved) != 3 {
			t.Fatalf("saved %q, %v", saved, err)
		}
		const half = "AS_1-abcdefgh/AS_1-abcdefgh.pdf"
		if err := errors.Join(os.MkdirAll(filepath.Join(r.dir, "AS_1/AS_1-abcdefgh"), 0o755),
			os.Rename(filepath.Join(r.dir, "erledigt/AS_1", half), filepath.Join(r.dir, "AS_1", half))); err != nil {
			t.Fatal(err)
		}
		r.office.Cursor = saved[1] // as it was before the files went
		if err := r.looks(3); err != nil || len(r.bodies) != 1 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(inFolder("erledigt/AS_1", "AS_1-abcdefgh")...)
		r.put("AS_1/AS_1-abcdefgh/Nachzügler.txt", "spät")
		if err := r.looks(35); err != nil || len(r.bodies) != 2 {
			t.Errorf("a late file: %d deliveries, %v", len(r.bodies), err)
		}
	})
}

// What cannot be moved is not delivered again and again.
func TestFolderThatCannotBeWritten(t *testing.T) {
	folder(t, func(r *room) {
		r.put("erledigt", "im Weg")
		r.one("AS_1-abcdefgh")
		if err := r.looks(5); reason(err) != "folder_not_writable" || strings.Contains(err.Error(), r.dir) ||
			len(r.bodies) != 1 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
		if err := os.Remove(filepath.Join(r.dir, "erledigt")); err != nil {
			t.Fatal(err)
		}
		if err := r.looks(1); err != nil || len(r.bodies) != 1 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(inFolder("erledigt/AS_1", "AS_1-abcdefgh")...)
	})
}

// Symbolic links are not followed, neither out of the folder nor inside it; the others go on.
func TestFolderFollowsNoLinks(t *testing.T) {
	folder(t, func(r *room) {
		secret := filepath.Join(t.TempDir(), "geheim.xml")
		if err := os.WriteFile(secret, []byte("geheim"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"AS_1-aaaaaaaa", "AS_1-bbbbbbbb", "AS_1-cccccccc"} {
			r.one(id)
		}
		for link, to := range map[string]string{"AS_1/AS_1-aaaaaaaa/link.xml": secret,
			"AS_1/AS_1-bbbbbbbb/drinnen.xml": "AS_1-bbbbbbbb.xml", "AS_1/AS_1-dddddddd": filepath.Dir(secret),
			"AS_3-eeeeeeee.xml": secret} {
			if err := os.Symlink(to, filepath.Join(r.dir, link)); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.looks(40); reason(err) != "folder_entry_refused" || len(r.bodies) != 1 ||
			bytes.Contains(r.bodies[0], []byte("geheim")) {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
	})
}

func TestFolderNamesWhatIsWrong(t *testing.T) {
	folder(t, func(r *room) {
		r.put("Antrag Müller.pdf", "%PDF-1.4")
		if err := r.pull(); reason(err) != "folder_file_unknown" || strings.Contains(err.Error(), "Müller") {
			t.Errorf("%v", err)
		}
		r.office.Folder.Close()
		if err := r.pull(); reason(err) != "folder_unreadable" {
			t.Errorf("closed: %v", err)
		}
		r.office.Folder = nil
		var known *adapters.Error
		if err := r.pull(); !errors.As(err, &known) || known.Reason != "folder_missing" ||
			!strings.Contains(known.Detail, "KONTOR_EINGANGSORDNER") {
			t.Errorf("no folder: %v", err)
		}
	})
}

// Our storage is down: everything stays where it is, and the run ends early.
func TestFolderStaysWhileNothingCanBeStored(t *testing.T) {
	folder(t, func(r *room) {
		var all []string
		for _, id := range []string{"AS_1-aaaaaaaa", "AS_1-bbbbbbbb", "AS_1-cccccccc", "AS_1-dddddddd"} {
			r.one(id)
			all = append(all, inFolder("AS_1", id)...)
		}
		r.verdict = adapters.Fail(adapters.Unavailable, "storage_unavailable", "Der Speicher ist nicht erreichbar.")
		if err := r.looks(2); reason(err) != "storage_unavailable" || len(r.bodies) != 3 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
		r.wants(all...)
		r.verdict = nil
		if err := r.looks(3); err != nil || len(r.bodies) != 7 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
	})
}

// A file changes while it is read: the delivery breaks off instead of storing half of it.
func TestFolderNoticesAFileThatChanges(t *testing.T) {
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		// more than the writer can put aside, so that it has not come to the file that changes when nobody has read yet
		r.put("AS_1/AS_1-abcdefgh/AS_1-abcdefgh.pdf", "%PDF-1.4"+strings.Repeat(" ", 1<<20))
		_ = r.looks(1)
		err := formsolutions.New().Pull(context.Background(), r.office.Source,
			func(_ context.Context, p adapters.Pulled) error {
				r.put("AS_1/AS_1-abcdefgh/Müller Plan.txt", "plan und mehr")
				_, err := io.Copy(io.Discard, p.Body)
				return err
			})
		if reason(err) != "folder_file_changed" {
			t.Errorf("%v", err)
		}
		if err := r.looks(3); err != nil || len(r.bodies) != 1 {
			t.Errorf("%d deliveries: %v", len(r.bodies), err)
		}
	})
}

func TestFolderStreamsBigFiles(t *testing.T) {
	const size = 100 << 20
	folder(t, func(r *room) {
		r.one("AS_1-abcdefgh")
		r.put("AS_1/AS_1-abcdefgh/Film.mp4", "")
		if err := os.Truncate(filepath.Join(r.dir, "AS_1/AS_1-abcdefgh/Film.mp4"), size); err != nil {
			t.Fatal(err)
		}
		_ = r.looks(1)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var read int64
		err := formsolutions.New().Pull(context.Background(), r.office.Source,
			func(_ context.Context, p adapters.Pulled) (err error) {
				read, err = io.Copy(io.Discard, p.Body)
				return err
			})
		runtime.ReadMemStats(&after)
		if err != nil || read < size || after.TotalAlloc-before.TotalAlloc > 32<<20 {
			t.Errorf("read %d, allocated %d, %v", read, after.TotalAlloc-before.TotalAlloc, err)
		}
	})
}
