package httpapi_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// angebote are what offers each operation, as the contract says (x-aktion), by the name of the operation.
func angebote(t *testing.T) (out map[string][]string, paths map[string]string, schemas openapi3.Schemas) {
	t.Helper()
	spec, err := testkit.Contract()
	if err != nil {
		t.Fatal(err)
	}
	out, paths = map[string][]string{}, map[string]string{}
	for path, item := range spec.Paths.Map() {
		for _, op := range item.Operations() {
			name := strings.ToLower(op.OperationID[:1]) + op.OperationID[1:]
			paths[name] = path
			switch x := op.Extensions["x-aktion"].(type) {
			case string:
				out[name] = []string{x}
			case []any:
				for _, one := range x {
					out[name] = append(out[name], one.(string))
				}
			}
		}
	}
	return out, paths, spec.Components.Schemas
}

func enum(schemas openapi3.Schemas, name string) (out []string) {
	for _, x := range schemas[name].Value.Enum {
		out = append(out, x.(string))
	}
	return out
}

// Every key by which a button appears belongs to an operation, and every operation that changes a Vorgang says what
// offers it.
func TestWhatOffersAnOperation(t *testing.T) {
	offers, paths, schemas := angebote(t)
	keys := append(enum(schemas, "VorgangAktion"), enum(schemas, "BescheidAktion")...)
	if len(keys) < 18 {
		t.Errorf("only %d keys", len(keys))
	}
	offering := map[string]bool{}
	for name, by := range offers {
		for _, x := range by {
			schema, member, ok := strings.Cut(x, ".")
			switch {
			case !ok && !slices.Contains(keys, x):
				t.Errorf("%s is offered by %s, which is no VorgangAktion and no BescheidAktion", name, x)
			case ok && (schemas[schema] == nil || schemas[schema].Value.Properties[member] == nil):
				t.Errorf("%s is offered by %s, which is no member of the contract", name, x)
			}
			offering[x] = true
		}
	}
	for _, x := range keys {
		if !offering[x] {
			t.Errorf("%s offers no operation", x)
		}
	}
	for _, op := range operationen {
		if !strings.HasPrefix(paths[op.name], "/api/v1/vorgaenge/{id}") {
			continue
		}
		if changes := !op.bleib && op.leise == ""; changes != (offers[op.name] != nil) {
			t.Errorf("%s changes the Vorgang: %v, is offered by %q", op.name, changes, offers[op.name])
		}
	}
}

// lage is a state of a Vorgang that decides what can be done with it.
type lage struct {
	name   string
	in     func(*akte) *akte
	change []aenderung // of the application
}

// lagen are the states; in every one a reminder is still open.
var lagen = []lage{
	{name: "new", in: neueste},
	{name: "accepted by sb", in: func(a *akte) *akte { return a.act("/zuweisung", nil).act("/annahme", nil) }},
	{name: "taken by tl", in: func(a *akte) *akte { return a.act("/zuweisung", map[string]any{"benutzer": "tl"}) }},
	{name: "answered", in: func(a *akte) *akte { return a.request().answer() }},
	{name: "letter in the making", in: func(a *akte) *akte {
		a.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "kanal": "post"})).Is(201)
		return a.load()
	}},
	{name: "reopened meanwhile", in: func(a *akte) *akte {
		a.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "kanal": "post"})).Is(201)
		a.load()
		a.sb.Post(a.base+"/wiedereroeffnung", a.mit(map[string]any{"grund": "Betrag falsch"})).Is(200)
		return a.load()
	}},
	{name: "to be posted", in: func(a *akte) *akte {
		aufDemWeg(a)
		return a.act(a.adressaten(), map[string]any{"rolle": "beteiligt", "anschrift": nachbar})
	}},
	{name: "announced", in: func(a *akte) *akte {
		aufDemWeg(a)
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
	}},
	{name: "final", in: func(a *akte) *akte {
		aufDemWeg(a)
		a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
		if _, err := a.superuser().Exec("update bescheid set rechtsbehelf_bis = '2026-01-05' where id = $1",
			a.Bescheide[0].ID); err != nil {
			a.t.Fatal(err)
		}
		return a.load()
	}},
	{name: "of a tax, announced", in: func(a *akte) *akte {
		a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post", "anschrift": anschrift,
			"tenor": "Ihr Hund ist angemeldet.", "bestaetigt": []string{"remedy_unproven"}})
		return a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", aufgabeZurPost())
	}, change: []aenderung{replace(`"formId":"48"`, `"formId":"51"`)}},
	{name: "closed", in: func(a *akte) *akte { return a.act("/annahme", nil).act("/abschluss", nil) }},
	{name: "rejected", in: func(a *akte) *akte { return a.act("/verwerfung", map[string]any{"grund": "Kein Antrag"}) }},
	{name: "cannot be written to", in: neueste, change: []aenderung{replace(`"identifier":"pf-1"`, `"identifier":""`)}},
	{name: "to be retrieved", in: func(a *akte) *akte {
		return a.consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	}},
}

func neueste(a *akte) *akte { return a }

func aufDemWeg(a *akte) *akte {
	return a.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "kanal": "post"})
}

// aufgabeZurPost posts a letter today, whatever would be asked about it.
func aufgabeZurPost() map[string]any {
	return map[string]any{"aufgegebenAm": casework.Heute(time.Now()).Format(time.DateOnly),
		"bestaetigt": []string{"anderer_weg", "kein_werktag"}}
}

// rufe call what the keys offer, with minimal valid input, in whatever state the Vorgang is.
func rufe(t *testing.T) map[string][]operation {
	t.Helper()
	offers, _, schemas := angebote(t)
	keys := enum(schemas, "VorgangAktion")
	ask := versioniert("sendNachricht", nil, fest("/nachrichten"), body(unterlagen("Lageplan", "Lageplan")))
	out := map[string][]operation{"nachforderung": {ask}}
	for _, op := range operationen {
		if by := offers[op.name]; len(by) > 0 && slices.Contains(keys, by[0]) {
			out[by[0]] = append(out[by[0]], op)
		}
	}
	isJump := func(op operation) bool { return op.name == "jumpProzess" }
	out["prozess_springen"] = slices.DeleteFunc(out["prozess_springen"], isJump)
	jump := versioniert("jumpProzess", nil, fest("/prozess/sprung"), func(a *akte) map[string]any {
		id := uuid.NewString() // where no task is open, none is found
		for _, x := range a.Aufgaben {
			if x.Element == "vollstaendigkeit" {
				id = x.ID
			}
		}
		return map[string]any{"aufgabeId": id, "ziel": "nachforderung", "grund": "Abkürzung"}
	})
	out["prozess_springen"] = append(out["prozess_springen"], jump)
	return out
}

// offers is the Vorgang as this person sees it now; false = not at all. The Vorgang at hand has the version of now.
func (a *akte) offers(c *testkit.Client) (v vorgang, ok bool) {
	a.t.Helper()
	a.load()
	answer := c.Get(a.base)
	if answer.Status == 404 {
		return v, false
	}
	answer.Is(200).JSON(&v)
	return v, true
}

// refused: a question that has to be confirmed (Rueckfrage) is no refusal.
func refused(a *testkit.Answer) bool {
	return a.Status == 403 || a.Status == 409 && !strings.Contains(string(a.Body), `"rueckfrage"`)
}

// postable compares what is offered at the newest Bescheid with the answer to posting it. seen collects the keys.
func (a *akte) postable(lage string, seen map[string]bool) {
	a.t.Helper()
	if len(a.Bescheide) == 0 {
		return
	}
	b := a.Bescheide[len(a.Bescheide)-1]
	for _, key := range b.Aktionen {
		seen[key] = true
	}
	for _, x := range b.Adressaten {
		for _, key := range x.Aktionen {
			seen[key] = true
			if key == "streichen" {
				a.act("/bescheid/"+b.ID+"/adressaten/"+x.ID+"/streichung", map[string]any{"grund": "verwechselt"})
			}
		}
	}
	answer := a.sb.Post(a.base+"/bescheid/"+b.ID+"/postaufgabe", a.mit(aufgabeZurPost()))
	offered := slices.Contains(b.Aktionen, "postaufgabe") || slices.Contains(b.Aktionen, "anderer_weg")
	if refused(answer) == offered {
		a.t.Errorf("%s: offered %v, answered %d %s", lage, b.Aktionen, answer.Status, answer.Body)
	}
}

// What a person is offered is not refused, and what is not offered is: for every key, in every state, with every role.
func TestAktionenTellWhatIsNotRefused(t *testing.T) {
	o := open(t)
	calls := rufe(t)
	seen := map[string]bool{}
	for _, l := range lagen {
		fresh := func() *akte {
			a := o.antrag(l.change...)
			a.sb.Post(a.base+"/wiedervorlagen", map[string]any{"betreff": "Nachsehen", "faelligAm": frist()}).Is(201)
			return l.in(a.load())
		}
		a := fresh()
		a.postable(l.name, seen)
		a = fresh()
		for who, c := range map[string]*testkit.Client{"sb": o.sb, "tl": o.tl, "poststelle": o.poststelle} {
			for _, key := range slices.Sorted(maps.Keys(calls)) {
				for _, op := range calls[key] {
					offered, ok := a.offers(c)
					if !ok { // this person does not see it
						continue
					}
					seen[key] = seen[key] || slices.Contains(offered.Aktionen, key)
					answer := op.ruf(c, a)
					if refused(answer) == slices.Contains(offered.Aktionen, key) {
						t.Errorf("%s, %s, %s: offered %v, answered %d %s", l.name, who, op.name, offered.Aktionen,
							answer.Status, answer.Body)
					}
					if after, ok := a.offers(c); !ok || after.Status != offered.Status ||
						!slices.Equal(after.Aktionen, offered.Aktionen) {
						a = fresh()
					}
				}
			}
		}
	}
	_, _, schemas := angebote(t)
	for _, key := range append(enum(schemas, "VorgangAktion"), enum(schemas, "BescheidAktion")...) {
		if !seen[key] {
			t.Errorf("%s is never offered", key)
		}
	}
}
