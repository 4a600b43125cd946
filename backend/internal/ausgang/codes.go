package ausgang

import (
	"slices"
	"strconv"
)

// codeliste is what we know of one list: version as the schema fixes or we write it, and its values.
type codeliste struct {
	uri     string
	version string
	werte   []string
}

func nummern(von, bis, stellen int) []string {
	var out []string
	for i := von; i <= bis; i++ {
		s := strconv.Itoa(i)
		for len(s) < stellen {
			s = "0" + s
		}
		out = append(out, s)
	}
	return out
}

// codelisten by the element that holds the code. "Name" is that of a Format: every other element of
// this name holds text or further elements. Values: lists of xdomea 3.0.0.
var codelisten = map[string]codeliste{
	"Nachrichtentyp":        {listen + "nachrichtentyp", "2.0", []string{"0401"}},
	"Medium":                {listen + "medium", "1.0", nummern(1, 3, 3)},
	"Vertraulichkeitsstufe": {listen + "vertraulichkeitsstufe", "1.0", nummern(1, 5, 3)},
	"Aussonderungsart":      {listen + "aussonderungsart", "1.0", []string{"A", "B", "V"}},
	"Bewertungsvorschlag":   {listen + "bewertungsvorschlag", "1.0", []string{"A", "V"}},
	"Name":                  {listen + "dateiformat", "1.0", append(nummern(1, 45, 3), sonstiges)},
	"Datentyp":              {listen + "datentyp", "1.1", nummern(1, 45, 3)},
	"Kanal":                 {"urn:de:xoev:codeliste:erreichbarkeit", "3", nummern(1, 9, 2)},
}

func checkCode(k *knoten, liste codeliste) error {
	if u, da := k.attr["listURI"]; da && u != liste.uri {
		return mangel("xdomea_code_unknown", "%s nennt eine andere Codeliste.", k.name)
	}
	if v, da := k.attr["listVersionID"]; da && v != liste.version {
		return mangel("xdomea_code_unknown", "%s nennt eine andere Version der Codeliste.", k.name)
	}
	if c := k.wert("code"); !slices.Contains(liste.werte, c) {
		return mangel("xdomea_code_unknown", "%s hat einen Code, den die Liste nicht kennt.", k.name)
	}
	return nil
}
