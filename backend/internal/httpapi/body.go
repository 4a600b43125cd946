package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
)

// Bodies in bytes, by kind of route. A delivery has a setting of its own, KONTOR_MAX_LIEFERUNG_MB.
const (
	maxJSON   = 2 << 20                     // an act; the largest is a table of responsibility
	maxUpload = service.MaxUpload + maxJSON // a file with what surrounds it; its handler streams it
	maxOther  = 64 << 10                    // what belongs to no contract: a logout token, a form
)

// limitBody bounds every body while it is read: one place for all routes, whether a length was declared or not. Whoever
// reads a body passes the error on, and problem or the adapter says the limit.
func (h *handlers) limitBody(c *gin.Context) {
	route := c.Request.Method + " " + c.FullPath()
	limit, ok := h.bodies[route]
	if !ok {
		limit, ok = h.pages[route]
	}
	switch {
	case ok:
	case strings.HasPrefix(c.FullPath(), "/eingang/"):
		limit = h.svc.Posteingang.MaxLieferung
	default:
		limit = maxOther
	}
	// A copy: net/http looks at the body of its own request to see that much is unread, and leaves the sender time for
	// the answer before it closes the connection. It is told of a limit hit by its own writer, which gin covers.
	c.Request = c.Request.WithContext(c.Request.Context())
	c.Request.Body = http.MaxBytesReader(uncovered(c.Writer), c.Request.Body, limit)
}

func uncovered(w http.ResponseWriter) http.ResponseWriter {
	if covering, ok := w.(interface{ Unwrap() http.ResponseWriter }); ok {
		return uncovered(covering.Unwrap())
	}
	return w
}

// bodyOf is the limit of one operation of the contract.
func bodyOf(op *openapi3.Operation) int64 {
	if streamed(op) {
		return maxUpload
	}
	return maxJSON
}

// tooLarge tells whether a body was cut off at its limit, and says the limit.
func tooLarge(err error) (*casework.Error, bool) {
	var big *http.MaxBytesError
	if !errors.As(err, &big) {
		return nil, false
	}
	return &casework.Error{Code: casework.TooLarge, Reason: "body_too_large", Detail: "Höchstens " + size(big.Limit) +
		".", Cause: err}, true
}

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}
