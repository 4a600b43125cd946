package ausgang

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"kontor/backend/internal/casework"
)

// Write streams the flat ZIP: the XML first, then its files in order. No file is held in memory;
// each is hashed on its way. Errors: *casework.Error with reason "file_changed" (Conflict) when a
// content is not what its Dokument says, else the error of w or open.
//
// Every entry is deflated, also what is compressed already: size and CRC are known only afterwards and
// follow the data, and readers that stream (Java's, for one) refuse that for stored entries.
func (p *Paket) Write(w io.Writer, open Oeffner) error {
	z := zip.NewWriter(w)
	packer, err := flate.NewWriter(nil, flate.BestSpeed) // one for all entries: each costs a megabyte
	if err != nil {
		return err
	}
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		packer.Reset(out)
		return packer, nil
	})
	eintrag := func(name string) (io.Writer, error) {
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.u.ErstelltAm.UTC()})
	}
	e, err := eintrag(p.Stamm + ".xml")
	if err != nil {
		return err
	}
	if _, err := e.Write(p.XML); err != nil {
		return err
	}
	for _, d := range p.Dateien {
		if e, err = eintrag(d.Name); err != nil {
			return err
		}
		if err := d.clone(e, open); err != nil {
			return err
		}
	}
	return z.Close()
}

func (d Datei) clone(w io.Writer, open Oeffner) (err error) {
	r := io.NopCloser(io.Reader(bytes.NewReader(d.text)))
	if d.text == nil {
		if r, err = open(d.SHA256); err != nil {
			return fmt.Errorf("open %s: %w", d.Name, err)
		}
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	h := sha256.New()
	// One byte more than expected is enough to see that there is too much.
	n, err := io.Copy(io.MultiWriter(w, h), io.LimitReader(r, d.Groesse+1))
	if err != nil {
		return fmt.Errorf("copy %s: %w", d.Name, err)
	}
	if n != d.Groesse || hex.EncodeToString(h.Sum(nil)) != d.SHA256 {
		return &casework.Error{
			Code: casework.Conflict, Reason: "file_changed",
			Detail: fmt.Sprintf("Der Inhalt der Datei %s stimmt nicht mehr mit ihrer Prüfsumme überein.", d.Name),
		}
	}
	return nil
}
