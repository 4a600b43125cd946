package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

// ansichten of the desk in their order.
var ansichten = []string{store.AnsichtMeine, store.AnsichtNichtZugewiesen, store.AnsichtAlle,
	store.AnsichtWiedervorlagen, store.AnsichtNeueAntworten, "klaerfaelle"}

// ListAnsichten GET /api/v1/ansichten
func (o Operations) ListAnsichten(
	c context.Context, _ api.ListAnsichtenRequestObject,
) (api.ListAnsichtenResponseObject, error) {
	ctx, a := asked(c)
	counts, err := o.Services.Vorgang.ListAnsichten(ctx, a)
	out := api.ListAnsichten200JSONResponse{Ansichten: []api.Ansicht{}}
	for _, name := range ansichten {
		if n, ok := counts[name]; ok {
			out.Ansichten = append(out.Ansichten,
				api.Ansicht{Ansicht: name, Anzahl: min(n, store.Zaehlgrenze), Mehr: n > store.Zaehlgrenze})
		}
	}
	return out, err
}
