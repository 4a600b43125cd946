package neutral

import (
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	body := `{"kennung": "` + kennung + `", "formular": {"schluessel": "testlieferung", "version": "1", "titel": "Testlieferung"},
		"antragsteller": {"art": "person", "vorname": "Erika", "nachname": "Musterfrau"},
		"antragsdaten": [{"name": "anliegen", "label": "Anliegen", "typ": "text", "text": "Dies ist eine Testlieferung."}]}`
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"application/json"}},
		Body: strings.NewReader(body)}
}
