package service

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetDokument opens one document of a visible Vorgang. What waits in quarantine is not handed out.
func (s *Service) GetDokument(ctx context.Context, a casework.Actor, vorgang, id uuid.UUID) (*casework.Dokument, store.BlobReader, error) {
	if err := a.Muss(casework.RechtLesen); err != nil {
		return nil, nil, err
	}
	var d *casework.Dokument
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, vorgang)
		if err != nil {
			return err
		}
		if err := s.mayRead(ctx, tx, a, v); err != nil {
			return err
		}
		if d, err = releasedDokument(ctx, tx, vorgang, id); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, vorgang, "dokument", &id)
	})
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Blobs.Open(ctx, d.SHA256)
	return d, r, err
}

func releasedDokument(ctx context.Context, tx *store.Tx, vorgang, id uuid.UUID) (*casework.Dokument, error) {
	d, err := tx.GetDokument(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Vorgang != vorgang {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	switch d.Pruefung {
	case casework.PruefungAusstehend:
		return nil, casework.Fail(casework.Conflict, "dokument_in_quarantine")
	case casework.PruefungBefallen:
		return nil, casework.Fail(casework.Forbidden, "file_infected")
	}
	return d, nil
}

// UploadDokument stores one file of the office; it can be attached once it is scanned.
func (s *Service) UploadDokument(ctx context.Context, a casework.Actor, id uuid.UUID, name string, r io.Reader) (*casework.Dokument, error) {
	if err := a.Muss(casework.RechtBearbeiten); err != nil {
		return nil, err
	}
	may := func(tx *store.Tx, v *casework.Vorgang) error {
		return s.mayChange(ctx, tx, a, v, casework.RechtBearbeiten)
	}
	if err := s.read(ctx, a, id, may); err != nil {
		return nil, err // before a single byte is stored
	}
	d, err := s.putDokument(ctx, id, casework.RolleIntern, name, r)
	if err != nil {
		return nil, err
	}
	err = s.change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		d.Am = tx.Now
		tx.Journal(v, "dokument_hinzugefuegt", map[string]any{"dokument": d.ID})
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: id})
		return tx.InsertDokumente(ctx, []casework.Dokument{*d})
	})
	return d, err
}

// putDokument streams one upload into a blob; the type is sniffed, never believed.
func (s *Service) putDokument(ctx context.Context, vorgang uuid.UUID, rolle casework.DokumentRolle, name string, r io.Reader) (*casework.Dokument, error) {
	head := make([]byte, 3072)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	if n == 0 {
		return nil, casework.FailField("datei", "empty")
	}
	head = head[:n]
	blob, err := s.Blobs.Put(ctx, limitBody(io.MultiReader(bytes.NewReader(head), r), MaxUpload))
	if err != nil {
		if errors.Is(err, errTooLarge) {
			return nil, tooLarge("upload_too_large", MaxUpload)
		}
		return nil, err
	}
	return &casework.Dokument{ID: newID(), Vorgang: vorgang, Rolle: rolle, Dateiname: adapters.CleanFilename(name), ContentType: sniff(head),
		SHA256: blob.SHA256, Groesse: blob.Groesse, Pruefung: casework.PruefungAusstehend}, nil
}

// MaxUpload is the size of one uploaded file in bytes.
const MaxUpload = 100 << 20

func sniff(head []byte) string { return http.DetectContentType(head) }
