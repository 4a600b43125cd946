package postausgang

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

const (
	maxDruck = 200
	// maxDruckBytes bounds what is joined in memory.
	maxDruckBytes = 150 << 20
)

// PrintPostausgang writes some letters with what goes along as one PDF, in the order they were named, and notes who
// printed them. What is no PDF is not in it; the list says so beside the letter.
func (s *Service) PrintPostausgang(ctx context.Context, a casework.Actor, dokumente []uuid.UUID,
	beidseitig bool) ([]byte, error) {
	if err := a.Must(casework.RechtBearbeiten); err != nil {
		return nil, err
	}
	if len(dokumente) == 0 || len(dokumente) > maxDruck {
		return nil, casework.FailField("dokumente", "length")
	}
	var parts []casework.Dokument
	var briefe []Brief
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		if briefe, err = s.load(ctx, tx, a, dokumente); err != nil {
			return err
		}
		parts, err = s.parts(ctx, tx, briefe, dokumente)
		return err
	})
	if err != nil {
		return nil, err
	}
	pdf, err := s.join(ctx, parts, beidseitig)
	if err != nil {
		return nil, err
	}
	for _, b := range briefe {
		if err := s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &b.Vorgang, Art: "druck"}); err != nil {
			return nil, err
		}
	}
	return pdf, s.DB.InTx(ctx, a, func(tx *store.Tx) error { return tx.InsertDruck(ctx, dokumente, a.Anzeige) })
}

// parts are the files to print; each letter is followed by what goes along.
func (s *Service) parts(ctx context.Context, tx *store.Tx, briefe []Brief,
	dokumente []uuid.UUID) (out []casework.Dokument, err error) {
	von := map[uuid.UUID]Brief{}
	for _, b := range briefe {
		von[b.Dokument] = b
	}
	for _, id := range dokumente {
		b, ok := von[id]
		if !ok { // posted meanwhile, or of a Vorgang one does not see
			return nil, casework.Fail(casework.Conflict, "letter_not_there")
		}
		d, err := tx.GetDokument(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, *d)
		for _, x := range b.Beilagen {
			if Druckbar(x) {
				out = append(out, x)
			}
		}
	}
	return out, nil
}

// Druckbar tells whether a file goes into the one PDF.
func Druckbar(d casework.Dokument) bool {
	return d.ContentType == "application/pdf" && d.Pruefung.Freigegeben()
}

func (s *Service) join(ctx context.Context, parts []casework.Dokument, beidseitig bool) ([]byte, error) {
	var bytesTotal int64
	for _, d := range parts {
		bytesTotal += d.Groesse
	}
	if bytesTotal > maxDruckBytes {
		return nil, service.TooLarge("print_too_large", maxDruckBytes)
	}
	files := make([]io.ReadSeeker, len(parts))
	for i, d := range parts {
		r, err := s.Blobs.Open(ctx, d.SHA256)
		if err != nil {
			return nil, fmt.Errorf("open a letter: %w", err)
		}
		raw, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, fmt.Errorf("read a letter: %w", err)
		}
		files[i] = bytes.NewReader(raw)
	}
	var out bytes.Buffer
	if err := s.Join(&out, files, beidseitig); err != nil {
		return nil, &casework.Error{Code: casework.Conflict, Reason: "letters_not_joined", Cause: err}
	}
	return out.Bytes(), nil
}
