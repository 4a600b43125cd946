package casework

import (
	"slices"
	"testing"
)

// The key of a municipality says which days are holidays there, and of which nobody has read it.
func TestHolidaysByMunicipality(t *testing.T) {
	for _, f := range []struct {
		ort, ags         string
		land             Land
		feiertage, offen []Ortsfeiertag
	}{
		{"Augsburg", "09761000", "BY", []Ortsfeiertag{Friedensfest, MariaHimmelfahrt}, nil},
		{"München", "09162000", "BY", []Ortsfeiertag{MariaHimmelfahrt}, nil},
		{"Landshut", "09261000", "BY", []Ortsfeiertag{MariaHimmelfahrt}, nil},
		{"Würzburg", "09663000", "BY", []Ortsfeiertag{MariaHimmelfahrt}, nil},
		{"Nürnberg", "09564000", "BY", nil, nil},
		{"Oettingen, changed in 2025", "09779197", "BY", nil, []Ortsfeiertag{MariaHimmelfahrt}},
		{"Crostwitz", "14625080", "SN", []Ortsfeiertag{FronleichnamAmOrt}, nil},
		{"Wittichenau", "14625640", "SN", []Ortsfeiertag{FronleichnamAmOrt}, nil},
		{"Bautzen, two parts of it", "14625020", "SN", nil, nil},
		{"Leipzig", "14713000", "SN", nil, nil},
		{"Eichsfeld", "16061045", "TH", []Ortsfeiertag{FronleichnamAmOrt}, nil},
		{"Erfurt", "16051000", "TH", nil, []Ortsfeiertag{FronleichnamAmOrt}},
		{"Magdeburg", "15003000", "ST", nil, nil},
		{"no key in BY", "", "BY", nil, []Ortsfeiertag{Friedensfest, MariaHimmelfahrt}},
		{"no key in ST", "", "ST", nil, nil},
	} {
		feiertage, offen := OrtsfeiertageIn(f.land, f.ags)
		if !slices.Equal(feiertage, f.feiertage) || !slices.Equal(offen, f.offen) {
			t.Errorf("%s: %v, open %v", f.ort, feiertage, offen)
		}
		if f.ags != "" && LandVon(f.ags) != f.land {
			t.Errorf("%s lies in %s", f.ort, LandVon(f.ags))
		}
	}
	for _, ags := range []string{"", "00123456", "17000000", "1462508", "146250800", "1462508x"} {
		if land := LandVon(ags); land != "" {
			t.Errorf("%q lies in %s", ags, land)
		}
	}
	for _, r := range ortsregeln { // every key begins with that of its Land, and belongs to a day of it
		for _, key := range r.ags {
			land := LandVon((key + "00000000")[:8])
			if !slices.Contains(ortsabhaengig[land], r.feiertag) {
				t.Errorf("%s: %s is no day of %s", key, r.feiertag, land)
			}
		}
	}
}

// A period ends by the calendar of the place; what a person has entered counts before what the key says.
func TestAPeriodEndsByTheCalendarOfThePlace(t *testing.T) {
	for _, f := range []struct {
		ags         string
		eingetragen []Ortsfeiertag
		ende        string
	}{
		{"09761000", nil, "2025-08-11"},                          // Friday, 8 August 2025, in Augsburg
		{"09162000", nil, "2025-08-08"},                          // not in München
		{"09162000", []Ortsfeiertag{Friedensfest}, "2025-08-11"}, // a person says so
		{"09761000", []Ortsfeiertag{}, "2025-08-08"},             // that there is none
		{"", nil, "2025-08-08"},
	} {
		k := KalenderIn("BY", f.ags, f.eingetragen)
		if ende, _ := fristEnde(k, tag("2025-07-08"), 1, quellenWiderspruch); !ende.Equal(tag(f.ende)) {
			t.Errorf("%q %v: %s", f.ags, f.eingetragen, ende.Format("2006-01-02"))
		}
	}
}
