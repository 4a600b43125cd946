package casework

import (
	"slices"
	"strings"
)

// ortsregel says whether a day is a holiday in the municipalities whose key (AGS) begins like this.
type ortsregel struct {
	feiertag Ortsfeiertag
	gilt     bool
	ags      []string
}

// ortsregeln are those somebody has read in the law, or in what the office says whom the law asks; the most exact key
// decides. A Land that is not named has none of these days.
//
//   - Friedensfest: Art. 1 Abs. 2 FTG (Bayern), city of Augsburg.
//   - Mariä Himmelfahrt: Art. 1 Abs. 1 Nr. 2, Abs. 3 FTG: where the census counts more Catholics. Landesamt für
//     Statistik, 8 August 2014 (all of Ober- and Niederbayern, five of eight large cities) and 8 August 2025 (what has
//     changed with the census of 2022: eight municipalities, none of these). 1,708 of 2,056 have it; nobody has read
//     the list.
//   - Fronleichnam in Sachsen: FronleichnamsVO of 4 May 1993 as of 10 June 1995, Anlage. A place that was joined to
//     another municipality keeps it for itself; the seat of the authority counts, so Bautzen, Göda, Großdubrau and
//     Hoyerswerda have none. Names and keys: MietNEinV of 2021.
//   - Fronleichnam in Thüringen: § 2 Abs. 2 ThürFGtG names no place; the Landkreis Eichsfeld says that it has it.
var ortsregeln = []ortsregel{
	{Friedensfest, true, []string{"09761000"}},
	{Friedensfest, false, []string{"09"}},
	{MariaHimmelfahrt, true, []string{"091", "092", "09362000", "09663000", "09761000"}},
	{MariaHimmelfahrt, false, []string{"09562000", "09563000", "09564000"}},
	{FronleichnamAmOrt, true, []string{"14625080", "14625280", "14625350", "14625360", "14625440", "14625460",
		"14625470", "14625490", "14625500", "14625640"}},
	{FronleichnamAmOrt, false, []string{"14"}},
	{FronleichnamAmOrt, true, []string{"16061"}},
}

// ortsabhaengig are the days that depend on the municipality, by Land.
var ortsabhaengig = map[Land][]Ortsfeiertag{"BY": {Friedensfest, MariaHimmelfahrt}, "SN": {FronleichnamAmOrt},
	"TH": {FronleichnamAmOrt}}

// OrtsfeiertageIn are the holidays of a municipality beside those of its Land, by its key (AGS, eight digits), and the
// days of which nobody has read whether they are: a person has to say.
func OrtsfeiertageIn(land Land, ags string) (feiertage, offen []Ortsfeiertag) {
	for _, f := range ortsabhaengig[land] {
		switch gilt, ok := isFeiertagIn(f, ags); {
		case !ok:
			offen = append(offen, f)
		case gilt:
			feiertage = append(feiertage, f)
		}
	}
	return feiertage, offen
}

func isFeiertagIn(f Ortsfeiertag, ags string) (gilt, ok bool) {
	best := 0
	for _, r := range ortsregeln {
		for _, key := range r.ags {
			if r.feiertag == f && len(key) > best && strings.HasPrefix(ags, key) {
				best, gilt, ok = len(key), r.gilt, true
			}
		}
	}
	return gilt, ok
}

// laenderfolge are the Länder in the order of the first two digits of an AGS, from 01.
var laenderfolge = []Land{"SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST",
	"TH"}

// LandVon is the Land in which the municipality with this key lies; empty = the key is none.
func LandVon(ags string) Land {
	if len(ags) != 8 || strings.Trim(ags, "0123456789") != "" {
		return ""
	}
	i := int(ags[0]-'0')*10 + int(ags[1]-'0')
	if i < 1 || i > len(laenderfolge) {
		return ""
	}
	return laenderfolge[i-1]
}

// KalenderIn is the calendar of a municipality: what a person has entered counts, be it that there is no such day; else
// what the key says.
func KalenderIn(land Land, ags string, eingetragen []Ortsfeiertag) Kalender {
	k := Kalender{Land: land, Ort: slices.Clone(eingetragen)}
	if eingetragen == nil {
		k.Ort, _ = OrtsfeiertageIn(land, ags)
	}
	return k
}
