package intelliform

import (
	"encoding/base64"
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	daten := base64.StdEncoding.EncodeToString(
		[]byte(`<testForm><nachname>Musterfrau</nachname><anliegen>Dies ist eine Testlieferung.</anliegen></testForm>`))
	body := `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` +
		`<b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data><attachments><content>` +
		daten +
		`</content><contentType>text/xml</contentType><id>testForm-xml</id><name>XML-Daten.xml</name></attachments><clientId>test</clientId><customerId>test</customerId>` +
		`<form>Testlieferung</form><formId>testlieferung</formId><id>` + kennung +
		`</id><primaryDataAttachmentId>testForm-xml</primaryDataAttachmentId>` +
		`<timestamp>2025-06-02T12:30:00+02:00</timestamp></data></b:deposit></s:Body></s:Envelope>`
	return adapters.Pulled{Path: "/deposit", Header: http.Header{"Content-Type": {"text/xml; charset=utf-8"}},
		Body: strings.NewReader(body)}
}
