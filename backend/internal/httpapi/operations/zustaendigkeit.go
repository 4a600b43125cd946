package operations

import (
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

func zustaendigkeitOf(z *store.Zustaendigkeit) api.Zustaendigkeit {
	return api.Zustaendigkeit{Version: z.Version, Regeln: all(z.Regeln), GeaendertAm: z.GeaendertAm,
		GeaendertVon: z.GeaendertVon}
}
