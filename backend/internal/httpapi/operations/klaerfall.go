package operations

import (
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

func klaerfallOf(k posteingang.Klaerfall) api.Klaerfall {
	v := api.Klaerfall{
		Id: k.ID, Referenz: posteingang.Referenz(k.ID), Zugang: k.ZugangName, ZugangId: k.Eingang.Zugang,
		Adapter: k.Adapter, EingangAm: k.EmpfangenAm, Groesse: int(k.Groesse), Sha256: k.SHA256, Grund: k.Grund,
		Detail: k.Detail, Formular: k.Formular, Kennung: k.Kennung, KonfliktMit: value(k.KonfliktNummer),
		Zustand: klaerfallZustand(k), Ueberfaellig: k.Ueberfaellig, Versuche: k.Versuche,
		LetzterVersuchAm: value(k.VersuchtAm), VorgangId: value(k.Vorgang), Vorgangsnummer: value(k.Vorgangsnummer),
	}
	if k.VerwerfenAm != nil && v.Zustand != api.KlaerfallZustandErledigt {
		v.Verwerfung = api.Verwerfung{Grund: k.VerwerfenGrund, VonName: value(k.VerwerfenName), Am: *k.VerwerfenAm,
			FreigabeName: value(k.VerworfenName), DarfFreigeben: k.DarfFreigeben}
	}
	return v
}

// klaerfallZustand: a delivery that neither waits nor was discarded has become something.
func klaerfallZustand(k posteingang.Klaerfall) api.KlaerfallZustand {
	switch k.Eingang.Zustand {
	case store.EingangKlaerfall:
		return api.KlaerfallZustandOffen
	case store.EingangVerworfen:
		return api.KlaerfallZustandVerworfen
	}
	return api.KlaerfallZustandErledigt
}
