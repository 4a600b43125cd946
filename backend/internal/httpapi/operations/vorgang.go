package operations

import (
	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/vorgang"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

func zeileOf(z *store.Zeile) api.VorgangZeile {
	v := api.VorgangZeile{
		Id: z.ID, Vorgangsnummer: z.Vorgangsnummer, Aktenzeichen: z.Aktenzeichen, Status: api.Status(z.Status),
		Verfahren: z.Verfahren, VerfahrenTitel: z.Titel, Antragsteller: z.AntragstellerName, EingangAm: z.EingangAm,
		Zustaendig: z.ZustaendigName, ZustaendigName: z.ZustaendigAnzeige, Einheit: z.Einheit,
		EinheitName:  z.EinheitName,
		FaelligGrund: z.FaelligGrund, FaelligText: z.FaelligText, WartetAuf: string(z.WartetAuf),
		NeueAntwort: z.NeueAntwort,
		Vorfall:     z.Vorfall, LetztesEreignis: z.LetztesEreignis,
		LetztesEreignisAm: z.LetztesEreignisAm, Version: z.Version,
	}
	if z.FaelligAm.Before(casework.Unbefristet) {
		v.FaelligAm = day(&z.FaelligAm)
	}
	return v
}

func vorgangOf(a casework.Actor, k *vorgang.Akte) api.Vorgang {
	return api.Vorgang{
		VorgangZeile: zeileOf(&k.Zeile), VerfahrenStand: k.Stand, Recht: casework.Verfahrensrecht(&k.Def.Meta), Titel: k.Langtitel(&k.Def.Meta),
		ZurueckgenommenAm:  value(k.ZurueckgenommenAm),
		AntragstellerDaten: antragstellerOf(k.Antrag.Antragsteller),
		Formular:           k.Antrag.Formular, Leika: all(k.Antrag.Leika), Zahlung: k.Antrag.Zahlung,
		Hinweise:     all(k.Antrag.Hinweise),
		Uebersicht:   list(k.Uebersicht, angabeOf),
		Antragsdaten: felderOf(k.Antrag.Antragsdaten, k.Dokumente), Dubletten: list(k.Dubletten, dubletteOf),
		Dokumente: list(k.Dokumente, dokumentOf), Nachrichten: nachrichtenOf(a, k),
		Aufgaben:       list(k.Aufgaben, func(x casework.Aufgabe) api.Aufgabe { return aufgabeOf(a, k, x) }),
		Wiedervorlagen: list(k.Wiedervorlagen, wiedervorlageOf), Kommentare: list(k.Kommentare, kommentarOf),
		Bescheide: list(k.Bescheide, func(b casework.Bescheid) api.Bescheid { return bescheidOf(a, k, b) }),
		Zeichnungen: list(k.Zeichnungen,
			func(z casework.Zeichnung) api.Zeichnung { return zeichnungOf(a, k, z) }),
		Sendungen:        list(k.Sendungen, func(s casework.Sendung) api.Sendung { return sendungOf(a, k, s) }),
		Vorfaelle:        list(k.Vorfaelle, func(t workflow.Token) api.Vorfall { return vorfallOf(k.Def, t) }),
		Warten:           list(k.Def.Process.Waiting(k.Prozess), wartenOf),
		Aktionen:         texts[api.VorgangAktion](k.Aktionen),
		GebuehrVorschlag: count(k.GebuehrVorschlag), ZahlungVorschlag: zahlungOf(&k.ZahlungVorschlag),
		Einwilligung: k.Einwilligung, PostfachGrund: k.PostfachGrund, TenorVorschlag: list(k.TenorVorschlag, tenorvorschlagOf),
		Briefanschrift: antragsanschriftOf(k.Briefanschrift), BriefMangel: k.Briefanschrift.BriefMangel(),
		AntwortMoeglich: k.KontoPseudonym != "" || k.PostfachAdresse != "",
	}
}

// antragstellerOf shows the applicant without mailbox address and pseudonym: they are secrets of the account.
func antragstellerOf(a adapters.Antragsteller) api.Antragsteller {
	v := api.Antragsteller{
		Art: a.Art, Anrede: a.Anrede, Titel: a.Titel, Vorname: a.Vorname, Nachname: a.Nachname,
		Geburtsdatum: a.Geburtsdatum,
		Firma:        a.Firma, Strasse: a.Strasse, Hausnummer: a.Hausnummer, Plz: a.PLZ, Ort: a.Ort,
		Land: a.Land, Email: a.Email,
		Telefon: a.Telefon, Vertrauensniveau: a.Vertrauensniveau, Unbestaetigt: a.Unbestaetigt,
	}
	if _, ok := casework.EmailAdresse(a.Email); !ok && a.Email != "" {
		v.EmailUnbrauchbar = true
	}
	if a.Konto != nil {
		v.Konto = a.Konto.Art
	}
	return v
}

// felderOf replaces the adapter's document ids by ours.
func felderOf(in []adapters.Feld, docs []casework.Dokument) []adapters.Feld {
	out := make([]adapters.Feld, len(in))
	for i, f := range in {
		if f.Dokument != "" {
			id := ""
			for _, d := range docs {
				if d.FremdID == f.Dokument {
					id = d.ID.String()
				}
			}
			f.Dokument = id
		}
		if len(f.Felder) > 0 {
			f.Felder = felderOf(f.Felder, docs)
		}
		out[i] = f
	}
	return out
}

func dubletteOf(d store.Dublette) api.Dublette {
	return api.Dublette{Id: d.ID, Vorgangsnummer: d.Vorgangsnummer, Titel: d.Titel, EingangAm: d.EingangAm,
		Status: api.Status(d.Status), Gruende: texts[api.DubletteGruende](d.Gruende)}
}

func wiedervorlageOf(w casework.Wiedervorlage) api.Wiedervorlage {
	return api.Wiedervorlage{Id: w.ID, Betreff: w.Betreff, Beschreibung: w.Beschreibung, FaelligAm: *day(&w.FaelligAm),
		Erledigt: w.Erledigt, Von: w.Von}
}

func kommentarOf(k casework.Kommentar) api.Kommentar {
	return api.Kommentar{Id: k.ID, Text: k.Text, Von: k.Von, Am: k.Am}
}

func bescheidOf(a casework.Actor, k *vorgang.Akte, b casework.Bescheid) api.Bescheid {
	v := api.Bescheid{
		Id: b.ID, Ergebnis: string(b.Ergebnis), Tenor: b.Tenor, Ablehnung: b.Ablehnung, Begruendung: b.Begruendung,
		Nebenbestimmungen: list(b.Nebenbestimmungen, nebenbestimmungOf),
		Auflagen:          list(b.Nebenbestimmungen, func(n casework.Nebenbestimmung) string { return n.Text }),
		Gebuehr:           int(b.GebuehrCent), Kanal: b.Kanal, Zustand: api.BescheidZustand(b.Zustand), Am: b.Am, Von: b.Von,
		DokumentId: value(b.Dokument), Aktionen: texts[api.BescheidAktion](vorgang.BescheidAktionen(a, k, b)),
		Posttag: day(k.Posttag), AufgegebenAm: day(b.AufgegebenAm), Feststellungen: list(b.Feststellungen, feststellungOf),
	}
	v.Anlagen = list(b.Anlagen, anlageOf)
	v.Anhoerung, v.Zahlung = anhoerungTo(b.Anhoerung), zahlungOf(b.Zahlung)
	v.Aenderung = aenderungTo(b.Aenderung)
	v.Folgen = list(b.Folgen, func(f casework.Folge) api.Bescheidfolge {
		return api.Bescheidfolge{Id: f.ID, Art: api.Aenderungsart(f.Art), Ergebnis: string(f.Ergebnis),
			Zustand: string(f.Zustand), Am: f.Am, Ab: day(f.Ab)}
	})
	v.Aenderungen = list(vorgang.Aenderungsvorschlaege(a, k, b), aenderungsvorschlagOf)
	if b.Rechtsbehelf != nil {
		v.Rechtsbehelf = b.Rechtsbehelf.Text
	}
	v.Anschrift, v.Haelt = anschriftTo(b.Anschrift), api.BescheidHaelt(b.Haelt())
	v.Bekanntgabe = bekanntgabeOf(&b)
	v.Adressaten = list(b.Adressaten, func(x casework.Adressat) api.Adressat { return adressatOf(a, k, b.Fuer(x), x) })
	return v
}

// zahlungOf is zero where there is nothing to pay.
func zahlungOf(z *casework.Zahlung) api.Zahlung {
	if z == nil {
		return api.Zahlung{}
	}
	return api.Zahlung{Rechtsgrundlage: z.Grundlage, FaelligAm: *day(&z.FaelligAm), Kassenzeichen: z.Kassenzeichen,
		Einzug: z.Einzug, Inhaber: z.Konto.Inhaber, Iban: casework.IBANText(z.Konto.IBAN), Bic: z.Konto.BIC,
		Positionen: list(z.Positionen, func(p workflow.Gebuehrposition) api.Gebuehrposition {
			return api.Gebuehrposition{Bezeichnung: p.Bezeichnung, Menge: p.Menge, Einheit: p.Einheit,
				Satz: int(p.SatzCent)}
		})}
}

func adressatOf(a casework.Actor, k *vorgang.Akte, b *casework.Bescheid, x casework.Adressat) api.Adressat {
	return api.Adressat{Id: x.ID, Am: x.Am, Von: x.Von, Anschrift: briefanschriftOf(x.Anschrift),
		Kanal: api.AdressatKanal(b.Kanal), Zustand: api.AdressatZustand(b.Zustand), DokumentId: value(b.Dokument),
		Aktionen:    texts[api.BescheidAktion](vorgang.BescheidAktionen(a, k, *b)),
		Bekanntgabe: bekanntgabeOf(b), Posttag: day(k.Posttag), AufgegebenAm: day(b.AufgegebenAm),
		Feststellungen: list(b.Feststellungen, feststellungOf), Haelt: api.AdressatHaelt(b.Haelt())}
}

func briefanschriftOf(an casework.Anschrift) api.Briefanschrift {
	return api.Briefanschrift{Name: an.Name, Strasse: an.Strasse, PlzOrt: an.PlzOrt, Land: an.Land,
		Vertritt: an.Vertritt, Vertretung: api.BriefanschriftVertretung(an.Vertretung)}
}

// bekanntgabeOf: nothing is said before a rule or a person has found something.
func bekanntgabeOf(b *casework.Bescheid) (out api.Bekanntgabe) {
	if b.Regel == "" {
		return out
	}
	return api.Bekanntgabe{Regel: b.Regel, Am: day(b.BekanntgabeAm), RechtsbehelfBis: day(b.RechtsbehelfBis),
		Schritte: all(b.Schritte)}
}

func tenorvorschlagOf(t casework.Tenorvorschlag) api.Tenorvorschlag {
	return api.Tenorvorschlag{Ergebnis: api.TenorvorschlagErgebnis(t.Ergebnis), Text: t.Text, Ablehnung: t.Ablehnung}
}

func aenderungTo(x *casework.Bescheidaenderung) api.Bescheidaenderung {
	if x == nil {
		return api.Bescheidaenderung{}
	}
	out := api.Bescheidaenderung{Art: api.Aenderungsart(x.Art), Bezug: x.Bezug,
		Grund: api.BescheidaenderungGrund(x.Grund), KenntnisAm: day(x.Kenntnis), AntragAm: day(x.Antrag), Ab: day(x.Ab)}
	if x.Statt != nil {
		out.Statt = api.Aenderungsziel{Art: api.Aenderungsart(x.Statt.Art), Bezug: x.Statt.Bezug}
	}
	return out
}

func aenderungsvorschlagOf(x vorgang.Aenderungsvorschlag) api.Aenderungsvorschlag {
	return api.Aenderungsvorschlag{Art: api.Aenderungsart(x.Art), Statt: api.Aenderungsart(x.Statt), Norm: x.Norm,
		Nimmt: x.Nimmt, Wirkung: x.Wirkung, Tenor: list(x.Tenor, tenorvorschlagOf),
		Gruende: list(x.Gruende, func(g casework.Aenderungsgrund) api.Aenderungsgrund {
			return api.Aenderungsgrund{Grund: g.Grund, Norm: g.Norm, Kenntnis: api.AenderungsgrundKenntnis(g.Kenntnis)}
		})}
}

func nebenbestimmungOf(n casework.Nebenbestimmung) api.Nebenbestimmung {
	return api.Nebenbestimmung{Art: api.NebenbestimmungArt(n.Art), Text: n.Text}
}

func anlageOf(a casework.Anlage) api.Anlage {
	return api.Anlage{DokumentId: a.Dokument, Titel: a.Titel}
}

func anhoerungTo(h *casework.Anhoerung) api.Anhoerung {
	if h == nil {
		return api.Anhoerung{}
	}
	return api.Anhoerung{Am: day(h.Am), Grund: api.AnhoerungGrund(h.Grund)}
}

func antragsanschriftOf(a casework.Anschrift) api.Antragsanschrift {
	return api.Antragsanschrift{Name: a.Name, Strasse: a.Strasse, PlzOrt: a.PlzOrt, Land: a.Land}
}

func anschriftTo(a *casework.Anschrift) api.Briefanschrift {
	if a == nil {
		return api.Briefanschrift{}
	}
	return briefanschriftOf(*a)
}

func zeichnungOf(a casework.Actor, k *vorgang.Akte, z casework.Zeichnung) api.Zeichnung {
	b := &z.Bescheid
	return api.Zeichnung{Id: z.ID, Zustand: api.ZeichnungZustand(z.Zustand), Am: z.Am, Von: z.Von,
		Gruende: texts[api.Zeichnungsgrund](z.Gruende), Ergebnis: api.ZeichnungErgebnis(b.Ergebnis), Tenor: b.Tenor,
		Ablehnung: b.Ablehnung, Begruendung: b.Begruendung,
		Nebenbestimmungen: list(b.Nebenbestimmungen, nebenbestimmungOf), Gebuehr: int(b.GebuehrCent),
		Anlagen:   list(b.Anlagen, anlageOf),
		Anhoerung: anhoerungTo(b.Anhoerung), Anschrift: anschriftTo(b.Anschrift), Zahlung: zahlungOf(b.Zahlung),
		Aenderung: aenderungTo(b.Aenderung), Kanal: api.ZeichnungKanal(b.Kanal),
		Bestaetigt: all(z.Bestaetigt), GiltNoch: all(z.StillConfirmed()), EntschiedenAm: value(z.EntschiedenAm),
		EntschiedenVon: z.EntschiedenVon,
		Bemerkung:      z.Bemerkung, BescheidId: value(z.Erteilt),
		Aktionen: texts[api.ZeichnungAktionen](vorgang.ZeichnungAktionen(a, &k.Vorgang, z))}
}

func feststellungOf(f casework.Feststellung) api.Feststellung {
	return api.Feststellung{Am: f.Am, Von: f.Von, Anlass: api.FeststellungAnlass(f.Anlass), Grund: f.Grund,
		AufgegebenAm: day(f.AufgegebenAm), BekanntgabeAm: day(f.BekanntgabeAm),
		RechtsbehelfBis: day(f.RechtsbehelfBis), Regel: f.Regel, Schritte: all(f.Schritte),
		Art: api.FeststellungArt(f.Art()), Abruf: f.Abruf(), Anschrift: f.An.Zeilen(),
		Beleg: api.Beleg(f.Beleg)}
}

func sendungOf(a casework.Actor, k *vorgang.Akte, s casework.Sendung) api.Sendung {
	v := api.Sendung{Id: s.ID, Ziel: s.Ziel, Art: s.Art, Zustand: api.SendungZustand(s.Zustand), Am: s.Am,
		BereitgestelltAm: value(s.BereitgestelltAm), GelesenAm: value(s.GelesenAm),
		Versuche: s.Versuche, Fehler: s.Fehler,
		NachrichtId: value(s.Nachricht), Aktionen: texts[api.SendungAktionen](vorgang.BriefAkte(a, k, s)),
		Dokument: value(s.Dokument)}
	if s.Anschrift != nil {
		v.Anschrift = s.Anschrift.Zeile()
	}
	if s.AufgegebenAm != nil {
		v.AufgegebenAm = *day(s.AufgegebenAm)
	}
	return v
}

func vorfallOf(d *workflow.Definition, t workflow.Token) api.Vorfall {
	name := t.Element
	if e := d.Process.Element(t.Element); e != nil {
		name = e.Label()
	}
	return api.Vorfall{Token: t.ID, Element: t.Element, Name: name, Code: t.Code, Grund: t.Reason}
}

func aufgabeOf(a casework.Actor, k *vorgang.Akte, x casework.Aufgabe) api.Aufgabe {
	einheit := x.Einheit
	if einheit == "" {
		einheit = k.Einheit
	}
	name := k.EinheitNamen[einheit]
	if name == "" {
		name = einheit
	}
	return api.Aufgabe{
		Id: x.ID, Element: x.Element, Titel: x.Titel, Hinweis: x.Hinweis, Aktion: x.Aktion,
		Zustand: api.AufgabeZustand(x.Zustand), Rolle: x.Rolle, Einheit: einheit, EinheitName: name,
		FaelligAm: day(x.FaelligAm), ErledigtAm: value(x.ErledigtAm), ErledigtVon: x.ErledigtVon,
		Erledigbar: ablauf.Erledigbar(a, &k.Vorgang, x), AntwortNoetig: ablauf.NeedsAntwort(k.Def, x),
		AntwortDa: ablauf.AntwortDa(k.Def, k.Faden(), k.Aufgaben, k.Prozess, x),
		Felder:    list(x.Felder, aufgabeFeldOf), Werte: x.Werte,
		Angaben: list(x.Angaben(), angabeOf),
	}
}

func angabeOf(w casework.Wortlaut) api.Angabe {
	a := api.Angabe{Label: w.Label, Text: w.Text, Typ: api.AngabeTyp(w.Typ), Wert: w.Wert, Waehrung: w.Waehrung}
	if len(w.Teile) > 0 {
		a.Teile = list(w.Teile, angabeOf)
	}
	return a
}

func aufgabeFeldOf(f workflow.Feld) api.AufgabeFeld {
	return api.AufgabeFeld{Name: f.Name, Label: f.Label, Typ: api.AufgabeFeldTyp(f.Typ), Pflicht: f.Pflicht,
		Optionen: list(f.Optionen, func(o workflow.Option) api.Option {
			return api.Option{Wert: o.Wert, Label: o.Label}
		})}
}
