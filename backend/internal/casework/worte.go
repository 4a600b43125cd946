package casework

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kontor/workflow"
)

// Worte writes a logical value of a Verfahren for a German reader; what was not stated is "".
func Worte(typ string, v any) string {
	switch x := v.(type) {
	case bool:
		if x {
			return "ja"
		}
		return "nein"
	case float64:
		if typ == workflow.TypBetrag {
			return Euro(int64(x*100 + 0.5))
		}
		return strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), ".", ",", 1)
	case string:
		if typ == workflow.TypDatum {
			if d, err := time.Parse(time.DateOnly, x); err == nil {
				return d.Format("02.01.2006")
			}
		}
		return x
	}
	return ""
}

// Euro writes cents the German way: 123456 → "1.234,56 €".
func Euro(cent int64) string {
	whole := fmt.Sprint(cent / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	return fmt.Sprintf("%s,%02d €", whole, cent%100)
}
