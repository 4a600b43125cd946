package formsolutions

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"time"

	"kontor/adapters"
)

// reasonFile tells in fehler/ why a submission is there.
const reasonFile = "KONTOR-GRUND.txt"

// maxTwins bounds the search for a free name.
const maxTwins = 1000

func stuck(cause error) error {
	return unavailable("folder_not_writable",
		"Ein Antrag, den Kontor schon hat, lässt sich im Eingangsordner nicht nach erledigt/ oder fehler/ verschieben. Bitte die Schreibrechte des Benutzers prüfen, unter dem Kontor läuft.", cause)
}

// putAway moves a submission that was judged to its place. It may be called again after an interruption anywhere.
func (p *folderPuller) putAway(ctx context.Context, u *unit, s *unitState) error {
	if s.Ziel == "" {
		target, err := p.place(u, s)
		if err != nil {
			return errors.Join(err, p.save(ctx))
		}
		s.Ziel = target
	}
	err := p.save(ctx) // without it a crash delivers once more, which is recognised
	return errors.Join(err, p.move(u, s))
}

// place makes a new folder for a submission below erledigt/ or fehler/ and returns its name. Nothing that lies there is
// touched: a second one of the same name gets a number.
func (p *folderPuller) place(u *unit, s *unitState) (string, error) {
	root := p.source.Folder
	parent := path.Join(folderDone, adapters.CleanFilename(u.group))
	if s.Grund != "" {
		parent = path.Join(folderFailed, adapters.CleanFilename(u.group))
	}
	if err := root.MkdirAll(parent, 0o750); err != nil {
		return "", stuck(err)
	}
	name := adapters.CleanFilename(u.name)
	target := path.Join(parent, name)
	for n := 2; ; n++ {
		err := root.Mkdir(target, 0o750)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) || n > maxTwins {
			return "", stuck(err)
		}
		target = path.Join(parent, name+"_"+strconv.Itoa(n))
	}
	if s.Grund == "" {
		return target, nil
	}
	text := fmt.Sprintf("Kontor konnte diesen Antrag nicht übernehmen.\n\nZeitpunkt: %s\nGrund: %s\n%s\n\nNäheres steht in Kontor bei den Klärfällen.\n",
		p.now().UTC().Format(time.RFC3339), s.Grund, s.Text)
	return target, p.explain(path.Join(target, reasonFile), text)
}

func (p *folderPuller) explain(name, text string) error {
	f, err := p.source.Folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return stuck(err)
	}
	if _, err = f.WriteString(text); err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return stuck(err)
	}
	return nil
}

// move brings the files that were delivered to their place. It may be called again after an interruption.
func (p *folderPuller) move(u *unit, s *unitState) error {
	root := p.source.Folder
	for _, f := range u.files {
		info, err := root.Lstat(f.path)
		if err != nil || !slices.Contains(s.Datei, file{name: f.name, size: info.Size(),
			time: info.ModTime().UnixNano()}.mark()) {
			continue // gone, or changed since: that is looked at in the next run
		}
		to := path.Join(s.Ziel, f.name)
		if err := root.MkdirAll(path.Dir(to), 0o750); err != nil {
			return stuck(err)
		}
		if _, err := root.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			return stuck(errors.Join(err, fs.ErrExist)) // never overwrite
		}
		if err := root.Rename(f.path, to); err != nil {
			return stuck(err)
		}
	}
	p.tidy(u)
	delete(p.cursor.Antraege, u.key)
	return nil
}

// tidy removes the empty folders a submission leaves; one that holds something stays.
func (p *folderPuller) tidy(u *unit) {
	if u.dir == "" {
		return
	}
	var dirs []string
	_ = fs.WalkDir(p.source.Folder.FS(), u.dir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			dirs = append(dirs, name)
		}
		return nil
	})
	for _, d := range slices.Backward(dirs) {
		_ = p.source.Folder.Remove(d)
	}
}
