package operations

import (
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/verfahren"
	"kontor/workflow"
)

func verfahrensversionOf(k *verfahren.Versionsakte) api.Verfahrensversion {
	return api.Verfahrensversion{Id: k.ID, Name: k.Name, Stand: k.Stand, Titel: k.Titel,
		Zustand: api.VerfahrensversionZustand(k.Zustand), AktivAb: value(day(k.AktivAb)), Gilt: k.Gilt,
		Befunde: list(k.Befunde, verfahrensbefundOf), Haus: list(k.Haus, verfahrensbefundOf), Offen: all(k.Offen), Herkunft: api.VerfahrensversionHerkunft(k.Herkunft),
		AngelegtAm: k.AngelegtAm, AngelegtVon: k.AngelegtVon, GeaendertAm: k.GeaendertAm, GeaendertVon: k.GeaendertVon,
		Formulare: list(k.Formulare, func(f workflow.Formular) api.Verfahrensformular {
			return api.Verfahrensformular{Adapter: f.Adapter, Formular: f.Formular}
		}), Laufende: k.Laufende, Dateien: list(k.Dateien, func(d verfahren.Datei) api.Verfahrensdatei {
			return api.Verfahrensdatei{Name: d.Name, Groesse: d.Groesse}
		}), Bild: k.Bild}
}

func verfahrensbefundOf(f workflow.Finding) api.Verfahrensbefund {
	return api.Verfahrensbefund{Schwere: api.VerfahrensbefundSchwere(f.Severity), Text: f.Message, Stelle: f.Element,
		Name: f.Name, Elemente: all(f.Elements)}
}
