package bescheid

import (
	"bytes"
	"context"
	"errors"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// fertigerBrief is a letter as it is kept and goes out.
type fertigerBrief struct {
	store.Blob
	Signaturen casework.Signaturen // its seal; nil = the tenant has none
}

// errOhneSiegel: a tenant that seals sends nothing unsealed.
var errOhneSiegel = errors.New("the tenant has a certificate of a seal (mandant.siegel_zertifikat), and nothing here seals")

// readyToSeal refuses what would stand decided without a letter that may go out.
func (s *Service) readyToSeal(b Brief) error {
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

// keepBrief seals a letter where the tenant has a seal, and keeps it.
func (s *Service) keepBrief(ctx context.Context, b Brief, pdf []byte) (f fertigerBrief, err error) {
	if err := s.readyToSeal(b); err != nil {
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
