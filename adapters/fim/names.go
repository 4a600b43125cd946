package fim

import (
	"regexp"
	"strings"

	"kontor/adapters"
)

var (
	// schemaName finds number and version of a Datenschema in a schemaUri or namespace: …/s00000114_1.1.schema.json
	// (SEEN), urn:xoev-de:xfall:standard:fim-s00000114_1.1 (SEEN), S00000000114V1.1.0.schema.json (SEEN in a public
	// style sheet).
	schemaName = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])(s\d{8}(?:\d{3})?)(?:[_v](\d+(?:\.\d+)*))?(?:[^0-9]|$)`)

	// elementName finds the number of a field or group in a JSON key or element name. A version may follow
	// (F60000227V1.1, SEEN in public style sheets), "fim." may stand before it as in the root element (INFERRED).
	elementName = regexp.MustCompile(`(?i)^(?:fim\.)?([fg]\d{8}(?:\d{3})?)(?:[v._].*)?$`)

	// schemaRoot is the name of an object or element that stands for the whole Datenschema.
	schemaRoot = regexp.MustCompile(`(?i)^(?:fim\.)?s\d{8}(?:\d{3})?(?:[v._].*)?$`)

	leistung = regexp.MustCompile(`(?i)^urn:de:fim:leika:leistung:(\d{14})$`)
)

// formKey splits a schemaUri into number and version; one that names no FIM schema is the key as a whole.
func formKey(uri string) (key, version string) {
	uri = strings.TrimSpace(uri)
	if m := schemaName.FindStringSubmatch(uri); m != nil {
		return strings.ToUpper(m[1]), m[2]
	}
	return uri, ""
}

// fieldName is the FIM number without its version, or the name as it came.
func fieldName(name string) string {
	if m := elementName.FindStringSubmatch(strings.TrimSpace(name)); m != nil {
		return strings.ToUpper(m[1])
	}
	return adapters.CleanLine(name)
}

// service takes LeiKa key and title from the announced public service. v1 calls it serviceType, in metadata 1.x
// publicServiceType.
func (x *bundle) service() {
	for _, v := range []*adapters.JSONValue{x.submission.Get("publicService"), x.submission.Get("serviceType"),
		x.metadata.Get("publicService"), x.metadata.Get("publicServiceType")} {
		urn := strings.TrimSpace(v.String("identifier"))
		if m := leistung.FindStringSubmatch(urn); m != nil {
			x.b.AddLeika(m[1])
		} else {
			x.b.Reference("leistung", urn)
		}
		if f := &x.b.Submission.Formular; f.Titel == "" {
			f.Titel = v.String("name")
		}
	}
}

// region is "DE" and an ARS or its beginning (SEEN pattern ^DE[0-9]{0,12}$).
func (x *bundle) region() {
	text := firstOf(x.submission.String("region"), x.metadata.String("region"))
	digits := text
	if len(text) >= 2 && strings.EqualFold(text[:2], "DE") {
		digits = text[2:]
	}
	switch {
	case adapters.IsRegion(digits):
		x.b.Submission.Region = digits
	case digits != "":
		x.b.Note("region_unreadable", "",
			"Der mitgesendete Regionalschlüssel ist nicht lesbar und wurde nicht übernommen.")
	}
}
