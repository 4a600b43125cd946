package httpapi

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

var deliveries = promauto.NewCounterVec(prometheus.CounterOpts{Name: "kontor_intake_total",
	Help: "Deliveries by Zugang and outcome."}, []string{"zugang", "outcome"})

func (h *handlers) intakeRoutes(r *gin.Engine) {
	r.POST("/eingang/:zugang", h.receiveEingang)
	r.POST("/eingang/:zugang/*pfad", h.receiveEingang)
	r.GET("/eingang/:zugang", h.describeZugang)
	r.GET("/eingang/:zugang/*pfad", h.describeZugang)
}

// receiveEingang takes one delivery of a form server and answers in its own format, errors included.
func (h *handlers) receiveEingang(c *gin.Context) {
	d := adapters.Delivery{Path: c.Param("pfad"), Query: c.Request.URL.Query(), Header: c.Request.Header}
	z, ad, err := h.svc.Posteingang.OpenZugang(c.Request.Context(), c.Param("zugang"))
	if err != nil {
		h.noZugang(c, d, err)
		return
	}
	h.formats.Store(z.Name, ad)
	if bad := h.refuse(c, z); bad != nil {
		h.answer(c, z.Name, ad.Answer(d, adapters.Outcome{Fehler: bad}), string(bad.Code))
		return
	}
	out := h.svc.Posteingang.ReceiveEingang(c.Request.Context(), z, ad, posteingang.Lieferung{Path: d.Path,
		Query: d.Query, Header: d.Header, Body: c.Request.Body})
	if out.Antwort != nil {
		h.answer(c, z.Name, *out.Antwort, "answered")
		return
	}
	h.answer(c, z.Name, ad.Answer(d, out), outcome(out))
}

// noZugang: an unknown Zugang has no format. Without a database no Zugang is known, but those that delivered to this
// process before are told in their own format to try again.
func (h *handlers) noZugang(c *gin.Context, d adapters.Delivery, err error) {
	if casework.CodeOf(err) != casework.Unavailable {
		h.problem(c, err)
		return
	}
	c.Header("Retry-After", "60")
	known, ok := h.formats.Load(c.Param("zugang"))
	if !ok {
		h.problem(c, err)
		return
	}
	h.Log.Error("intake without database", "zugang", c.Param("zugang"), "error", err)
	h.answer(c, c.Param("zugang"), known.(adapters.Adapter).Answer(d,
		adapters.Outcome{Fehler: posteingang.ErrUnavailable(err)}), string(adapters.Unavailable))
}

// refuse says why nothing of a delivery is even read. Whoever is slowed down is not counted: an attack writes no rows.
func (h *handlers) refuse(c *gin.Context, z *store.Zugang) *adapters.Error {
	bad := h.refusal(c, z)
	if bad == nil {
		return nil
	}
	if bad.Code == adapters.Unauthenticated {
		if wait := h.limits.failed(z.Name, c.ClientIP()); wait > 0 {
			return posteingang.ErrTooManyFailures()
		}
	}
	h.svc.Posteingang.CountAbweisung(c.Request.Context(), z, bad.Reason)
	return bad
}

func (h *handlers) refusal(c *gin.Context, z *store.Zugang) *adapters.Error {
	user, password, _ := c.Request.BasicAuth()
	switch {
	case !posteingang.CheckZugangsdaten(z, user, password):
		return posteingang.ErrCredentials()
	case z.Zertifikat != "" && h.clientCertificate(c) != z.Zertifikat:
		return posteingang.ErrCertificate(h.clientCertificate(c) != "")
	case !z.Aktiv:
		return posteingang.ErrInactive()
	case strings.Contains(c.Param("pfad"), "\x00") || strings.Contains(c.Request.URL.RawQuery, "%00"):
		return posteingang.ErrAddress()
	case c.Request.ContentLength > h.svc.Posteingang.MaxLieferung:
		return posteingang.ErrTooLarge(h.svc.Posteingang.MaxLieferung)
	}
	return nil
}

func outcome(o adapters.Outcome) string {
	switch {
	case o.Fehler != nil:
		return string(o.Fehler.Code)
	case o.Wiederholung:
		return "repeated"
	}
	return "accepted"
}

func (h *handlers) answer(c *gin.Context, zugang string, r adapters.Response, outcome string) {
	deliveries.WithLabelValues(zugang, outcome).Inc()
	for k, v := range r.Header {
		c.Writer.Header()[k] = v
	}
	c.Data(r.Status, r.ContentType, r.Body)
}

// describeZugang answers GET, for example with a WSDL; it needs no credentials and tells no secret.
func (h *handlers) describeZugang(c *gin.Context) {
	z, ad, err := h.svc.Posteingang.OpenZugang(c.Request.Context(), c.Param("zugang"))
	if err != nil {
		h.problem(c, err)
		return
	}
	if d, ok := ad.(adapters.Describer); ok {
		if r, ok := d.Describe(c.Request.URL.Query(), h.Adresse+"/eingang/"+z.Name); ok {
			h.answer(c, z.Name, r, "described")
			return
		}
	}
	c.Header("Allow", http.MethodPost)
	h.answer(c, z.Name, ad.Answer(adapters.Delivery{Path: c.Param("pfad"), Query: c.Request.URL.Query(),
		Header: c.Request.Header}, adapters.Outcome{
		Fehler: &adapters.Error{Code: adapters.NotAllowed, Reason: "method_not_allowed",
			Detail: "Anträge werden mit POST eingereicht."},
	}), "not_allowed")
}
