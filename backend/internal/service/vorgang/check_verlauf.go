package vorgang

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CheckVerlauf walks the chains of all Vorgänge of all tenants, compares what the entries have sealed with the rows and
// the files as they are, and reports to w what does not fit. A Vorgang counts once, however much of it is damaged, and
// so does each anchor. zeugen are texts in which lines of anchors were kept outside.
func (s *Service) CheckVerlauf(ctx context.Context, w io.Writer, zeugen ...string) (geprueft, fehler int, err error) {
	var mandanten []store.Mandant
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandanten, err = tx.ListMandanten(ctx)
		return err
	})
	for _, m := range mandanten {
		if err != nil {
			break
		}
		p := &verlaufspruefung{Service: s, m: m, w: w, dateien: map[string]string{}, unbekannt: map[string]int{}}
		if err = p.run(ctx); err == nil {
			err = p.checkAnker(ctx, zeugen)
		}
		p.sayUnchecked()
		geprueft, fehler = geprueft+p.geprueft, fehler+p.fehler
	}
	return geprueft, fehler, err
}

// verlaufspruefung of one tenant.
type verlaufspruefung struct {
	*Service
	m                store.Mandant
	w                io.Writer
	geprueft, fehler int
	dateien          map[string]string // what is wrong with a content that was read already
	frueher          int               // Vorgänge with entries of an earlier program
	zuletzt          time.Time         // the last of these entries
	offen            int               // rows that cannot be checked therefore
	unbekannt        map[string]int    // entries by the key that is not at hand
	stempel          casework.Stempelpruefung
}

// akte is what the check reads of one Vorgang, all of one moment.
type akte struct {
	vorgang     *casework.Vorgang
	eintraege   []casework.Verlaufseintrag
	zeilen      []casework.Siegelzeile
	dateien     []casework.Dokument
	lieferungen []casework.Lieferungszeile
}

func (p *verlaufspruefung) run(ctx context.Context) error {
	for last := uuid.Nil; ; {
		var akten []akte
		err := p.DB.ReadTx(ctx, casework.System(p.m.ID), func(tx *store.Tx) error {
			ids, err := tx.ListVorgangIDs(ctx, last)
			for _, id := range ids {
				var a akte
				if a, err = readAkte(ctx, tx, id); err != nil {
					return err
				}
				akten, last = append(akten, a), id
			}
			return err
		})
		if err != nil {
			return err
		}
		if len(akten) == 0 {
			return nil
		}
		for i := range akten { // files are read outside of the transaction
			if err := p.check(ctx, &akten[i]); err != nil {
				return err
			}
		}
	}
}

func readAkte(ctx context.Context, tx *store.Tx, id uuid.UUID) (a akte, err error) {
	if a.vorgang, err = tx.GetVorgang(ctx, id); err != nil {
		return a, err
	}
	if a.eintraege, err = tx.ListVerlauf(ctx, id); err != nil {
		return a, err
	}
	a.zeilen, err = tx.ListSiegelzeilen(ctx, id, casework.GesiegelteIDs(a.eintraege, "einwilligung"))
	if err != nil {
		return a, err
	}
	if a.dateien, err = tx.ListDokumente(ctx, id); err != nil {
		return a, err
	}
	a.lieferungen, err = tx.ListLieferungen(ctx, id, casework.LieferungIDs(a.eintraege))
	return a, err
}

func (p *verlaufspruefung) check(ctx context.Context, a *akte) error {
	p.geprueft++
	var schaeden []string
	if bruch := casework.CheckKette(a.eintraege, a.vorgang.VerlaufNr, a.vorgang.VerlaufHash); bruch != "" {
		schaeden = []string{bruch} // what a broken chain seals proves nothing
	} else {
		inhalte, err := casework.CheckInhalte(a.eintraege, a.zeilen)
		if err != nil {
			return err
		}
		schaeden = append(inhalte.Schaeden, p.checkZeichen(a.eintraege)...)
		schaeden = append(schaeden, casework.CheckLieferungen(a.eintraege, a.lieferungen)...)
		p.count(inhalte)
	}
	dateien, err := p.checkDateien(ctx, a.dateien)
	if err != nil {
		return err
	}
	schaeden = append(schaeden, dateien...)
	rohdaten, err := p.checkRohdaten(ctx, a.lieferungen)
	if err != nil {
		return err
	}
	schaeden = append(schaeden, rohdaten...)
	for _, schaden := range schaeden {
		fmt.Fprintf(p.w, "%s %s: %s\n", p.m.Schluessel, a.vorgang.Vorgangsnummer, schaden)
	}
	if len(schaeden) > 0 {
		p.fehler++
	}
	return nil
}

func (p *verlaufspruefung) checkZeichen(eintraege []casework.Verlaufseintrag) []string {
	s := casework.CheckSchluessel(eintraege, p.Bund)
	for k, n := range s.Unbekannt {
		p.unbekannt[k] += n
	}
	return s.Schaeden
}

func (p *verlaufspruefung) count(i casework.Inhaltspruefung) {
	if i.Frueher == nil {
		return
	}
	p.frueher++
	p.offen += i.Offen
	if i.Frueher.Zeit.After(p.zuletzt) {
		p.zuletzt = i.Frueher.Zeit
	}
}

// sayUnchecked: what nobody sealed is no damage, and not sound either.
func (p *verlaufspruefung) sayUnchecked() {
	if p.frueher > 0 {
		fmt.Fprintf(p.w, "%s: %d Vorgänge haben Einträge eines früheren Programms, das Inhalte nicht versiegelt hat "+
			"(zuletzt am %s); %d Inhalte sind deshalb nicht mehr prüfbar\n", p.m.Schluessel, p.frueher,
			casework.Berlin(p.zuletzt).Format("02.01.2006 15:04"), p.offen)
	}
	if len(p.unbekannt) > 0 {
		fmt.Fprintf(p.w, "%s: nicht geprüft, weil der Schlüssel fehlt: %s\n", p.m.Schluessel,
			casework.InWorten(p.unbekannt))
	}
	for _, hinweis := range p.stempel.Hinweise {
		fmt.Fprintf(p.w, "%s: %s\n", p.m.Schluessel, hinweis)
	}
	if p.Blobs == nil {
		fmt.Fprintf(p.w, "%s: Dateien nicht geprüft: kein Dateispeicher eingestellt\n", p.m.Schluessel)
	}
}

// checkDateien reads each content once and compares it with its name.
func (p *verlaufspruefung) checkDateien(ctx context.Context, docs []casework.Dokument) (schaeden []string, err error) {
	if p.Blobs == nil {
		return nil, nil
	}
	for _, d := range docs {
		schaden, gelesen := p.dateien[d.SHA256]
		if !gelesen {
			if schaden, err = p.checkDatei(ctx, d.SHA256); err != nil {
				return nil, err
			}
			p.dateien[d.SHA256] = schaden
		}
		if schaden != "" {
			schaeden = append(schaeden, fmt.Sprintf("Dokument %s: %s", d.ID, schaden))
		}
	}
	return schaeden, nil
}

// checkRohdaten reads what came, as far as it is kept.
func (p *verlaufspruefung) checkRohdaten(ctx context.Context, zeilen []casework.Lieferungszeile) (schaeden []string,
	err error) {
	for _, z := range zeilen {
		if p.Blobs == nil || z.RohdatenGeloeschtAm != nil {
			continue
		}
		schaden, err := p.checkDatei(ctx, z.SHA256)
		if err != nil {
			return nil, err
		}
		if schaden != "" {
			schaeden = append(schaeden, fmt.Sprintf("Lieferung %s: %s", z.ID, schaden))
		}
	}
	return schaeden, nil
}

func (p *verlaufspruefung) checkDatei(ctx context.Context, sum string) (schaden string, err error) {
	r, err := p.Blobs.Open(ctx, sum)
	if code := casework.CodeOf(err); code == casework.NotFound || code == casework.Invalid {
		return "Datei fehlt", nil
	}
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return "Inhalt der Datei verändert", nil
	}
	return "", nil
}
