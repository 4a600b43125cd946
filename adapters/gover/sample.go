package gover

import (
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	body := `{"form": {"slug": "testlieferung", "version": "1", "headline": "Testlieferung"},
		"metadata": {"submission_id": "` + kennung + `", "submitted": "2025-06-02T12:30:00"},
		"data": {"nachname": "Musterfrau", "anliegen": "Dies ist eine Testlieferung."}}`
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"application/json"}},
		Body: strings.NewReader(body)}
}
