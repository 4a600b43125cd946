package workflow

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Pack is one version of a procedure as it travels: a ZIP with <name>/<version>/process.bpmn and so on, which
// unpacks to the folder it came from.
type Pack struct {
	Name    string
	Version string
	Files   Files
	Ignored []string // what else is in it
}

// Bytes writes the ZIP.
func (p Pack) Bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range sortedKeys(p.Files) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: path.Join(p.Name, p.Version, name), Method: zip.Deflate})
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
		if _, err := f.Write(p.Files[name]); err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack %s/%s: %w", p.Name, p.Version, err)
	}
	return out.Bytes(), nil
}

// Unpack reads a ZIP within the limits of a definition, whatever it claims about its sizes. Nothing is written
// anywhere. Errors are *Error.
func Unpack(raw []byte) (*Pack, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, &Error{Code: CodeDefinition, Reason: "Die Datei ist kein lesbares ZIP-Archiv."}
	}
	root, err := packRoot(z)
	if err != nil {
		return nil, err
	}
	p := &Pack{Name: path.Base(path.Dir(root)), Version: path.Base(root), Files: Files{}}
	for _, f := range z.File {
		name, inside := strings.CutPrefix(f.Name, root+"/")
		switch {
		case strings.HasSuffix(f.Name, "/"): // a folder
		case !inside || !belongs(name) || p.Files[name] != nil:
			if p.Ignored = append(p.Ignored, f.Name); len(p.Ignored) > maxCount {
				return nil, &Error{Code: CodeGrenze, Reason: "Das Archiv enthält zu viele Dateien."}
			}
		default:
			if err := p.unpack(f, name); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// packRoot is the folder <name>/<version> of the one procedure in the archive; it may lie in another folder.
func packRoot(z *zip.Reader) (string, error) {
	var roots []string
	for _, f := range z.File {
		if path.Base(f.Name) == processFile && !slices.Contains(roots, path.Dir(f.Name)) {
			roots = append(roots, path.Dir(f.Name))
		}
	}
	if len(roots) != 1 || len(roots[0]) > maxName || !fs.ValidPath(roots[0]) || strings.ContainsAny(roots[0], `\:`) ||
		!strings.Contains(roots[0], "/") {
		return "", &Error{Code: CodeDefinition,
			Reason: "Das Archiv muss genau ein Verfahren enthalten, als NAME/VERSION/process.bpmn."}
	}
	return roots[0], nil
}

func (p *Pack) unpack(f *zip.File, name string) error {
	r, err := f.Open()
	if err != nil {
		return unreadable(name)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return unreadable(name)
	}
	if len(raw) > maxFile {
		return &Error{Code: CodeGrenze, Element: name, Reason: "Größer als " + strconv.Itoa(maxFile>>20) + " MB."}
	}
	return p.Files.add(name, raw)
}

func unreadable(name string) error {
	return &Error{Code: CodeDefinition, Element: name, Reason: "Die Datei im Archiv ist beschädigt."}
}

// ErrorFinding says an error as a finding.
func ErrorFinding(err error) Finding {
	f := Finding{Severity: SeverityFehler, Message: err.Error()}
	var e *Error
	if errors.As(err, &e) {
		f.Element, f.Message = e.Element, e.Reason
	}
	return f
}
