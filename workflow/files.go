package workflow

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// The files of a version.
const (
	processFile    = "process.bpmn"
	metaFile       = "verfahren.yaml"
	letterFolder   = "letters"
	scenarioFolder = "scenarios"
)

const (
	// maxFile bounds one file of a definition, in bytes.
	maxFile = MaxXMLBytes
	// maxFiles bounds all of them together.
	maxFiles = 16 << 20
	// maxCount bounds how many there are.
	maxCount = 500
	// maxName bounds a path in an archive, in bytes.
	maxName = 255
)

// Files are the files of one version by their path in its folder, for example "letters/bescheid.typ".
type Files map[string][]byte

// Folders lists the folders <name>/<version> that hold a process.bpmn.
func Folders(fsys fs.FS) []string {
	found, err := fs.Glob(fsys, "*/*/"+processFile)
	if err != nil {
		panic(err) // the pattern is right
	}
	for i, file := range found {
		found[i] = path.Dir(file)
	}
	return found
}

// ReadFiles reads what belongs to a version in its folder; other files are left alone. Beside an error stands what
// could be read.
func ReadFiles(fsys fs.FS, dir string) (Files, error) {
	f := Files{}
	for _, name := range []string{processFile, metaFile} {
		if err := f.readFile(fsys, dir, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f, err // NewDefinition says what is missing
		}
	}
	if err := f.read(fsys, dir, letterFolder, ".typ"); err != nil {
		return f, err
	}
	return f, f.read(fsys, dir, scenarioFolder, ".yaml")
}

// Drawing is the picture of a version in UTF-8, also of one that cannot be used; "" = none that can be read.
func (f Files) Drawing() string {
	raw, err := inUTF8(f[processFile])
	if err != nil || !bytes.Contains(raw, []byte("BPMNShape")) { // without one there are steps and no picture
		return ""
	}
	return string(raw)
}

// belongs tells whether a path in the folder of a version names a file of a definition.
func belongs(name string) bool {
	folder, file := path.Split(name)
	if len(name) > maxName {
		return false
	}
	switch folder {
	case "":
		return file == processFile || file == metaFile
	case letterFolder + "/":
		return strings.HasSuffix(file, ".typ")
	case scenarioFolder + "/":
		return strings.HasSuffix(file, ".yaml")
	}
	return false
}

// Checksum runs over length-prefixed names and contents, so that no two folders share one by moving bytes from one file
// to the next. It is in hex.
func (f Files) Checksum() string {
	sum := sha256.New()
	for _, name := range sortedKeys(f) {
		for _, part := range [][]byte{[]byte(name), f[name]} {
			var size [8]byte
			binary.BigEndian.PutUint64(size[:], uint64(len(part)))
			sum.Write(size[:])
			sum.Write(part)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (f Files) need(name string) ([]byte, error) {
	raw, ok := f[name]
	if !ok {
		return nil, &Error{Code: CodeDefinition, Element: name, Reason: "Die Datei fehlt."}
	}
	return raw, nil
}

// in returns the files of a folder by their names there.
func (f Files) in(folder string) map[string][]byte {
	out := map[string][]byte{}
	for name, raw := range f {
		if file, ok := strings.CutPrefix(name, folder+"/"); ok {
			out[file] = raw
		}
	}
	return out
}

// add keeps a file within the limits.
func (f Files) add(name string, raw []byte) error {
	total := len(raw)
	for _, other := range f {
		total += len(other)
	}
	if total > maxFiles || len(f) >= maxCount {
		return &Error{Code: CodeGrenze, Element: name, Reason: "Das Verfahren hat mehr als " +
			strconv.Itoa(maxCount) + " Dateien oder ist größer als " + strconv.Itoa(maxFiles>>20) + " MB."}
	}
	f[name] = raw
	return nil
}

func (f Files) readFile(fsys fs.FS, dir, name string) error {
	where := path.Join(dir, name)
	info, err := fs.Stat(fsys, where)
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil {
		return notReadable(name, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return &Error{Code: CodeGrenze, Element: name,
			Reason: "Keine gewöhnliche Datei, oder größer als " + strconv.Itoa(maxFile>>20) + " MB."}
	}
	raw, err := fs.ReadFile(fsys, where)
	if err != nil {
		return notReadable(name, err)
	}
	return f.add(name, raw)
}

// notReadable leaves out what the system says: it is English, and names paths of the machine.
func notReadable(name string, err error) *Error {
	reason := "Das lässt sich nicht lesen; der Datenträger meldet einen Fehler."
	if errors.Is(err, fs.ErrPermission) {
		reason = "Kontor darf das nicht lesen. Bitte die Rechte an Datei und Ordner prüfen."
	}
	return &Error{Code: CodeDefinition, Element: name, Reason: reason}
}

// read adds the files of one kind in a folder; a missing folder is empty.
func (f Files) read(fsys fs.FS, dir, folder, ext string) error {
	entries, err := fs.ReadDir(fsys, path.Join(dir, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return notReadable(folder, err)
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ext) {
			continue
		}
		if err := f.readFile(fsys, dir, folder+"/"+entry.Name()); err != nil {
			return err
		}
	}
	return nil
}
