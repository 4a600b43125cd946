package ausgang

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/syslog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Ankerordner keeps each anchor as a file of its own in a folder: one to which nothing but this program writes, and
// best one that can only grow.
type Ankerordner struct{ Pfad string }

// Publish writes <tag>-<nr>.anker, durably; a file that is there with the same line stays, another is an error.
func (o Ankerordner) Publish(_ context.Context, tag, zeile string) ([]byte, error) {
	felder := strings.Fields(zeile)
	name := filepath.Join(o.Pfad, felder[1]+"-"+tag+"-"+felder[2]+".anker")
	tmp, err := o.write(zeile)
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp)
	err = os.Link(tmp, name) // never over one that is there
	if errors.Is(err, fs.ErrExist) {
		var da []byte
		if da, err = os.ReadFile(name); err == nil && string(da) != zeile+"\n" {
			err = fmt.Errorf("%s holds another anchor", name)
		}
	}
	return nil, err
}

func (o Ankerordner) write(zeile string) (name string, err error) {
	f, err := os.CreateTemp(o.Pfad, ".anker-*")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(zeile + "\n")
	if err = errors.Join(err, f.Chmod(0o444), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(f.Name())
	}
	return f.Name(), err
}

// Read returns all that lies there.
func (o Ankerordner) Read() (string, error) {
	files, err := filepath.Glob(filepath.Join(o.Pfad, "*.anker"))
	var b strings.Builder
	for _, name := range files {
		raw, e := os.ReadFile(name)
		err = errors.Join(err, e)
		b.Write(raw)
	}
	return b.String(), err
}

// Systemlog gives anchors to a syslog server, udp://host:514 or tcp://host:514.
type Systemlog struct{ Adresse string }

// Publish sends one message.
func (s Systemlog) Publish(_ context.Context, _, zeile string) ([]byte, error) {
	u, err := url.Parse(s.Adresse)
	if err != nil {
		return nil, err
	}
	w, err := syslog.Dial(u.Scheme, u.Host, syslog.LOG_NOTICE|syslog.LOG_LOCAL0, "kontor")
	if err != nil {
		return nil, err
	}
	return nil, errors.Join(w.Notice(zeile), w.Close())
}
