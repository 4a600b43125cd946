package formsolutions

import (
	"encoding/base64"
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	antrag := `<antrag><nachname>Musterfrau</nachname><anliegen>Dies ist eine Testlieferung.</anliegen></antrag>`
	body := `{"transID": "testlieferung-` + kennung + `", "userID": "00000000-0001", "identifier": "testlieferung", "applicantName": "Erika Musterfrau", "status": "NEW",
		"pdf": null, "attachments": null, "xml": "` + base64.StdEncoding.EncodeToString([]byte(antrag)) + `", "submissionDate": 1747899134512}`
	return adapters.Pulled{Path: "/", Header: http.Header{"Content-Type": {"application/json"}},
		Body: strings.NewReader(body)}
}
