package intelliform

import (
	_ "embed"
	"net/http"
	"net/url"
	"strings"

	"kontor/adapters"
)

//go:embed application.wsdl
var wsdl string

// Describe answers ?wsdl with our own description of the service.
func (Adapter) Describe(query url.Values, address string) (adapters.Response, bool) {
	for key := range query {
		if strings.EqualFold(key, "wsdl") {
			body := strings.Replace(wsdl, "{{address}}", escape(address), 1)
			return adapters.Response{Status: http.StatusOK, ContentType: xmlType, Body: []byte(body)}, true
		}
	}
	return adapters.Response{}, false
}
