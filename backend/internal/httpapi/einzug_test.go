package httpapi_test

import (
	"strings"
	"testing"
)

// Nobody has money collected silently where the applicant gave no mandate; the record says that it is collected, with
// all else the Bescheid says.
func TestADirectDebitNeedsAMandate(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	body := map[string]any{"ergebnis": "bewilligt", "kanal": "post", "gebuehr": 45000,
		"zahlung":           map[string]any{"rechtsgrundlage": "§ 3 Satzung", "kassenzeichen": "5.4711", "einzug": true},
		"nebenbestimmungen": []map[string]any{{"art": "widerrufsvorbehalt", "text": "Wir können es widerrufen."}}}
	var p bescheidpruefung
	o.sb.Post(a.base+"/bescheid/pruefung", a.mit(body)).Is(200).JSON(&p)
	if p.stand("konto") != "bestaetigen" {
		t.Errorf("%+v", p)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(body)).Problem(409, "bescheid_unconfirmed").Says("debit_without_mandate")
	body["bestaetigt"] = []string{"debit_without_mandate", "burden_without_reasons"}
	a.act("/bescheid", body)
	n := a.nachweis(a.Bescheide[0].ID)
	record := worte(n)
	for _, want := range []string{"Zahlung: wird per SEPA-Lastschrift eingezogen", "Kassenzeichen: 5.4711",
		"Rechtsgrundlage der Gebühr: § 3 Satzung", "Fällig: ", "Nebenbestimmung: Widerrufsvorbehalt: Wir können es widerrufen."} {
		if !strings.Contains(record, want) {
			t.Errorf("no %q in %s", want, record)
		}
	}
	for _, x := range n.Pruefung {
		if x.Ergebnis == "verletzt" {
			t.Errorf("%+v", x)
		}
	}
	a.sb.Get(a.base + "/nachweise/" + a.Bescheide[0].ID + "/pdf").Is(200)
}
