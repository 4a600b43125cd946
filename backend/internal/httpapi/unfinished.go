package httpapi

import (
	"github.com/gin-gonic/gin"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// Operations of the contract that are being built; each moves to its own file.

func (h *handlers) ListAlarme(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ListKlaerfallArten(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) RetryKlaerfaelle(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CompareKlaerfall(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) KeepKlaerfall(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) DiscardKlaerfall(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ConfirmKlaerfall(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) AcceptKlaerfall(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) GetEingangseinstellung(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UpdateEingangseinstellung(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ListPoststellenbuch(c *gin.Context, _ api.ListPoststellenbuchParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ExportPoststellenbuch(c *gin.Context, _ api.ExportPoststellenbuchParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) DenyDublette(c *gin.Context, _ api.Id, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ListZugaenge(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CreateZugang(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) GetZugang(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UpdateZugang(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) PullZugang(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) RenewPasswort(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CheckZugang(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) TestZugang(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
