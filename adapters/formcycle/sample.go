package formcycle

import (
	"net/http"
	"strings"

	"kontor/adapters"
)

// Sample implements adapters.Sampler.
func (Adapter) Sample(kennung string, _ map[string]string) adapters.Pulled {
	body := "meta_datensatz=" + kennung +
		"&meta_formular=testlieferung&meta_formular_version=1&tfNachname=Musterfrau&tfAnliegen=Dies+ist+eine+Testlieferung."
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded; charset=UTF-8"}}
	return adapters.Pulled{Path: "/", Header: header, Body: strings.NewReader(body)}
}
