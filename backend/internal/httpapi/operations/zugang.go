package operations

import (
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// zugangOf shows a Zugang without the password it fetches with.
func (o Operations) zugangOf(z *posteingang.Zugang) api.Zugang {
	v := api.Zugang{
		Id: z.ID, Name: z.Name, Titel: z.Titel, Adapter: z.Adapter, Aktiv: z.Aktiv, HoltAb: z.Quelle != nil,
		Lage: zugangLageOf(z), Adresse: o.Services.Posteingang.ZugangsAdresse(z.Name), Benutzer: z.Benutzer,
		Zertifikat: z.Zertifikat, StilleStunden: z.StilleStunden, Einstellungen: z.Einstellungen, Version: z.Version,
	}
	if q := z.Quelle; q != nil {
		v.Quelle = &api.Quelle{Url: q.URL, Benutzer: q.User, HatPasswort: q.Password != ""}
	}
	return v
}

func zugangLageOf(z *posteingang.Zugang) api.ZugangLage {
	l := z.Lage
	return api.ZugangLage{
		Ampel: api.ZugangLageAmpel(z.Ampel), Gruende: texts[api.ZugangLageGruende](z.Gruende),
		LetzterErfolgAm: l.LetzterErfolgAm, LetzteLieferungAm: l.LetzteLieferungAm, Heute: l.Heute,
		SiebenTage: l.SiebenTage, Rueckstand: l.Rueckstand, Klaerfaelle: l.Klaerfaelle,
		Fehler: list(l.Fehler, fehlerzahlOf), Abruf: abrufstandOf(z.Abruf),
	}
}

func fehlerzahlOf(f casework.Fehlerzahl) api.Fehlerzahl {
	return api.Fehlerzahl{Grund: f.Grund, Anzahl: f.Anzahl, ZuletztAm: f.ZuletztAm}
}

// abrufstandOf is there for every Zugang that fetches, even before it did so for the first time.
func abrufstandOf(x *store.Abruf) *api.Abrufstand {
	if x == nil {
		return nil
	}
	return &api.Abrufstand{VersuchtAm: x.VersuchtAm, ErfolgAm: x.ErfolgAm, FehlerInFolge: x.FehlerInFolge,
		Grund: x.Grund, Detail: x.Detail}
}
