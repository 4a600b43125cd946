package workflow

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ISO 8601 as BPMN uses it: spans, moments and repeating spans.
var (
	isoSpan  = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$`)
	isoCycle = regexp.MustCompile(`^R(\d{0,6})/(P.+)$`)
)

// span is an ISO 8601 duration by its parts, because months and days have no fixed length.
type span struct{ years, months, days, seconds int }

func parseSpan(text string) (span, error) {
	m := isoSpan.FindStringSubmatch(text)
	if m == nil || text == "P" || strings.HasSuffix(text, "T") {
		return span{}, fmt.Errorf("„%s“ ist keine Dauer nach ISO 8601 (Beispiel: P10D)", text)
	}
	part := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	return span{
		years: part(1), months: part(2), days: 7*part(3) + part(4),
		seconds: 3600*part(5) + 60*part(6) + part(7),
	}, nil
}

// AddISO adds an ISO 8601 duration by the calendar of from's time zone. Months end on the last day
// where the day does not exist (BGB §188(3)): 31 January + P1M = 28 February.
func AddISO(from time.Time, duration string) (time.Time, error) {
	s, err := parseSpan(duration)
	if err != nil {
		return time.Time{}, err
	}
	to := from
	if s.years != 0 || s.months != 0 {
		first := time.Date(from.Year(), from.Month(), 1, from.Hour(), from.Minute(), from.Second(),
			from.Nanosecond(), from.Location())
		first = first.AddDate(s.years, s.months, 0)
		last := first.AddDate(0, 1, -1).Day()
		to = first.AddDate(0, 0, min(from.Day(), last)-1)
	}
	to = to.AddDate(0, 0, s.days).Add(time.Duration(s.seconds) * time.Second)
	if to.Year() > 9999 {
		return time.Time{}, fmt.Errorf("„%s“ reicht über das Jahr 9999 hinaus", duration)
	}
	return to, nil
}

// parseCycle reads R3/PT10M. The count is -1 for an endless cycle.
func parseCycle(text string) (count int, period string, err error) {
	m := isoCycle.FindStringSubmatch(text)
	if m == nil {
		return 0, "", fmt.Errorf("„%s“ ist keine Wiederholung nach ISO 8601 (Beispiel: R3/P7D)", text)
	}
	s, err := parseSpan(m[2])
	if err != nil {
		return 0, "", err
	}
	if s == (span{}) {
		return 0, "", fmt.Errorf("„%s“ wiederholt sich ohne Abstand", text)
	}
	if m[1] == "" {
		return -1, m[2], nil
	}
	count, _ = strconv.Atoi(m[1])
	if count == 0 {
		return 0, "", fmt.Errorf("„%s“ tritt nie ein", text)
	}
	return count, m[2], nil
}

var momentLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04"}

// parseMoment reads a date or a point in time. A bare date means its end, the start of the next day:
// a period runs out with its last day (BGB §188(1)).
func parseMoment(text string, zone *time.Location) (time.Time, error) {
	if d, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return d.AddDate(0, 0, 1), nil
	}
	for _, layout := range momentLayouts {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("„%s“ ist weder Datum noch Zeitpunkt", text)
}

func isISO(text string) bool {
	if _, err := parseSpan(text); err == nil {
		return true
	}
	if _, _, err := parseCycle(text); err == nil {
		return true
	}
	_, err := parseMoment(text, time.UTC)
	return err == nil
}

// fixed is how a time is kept: whole seconds, UTC, no monotonic clock, so that stores may round.
func fixed(t time.Time) time.Time { return t.Round(0).UTC().Truncate(time.Second) }
