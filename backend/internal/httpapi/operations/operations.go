// Package operations answers what docs/api/openapi.yaml promises: one file for each operation, its name in snake
// case. Request in, service call, answer out, both typed by the contract; no rule, no SQL and no gin. What several
// operations answer with stands in a file of its name: vorgang.go, klaerfall.go and so on.
package operations

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
)

// Operations are all operations of the contract.
type Operations struct{ Services *services.All }

var _ api.StrictServerInterface = Operations{}

// Asked is what the door knows of a request: how it came, and who asks.
type Asked struct {
	Request *http.Request
	Actor   casework.Actor
	Sitzung *store.Sitzung // nil = without a session
}

// AskedKey is where the door leaves it.
const AskedKey = "asked"

// asked is the context of the request and who asks. What the generated code hands over belongs to gin, which uses it
// again for the next request: it goes no further than here.
func asked(c context.Context) (context.Context, casework.Actor) {
	x := c.Value(AskedKey).(Asked)
	return x.Request.Context(), x.Actor
}

// vorgang is the answer of an act: the Vorgang as it stands now.
func (o Operations) vorgang(ctx context.Context, a casework.Actor, id uuid.UUID) (api.VorgangJSONResponse, error) {
	akte, err := o.Services.Vorgang.GetVorgang(ctx, a, id)
	if err != nil {
		return api.VorgangJSONResponse{}, err
	}
	return api.VorgangJSONResponse(vorgangOf(a, akte)), nil
}
