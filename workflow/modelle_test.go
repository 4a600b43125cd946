package workflow

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The small models in testdata/modelle each hold one thing that some engine got wrong, with what is right. Most
// come from public reports; the comment names where.
var modelle = []struct {
	name    string
	says    string // part of the finding that must come; "" = no finding at all
	refused bool   // for an error
}{
	{name: "join_zwei_vom_selben_weg", says: "Verklemmung", refused: true},                              // flowable-engine#4166, token-simulation#130
	{name: "join_hinter_xor", says: "Der Standardweg hinter dem Gateway vor „unten“ wird nie genommen"}, // bpmn-engine#200
	{name: "gateway_mit_ruecklauf"},       // SpiffWorkflow#341
	{name: "unterbrechung_am_join"},       // camunda#4400
	{name: "terminierung_im_teilprozess"}, // jbpm#98, workflower#79
	{name: "zeit_in_schleife_neu"},        // SpiffWorkflow#294, elsa-core#3134
	{name: "wiederholte_mahnung"},         // fires three times, late or not
	{name: "fehler_durch_aufruf"},         // Activiti#4235, jbpm#1606, nayra#206
	{name: "fluss_ohne_id"},               // BPMN20.xsd: the id of a flow is optional
	{name: "mehrere_enden_parallel"},      // over when every branch is
	{name: "faelligkeit_am_wochenende"},   // a day that was named is that day
	{name: "ereignis_per_verweis"},        // clause 10.5.1: the definition elsewhere counts
	{name: "ereignisgateway_parallel", says: "wartet auf alle Ereignisse", refused: true},          // clause 10.6.6
	{name: "fehler_verweis_ins_leere", says: "err_tippfehler), fehlt in der Datei", refused: true}, // clause 10.5.5
	{name: "menge_der_marken", says: "completionQuantity", refused: true},                          // clause 10.3
	{name: "parallel_join_nach_xor", says: "Verklemmung", refused: true},                           // the classic
	{name: "zweiter_prozess_wird_uebergangen", says: "Von 2 Abläufen der Datei läuft „p“"},
	{name: "fehlerweg_den_niemand_wirft", says: "meldet nichts den Fehler „NIE“"},
	{name: "endlose_skripte", says: "dreht sich von selbst"},              // would stop at the guard
	{name: "hundertzwanzig_posten"},                                       // a loop that counts ends by itself
	{name: "ereignisgateway_zwei_zeiten_schleife", says: "tritt nie ein"}, // flowable-engine#3562
	{name: "nachricht_vor_dem_warten"},                                    // zeebe: buffered messages
}

func TestModelleRunOrSayWhy(t *testing.T) {
	files, err := os.ReadDir("testdata/modelle")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range modelle {
		listed[m.name] = true
		t.Run(m.name, func(t *testing.T) {
			d := modell(t, m.name)
			findings := Check(d.Process, d.Meta.Schema())
			if got := texts(findings); !strings.Contains(got, m.says) || m.says == "" && got != "" {
				t.Errorf("want %q in\n%s", m.says, got)
			}
			if m.refused != HasErrors(findings) {
				t.Errorf("refused: %v, but\n%s", !m.refused, texts(findings))
			}
			for _, s := range d.Scenarios {
				if err := RunScenario(d, s, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, f := range files {
		if name := strings.TrimSuffix(f.Name(), ".bpmn"); !listed[strings.TrimSuffix(name, ".yaml")] {
			t.Errorf("nobody says what is right for %s", f.Name())
		}
	}
}

func modell(t *testing.T, name string) *Definition {
	t.Helper()
	raw, err := os.ReadFile("testdata/modelle/" + name + ".bpmn")
	if err != nil {
		t.Fatal(err)
	}
	d := &Definition{Name: name, Version: "1"}
	if d.Process, err = ParseFor(bytes.NewReader(raw), name); err != nil {
		t.Fatal(err)
	}
	if raw, err = os.ReadFile("testdata/modelle/" + name + ".yaml"); err == nil {
		s, err := parseScenario(name+".yaml", raw)
		if err != nil {
			t.Fatal(err)
		}
		d.Scenarios = append(d.Scenarios, s)
	}
	return d
}
