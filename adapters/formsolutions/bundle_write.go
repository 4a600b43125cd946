package formsolutions

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path"

	"kontor/adapters"
)

// bundleType is the media type of a bundle: a ZIP with tenant/assistant/transaction/file, what is not known left out.
// The same files make the same bytes: sorted, stored, without times.
const bundleType = "application/zip"

// writeBundle streams the files of a submission. It fails when one is not what was seen before.
func writeBundle(w io.Writer, root *os.Root, tenant string, u *unit) error {
	z := zip.NewWriter(w)
	prefix := path.Join(tenant, u.group, u.name)
	for _, f := range u.files {
		// a share may hand out names in Windows-1252
		name, _, err := adapters.DecodeText([]byte(path.Join(prefix, f.name)), "")
		if err != nil {
			return err
		}
		to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		if err := copyFile(to, root, f); err != nil {
			return err
		}
	}
	return z.Close()
}

func copyFile(to io.Writer, root *os.Root, f file) error {
	src, err := root.Open(f.path)
	if err != nil {
		return unavailable("folder_unreadable",
			"Eine Datei im Eingangsordner lässt sich nicht öffnen. Bitte die Rechte des Benutzers prüfen, unter dem Kontor läuft.", err)
	}
	defer src.Close()
	n, err := io.Copy(to, src)
	if errors.Is(err, errNotWanted) {
		return err
	}
	info, statErr := src.Stat()
	if err := errors.Join(err, statErr); err != nil {
		return unavailable("folder_unreadable",
			"Eine Datei im Eingangsordner lässt sich nicht lesen. Bitte das Laufwerk prüfen.", err)
	}
	if n != f.size || info.Size() != f.size || info.ModTime().UnixNano() != f.time {
		return unavailable("folder_file_changed",
			"Eine Datei im Eingangsordner änderte sich, während Kontor sie las. Kontor nimmt den Antrag, sobald er ruht.", nil)
	}
	return nil
}
