package kanaele

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// FetchRueckmeldung is the job of one message that came back: it is read and kept with its files in one transaction,
// and only then removed there. A job that runs twice removes it twice, which harms nothing.
func (s *Service) FetchRueckmeldung(ctx context.Context, j casework.JobRueckmeldung) error {
	k, p, err := s.open(ctx, j.Mandant, j.Kanal)
	if err != nil || p == nil {
		return err
	}
	system := casework.System(j.Mandant)
	var da *casework.Rueckpost
	err = s.DB.ReadTx(ctx, system, func(tx *store.Tx) (err error) {
		da, err = tx.FindRueckpost(ctx, k.ID, j.Kennung)
		return err
	})
	if err != nil {
		return err
	}
	if da == nil {
		if err = s.take(ctx, k, p, j.Kennung); casework.CodeOf(err) == casework.NotFound {
			return nil // somebody else has removed it
		}
		if err != nil && !store.IsConstraint(err, "rueckmeldung_kennung") {
			return errors.Join(err, s.note(ctx, k, err))
		}
	}
	if err := p.Acknowledge(ctx, j.Kennung); err != nil {
		return errors.Join(err, s.note(ctx, k, err))
	}
	return s.DB.InTx(ctx, system, func(tx *store.Tx) error { return tx.AcknowledgeRueckpost(ctx, k.ID, j.Kennung) })
}

// take reads one message with its files and keeps it.
func (s *Service) take(ctx context.Context, k *store.Kanal, p versand.Rueckkanal, kennung string) error {
	r, err := p.Fetch(ctx, kennung)
	if err != nil {
		return err
	}
	r.Betreff, r.Text = einzeilig(r.Betreff), plain(&r)
	anlagen, err := s.takeDateien(ctx, r.Dateien)
	if err != nil {
		return err
	}
	post := &casework.Rueckpost{ID: service.NewID(), Kanal: k.ID, Kennung: kennung, Faden: r.Faden, Betreff: r.Betreff,
		Text: r.Text, Dateien: anlagen, Niveau: r.Niveau, InhaltHash: casework.RueckHash(&r, anlagen)}
	if !r.GesendetAm.IsZero() {
		post.GesendetAm = &r.GesendetAm
	}
	return s.DB.InTx(ctx, casework.System(k.Mandant), func(tx *store.Tx) error {
		return s.keepPost(ctx, tx, k, &r, post)
	})
}

// keepPost decides what becomes of it: it was there before, it belongs to a Vorgang, or a person has to say.
func (s *Service) keepPost(ctx context.Context, tx *store.Tx, k *store.Kanal, r *casework.Rueckmeldung,
	post *casework.Rueckpost) error {
	post.Am = tx.Now
	doppelt, err := tx.HasRueckpost(ctx, k.ID, post.InhaltHash)
	if err != nil {
		return err
	}
	if doppelt {
		post.Zustand = casework.RueckmeldungDoppelt
		return tx.InsertRueckpost(ctx, post)
	}
	v, auf, err := s.findVorgang(ctx, tx, k, r)
	if err != nil {
		return err
	}
	if v == nil {
		post.Zustand = casework.RueckmeldungUngeklaert
		s.Log.Info("what came back belongs to no Vorgang", "kanal", k.ID, "rueckmeldung", post.ID)
		return tx.InsertRueckpost(ctx, post)
	}
	if err := s.file(ctx, tx, v, post, auf); err != nil {
		return err
	}
	if err := tx.InsertRueckpost(ctx, post); err != nil {
		return err
	}
	return s.Save(ctx, tx, v)
}

// takeDateien keeps the content of files, and of those that cannot be used what is known of them.
func (s *Service) takeDateien(ctx context.Context, dateien []casework.Rueckdatei) ([]casework.Rueckanlage, error) {
	out := []casework.Rueckanlage{}
	for _, d := range dateien {
		a := casework.Rueckanlage{Dateiname: adapters.CleanFilename(d.Name), ContentType: d.Typ, Groesse: d.Groesse}
		file, err := d.Open(ctx)
		if err != nil {
			return nil, err
		}
		doc, err := s.PutDokument(ctx, uuid.Nil, casework.RolleAntwort, d.Name, file)
		_ = file.Close()
		var ce *casework.Error
		switch {
		case err == nil:
			a.ContentType, a.SHA256, a.Groesse = doc.ContentType, doc.SHA256, doc.Groesse
			a.Mangel = casework.DateiMangel(a.Dateiname, a.Groesse)
		case errors.As(err, &ce) && ce.Code == casework.TooLarge:
			a.Mangel = casework.MangelZuGross
		case errors.As(err, &ce) && ce.Fields["datei"] == "empty":
			a.Groesse, a.Mangel = 0, casework.MangelLeer
		default:
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

var absatz = regexp.MustCompile(`(?i)<br\s*/?>|</(p|div|li|tr|h[1-6])>`)

// plain is the text without markup, line by line.
func plain(r *casework.Rueckmeldung) string {
	text := strings.ToValidUTF8(r.Text, "")
	if r.HTML {
		lines := absatz.Split(text, -1)
		for i := range lines {
			lines[i] = adapters.StripMarkup(lines[i])
		}
		text = strings.Join(lines, "\n")
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\x00", ""))
}

func einzeilig(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")), " ")
	if runes := []rune(s); len(runes) > 255 {
		return string(runes[:255])
	}
	return s
}
