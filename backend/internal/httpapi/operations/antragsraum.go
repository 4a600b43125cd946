package operations

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/antragsraum"
)

// antragsraumVorgang is the answer of an act of its applicant: the application as it stands now.
func (o Operations) antragsraumVorgang(
	ctx context.Context, a casework.Actor, id uuid.UUID,
) (api.AntragsraumVorgangJSONResponse, error) {
	r, err := o.Services.Antragsraum.GetAntragsraumVorgang(ctx, a, id)
	if err != nil {
		return api.AntragsraumVorgangJSONResponse{}, err
	}
	return api.AntragsraumVorgangJSONResponse(antragsraumVorgangOf(r)), nil
}

// antragsraumZeileOf: state, who has the ball and until when follow from what is open, and from nothing else.
func antragsraumZeileOf(r *antragsraum.Raum) api.AntragsraumZeile {
	stand, amZug := casework.FuerAntragsteller(r.Status, r.ZurueckgenommenAm != nil, r.Offen, r.Bescheide)
	v := api.AntragsraumZeile{Id: r.ID, Vorgangsnummer: r.Vorgangsnummer, Titel: r.Titel, EingangAm: r.EingangAm,
		Stand: api.AntragsraumZeileStand(stand), AmZug: api.AntragsraumZeileAmZug(amZug),
		Offen: list(r.Offen, offenesOf), RechtsbehelfBis: day(r.RechtsbehelfBis), ZahlungBis: day(r.ZahlungBis),
		ZahlungGeaendert: r.ZahlungGeaendert, RechtsbehelfBrief: r.RechtsbehelfBrief, EinzugAm: day(r.EinzugAm)}
	for _, n := range r.Nachrichten {
		if r.Neu(n) {
			v.Neu++
		}
	}
	if len(v.Offen) > 0 {
		v.Bis = v.Offen[0].Bis
	}
	if n := len(r.Bescheide); n > 0 && r.Bescheide[n-1].Nachricht != nil { // a newer one takes its place
		v.AbrufVorbei = r.AbrufVorbei(*r.Bescheide[n-1].Nachricht)
	}
	return v
}

func offenesOf(x casework.Offenes) api.Offenes {
	return api.Offenes{Art: api.OffenesArt(x.Art), NachrichtId: x.Nachricht, Bis: day(x.Bis), Punkte: x.Punkte}
}

func antragsraumVorgangOf(r *antragsraum.Raum) api.AntragsraumVorgang {
	return api.AntragsraumVorgang{
		AntragsraumZeile: antragsraumZeileOf(r), Behoerde: r.Mandant.Name, AntwortMoeglich: r.AntwortMoeglich(),
		RuecknahmeMoeglich: r.MayWithdraw(r.Bescheide) == nil, RuecknahmeNiveau: r.RuecknahmeNiveau,
		Kontakt:      kontaktOf(r),
		Antragsdaten: felderOf(r.Antrag.Antragsdaten, r.Dokumente), Dokumente: list(r.Dokumente, dokumentOf),
		Nachrichten: list(r.Nachrichten, func(n casework.Nachricht) api.AntragsraumNachricht {
			return antragsraumNachrichtOf(r, n)
		}),
		Bescheide: antragsraumBescheideOf(r),
	}
}

func kontaktOf(r *antragsraum.Raum) api.Kontakt {
	return api.Kontakt{Einheit: r.EinheitName, Email: cmp.Or(r.Einheit.Email, r.Mandant.Email),
		Telefon: cmp.Or(r.Einheit.Telefon, r.Mandant.Telefon), Anschrift: r.Mandant.Strasse + ", " + r.Mandant.PlzOrt}
}

// antragsraumNachrichtOf hides what needs a higher level, and the text of what was never opened.
func antragsraumNachrichtOf(r *antragsraum.Raum, n casework.Nachricht) api.AntragsraumNachricht {
	v := api.AntragsraumNachricht{Id: n.ID, Richtung: api.AntragsraumNachrichtRichtung(n.Richtung), Art: string(n.Art),
		Am: n.Am, Gesperrt: r.Gesperrt(n), Vertrauensniveau: n.Vertrauensniveau, Neu: r.Neu(n),
		Antwort: api.AntragsraumNachrichtAntwort(n.Antwort), AntwortBis: day(n.Laufend()),
		FristAngehalten: n.UhrStehtSeit != nil, Bezug: value(n.Bezug),
		Anhaenge: []api.Dokument{}, Punkte: []api.Punkt{}}
	if v.Gesperrt {
		v.Art = string(casework.ArtNachricht)
		return v
	}
	v.Betreff = n.Betreff
	if !r.Abgerufen(n) || r.AbrufVorbei(n.ID) {
		return v
	}
	v.Text, v.Punkte = n.Text, punkteOf(n.ID, r.Punkte, r.Dokumente)
	for _, d := range r.Dokumente {
		if d.Nachricht != nil && *d.Nachricht == n.ID {
			v.Anhaenge = append(v.Anhaenge, dokumentOf(d))
		}
	}
	return v
}

// antragsraumBescheideOf: a Bescheid is there once the message that brings it is.
func antragsraumBescheideOf(r *antragsraum.Raum) []api.AntragsraumBescheid {
	out := []api.AntragsraumBescheid{}
	for _, b := range r.Bescheide {
		there := func(n casework.Nachricht) bool { return b.Nachricht != nil && n.ID == *b.Nachricht }
		if slices.ContainsFunc(r.Nachrichten, there) {
			out = append(out, antragsraumBescheidOf(r, b))
		}
	}
	return out
}

// anlagenOf are the files that came with a Bescheid that has arrived.
func anlagenOf(r *antragsraum.Raum, b casework.Bescheid) []api.Dokument {
	out := []api.Dokument{}
	for _, a := range b.Anlagen {
		for _, d := range r.Dokumente {
			if d.ID == a.Dokument {
				x := dokumentOf(d)
				x.Beschreibung = a.Titel
				out = append(out, x)
			}
		}
	}
	return out
}

// aendertOf is what a Bescheid does to an earlier one.
func aendertOf(r *antragsraum.Raum, b casework.Bescheid) api.AntragsraumAenderung {
	if frueher := b.Frueher(r.Bescheide); frueher != nil {
		return api.AntragsraumAenderung{Art: api.Aenderungsart(b.Aenderung.Wirkt().Art), Am: frueher.Am}
	}
	return api.AntragsraumAenderung{}
}

// spaeterOf is what has become of a Bescheid, as far as the person has been told: by one that was announced, or that
// has taken its place.
func spaeterOf(b casework.Bescheid, heute time.Time) (out api.AntragsraumAenderung) {
	for _, f := range b.Folgen {
		if f.Zustand == casework.BescheidBekanntgegeben || f.Art == casework.AktErsetzen {
			out = api.AntragsraumAenderung{Art: api.Aenderungsart(f.Art), Am: f.Am,
				Bald: f.Art != casework.AktErsetzen && f.Bald(heute)}
		}
	}
	return out
}

func antragsraumBescheidOf(r *antragsraum.Raum, b casework.Bescheid) api.AntragsraumBescheid {
	v := api.AntragsraumBescheid{Anlagen: []api.Dokument{}, Id: b.ID, NachrichtId: *b.Nachricht, Am: b.Am,
		Recht: r.Recht, Massgeblich: b.Kanal != casework.KanalPost, AbrufVorbei: r.AbrufVorbei(*b.Nachricht),
		Spaeter: spaeterOf(b, r.Heute), Vertreten: b.Vertreten()}
	for _, d := range r.Dokumente { // holds it only after its message was opened at a sufficient level
		if b.Dokument != nil && d.ID == *b.Dokument {
			v.DokumentId, v.Anlagen = d.ID, anlagenOf(r, b)
			if !b.WartetAufAbruf() { // what is decided comes with the document
				if !b.Vertreten() || b.Berichtigt() != nil {
					v.RechtsbehelfBis = day(b.SagbarBis())
				}
				if b.Regelt() {
					v.Ergebnis = string(b.Ergebnis)
				}
				v.Aendert = aendertOf(r, b)
				if b.Berichtigt() != nil {
					v.BerichtigtAuf = day(b.BekanntgabeAm)
				}
			}
		}
	}
	return v
}
