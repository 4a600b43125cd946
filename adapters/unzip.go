package adapters

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxDirectory bounds the central directory of a ZIP file, in bytes; 500 entries need about 200 KB.
const maxDirectory = 2 << 20

func badZip() *Error {
	return Fail(Malformed, "zip_unreadable",
		"Die ZIP-Datei mit den Anlagen ist beschädigt oder unvollständig. Bitte erneut abrufen oder senden.")
}

func bombZip() *Error {
	return Fail(Refused, "zip_bomb", "Die ZIP-Datei mit den Anlagen wird beim Entpacken unzulässig groß. Bitte die Anlagen einzeln senden.")
}

// Unzip calls each for every file of a ZIP, in the order of its directory. The name still needs
// CleanFilename. Encrypted entries, too many of them and bombs are Refused.
func Unzip(r io.ReaderAt, size int64, lim Limits, each func(name string, content io.Reader) error) error {
	if err := checkDirectory(r, size, lim); err != nil {
		return err
	}
	archive, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return AsError(err, badZip())
	}
	if len(archive.File) > lim.Files {
		return tooManyFiles()
	}
	left := lim.Unpacked
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		n, err := unzipOne(f, lim, left, each)
		if err != nil {
			return err
		}
		left -= n
	}
	return nil
}

func unzipOne(f *zip.File, lim Limits, left int64, each func(string, io.Reader) error) (int64, error) {
	if f.Flags&0x1 != 0 {
		return 0, Fail(Refused, "zip_encrypted",
			"Die ZIP-Datei mit den Anlagen ist verschlüsselt. Bitte ohne Passwort senden.")
	}
	if f.Method != zip.Store && f.Method != zip.Deflate {
		return 0, Fail(Refused, "zip_method",
			"Die ZIP-Datei verwendet ein nicht unterstütztes Packverfahren. Bitte mit Deflate packen.")
	}
	// 1 MB may always be unpacked: short files of one repeated line pack better than any limit.
	allowed := min(left, max(1<<20, int64(min(f.CompressedSize64, 1<<40))*lim.ZipRatio))
	if f.UncompressedSize64 > uint64(max(allowed, 0)) {
		return 0, bombZip()
	}
	content, err := f.Open()
	if err != nil {
		return 0, AsError(err, badZip())
	}
	defer content.Close()
	counted := &zipContent{r: content, left: allowed}
	if err := each(zipName(f), counted); err != nil {
		return 0, AsError(err, badZip())
	}
	return counted.n, nil
}

// zipName decodes names that are not flagged as UTF-8: by specification they are code page 437.
func zipName(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(f.Name)
	if err != nil {
		return ""
	}
	return name
}

type zipContent struct {
	r       io.Reader
	left, n int64
}

func (c *zipContent) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.n > c.left {
		return 0, bombZip()
	}
	if err != nil && err != io.EOF {
		err = AsError(err, badZip())
	}
	return n, err
}

// checkDirectory reads the end record before archive/zip does, which would read any number of
// directory entries into memory.
func checkDirectory(r io.ReaderAt, size int64, lim Limits) error {
	tail := make([]byte, min(size, 65_535+22))
	if n, err := r.ReadAt(tail, size-int64(len(tail))); n < len(tail) && err != nil {
		return AsError(err, badZip())
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < 22 {
		return badZip()
	}
	end := tail[at:]
	entries := binary.LittleEndian.Uint16(end[10:])
	length := binary.LittleEndian.Uint32(end[12:])
	offset := binary.LittleEndian.Uint32(end[16:])
	if int(entries) > lim.Files {
		return tooManyFiles()
	}
	position := size - int64(len(tail)-at)
	if length > maxDirectory || position-int64(offset) > maxDirectory {
		return Fail(Refused, "zip_directory",
			"Das Verzeichnis der ZIP-Datei ist unzulässig groß. Bitte die Anlagen einzeln senden.")
	}
	return nil
}
