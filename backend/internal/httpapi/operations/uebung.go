package operations

import (
	"maps"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/ablauf"
	"kontor/workflow"
)

// maxFelder bounds how many fields of a step are named that do not fit.
const maxFelder = 20

func schrittOf(s api.Uebungsschritt) workflow.Schritt {
	return workflow.Schritt{Befehl: string(s.Befehl), Aufgabe: s.Aufgabe, Dienst: s.Dienst, Nr: s.Nr, Ziel: s.Ziel,
		Zweige: string(s.Zweige), Name: s.Name, Schluessel: s.Schluessel, Dauer: s.Dauer, Bis: s.Bis, Code: s.Code,
		Grund: s.Grund, Person: s.Person, Werte: s.Werte}
}

func uebungOf(u *ablauf.Uebung) api.Uebungsstand {
	out := api.Uebungsstand{Beginn: u.Beginn, Uhr: u.Jetzt, Naechstes: known(u.Naechstes),
		Bild: prozessbild(u.Def, u.State), Aufgaben: list(u.Aufgaben, uebungsaufgabeOf),
		Dienste: list(u.Dienste, func(d workflow.OffenerDienst) api.Uebungsdienst {
			return api.Uebungsdienst{Element: d.Element, Nr: d.Nr, Name: d.Name, Art: d.Art,
				Felder: list(d.Formular, aufgabeFeldOf), Kennungen: all(d.Kennungen)}
		}),
		Nachrichten: list(u.Nachrichten, func(b workflow.Botschaft) api.Uebungsnachricht {
			return api.Uebungsnachricht{Name: b.Name, Titel: b.Titel, Schluessel: b.Schluessel, Element: b.Element,
				Ereignis: b.Ereignis}
		}),
		Vorfaelle: list(u.Def.Process.Picture(u.State).Incidents,
			func(i workflow.PictureIncident) api.Uebungsvorfall {
				return api.Uebungsvorfall{Element: i.Element, Name: i.Name, Grund: i.Reason}
			}),
		Brief: u.Brief, Status: u.Status, Gespielt: u.Gespielt, Angaben: []api.AufgabeFeld{},
		Verlauf: list(u.Verlauf, func(z workflow.Verlaufzeile) api.Uebungszeile {
			return api.Uebungszeile{Am: z.Am, Schritt: z.Schritt, Art: z.Art, Text: z.Text}
		})}
	if f := u.Fehler; f != nil {
		felder := map[string]string{}
		for _, name := range slices.Sorted(maps.Keys(f.Felder))[:min(len(f.Felder), maxFelder)] {
			felder[name] = f.Felder[name]
		}
		out.Fehler = api.Uebungsfehler{Schritt: f.Schritt, Grund: f.Grund, Felder: felder}
	}
	return out
}

func uebungsaufgabeOf(t workflow.OffeneAufgabe) api.Uebungsaufgabe {
	faellig := t.Faellig
	if faellig != nil {
		tag := casework.Heute(*faellig)
		faellig = &tag
	}
	return api.Uebungsaufgabe{Element: t.Element, Nr: t.Nr, Titel: t.Name, Hinweis: t.Hinweis, Aktion: t.Aktion,
		Rolle: t.Rolle, Einheit: t.Einheit, FaelligAm: day(faellig), Felder: list(t.Formular, aufgabeFeldOf),
		Kennungen: all(t.Kennungen), VierAugen: t.VierAugenGruppe != ""}
}
