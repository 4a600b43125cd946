package workflow

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
)

// What is exported is imported as it was: the same files, the same checksum, the same name.
func TestPackComesBack(t *testing.T) {
	for _, dir := range Folders(Shipped()) {
		files, err := ReadFiles(Shipped(), dir)
		if err != nil {
			t.Fatal(err)
		}
		name, version, _ := strings.Cut(dir, "/")
		raw, err := Pack{Name: name, Version: version, Files: files}.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		p, err := Unpack(raw)
		if err != nil || p.Name != name || p.Version != version || p.Files.Checksum() != files.Checksum() {
			t.Errorf("%s came back as %+v, %v", dir, p, err)
		}
		d, err := NewDefinition(p.Name, p.Version, p.Files)
		if err != nil || HasErrors(d.Check(calendar)) {
			t.Errorf("%s: %v", dir, err)
		}
		want, err := Load(Shipped(), dir)
		if err != nil || d.Checksum != want.Checksum {
			t.Errorf("%s has another checksum than its folder", dir)
		}
	}
}

func archive(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// An archive of somebody else is read within its limits and says in German what is wrong with it.
func TestUnpackRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"no archive":      {[]byte("<xml/>"), "kein lesbares ZIP"},
		"no procedure":    {archive(t, map[string]string{"hund/1/verfahren.yaml": ""}), "NAME/VERSION"},
		"without name":    {archive(t, map[string]string{"process.bpmn": ""}), "NAME/VERSION"},
		"without version": {archive(t, map[string]string{"hund/process.bpmn": ""}), "NAME/VERSION"},
		"two procedures": {archive(t, map[string]string{"hund/1/process.bpmn": "",
			"katze/1/process.bpmn": ""}), "genau ein Verfahren"},
		"out of its folder": {archive(t, map[string]string{"../../etc/1/process.bpmn": ""}), "NAME/VERSION"},
		"absolute":          {archive(t, map[string]string{"/etc/1/process.bpmn": ""}), "NAME/VERSION"},
		"a drive":           {archive(t, map[string]string{`C:/1/process.bpmn`: ""}), "NAME/VERSION"},
		"a bomb": {archive(t, map[string]string{"hund/1/process.bpmn": strings.Repeat(" ", maxFile+1)}),
			"Größer als 8 MB"},
		"many bombs": {archive(t, map[string]string{"hund/1/process.bpmn": strings.Repeat(" ", maxFile),
			"hund/1/verfahren.yaml": strings.Repeat(" ", maxFile), "hund/1/letters/a.typ": "a"}), "16 MB"},
	} {
		_, err := Unpack(c.raw)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Reason, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What does not belong to a procedure is named, and a path out of the folder is one of those.
func TestUnpackNamesWhatItLeaves(t *testing.T) {
	p, err := Unpack(archive(t, map[string]string{"mein/hund/2/process.bpmn": "a", "mein/hund/2/verfahren.yaml": "b",
		"mein/hund/2/letters/bescheid.typ": "c", "mein/hund/2/letters/../../../x.typ": "d", "mein/hund/2/README.md": "e",
		"mein/LIESMICH.txt": "f"}))
	if err != nil {
		t.Fatal(err)
	}
	kept := slices.Sorted(maps.Keys(p.Files))
	want := []string{"letters/bescheid.typ", processFile, metaFile}
	if p.Name != "hund" || p.Version != "2" || !slices.Equal(kept, want) {
		t.Errorf("%s/%s with %v", p.Name, p.Version, kept)
	}
	for _, name := range p.Ignored {
		if !fs.ValidPath(name) && !strings.Contains(name, "..") {
			t.Errorf("%q", name)
		}
	}
	if len(p.Ignored) != 3 {
		t.Errorf("left: %v", p.Ignored)
	}
}
