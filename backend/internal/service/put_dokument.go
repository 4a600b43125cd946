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
)

// PutDokument streams one upload into a blob; the type is sniffed, never believed.
func (s *Frame) PutDokument(ctx context.Context, vorgang uuid.UUID, rolle casework.DokumentRolle, name string,
	r io.Reader) (*casework.Dokument, error) {
	head := make([]byte, 3072)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	if n == 0 {
		return nil, casework.FailField("datei", "empty")
	}
	head = head[:n]
	blob, err := s.Blobs.Put(ctx, LimitBody(io.MultiReader(bytes.NewReader(head), r), MaxUpload))
	if err != nil {
		if errors.Is(err, ErrTooLarge) {
			return nil, TooLarge("upload_too_large", MaxUpload)
		}
		return nil, err
	}
	return &casework.Dokument{ID: NewID(), Vorgang: vorgang, Rolle: rolle, Dateiname: adapters.CleanFilename(name),
		ContentType: sniff(head),
		SHA256:      blob.SHA256, Groesse: blob.Groesse, Pruefung: casework.PruefungAusstehend}, nil
}

// MaxUpload is the size of one uploaded file in bytes.
const MaxUpload = 100 << 20

func sniff(head []byte) string { return http.DetectContentType(head) }
