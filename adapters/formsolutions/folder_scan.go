package formsolutions

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The folders of ours below the one the vendor's receiver writes to.
const (
	folderDone   = "erledigt"
	folderFailed = "fehler"
)

// transaction is a transID, SEEN: number of the form, "-", eight characters. named is a file that begins with one, as
// with --single-folder.
var (
	transaction = regexp.MustCompile(`^[^/]*-[0-9A-Za-z]{8}$`)
	named       = regexp.MustCompile(`^([^/]*?-[0-9A-Za-z]{8})[._]`)
)

// Names of files that are not part of a submission: being written, or left by a system.
var (
	unfinished = regexp.MustCompile(`(?i)(^~|\.(tmp|temp|part|partial|filepart|crdownload|lock|lck)$)`)
	leftovers  = regexp.MustCompile(`(?i)^(\..*|thumbs\.db|desktop\.ini)$`)
	delivered  = regexp.MustCompile(`(?i)\.(pdf|xml|fdf|csv|zip)$`) // what the receiver writes
)

// maxLevels bounds folders inside the folder of one transaction.
const maxLevels = 4

// unit is one submission in the folder: the files of one transaction.
type unit struct {
	key   string // unique in the folder and between runs
	group string // assistant
	name  string // transID, or the name of the transaction's folder
	dir   string // folder of its own, "" where the files lie beside those of others
	files []file
	open  bool // a file is still being written
}

// file is one file as it was seen.
type file struct {
	path string // in the folder
	name string // in the submission
	size int64
	time int64 // modification, unix nanoseconds
}

func (f file) mark() string {
	return fingerprint(16, f.name, strconv.FormatInt(f.size, 10), strconv.FormatInt(f.time, 10))
}

// marks are the marks of all files; they change when a file does.
func (u *unit) marks() (list []string) {
	for _, f := range u.files {
		list = append(list, f.mark())
	}
	return list
}

// complete tells whether form data and PDF are there, which the receiver writes in every layout.
func (u *unit) complete() bool {
	has := func(ext string) bool {
		return slices.ContainsFunc(u.files, func(f file) bool { return strings.EqualFold(path.Ext(f.name), ext) })
	}
	return !u.open && has(".xml") && has(".pdf")
}

// scan is one look at the folder.
type scan struct {
	root     *os.Root
	units    map[string]*unit
	problems []error
	strange  int // files that belong to no transaction
}

// lookAt finds all submissions, in the layout with folders (one per assistant, in it one per transaction) as well as
// with all files side by side. Symbolic links are never followed.
func lookAt(root *os.Root) (units []*unit, problems []error) {
	s := &scan{root: root, units: map[string]*unit{}}
	entries, _ := s.read(".")
	for _, e := range entries {
		switch name := e.Name(); {
		case name == folderDone || name == folderFailed || leftovers.MatchString(name):
		case !e.IsDir():
			s.sideBySide("", e)
		case transaction.MatchString(name):
			s.folder(name[:len(name)-9], name)
		default:
			s.assistant(name)
		}
	}
	if s.strange > 0 {
		s.problem("folder_file_unknown",
			"Im Eingangsordner liegen Dateien, deren Name keine Transaktionsnummer enthält ("+strconv.Itoa(s.strange)+
				"). Bitte nachsehen und einzeln zuordnen; Kontor rührt sie nicht an.", nil)
	}
	for _, u := range s.units {
		slices.SortFunc(u.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
		if len(u.files) > 0 {
			units = append(units, u)
		}
	}
	slices.SortFunc(units, func(a, b *unit) int { return strings.Compare(a.key, b.key) })
	return units, s.problems
}

func (s *scan) assistant(dir string) {
	entries, _ := s.read(dir)
	for _, e := range entries {
		switch name := e.Name(); {
		case leftovers.MatchString(name):
		case e.IsDir():
			s.folder(dir, path.Join(dir, name))
		default:
			s.sideBySide(dir, e)
		}
	}
}

// folder is the folder of one transaction.
func (s *scan) folder(group, dir string) {
	u := &unit{key: keyOf(dir), group: group, name: path.Base(dir), dir: dir}
	if s.inside(u, dir, "", maxLevels) {
		s.units[u.key] = u
	}
}

// keyOf makes a path fit for JSON, which would mend names that are not UTF-8.
func keyOf(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	return fingerprint(32, name)
}

// inside collects files; a unit with an entry that cannot be taken is left out as a whole.
func (s *scan) inside(u *unit, dir, prefix string, levels int) bool {
	entries, ok := s.read(dir)
	for _, e := range entries {
		name := path.Join(prefix, e.Name())
		switch {
		case leftovers.MatchString(e.Name()):
		case unfinished.MatchString(e.Name()):
			u.open = true
		case e.IsDir() && levels > 1:
			if !s.inside(u, path.Join(dir, e.Name()), name, levels-1) {
				return false
			}
		case !s.add(u, path.Join(dir, e.Name()), name, e):
			return false
		}
	}
	return ok
}

// sideBySide is a file that lies beside those of other transactions.
func (s *scan) sideBySide(dir string, e fs.DirEntry) {
	m := named.FindStringSubmatch(e.Name())
	if m == nil {
		if delivered.MatchString(e.Name()) {
			s.strange++
		}
		return
	}
	id := m[1]
	key := keyOf(path.Join(dir, id) + "*")
	u := s.units[key]
	if u == nil {
		group := dir
		if group == "" {
			group = id[:len(id)-9]
		}
		u = &unit{key: key, group: group, name: id}
		s.units[key] = u
	}
	if unfinished.MatchString(e.Name()) {
		u.open = true
	} else if !s.add(u, path.Join(dir, e.Name()), e.Name(), e) {
		u.open = true
	}
}

func (s *scan) add(u *unit, at, name string, e fs.DirEntry) bool {
	if !e.Type().IsRegular() {
		s.problem("folder_entry_refused",
			"Im Eingangsordner liegt etwas, das keine Datei ist (zum Beispiel ein symbolischer Verweis). Kontor folgt ihm nicht und lässt den Antrag liegen. Bitte durch die Datei selbst ersetzen.", nil)
		return false
	}
	info, err := e.Info()
	if err != nil {
		u.open = true // it is just going away
		return true
	}
	u.files = append(u.files, file{path: at, name: name, size: info.Size(), time: info.ModTime().UnixNano()})
	return true
}

// read lists one folder; ok is false when some of it is missing.
func (s *scan) read(dir string) (entries []fs.DirEntry, ok bool) {
	d, err := s.root.Open(dir)
	if err == nil {
		defer d.Close()
		entries, err = d.ReadDir(-1)
	}
	if err != nil {
		s.problem("folder_unreadable", "Der Eingangsordner oder ein Ordner darin lässt sich nicht lesen. Bitte die Rechte des Benutzers prüfen, unter dem Kontor läuft.", err)
	}
	return entries, err == nil
}

func (s *scan) problem(reason, detail string, cause error) {
	s.problems = append(s.problems, unavailable(reason, detail, cause))
}
