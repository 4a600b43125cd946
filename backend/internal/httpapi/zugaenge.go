package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

func zugangZeile(z posteingang.Zugang) gin.H {
	return gin.H{"id": z.ID, "name": z.Name, "titel": z.Titel, "adapter": z.Adapter, "aktiv": z.Aktiv, "holtAb": z.Quelle != nil, "lage": zugangLage(z)}
}

func zugangLage(z posteingang.Zugang) gin.H {
	l := z.Lage
	out := gin.H{
		"ampel": z.Ampel, "gruende": z.Gruende, "letzterErfolgAm": l.LetzterErfolgAm, "letzteLieferungAm": l.LetzteLieferungAm, "heute": l.Heute, "siebenTage": l.SiebenTage,
		"rueckstand": l.Rueckstand, "klaerfaelle": l.Klaerfaelle,
		"fehler": list(l.Fehler, func(f casework.Fehlerzahl) gin.H {
			return gin.H{"grund": f.Grund, "anzahl": f.Anzahl, "zuletztAm": f.ZuletztAm}
		}),
	}
	if a := z.Abruf; a != nil {
		out["abruf"] = gin.H{"versuchtAm": a.VersuchtAm, "erfolgAm": a.ErfolgAm, "fehlerInFolge": a.FehlerInFolge, "grund": a.Grund, "detail": a.Detail}
	}
	return out
}

func (h *handlers) zugang(z posteingang.Zugang) gin.H {
	out := zugangZeile(z)
	out["adresse"], out["benutzer"], out["zertifikat"], out["stilleStunden"] = h.svc.Posteingang.ZugangsAdresse(z.Name), z.Benutzer, z.Zertifikat, z.StilleStunden
	out["einstellungen"], out["version"], out["quelle"] = z.Einstellungen, z.Version, nil
	if q := z.Quelle; q != nil {
		out["quelle"] = gin.H{"url": q.URL, "benutzer": q.User, "hatPasswort": q.Password != ""}
	}
	return out
}

// ListZugaenge GET /api/v1/zugaenge
func (h *handlers) ListZugaenge(c *gin.Context) {
	rows, err := h.svc.Posteingang.ListZugaenge(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"zugaenge": list(rows, zugangZeile)})
}

// GetZugang GET /api/v1/zugaenge/{id}
func (h *handlers) GetZugang(c *gin.Context, id api.Id) {
	z, err := h.svc.Posteingang.GetZugang(c.Request.Context(), actorOf(c), id)
	h.answerZugang(c, z, err)
}

func (h *handlers) answerZugang(c *gin.Context, z *posteingang.Zugang, err error) {
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, h.zugang(*z))
}

// CreateZugang POST /api/v1/zugaenge
func (h *handlers) CreateZugang(c *gin.Context) {
	var in api.ZugangNeu
	if !h.bind(c, &in) {
		return
	}
	z, passwort, err := h.svc.Anbindung.CreateZugang(c.Request.Context(), actorOf(c), in.Name, in.Titel, in.Adapter)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusCreated, gin.H{"zugang": h.zugang(*z), "passwort": passwort})
}

// UpdateZugang PUT /api/v1/zugaenge/{id}
func (h *handlers) UpdateZugang(c *gin.Context, id api.Id) {
	var in api.ZugangAenderung
	if !h.bind(c, &in) {
		return
	}
	change := anbindung.ZugangAenderung{Version: in.Version, Titel: in.Titel, Aktiv: in.Aktiv, Benutzer: in.Benutzer, Zertifikat: in.Zertifikat, StilleStunden: in.StilleStunden,
		Einstellungen: in.Einstellungen}
	if q := in.Quelle; q != nil {
		change.Quelle = &anbindung.QuelleNeu{URL: q.Url, User: q.Benutzer, Password: q.Passwort}
	}
	z, err := h.svc.Anbindung.UpdateZugang(c.Request.Context(), actorOf(c), id, change)
	h.answerZugang(c, z, err)
}

// RenewPasswort POST /api/v1/zugaenge/{id}/passwort
func (h *handlers) RenewPasswort(c *gin.Context, id api.Id) {
	var in api.Version
	if !h.bind(c, &in) {
		return
	}
	z, passwort, err := h.svc.Anbindung.RenewPasswort(c.Request.Context(), actorOf(c), id, in.Version)
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"zugang": h.zugang(*z), "passwort": passwort})
}

// PullZugang POST /api/v1/zugaenge/{id}/abruf
func (h *handlers) PullZugang(c *gin.Context, id api.Id) {
	if err := h.svc.Anbindung.PullZugang(c.Request.Context(), actorOf(c), id); err != nil {
		h.problem(c, err)
		return
	}
	c.Status(http.StatusAccepted)
}

func eingangseinstellung(e store.Eingangseinstellung) api.Eingangseinstellung {
	return api.Eingangseinstellung{AlarmSchluessel: e.AlarmSchluessel, Version: e.Version, AlarmEmails: e.AlarmEmails, AlarmWebhook: e.AlarmWebhook, KlaerfallStunden: e.KlaerfallStunden,
		RohdatenMonate: e.RohdatenMonate, BuchMonate: e.BuchMonate}
}

// GetEingangseinstellung GET /api/v1/posteingang/einstellungen
func (h *handlers) GetEingangseinstellung(c *gin.Context) {
	e, err := h.svc.Posteingang.GetEingangseinstellung(c.Request.Context(), actorOf(c))
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, eingangseinstellung(*e))
}

// UpdateEingangseinstellung PUT /api/v1/posteingang/einstellungen
func (h *handlers) UpdateEingangseinstellung(c *gin.Context) {
	var in api.Eingangseinstellung
	if !h.bind(c, &in) {
		return
	}
	e, err := h.svc.Posteingang.UpdateEingangseinstellung(c.Request.Context(), actorOf(c), store.Eingangseinstellung{Version: in.Version, AlarmEmails: in.AlarmEmails,
		AlarmWebhook: in.AlarmWebhook, KlaerfallStunden: in.KlaerfallStunden, RohdatenMonate: in.RohdatenMonate, BuchMonate: in.BuchMonate})
	if err != nil {
		h.problem(c, err)
		return
	}
	c.JSON(http.StatusOK, eingangseinstellung(*e))
}
