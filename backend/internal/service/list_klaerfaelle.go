package service

import (
	"context"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListKlaerfaelle pages through deliveries that wait for a person.
func (s *Service) ListKlaerfaelle(ctx context.Context, a casework.Actor, nach *uuid.UUID, erledigt bool, n int) (out []store.Eingang, err error) {
	if err := a.Muss(casework.RechtKlaerLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.ListKlaerfaelle(ctx, nach, erledigt, n); return err })
	return out, err
}

// GetKlaerfall reads one with the beginning of its raw data. administration repairs intakes but must not
// see case content: it gets the shape, with every value masked.
func (s *Service) GetKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (e *store.Eingang, roh string, err error) {
	if err := a.Muss(casework.RechtKlaerLesen); err != nil {
		return nil, "", err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if e, err = tx.GetEingang(ctx, id); err != nil {
			return err
		}
		if e.Zustand != store.EingangKlaerfall && e.Grund == "" {
			return casework.Fail(casework.NotFound, "not_found")
		}
		return tx.LogZugriff(ctx, e.ID, "klaerfall", nil)
	})
	if err != nil {
		return nil, "", err
	}
	roh, err = s.rohdaten(ctx, e.SHA256, !a.Hat(casework.RechtLesen))
	return e, roh, err
}

const rohdatenMax = 64 << 10

var (
	base64Lang  = regexp.MustCompile(`[A-Za-z0-9+/\r\n]{200,}={0,2}`)
	geheimnisse = regexp.MustCompile(`(?i)("?(?:password|passwort|token|authorization|secret|api[-_]?key)[a-z_-]*"?\s*[:=>]\s*"?)([^"<>&\s]+)`)
	werte       = regexp.MustCompile(`(>)([^<>]*[^<>\s][^<>]*)(<)|(:\s*")((?:[^"\\]|\\.)*)(")|(:\s*)(-?[0-9][0-9.]*)`)
)

func (s *Service) rohdaten(ctx context.Context, sha256 string, nurForm bool) (string, error) {
	r, err := s.Blobs.Open(ctx, sha256)
	if err != nil {
		return "", err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, rohdatenMax))
	if err != nil {
		return "", err
	}
	return Maskiere(string(raw), nurForm), nil
}

// Maskiere makes raw bytes fit to look at: no credentials, no binary, no long base64; with nurForm no
// values either, only their length.
func Maskiere(text string, nurForm bool) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < 32 && r != '\n' && r != '\r' && r != '\t' {
			return '·'
		}
		return r
	}, text)
	text = base64Lang.ReplaceAllString(text, "[Dateiinhalt]")
	text = geheimnisse.ReplaceAllString(text, "${1}[verdeckt]")
	if !nurForm {
		return text
	}
	masked := werte.ReplaceAllStringFunc(text, func(m string) string {
		switch {
		case strings.HasPrefix(m, ">"):
			return ">[Wert]<"
		case strings.HasSuffix(m, `"`):
			return m[:strings.Index(m, `"`)] + `"[Wert]"`
		}
		return ": 0"
	})
	if masked == text && !strings.ContainsAny(text, "<{") {
		return "[Diese Lieferung hat keine erkennbare Form; ihr Inhalt ist verdeckt.]"
	}
	return masked
}

// RetryKlaerfall processes a delivery again, after a person changed what was in its way.
func (s *Service) RetryKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (*store.Eingang, error) {
	if err := a.Muss(casework.RechtKlaerNeu); err != nil {
		return nil, err
	}
	var e *store.Eingang
	load := func(tx *store.Tx) (err error) { e, err = tx.GetEingang(ctx, id); return err }
	if err := s.DB.ReadTx(ctx, a, load); err != nil {
		return nil, err
	}
	if e.Zustand != store.EingangKlaerfall {
		return nil, casework.Fail(casework.Conflict, "klaerfall_done")
	}
	if _, err := s.retryEingang(ctx, a.Mandant, id); err != nil {
		return nil, err
	}
	return e, s.DB.ReadTx(ctx, a, load)
}
