package ozgcloud

import (
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	body := `{"control": {"transactionId": "` + kennung + `", "formId": "testlieferung", "name": "Testlieferung", "leikaIds": []},
		"formData": [{"name": "seite1", "label": "Testlieferung", "formItems": [
			{"name": "nachname", "label": "Nachname", "stringValue": "Musterfrau"},
			{"name": "anliegen", "label": "Anliegen", "stringValue": "Dies ist eine Testlieferung."}]}]}`
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"application/json"}},
		Body: strings.NewReader(body)}
}
