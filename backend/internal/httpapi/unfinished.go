package httpapi

import (
	"github.com/gin-gonic/gin"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// Operations of the contract that are being built; each moves to its own file.

func (h *handlers) ListAdapter(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UploadMuster(c *gin.Context, _ api.UploadMusterParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CopyMuster(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) DeleteMuster(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) GetMuster(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ListVerfahren(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ListFormulare(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CreateZuordnung(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ImportZuordnung(c *gin.Context, _ api.ImportZuordnungParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) DeleteZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) GetZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UpdateZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ActivateZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) ExportZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) TryZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CheckZuordnung(c *gin.Context, _ api.Id) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UploadSchema(c *gin.Context, _ api.Id, _ api.UploadSchemaParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) CompareZuordnung(c *gin.Context, _ api.Id, _ api.CompareZuordnungParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) SuggestZuordnung(c *gin.Context, _ api.Id, _ api.SuggestZuordnungParams) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) GetZustaendigkeit(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
func (h *handlers) UpdateZustaendigkeit(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
