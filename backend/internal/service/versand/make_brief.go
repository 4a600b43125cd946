package versand

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
)

// nachrichtMain is the template of a message in every Verfahren; a Verfahren may bring its own.
const nachrichtMain = "nachricht.typ"

// makeBrief makes the PDF of a letter. What cannot be made stays in front of a person.
func (s *Service) makeBrief(ctx context.Context, actor casework.Actor,
	x *casework.Sendung) (q casework.Quittung, err error) {
	if x.Anschrift == nil || x.Anschrift.BriefMangel() != "" {
		return q, &casework.Zustellfehler{Grund: "letter_address_incomplete"}
	}
	var b brief.Brief
	var name string
	err = s.DB.ReadTx(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, x.Vorgang)
		if err != nil {
			return err
		}
		name = "Brief_" + v.Vorgangsnummer + "_" + x.Anschrift.Dateiteil() + ".pdf"
		b, err = s.writeBrief(ctx, tx, v, x)
		return err
	})
	if err != nil {
		return q, &casework.Zustellfehler{Grund: "letter_not_made", Wiederhole: true, Cause: err}
	}
	fertig, err := s.Brief.Make(ctx, b)
	if err != nil {
		return q, &casework.Zustellfehler{Grund: "letter_not_made", Wiederhole: true, Cause: err}
	}
	q.Brief = &casework.Dokument{ID: service.NewID(), Vorgang: x.Vorgang, Rolle: casework.RolleBrief, Dateiname: name,
		ContentType: "application/pdf", SHA256: fertig.SHA256, Groesse: fertig.Groesse,
		Pruefung: casework.PruefungUnbedenklich, Signaturen: fertig.Signaturen}
	return q, nil
}

// layBrief keeps the letter and lays it to be posted.
func layBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, x *casework.Sendung,
	d *casework.Dokument) error {
	d.Am = tx.Now
	x.Zustand, x.Dokument, x.Fehler = casework.SendungZurPost, &d.ID, ""
	tx.Journal(v, "brief_erstellt", map[string]any{"sendung": x.ID, "nachricht": x.Nachricht, "dokument": d.ID,
		"sha256": d.SHA256, "an": x.Anschrift.Zeile()})
	return tx.InsertDokumente(ctx, []casework.Dokument{*d})
}

// writeBrief gathers template and data of the letter; the shape is documented in workflow/letters.
func (s *Service) writeBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	x *casework.Sendung) (b brief.Brief, err error) {
	k, err := s.Brief.LoadKopf(ctx, tx, v)
	if err != nil {
		return b, err
	}
	n, err := tx.GetNachricht(ctx, *x.Nachricht)
	if err != nil {
		return b, err
	}
	punkte, err := tx.ListPunkte(ctx, v.ID)
	if err != nil {
		return b, err
	}
	dokumente, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return b, err
	}
	daten := nachrichtDaten(&k, v, n, x)
	daten["punkte"], daten["anlagen"] = briefpunkte(n, punkte), briefanlagen(n.ID, dokumente)
	brief.Write(daten)
	return brief.Brief{Main: nachrichtMain, Files: k.Files(), Daten: daten, Siegel: k.Mandant.Siegel(),
		Jetzt: tx.Now}, nil
}

func nachrichtDaten(k *brief.Kopf, v *casework.Vorgang, n *casework.Nachricht, x *casework.Sendung) map[string]any {
	daten := map[string]any{
		"absender": k.Absender(), "empfaenger": brief.Empfaenger(*x.Anschrift),
		"datum": casework.Heute(n.Am).Format("02.01.2006"), "vorgangsnummer": v.Vorgangsnummer,
		"aktenzeichen": v.Aktenzeichen, "verfahren": casework.Brieftitel(v.Langtitel(&k.Def.Meta)), "betreff": n.Betreff,
		"anrede": "", "gruss": !casework.EndetMitGruss(n.Text), "gruende": absaetze(n.Text), "unterschrift": n.Von,
		"adressat_hinweis": vertretungshinweis(x.Anschrift), "antwort": string(n.Antwort), "antwort_bis": "",
	}
	if n.Von == automatisch {
		daten["unterschrift"] = ""
	}
	if !casework.BeginntMitAnrede(n.Text) {
		daten["anrede"] = casework.Briefanrede(casework.Kontakt(k.Antrag.Antragsteller))
	}
	if bis := n.Laufend(); bis != nil && n.Antwort != casework.AntwortKeine {
		daten["antwort_bis"] = bis.Format("02.01.2006")
	}
	return daten
}

// automatisch is the author of what nobody wrote.
const automatisch = "Kontor"

func vertretungshinweis(an *casework.Anschrift) string {
	if an.Vertritt == "" {
		return ""
	}
	return fmt.Sprintf("Wir schreiben Ihnen, weil Sie %s vertreten.", an.VertrittInWorten())
}

func absaetze(text string) []string {
	out := []string{}
	for p := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// briefpunkte are the items a request asks for, unless its text names them all.
func briefpunkte(n *casework.Nachricht, punkte []casework.Punkt) []any {
	out := []any{}
	genannt := true
	for _, p := range punkte {
		if p.Nachricht == n.ID {
			genannt = genannt && strings.Contains(n.Text, p.Titel)
			out = append(out, map[string]any{"titel": p.Titel, "hinweis": p.Hinweis})
		}
	}
	if genannt {
		return []any{}
	}
	return out
}

func briefanlagen(nachricht uuid.UUID, dokumente []casework.Dokument) []string {
	out := []string{}
	for _, d := range beilagen(nachricht, dokumente) {
		out = append(out, d.Titel())
	}
	return out
}

// beilagen are the files that go along with a message.
func beilagen(nachricht uuid.UUID, dokumente []casework.Dokument) []casework.Dokument {
	return slices.DeleteFunc(slices.Clone(dokumente), func(d casework.Dokument) bool {
		return d.Nachricht == nil || *d.Nachricht != nachricht || d.Rolle == casework.RolleBrief
	})
}
