package casework

import (
	"slices"
	"time"
)

// Land is the ISO 3166-2:DE code of a federal state without "DE-", for example "ST".
type Land string

// Ortsfeiertag is a public holiday of single municipalities, in Länder where the day is none everywhere.
type Ortsfeiertag string

// The closed list.
const (
	Friedensfest      Ortsfeiertag = "friedensfest"      // 8 August, city of Augsburg
	MariaHimmelfahrt  Ortsfeiertag = "maria_himmelfahrt" // 15 August, municipalities of BY with more Catholics
	FronleichnamAmOrt Ortsfeiertag = "fronleichnam"      // some places in SN and TH
)

// Kalender decides on which days people work at the place of an authority.
type Kalender struct {
	Land Land
	Ort  []Ortsfeiertag
}

// feiertag is one rule; those of a place name it.
type feiertag struct {
	ostern  int // days after Easter Sunday; 0 with tag unset = fixed date
	monat   time.Month
	tag     int
	laender string // space separated; empty = everywhere
	seit    int    // first year
	nur     int    // the one year of a holiday that was given once
	ort     Ortsfeiertag
}

var feiertage = []feiertag{
	{monat: 1, tag: 1}, {ostern: -2}, {ostern: 1}, {monat: 5, tag: 1}, {ostern: 39}, {ostern: 50},
	{monat: 10, tag: 3}, {monat: 12, tag: 25}, {monat: 12, tag: 26},
	{monat: 1, tag: 6, laender: "BW BY ST"},
	{monat: 3, tag: 8, laender: "BE", seit: 2019},
	{monat: 3, tag: 8, laender: "MV", seit: 2023},
	{monat: 5, tag: 8, laender: "BE", nur: 2020},
	{monat: 5, tag: 8, laender: "BE", nur: 2025},
	{monat: 6, tag: 17, laender: "BE", nur: 2028},
	{ostern: 60, laender: "BW BY HE NW RP SL"},
	{monat: 8, tag: 15, laender: "SL"},
	{monat: 9, tag: 20, laender: "TH", seit: 2019},
	{monat: 10, tag: 31, laender: "BB MV SN ST TH"},
	{monat: 10, tag: 31, laender: "HB HH NI SH", seit: 2018},
	{monat: 11, tag: 1, laender: "BW BY NW RP SL"},
	{monat: 8, tag: 8, ort: Friedensfest},
	{monat: 8, tag: 15, ort: MariaHimmelfahrt},
	{ostern: 60, ort: FronleichnamAmOrt},
}

// IsFeiertag tells whether the calendar day is a public holiday at the place.
func (k Kalender) IsFeiertag(d time.Time) bool {
	y, m, t := d.Date()
	day := Tag(y, m, t)
	for _, f := range feiertage {
		if f.seit > y || f.nur != 0 && f.nur != y || !applies(f.laender, k.Land) ||
			f.ort != "" && !slices.Contains(k.Ort, f.ort) {
			continue
		}
		am := Tag(y, f.monat, f.tag)
		if f.tag == 0 {
			am = ostersonntag(y).AddDate(0, 0, f.ostern)
		}
		if am.Equal(day) {
			return true
		}
	}
	return k.Land == "SN" && day.Equal(bussUndBettag(y)) || m == 10 && t == 31 && y == 2017
}

func applies(laender string, land Land) bool {
	if laender == "" {
		return true
	}
	for i := 0; i+2 <= len(laender); i += 3 {
		if laender[i:i+2] == string(land) {
			return true
		}
	}
	return false
}

// IsArbeitstag: Monday to Friday and no public holiday.
func (k Kalender) IsArbeitstag(d time.Time) bool {
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !k.IsFeiertag(d)
}

// laender are all there are.
const laender = "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"

// Arbeitstage are the working days of a Land by its code, for scenarios; nil = there is no such Land.
func Arbeitstage(land string) func(time.Time) bool {
	if len(land) != 2 || !applies(laender, Land(land)) {
		return nil
	}
	return Kalender{Land: Land(land)}.IsArbeitstag
}

// IsWerktag: Monday to Saturday and no public holiday, the days on which letters are handed to the post.
func (k Kalender) IsWerktag(d time.Time) bool {
	return d.Weekday() != time.Sunday && !k.IsFeiertag(d)
}

// NaechsterArbeitstag returns d itself when it is one (§ 193 BGB, § 31 Abs. 3 VwVfG).
func (k Kalender) NaechsterArbeitstag(d time.Time) time.Time {
	for !k.IsArbeitstag(d) {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// PlusArbeitstage counts n working days after d.
func (k Kalender) PlusArbeitstage(d time.Time, n int) time.Time {
	for ; n > 0; n-- {
		d = k.NaechsterArbeitstag(d.AddDate(0, 0, 1))
	}
	return d
}

// PlusMonate ends a period of months begun on the day after d: the same day number, or the last day of
// a shorter month (§ 188 Abs. 2, 3 BGB).
func PlusMonate(d time.Time, n int) time.Time {
	y, m, t := d.Date()
	erster := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	letzter := erster.AddDate(0, 1, -1).Day()
	return erster.AddDate(0, 0, min(t, letzter)-1)
}

// Tag is a calendar day: midnight UTC, so that days compare and store without a zone.
func Tag(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

var berlin = mustLoad("Europe/Berlin")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // cmd/kontor embeds the zone database
	}
	return l
}

// Heute is the calendar day in Europe/Berlin at the moment t; all legal days are counted there.
func Heute(t time.Time) time.Time {
	y, m, d := t.In(berlin).Date()
	return Tag(y, m, d)
}

// TagBeginn is the moment at which a calendar day begins in Europe/Berlin.
func TagBeginn(tag time.Time) time.Time {
	y, m, d := tag.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, berlin)
}

// Berlin is the same moment on a clock in Europe/Berlin.
func Berlin(t time.Time) time.Time { return t.In(berlin) }

// ostersonntag by the Gregorian computus (Meeus/Jones/Butcher).
func ostersonntag(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	return Tag(y, time.Month(month), day)
}

// bussUndBettag is the Wednesday before 23 November.
func bussUndBettag(y int) time.Time {
	d := Tag(y, 11, 22)
	for d.Weekday() != time.Wednesday {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// EndeDesTages is the first moment after the calendar day in Europe/Berlin: periods end at 24:00.
func EndeDesTages(tag time.Time) time.Time {
	y, m, d := tag.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, berlin)
}
