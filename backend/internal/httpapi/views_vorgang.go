package httpapi

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/vorgang"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// The shapes below are those of docs/api/openapi.yaml; a test validates every answer against it.

type zeileView struct {
	ID                uuid.UUID       `json:"id"`
	Vorgangsnummer    string          `json:"vorgangsnummer"`
	Aktenzeichen      string          `json:"aktenzeichen"`
	Status            casework.Status `json:"status"`
	Verfahren         string          `json:"verfahren"`
	VerfahrenTitel    string          `json:"verfahrenTitel"`
	Antragsteller     string          `json:"antragsteller"`
	EingangAm         time.Time       `json:"eingangAm"`
	Zustaendig        *string         `json:"zustaendig"`
	ZustaendigName    *string         `json:"zustaendigName"`
	Einheit           string          `json:"einheit"`
	EinheitName       string          `json:"einheitName"`
	FaelligAm         *string         `json:"faelligAm"`
	FaelligGrund      string          `json:"faelligGrund"`
	FaelligText       string          `json:"faelligText"`
	WartetAuf         string          `json:"wartetAuf"`
	NeueAntwort       bool            `json:"neueAntwort"`
	Vorfall           bool            `json:"vorfall"`
	LetztesEreignis   string          `json:"letztesEreignis"`
	LetztesEreignisAm time.Time       `json:"letztesEreignisAm"`
	Version           int             `json:"version"`
	Treffer           string          `json:"treffer,omitempty"`
}

func zeile(z *store.Zeile) zeileView {
	v := zeileView{
		ID: z.ID, Vorgangsnummer: z.Vorgangsnummer, Aktenzeichen: z.Aktenzeichen, Status: z.Status, Verfahren: z.Verfahren, VerfahrenTitel: z.Titel,
		Antragsteller: z.AntragstellerName, EingangAm: z.EingangAm, Zustaendig: z.ZustaendigName, ZustaendigName: z.ZustaendigAnzeige,
		Einheit: z.Einheit, EinheitName: z.EinheitName, FaelligGrund: z.FaelligGrund, FaelligText: z.FaelligText, WartetAuf: string(z.WartetAuf), NeueAntwort: z.NeueAntwort,
		Vorfall: z.Vorfall, LetztesEreignis: z.LetztesEreignis, LetztesEreignisAm: z.LetztesEreignisAm, Version: z.Version,
	}
	if z.FaelligAm.Before(casework.Unbefristet) {
		v.FaelligAm = day(&z.FaelligAm)
	}
	return v
}

// day writes a calendar day; nil stays nil.
func day(t *time.Time) *string {
	if t == nil {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}

type vorgangView struct {
	zeileView
	VerfahrenStand     string              `json:"verfahrenStand"`
	AntragstellerDaten personView          `json:"antragstellerDaten"`
	Formular           adapters.Formular   `json:"formular"`
	Leika              []string            `json:"leika"`
	Uebersicht         []angabeView        `json:"uebersicht"`
	Antragsdaten       []adapters.Feld     `json:"antragsdaten"`
	Hinweise           []adapters.Hinweis  `json:"hinweise"`
	Dubletten          []dubletteView      `json:"dubletten"`
	Zahlung            *adapters.Zahlung   `json:"zahlung,omitempty"`
	Dokumente          []dokumentView      `json:"dokumente"`
	Nachrichten        []nachrichtView     `json:"nachrichten"`
	Aufgaben           []aufgabeView       `json:"aufgaben"`
	Wiedervorlagen     []wiedervorlageView `json:"wiedervorlagen"`
	Kommentare         []kommentarView     `json:"kommentare"`
	Bescheide          []bescheidView      `json:"bescheide"`
	Sendungen          []sendungView       `json:"sendungen"`
	Vorfaelle          []vorfallView       `json:"vorfaelle"`
	GebuehrVorschlag   *int64              `json:"gebuehrVorschlag"`
	Aktionen           []string            `json:"aktionen"`
	AntwortMoeglich    bool                `json:"antwortMoeglich"`
	Einwilligung       bool                `json:"einwilligung"`
}

type angabeView struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

func wortlaut(x casework.Wortlaut) angabeView { return angabeView(x) }

// personView shows the applicant without mailbox address and pseudonym: they are secrets of the account.
type personView struct {
	Art              string   `json:"art"`
	Anrede           string   `json:"anrede,omitempty"`
	Titel            string   `json:"titel,omitempty"`
	Vorname          string   `json:"vorname,omitempty"`
	Nachname         string   `json:"nachname,omitempty"`
	Geburtsdatum     string   `json:"geburtsdatum,omitempty"`
	Firma            string   `json:"firma,omitempty"`
	Strasse          string   `json:"strasse,omitempty"`
	Hausnummer       string   `json:"hausnummer,omitempty"`
	PLZ              string   `json:"plz,omitempty"`
	Ort              string   `json:"ort,omitempty"`
	Land             string   `json:"land,omitempty"`
	Email            string   `json:"email,omitempty"`
	Telefon          string   `json:"telefon,omitempty"`
	Konto            string   `json:"konto,omitempty"`
	Vertrauensniveau int      `json:"vertrauensniveau"`
	Unbestaetigt     []string `json:"unbestaetigt,omitempty"`
	EmailUnbrauchbar bool     `json:"emailUnbrauchbar,omitempty"`
}

func person(a adapters.Antragsteller) personView {
	v := personView{a.Art, a.Anrede, a.Titel, a.Vorname, a.Nachname, a.Geburtsdatum, a.Firma, a.Strasse, a.Hausnummer, a.PLZ, a.Ort, a.Land, a.Email, a.Telefon, "", a.Vertrauensniveau,
		a.Unbestaetigt, false}
	if _, ok := casework.EmailAdresse(a.Email); !ok && a.Email != "" {
		v.EmailUnbrauchbar = true
	}
	if a.Konto != nil {
		v.Konto = a.Konto.Art
	}
	return v
}

func akteView(a casework.Actor, k *vorgang.Akte) vorgangView {
	return vorgangView{
		zeileView: zeile(&k.Zeile), VerfahrenStand: k.Stand, AntragstellerDaten: person(k.Antrag.Antragsteller), Formular: k.Antrag.Formular,
		Leika: list(k.Antrag.Leika, func(s string) string { return s }), Uebersicht: list(k.Uebersicht, func(x vorgang.Angabe) angabeView { return angabeView(x) }),
		Antragsdaten: felder(k.Antrag.Antragsdaten, k.Dokumente), Hinweise: list(k.Antrag.Hinweise, func(x adapters.Hinweis) adapters.Hinweis { return x }),
		Dubletten: list(k.Dubletten, dublette), Zahlung: k.Antrag.Zahlung, Dokumente: list(k.Dokumente, dokument), Nachrichten: nachrichten(k),
		Aufgaben:       list(k.Aufgaben, func(x casework.Aufgabe) aufgabeView { return aufgabe(a, k, x) }),
		Wiedervorlagen: list(k.Wiedervorlagen, wiedervorlage), Kommentare: list(k.Kommentare, kommentar), Bescheide: list(k.Bescheide, func(b casework.Bescheid) bescheidView { return bescheid(a, k, b) }),
		Sendungen: list(k.Sendungen, sendung), Vorfaelle: list(k.Vorfaelle, func(t workflow.Token) vorfallView { return vorfall(k.Def, t) }),
		GebuehrVorschlag: k.GebuehrVorschlag, Aktionen: k.Aktionen, AntwortMoeglich: k.KontoPseudonym != "" || k.PostfachAdresse != "", Einwilligung: k.Einwilligung,
	}
}

// list never writes null where the contract says array.
func list[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, x := range in {
		out = append(out, f(x))
	}
	return out
}

// felder replaces the adapter's document ids by ours.
func felder(in []adapters.Feld, docs []casework.Dokument) []adapters.Feld {
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
			f.Felder = felder(f.Felder, docs)
		}
		out[i] = f
	}
	return out
}

type dokumentView struct {
	ID             uuid.UUID              `json:"id"`
	Rolle          casework.DokumentRolle `json:"rolle"`
	Dateiname      string                 `json:"dateiname"`
	ContentType    string                 `json:"contentType"`
	Groesse        int64                  `json:"groesse"`
	SHA256         string                 `json:"sha256"`
	Pruefung       casework.Pruefung      `json:"pruefung"`
	Ansehbar       bool                   `json:"ansehbar"`
	Beschreibung   string                 `json:"beschreibung,omitempty"`
	Feld           string                 `json:"feld,omitempty"`
	NachrichtID    *uuid.UUID             `json:"nachrichtId,omitempty"`
	PunktID        *uuid.UUID             `json:"punktId,omitempty"`
	HinzugefuegtAm time.Time              `json:"hinzugefuegtAm"`
}

func dokument(d casework.Dokument) dokumentView {
	return dokumentView{d.ID, d.Rolle, d.Dateiname, d.ContentType, d.Groesse, d.SHA256, d.Pruefung, d.Ansehbar(), d.Beschreibung, d.Feld, d.Nachricht, d.Punkt, d.Am}
}

type punktView struct {
	ID        uuid.UUID             `json:"id"`
	Titel     string                `json:"titel"`
	Hinweis   string                `json:"hinweis,omitempty"`
	Zustand   casework.PunktZustand `json:"zustand"`
	Grund     string                `json:"grund,omitempty"`
	Dokumente []uuid.UUID           `json:"dokumente"`
}

func punkte(of uuid.UUID, in []casework.Punkt, docs []casework.Dokument) []punktView {
	out := []punktView{}
	for _, p := range in {
		if p.Nachricht != of {
			continue
		}
		v := punktView{p.ID, p.Titel, p.Hinweis, p.Zustand, p.Grund, []uuid.UUID{}}
		for _, d := range docs {
			if d.Punkt != nil && *d.Punkt == p.ID {
				v.Dokumente = append(v.Dokumente, d.ID)
			}
		}
		out = append(out, v)
	}
	return out
}

type nachrichtView struct {
	ID               uuid.UUID             `json:"id"`
	Richtung         casework.Richtung     `json:"richtung"`
	Art              casework.NachrichtArt `json:"art"`
	Betreff          string                `json:"betreff"`
	Text             string                `json:"text"`
	Am               time.Time             `json:"am"`
	Von              string                `json:"von"`
	Antwort          casework.AntwortRegel `json:"antwort"`
	AntwortBis       *string               `json:"antwortBis"`
	AntwortOffen     bool                  `json:"antwortOffen"`
	Vertrauensniveau int                   `json:"vertrauensniveau"`
	Bezug            *uuid.UUID            `json:"bezug,omitempty"`
	Gelesen          bool                  `json:"gelesen"`
	Anhaenge         []uuid.UUID           `json:"anhaenge"`
	Punkte           []punktView           `json:"punkte"`
	Sendung          *sendungView          `json:"sendung,omitempty"`
}

// nachrichten: no message is read with less than the applicant needs to see anything of the Vorgang.
func nachrichten(k *vorgang.Akte) []nachrichtView {
	faden, offen := casework.Faden{Nachrichten: k.Nachrichten, Punkte: k.Punkte, Bescheide: k.Bescheide}, k.Status.IsOffen()
	return list(k.Nachrichten, func(n casework.Nachricht) nachrichtView {
		v := nachrichtView{n.ID, n.Richtung, n.Art, n.Betreff, n.Text, n.Am, n.Von, n.Antwort, day(n.AntwortBis), offen && faden.AntwortOffen(n),
			max(n.Vertrauensniveau, k.NoetigesNiveau()), n.Bezug, n.Gelesen, anhaenge(n.ID, k.Dokumente), punkte(n.ID, k.Punkte, k.Dokumente), nil}
		for _, s := range k.Sendungen {
			if s.Nachricht != nil && *s.Nachricht == n.ID && s.Ziel == casework.ZielAntragsraum {
				x := sendung(s)
				v.Sendung = &x
			}
		}
		return v
	})
}

func anhaenge(of uuid.UUID, docs []casework.Dokument) []uuid.UUID {
	out := []uuid.UUID{}
	for _, d := range docs {
		if d.Nachricht != nil && *d.Nachricht == of {
			out = append(out, d.ID)
		}
	}
	return out
}

type aufgabeView struct {
	ID          uuid.UUID               `json:"id"`
	Element     string                  `json:"element"`
	Titel       string                  `json:"titel"`
	Hinweis     string                  `json:"hinweis,omitempty"`
	Aktion      string                  `json:"aktion"`
	Zustand     casework.AufgabeZustand `json:"zustand"`
	Rolle       string                  `json:"rolle"`
	Einheit     string                  `json:"einheit"`
	EinheitName string                  `json:"einheitName"`
	FaelligAm   *string                 `json:"faelligAm"`
	ErledigtAm  *time.Time              `json:"erledigtAm,omitempty"`
	ErledigtVon string                  `json:"erledigtVon,omitempty"`
	Erledigbar  bool                    `json:"erledigbar"`
	Antwort     bool                    `json:"antwortNoetig"`
	Felder      []aufgabeFeldView       `json:"felder"`
	Werte       json.RawMessage         `json:"werte"`
	Angaben     []angabeView            `json:"angaben"`
}

type aufgabeFeldView struct {
	Name     string       `json:"name"`
	Label    string       `json:"label"`
	Typ      string       `json:"typ"`
	Pflicht  bool         `json:"pflicht"`
	Optionen []optionView `json:"optionen,omitempty"`
}

type optionView struct {
	Wert  string `json:"wert"`
	Label string `json:"label"`
}

func aufgabe(a casework.Actor, k *vorgang.Akte, x casework.Aufgabe) aufgabeView {
	einheit := x.Einheit
	if einheit == "" {
		einheit = k.Einheit
	}
	name := k.EinheitNamen[einheit]
	if name == "" {
		name = einheit
	}
	return aufgabeView{x.ID, x.Element, x.Titel, x.Hinweis, x.Aktion, x.Zustand, x.Rolle, einheit, name, day(x.FaelligAm), x.ErledigtAm, x.ErledigtVon,
		ablauf.Erledigbar(a, &k.Vorgang, x), ablauf.NeedsAntwort(k.Def, x), list(x.Felder, aufgabeFeld), x.Werte, list(x.Angaben(), wortlaut)}
}

func aufgabeFeld(f workflow.Feld) aufgabeFeldView {
	return aufgabeFeldView{f.Name, f.Label, f.Typ, f.Pflicht, list(f.Optionen, func(o workflow.Option) optionView { return optionView{o.Wert, o.Label} })}
}

type wiedervorlageView struct {
	ID           uuid.UUID `json:"id"`
	Betreff      string    `json:"betreff"`
	Beschreibung string    `json:"beschreibung,omitempty"`
	FaelligAm    string    `json:"faelligAm"`
	Erledigt     bool      `json:"erledigt"`
	Von          string    `json:"von"`
}

func wiedervorlage(w casework.Wiedervorlage) wiedervorlageView {
	return wiedervorlageView{w.ID, w.Betreff, w.Beschreibung, w.FaelligAm.Format(time.DateOnly), w.Erledigt, w.Von}
}

type kommentarView struct {
	ID   uuid.UUID `json:"id"`
	Text string    `json:"text"`
	Von  string    `json:"von"`
	Am   time.Time `json:"am"`
}

func kommentar(k casework.Kommentar) kommentarView { return kommentarView{k.ID, k.Text, k.Von, k.Am} }

type bescheidView struct {
	ID          uuid.UUID                `json:"id"`
	Ergebnis    casework.Ergebnis        `json:"ergebnis"`
	Begruendung string                   `json:"begruendung"`
	Auflagen    []string                 `json:"auflagen"`
	Gebuehr     int64                    `json:"gebuehr"`
	Kanal       string                   `json:"kanal"`
	Zustand     casework.BescheidZustand `json:"zustand"`
	Am          time.Time                `json:"am"`
	Von         string                   `json:"von"`
	DokumentID  *uuid.UUID               `json:"dokumentId,omitempty"`
	Bekanntgabe *bekanntgabeView         `json:"bekanntgabe,omitempty"`
	Aktionen    []string                 `json:"aktionen"`
	Posttag     *string                  `json:"posttag"`
}

type bekanntgabeView struct {
	Regel           string   `json:"regel"`
	Am              *string  `json:"am"`
	RechtsbehelfBis *string  `json:"rechtsbehelfBis"`
	Schritte        []string `json:"schritte"`
}

func bescheid(a casework.Actor, k *vorgang.Akte, b casework.Bescheid) bescheidView {
	v := bescheidView{b.ID, b.Ergebnis, b.Begruendung, list(b.Auflagen, func(s string) string { return s }), b.GebuehrCent, b.Kanal, b.Zustand, b.Am, b.Von, b.Dokument, nil,
		list(vorgang.BescheidAktionen(a, &k.Vorgang, b), func(s string) string { return s }), day(k.Posttag)}
	if b.Regel != "" {
		v.Bekanntgabe = &bekanntgabeView{b.Regel, day(b.BekanntgabeAm), day(b.RechtsbehelfBis), list(b.Schritte, func(s string) string { return s })}
	}
	return v
}

type sendungView struct {
	ID               uuid.UUID               `json:"id"`
	Ziel             string                  `json:"ziel"`
	Art              string                  `json:"art"`
	Zustand          casework.SendungZustand `json:"zustand"`
	Am               time.Time               `json:"am"`
	BereitgestelltAm *time.Time              `json:"bereitgestelltAm,omitempty"`
	GelesenAm        *time.Time              `json:"gelesenAm,omitempty"`
	Versuche         int                     `json:"versuche"`
	Fehler           string                  `json:"fehler,omitempty"`
	NachrichtID      *uuid.UUID              `json:"nachrichtId,omitempty"`
}

func sendung(s casework.Sendung) sendungView {
	return sendungView{s.ID, s.Ziel, s.Art, s.Zustand, s.Am, s.BereitgestelltAm, s.GelesenAm, s.Versuche, s.Fehler, s.Nachricht}
}

type vorfallView struct {
	Token   string `json:"token"`
	Element string `json:"element"`
	Name    string `json:"name"`
	Code    string `json:"code"`
	Grund   string `json:"grund"`
}

func vorfall(d *workflow.Definition, t workflow.Token) vorfallView {
	name := t.Element
	if e := d.Process.Element(t.Element); e != nil {
		name = e.Label()
	}
	return vorfallView{t.ID, t.Element, name, t.Code, t.Reason}
}
