package operations

import (
	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
)

func musterZeileOf(m store.Muster) api.MusterZeile {
	return api.MusterZeile{Id: m.ID, Name: m.Name, Echt: m.Eingang != nil, Am: m.Am, Von: m.Von}
}

func musterOf(m *store.Muster) api.Muster {
	return api.Muster{
		Id: m.ID, Name: m.Name, Echt: m.Eingang != nil, Am: m.Am, Von: m.Von, Zugang: m.Zugang, Formular: m.Formular,
		Version: m.Version, Titel: m.Antrag.Formular.Titel, Felder: all(m.Antrag.Antragsdaten),
		Struktur:      list(casework.Struktur(m.Antrag.Antragsdaten), strukturfeldOf),
		Antragsteller: antragstellerOf(m.Antrag.Antragsteller), Dokumente: list(m.Antrag.Dokumente, musterDokumentOf),
		Hinweise: all(m.Antrag.Hinweise),
	}
}

func musterDokumentOf(d adapters.Dokument) api.MusterDokument {
	return api.MusterDokument{Dateiname: d.Dateiname, Groesse: int(d.Datei.Groesse),
		Rolle: string(d.Rolle), Feld: d.Feld}
}
