package httpapi_test

import (
	"context"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/ozgcloud"
	"kontor/backend/internal/testkit"
)

// asking is an adapter whose form server also asks questions.
type asking struct{ adapters.Adapter }

func (a asking) Parse(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	if d.Path == "/prefill" {
		return nil, &adapters.Answered{Reason: "prefill", Response: adapters.Response{Status: 200,
			ContentType: "text/plain", Body: []byte("vorname=")}}
	}
	return a.Adapter.Parse(ctx, d, files)
}

// A question of the form server is answered as the adapter says. It stands in the book and is neither Vorgang nor
// Klärfall.
func TestQuestionsAreAnswered(t *testing.T) {
	o := open(t, func(k *testkit.Kit) { k.Posteingang.Adapters["ozgcloud"] = asking{ozgcloud.New()} })
	a := o.Form("ozgcloud").Do("POST", "/eingang/ozgcloud/prefill", "application/json", strings.NewReader("{}")).Is(200)
	if string(a.Body) != "vorname=" || a.Header.Get("Content-Type") != "text/plain" {
		t.Errorf("%s %s", a.Header, a.Body)
	}
	if got := o.eingaenge(); len(got) != 1 || got[0] != "erledigt prefill" || len(o.vorgaenge()) != 0 {
		t.Errorf("%v, %d Vorgänge", got, len(o.vorgaenge()))
	}
}
