package operations

import (
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

func zuordnungOf(k *anbindung.Zuordnungsakte) api.Zuordnung {
	return api.Zuordnung{
		Id: k.ID, Zugang: k.Zugang, ZugangName: k.ZugangName, Adapter: k.Adapter, Formular: k.Inhalt.Formular,
		Version: k.Inhalt.Version, Nr: k.Nr, Zustand: api.ZuordnungZustand(k.Zustand), Stand: k.Stand, Inhalt: k.Inhalt,
		Struktur: list(k.Form, strukturfeldOf), Schema: k.SchemaName, Muster: list(k.Muster, musterZeileOf),
		GeaendertAm: k.GeaendertAm, GeaendertVon: k.GeaendertVon, AktiviertAm: k.AktiviertAm,
		AktiviertVon: k.AktiviertVon,
		Aktiv:        k.Aktiv,
	}
}

func strukturfeldOf(f casework.Strukturfeld) api.Strukturfeld {
	return api.Strukturfeld{Pfad: f.Pfad, Label: f.Label, Typ: string(f.Typ), Codes: f.Codes}
}
