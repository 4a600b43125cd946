package main

import (
	"fmt"
	"strconv"
	"time"
)

// furthest is how many days the town may be ahead: ten years of periods.
const furthest = 3660

// turnClock puts the town's clock as many days ahead as KONTOR_DEMO_TAGE says, to see what periods do when they end.
// Never back: what has been done there would lie in the future.
func (d *dev) turnClock() error {
	text := d.getenv("KONTOR_DEMO_TAGE")
	if text == "" {
		return nil
	}
	tage, err := strconv.Atoi(text)
	if err != nil || tage < 0 || tage > furthest {
		return fmt.Errorf("KONTOR_DEMO_TAGE: %q ist keine Zahl von 0 bis %d", text, furthest)
	}
	if tage < d.state.Tage {
		return fmt.Errorf("KONTOR_DEMO_TAGE=%d: die Uhr der Beispielstadt geht schon %d Tage vor, und zurück kann sie nicht: "+
			"eine größere Zahl wählen, oder mit KONTOR_DATA einen neuen Ordner", tage, d.state.Tage)
	}
	d.state.Tage = tage
	return nil
}

// now is the time in the town.
func (d *dev) now() time.Time { return time.Now().AddDate(0, 0, d.state.Tage) }
