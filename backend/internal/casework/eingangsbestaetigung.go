package casework

import (
	"regexp"
	"strconv"
	"strings"

	"kontor/workflow"
)

// FillPlatzhalter resolves what text modules that go out by themselves may name.
func FillPlatzhalter(text string, v *Vorgang, m *workflow.Meta) string {
	return strings.NewReplacer(
		"{{antragsteller}}", v.AntragstellerName, "{{vorgangsnummer}}", v.Vorgangsnummer,
		"{{aktenzeichen}}", v.Aktenzeichen,
		"{{verfahren}}", v.Langtitel(m), "{{eingang}}", Heute(v.EingangAm).Format("02.01.2006"),
	).Replace(text)
}

// Eingangstext is the receipt of an application: what the procedure says, when and under which number it came in, and
// where a law sets a period for the decision what § 71b Abs. 3 VwVfG asks for.
func Eingangstext(e *workflow.Eingangsbestaetigung, v *Vorgang, m *workflow.Meta) string {
	teile := []string{strings.TrimSpace(FillPlatzhalter(e.Text, v, m)),
		"Eingegangen am: " + Heute(v.EingangAm).Format("02.01.2006") + "\nVorgangsnummer: " + v.Vorgangsnummer}
	if e.Frist != "" {
		folge := "Ist die Frist vorbei und haben wir nicht entschieden, gilt die Genehmigung dadurch nicht als erteilt."
		if e.Folge == workflow.FolgeErteilt {
			folge = "Ist die Frist vorbei und haben wir nicht entschieden, gilt die Genehmigung als erteilt."
		}
		teile = append(teile, "Über Ihren Antrag entscheiden wir innerhalb von "+DauerInWorten(e.Frist)+" ("+e.Norm+
			"). Die Frist beginnt erst, wenn uns alle Unterlagen vollständig vorliegen. Fehlt etwas, schreiben wir Ihnen.\n"+
			folge, strings.TrimSpace(e.Rechtsbehelf))
	}
	return strings.Join(teile, "\n\n")
}

var dauerform = regexp.MustCompile(`^P(\d+)([MWD])$`)

var dauereinheit = map[string][2]string{"M": {"einem Monat", "Monaten"}, "W": {"einer Woche", "Wochen"},
	"D": {"einem Tag", "Tagen"}}

var kleineZahlen = []string{"", "", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
	"zwölf"}

// DauerInWorten is an ISO 8601 duration of months, weeks or days as it stands after "von"; another stays as it is.
func DauerInWorten(iso string) string {
	t := dauerform.FindStringSubmatch(iso)
	if t == nil {
		return iso
	}
	n, err := strconv.Atoi(t[1])
	switch worte := dauereinheit[t[2]]; {
	case err != nil:
		return iso
	case n == 1:
		return worte[0]
	case n < len(kleineZahlen) && n > 0:
		return kleineZahlen[n] + " " + worte[1]
	default:
		return t[1] + " " + worte[1]
	}
}
