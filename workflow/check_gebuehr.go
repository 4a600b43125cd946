package workflow

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/types"
)

func (c *metaChecker) gebuehr() {
	fee := c.m.Bescheid.Gebuehr
	if fee.FaelligTage < 0 || fee.FaelligTage > 3650 {
		c.fail("bescheid.gebuehr.faellig_tage", "Die Tage bis zur Fälligkeit liegen zwischen 1 und 3650.")
	}
	if fee.Kassenzeichen != "" && !strings.Contains(fee.Kassenzeichen, "{nummer}") {
		c.fail("bescheid.gebuehr.kassenzeichen", "Dem Kassenzeichen fehlt der Platzhalter {nummer}.")
	}
	if fee.Vorschlag != "" {
		c.feeExpression("bescheid.gebuehr.vorschlag", fee.Vorschlag)
	}
	if fee.Vorschlag != "" && len(fee.Positionen) > 0 {
		c.fail("bescheid.gebuehr.vorschlag", "Neben positionen steht kein vorschlag: Die Gebühr ist die Summe der Positionen.")
	}
	if (fee.Vorschlag != "" || len(fee.Positionen) > 0) && fee.Rechtsgrundlage == "" {
		c.fail("bescheid.gebuehr.rechtsgrundlage", "Zur Gebühr gehört ihre Rechtsgrundlage.")
	}
	mandat := func(d Datum) bool { return d.Name == fee.Einzug && d.Typ == "ja_nein" }
	if fee.Einzug != "" && !slices.ContainsFunc(c.m.Daten, mandat) {
		c.fail("bescheid.gebuehr.einzug", "„%s“ ist keine Angabe mit dem Typ ja_nein.", fee.Einzug)
	}
	for i, p := range fee.Positionen {
		where := fmt.Sprintf("bescheid.gebuehr.positionen.%d", i+1)
		if strings.TrimSpace(p.Bezeichnung) == "" {
			c.fail(where, "Der Position fehlt die Bezeichnung.")
		}
		if p.Satz <= 0 || p.Satz*100 > MaxSatz {
			c.fail(where, "Der Satz der Position ist kein Betrag in Euro.")
		}
		c.feeExpression(where, p.Menge)
	}
}

func (c *metaChecker) feeExpression(where, source string) {
	if problem := newExpression(source).check(checkEnv(c.m.Schema(), types.Map{}), expr.AsFloat64()); problem != "" {
		c.fail(where, "Der Ausdruck ist nicht gültig: %s.", problem)
	}
}
