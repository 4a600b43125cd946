package httpapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
)

// checkText refuses a path or query that no database keeps as it was written, on every route. What stands behind the
// name of a Zugang is for its adapter to answer.
func (h *handlers) checkText(c *gin.Context) {
	bad := map[string]string{}
	for _, p := range c.Params {
		if p.Key != "pfad" && !casework.TextOK(p.Value) {
			bad[p.Key] = "text"
		}
	}
	if !strings.HasPrefix(c.FullPath(), "/eingang/") {
		for name, values := range c.Request.URL.Query() {
			if !casework.TextOK(name + strings.Join(values, "")) {
				bad[strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", "\uFFFD"), "\uFFFD")] = "text"
			}
		}
	}
	if len(bad) > 0 {
		h.problem(c, &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: bad})
	}
}

// jsonText reads a JSON body, which limitBody has bounded, checks its strings and keys and puts it back. What has too
// many values or is nested too deep goes no further: the validator makes an error of every wrong one. Nothing may
// stand behind the one value: the library and the handlers would read no further.
func jsonText(c *gin.Context) error {
	raw, err := io.ReadAll(c.Request.Body)
	if err != nil {
		return casework.Malformed(err)
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(raw))
	faults, err := casework.CheckJSON(raw)
	if errors.Is(err, casework.ErrJSONWerte) {
		detail := fmt.Sprintf("Höchstens %d Angaben.", casework.MaxJSONWerte)
		return &casework.Error{Code: casework.TooLarge, Reason: "body_too_large", Detail: detail, Cause: err}
	}
	if err != nil {
		return casework.Malformed(err)
	}
	if len(faults) > 0 {
		bad := map[string]string{}
		for _, f := range faults {
			bad[f.Pfad] = f.Grund
		}
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: bad}
	}
	if len(raw) > 0 && !json.Valid(raw) {
		return casework.Malformed(errors.New("no JSON value, or more than one"))
	}
	return nil
}
