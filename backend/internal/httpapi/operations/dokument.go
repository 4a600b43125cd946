package operations

import (
	"context"
	"mime"
	"net/http"
	"strings"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

func dokumentOf(d casework.Dokument) api.Dokument {
	return api.Dokument{
		Id: d.ID, Rolle: api.DokumentRolle(d.Rolle), Dateiname: d.Dateiname, ContentType: d.ContentType,
		Groesse: int(d.Groesse), Sha256: d.SHA256, Pruefung: api.DokumentPruefung(d.Pruefung), Ansehbar: d.Ansehbar(),
		Beschreibung: d.Beschreibung, Feld: d.Feld, NachrichtId: value(d.Nachricht), PunktId: value(d.Punkt),
		HinzugefuegtAm: d.Am, Signaturen: signaturenOf(d.Signaturen),
	}
}

func signaturenOf(in casework.Signaturen) []api.Signatur {
	out := []api.Signatur{}
	for _, s := range in {
		out = append(out, api.Signatur{Art: api.SignaturArt(s.Art), Ergebnis: api.SignaturErgebnis(s.Ergebnis),
			Grund: api.SignaturGrund(s.Grund), Von: s.Von, Aussteller: s.Aussteller, Serie: s.Serie,
			Niveau: api.SignaturNiveau(s.Niveau), Am: value(s.Am), Stempel: value(s.Stempel)})
	}
	return out
}

// dokumentinhalt hands out bytes that never become active content of this site: a download, or one of the few types
// that run nothing, under a policy of its own. It is written by hand because a browser may ask for a part of it.
type dokumentinhalt struct {
	request  *http.Request
	dokument *casework.Dokument
	inhalt   store.BlobReader
	ansehen  bool
}

func inhaltOf(c context.Context, d *casework.Dokument, r store.BlobReader, ansehen bool) dokumentinhalt {
	return dokumentinhalt{request: c.Value(AskedKey).(Asked).Request, dokument: d, inhalt: r, ansehen: ansehen}
}

func (x dokumentinhalt) VisitGetDokumentResponse(w http.ResponseWriter) error { return x.write(w) }

func (x dokumentinhalt) VisitGetAntragsraumDokumentResponse(w http.ResponseWriter) error {
	return x.write(w)
}

func (x dokumentinhalt) write(w http.ResponseWriter) error {
	defer x.inhalt.Close()
	x.head(w.Header())
	http.ServeContent(w, x.request, "", time.Time{}, x.inhalt)
	return nil
}

func (x dokumentinhalt) head(h http.Header) {
	art, typ := "attachment", "application/octet-stream"
	if x.dokument.Ansehbar() {
		typ = x.dokument.ContentType
		if x.ansehen {
			art = "inline"
		}
	}
	h.Set("Content-Type", typ)
	h.Set("Content-Disposition", disposition(art, x.dokument.Dateiname))
	policy := "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
	if !strings.HasPrefix(typ, "application/pdf") {
		policy += "; sandbox" // the browser's PDF viewer does not run in a sandbox
	}
	h.Set("Content-Security-Policy", policy)
}

func disposition(art, name string) string {
	return mime.FormatMediaType(art, map[string]string{"filename": name})
}
