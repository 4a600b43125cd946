package brief

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Fertig is a letter as it is kept and goes out.
type Fertig struct {
	store.Blob
	Signaturen casework.Signaturen // its seal; nil = the tenant has none
}

// Make renders a letter, seals it where the tenant does, and puts it where files are kept.
func (s *Service) Make(ctx context.Context, b Brief) (f Fertig, err error) {
	pdf, err := s.Renderer.Render(ctx, b)
	if err == nil {
		f, err = s.keep(ctx, b, pdf)
	}
	if err != nil {
		return f, fmt.Errorf("make the letter: %w", err)
	}
	return f, nil
}

// MakeNow is Make for somebody who waits for it; its errors are for them.
func (s *Service) MakeNow(ctx context.Context, b Brief) (f Fertig, err error) {
	pdf, err := s.RenderNow(ctx, b)
	if err != nil {
		return f, err
	}
	return s.keep(ctx, b, pdf)
}

// RenderNow renders a letter that somebody waits for.
func (s *Service) RenderNow(ctx context.Context, b Brief) ([]byte, error) {
	b.Eilig = true
	pdf, err := s.Renderer.Render(ctx, b)
	if err != nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "letter_not_rendered", Cause: err}
	}
	return pdf, nil
}

// errOhneSiegel: a tenant that seals sends nothing unsealed.
var errOhneSiegel = errors.New("the tenant has a certificate of a seal (mandant.siegel_zertifikat), and nothing here seals")

// Ready refuses what would stand decided without a letter that may go out.
func (s *Service) Ready(b Brief) error {
	if b.Siegel == "" {
		return nil
	}
	err := errOhneSiegel
	if s.Sealer != nil {
		err = s.Sealer.Ready(b.Siegel, b.Jetzt)
	}
	if err != nil {
		return &casework.Error{Code: casework.Unavailable, Reason: "seal_not_ready", Cause: err}
	}
	return nil
}

// keep seals a letter where the tenant has a seal, and keeps it.
func (s *Service) keep(ctx context.Context, b Brief, pdf []byte) (f Fertig, err error) {
	if err := s.Ready(b); err != nil {
		return f, err
	}
	if b.Siegel != "" {
		var siegel casework.Signatur
		if pdf, siegel, err = s.Sealer.Seal(ctx, b.Siegel, pdf, b.Jetzt); err != nil {
			return f, &casework.Error{Code: casework.Unavailable, Reason: "seal_not_ready", Cause: err}
		}
		f.Signaturen = casework.Signaturen{siegel}
	}
	f.Blob, err = s.Blobs.Put(ctx, bytes.NewReader(pdf))
	return f, err
}
