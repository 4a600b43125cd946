package httpapi

import (
	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
)

// Operations of the contract that are being built; each moves to its own file.

func (h *handlers) ListAlarme(c *gin.Context) {
	h.problem(c, casework.Fail(casework.NotFound, "not_found"))
}
