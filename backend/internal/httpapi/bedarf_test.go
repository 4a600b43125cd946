package httpapi

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"kontor/backend/internal/auth"
)

// A contract that says nothing, too little or something else than the services ask for stops the start.
func TestTheContractSaysWhatALoginNeeds(t *testing.T) {
	declares := func(id, tag string, more map[string]any) *openapi3.Operation {
		return &openapi3.Operation{OperationID: id, Tags: []string{tag}, Extensions: more}
	}
	for name, tc := range map[string]struct {
		op     *openapi3.Operation
		refuse string
	}{
		"as it is":           {declares("WithdrawAntrag", "antragsraum", map[string]any{"x-niveau": "verfahren", "x-frisch": 15.0}), ""},
		"any login":          {declares("getBehoerde", "antragsraum", map[string]any{"x-niveau": "keins"}), ""},
		"of staff":           {declares("getVorgang", "vorgang", nil), ""},
		"nothing said":       {declares("withdrawAntrag", "antragsraum", nil), "withdrawAntrag has no x-niveau"},
		"only how fresh":     {declares("withdrawAntrag", "antragsraum", map[string]any{"x-frisch": 15.0}), "has no x-niveau"},
		"a lower level":      {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "keins", "x-frisch": 15.0}), "services ask for"},
		"not in the list":    {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "hoch", "x-frisch": 15.0}), "services ask for"},
		"any time":           {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "verfahren"}), "services ask for"},
		"another time":       {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "verfahren", "x-frisch": 60.0}), "services ask for"},
		"time as a word":     {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "verfahren", "x-frisch": "bald"}), "not a number"},
		"time too short":     {declares("withdrawAntrag", "antragsraum", map[string]any{"x-niveau": "verfahren", "x-frisch": 0.0}), "not a number"},
		"nobody checks it":   {declares("burnAntrag", "antragsraum", map[string]any{"x-niveau": "vorgang"}), "services ask for"},
		"of staff, with one": {declares("getVorgang", "vorgang", map[string]any{"x-niveau": "vorgang"}), "for the Antragsraum"},
	} {
		err := checkBedarf(tc.op)
		if (err == nil) != (tc.refuse == "") || err != nil && !strings.Contains(err.Error(), tc.refuse) {
			t.Errorf("%s: %v, want %q", name, err, tc.refuse)
		}
	}
}

// What the page wishes of a login goes to the provider; nonsense is no wish.
func TestWhatAPageWishesOfALogin(t *testing.T) {
	for query, want := range map[string]auth.Wunsch{
		"": {}, "niveau=3": {Niveau: 3}, "frisch=15": {Frisch: 15 * time.Minute}, "frisch=-1": {}, "frisch=x&niveau=y": {},
		"niveau=4&frisch=15":   {Niveau: 4, Frisch: 15 * time.Minute},
		"frisch=9999999999999": {}, "frisch=99999999999999999999": {}, "niveau=2": {}, "niveau=99": {},
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := wunschOf(values); got != want {
			t.Errorf("%q: %+v, want %+v", query, got, want)
		}
	}
}
