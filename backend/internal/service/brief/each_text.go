package brief

import (
	"maps"
	"slices"

	"kontor/backend/internal/casework"
)

// EachText visits every text of the data of a letter in a fixed order and puts in its place what visit returns. pfad
// names it ("empfaenger.name"), nr counts within a list from 1.
func EachText(daten any, visit func(pfad string, nr int, text string) string) any {
	return eachText("", 0, daten, visit)
}

// Write puts all texts as a letter writes them.
func Write(daten map[string]any) {
	EachText(daten, func(_ string, _ int, text string) string { return casework.Brieftext(text) })
}

// eachText is EachText below a path.
func eachText(pfad string, nr int, x any, visit func(pfad string, nr int, text string) string) any {
	switch x := x.(type) {
	case string:
		return visit(pfad, nr, x)
	case []string:
		for i := range x {
			x[i] = visit(pfad, i+1, x[i])
		}
	case []any:
		for i := range x {
			x[i] = eachText(pfad, i+1, x[i], visit)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(x)) {
			below := name
			if pfad != "" {
				below = pfad + "." + name
			}
			x[name] = eachText(below, nr, x[name], visit)
		}
	}
	return x
}
