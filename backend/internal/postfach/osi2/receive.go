package osi2

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
)

// Poll lists what came, at most a hundred; the same ones until they are acknowledged.
func (p *Postfach) Poll(ctx context.Context) ([]string, error) {
	var in eingang
	err := p.call(ctx, http.MethodGet, pfadEingang, "", &in)
	return in.IDs, err
}

// errWeg: it does not lie there any more.
var errWeg = casework.Fail(casework.NotFound, "not_found")

// Fetch reads one message; its files are opened one by one. A *casework.Error NotFound: it does not lie there any more.
func (p *Postfach) Fetch(ctx context.Context, kennung string) (casework.Rueckmeldung, error) {
	var n nachricht
	pfad := pfadEingang + "/" + url.PathEscape(kennung)
	if err := p.call(ctx, http.MethodGet, pfad, casework.PostfachWeg, &n); err != nil {
		return casework.Rueckmeldung{}, weg(err)
	}
	r := casework.Rueckmeldung{Kennung: kennung, Faden: n.Vorgang, Betreff: n.Betreff, Text: n.Text, HTML: n.HTML,
		InAntwort: n.Auf}
	if at, err := time.Parse(time.RFC3339, n.GesendetAm); err == nil {
		r.GesendetAm = at
	}
	for niveau, wort := range niveaus {
		if wort == n.Niveau {
			r.Niveau = niveau
		}
	}
	for _, d := range n.Anlagen {
		r.Dateien = append(r.Dateien, casework.Rueckdatei{Name: d.Name, Typ: d.Typ, Groesse: d.Groesse,
			Open: func(ctx context.Context) (io.ReadCloser, error) {
				return p.leitung.Open(ctx, anruf.Ruf{Method: http.MethodGet,
					URL: p.url + pfad + "/Attachments/" + url.PathEscape(d.ID)})
			}})
	}
	return r, nil
}

// Acknowledge deletes it there; once is as good as twice.
func (p *Postfach) Acknowledge(ctx context.Context, kennung string) error {
	err := weg(p.call(ctx, http.MethodDelete, pfadEingang+"/"+url.PathEscape(kennung), casework.PostfachWeg, nil))
	if errors.Is(err, errWeg) {
		return nil
	}
	return err
}

func weg(err error) error {
	var z *casework.Zustellfehler
	if errors.As(err, &z) && z.Klasse() == casework.PostfachWeg {
		return errWeg
	}
	return err
}
