package intelliform

import (
	"strings"

	"kontor/adapters"
)

// Names of the settings.
const (
	settingUnit    = "parameter_einheit"
	settingLeika   = "parameter_leika"
	settingRegion  = "parameter_region"
	settingPrefill = "vorbelegung"
)

// settings is the one table of what IT may enter and what counts while it is empty. No standard field
// carries unit, LeiKa key or region: they come as custom parameters that each form server names itself
// (form-systems §1.4).
var settings = []adapters.Setting{
	{Name: settingUnit, Art: "liste", Vorgabe: "organisationseinheit",
		Label: adapters.Sprachen{De: "Parameter für die zuständige Stelle", En: "Parameter with the responsible unit"},
		Hilfe: adapters.Sprachen{De: "Name des zusätzlichen Parameters (customParameters), in dem das Formular den Schlüssel der zuständigen Stelle mitsendet; mehrere mit Komma, der erste mit einem Wert gilt.",
			En: "Name of the custom parameter (customParameters) in which the form sends the key of the responsible unit; several separated by comma, the first one with a value counts."}},
	{Name: settingLeika, Art: "liste", Vorgabe: "leika",
		Label: adapters.Sprachen{De: "Parameter für den Leistungsschlüssel",
			En: "Parameter with the service key (LeiKa)"},
		Hilfe: adapters.Sprachen{De: "Name des zusätzlichen Parameters mit dem Leistungsschlüssel (LeiKa, 14 Ziffern); mehrere mit Komma, alle gelten.",
			En: "Name of the custom parameter with the service key (LeiKa, 14 digits); several separated by comma, all of them count."}},
	{Name: settingRegion, Art: "liste", Vorgabe: "region",
		Label: adapters.Sprachen{De: "Parameter für den Regionalschlüssel", En: "Parameter with the regional key"},
		Hilfe: adapters.Sprachen{De: "Name des zusätzlichen Parameters mit dem Regionalschlüssel (ARS) oder Gemeindeschlüssel (AGS) des Ortes, um den es geht.",
			En: "Name of the custom parameter with the regional key (ARS) or municipality key (AGS) of the place the application is about."}},
	{Name: settingPrefill, Art: "mehrzeilig",
		Label: adapters.Sprachen{De: "Vorbelegung", En: "Prefill"},
		Hilfe: adapters.Sprachen{De: "Startwerte für Formulare, je Zeile: Formular-ID, Leerzeichen, Feld = Wert. Beispiel: 32/aussengastronomie betrieb/ort = Lindenfurt. Ein * statt der Formular-ID gilt für alle Formulare, Zeilen mit # sind Bemerkungen. Leer: Die Vorbelegung (prefill) wird abgelehnt.",
			En: "Initial values of forms, one per line: form id, blank, field = value. Example: 32/aussengastronomie betrieb/ort = Lindenfurt. A * instead of the form id means all forms, lines starting with # are remarks. Empty: prefill is refused."}},
}

// Settings are the names of custom parameters and the prefill table.
func (Adapter) Settings() []adapters.Setting { return append([]adapters.Setting(nil), settings...) }

// customKeys are the lower-case names of the custom parameters that a setting lists.
func customKeys(set map[string]string, name string) (keys []string) {
	value := set[name]
	if strings.Trim(value, ", ") == "" {
		for _, s := range settings {
			if s.Name == name {
				value = s.Vorgabe
			}
		}
	}
	for _, key := range strings.Split(value, ",") {
		if key = strings.ToLower(strings.TrimSpace(key)); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}
