package vorgang

import (
	"context"
	"fmt"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Schluesselbund are the keys that the Verlauf may be signed with.
type Schluesselbund = casework.Schluesselbund

// checkAnker compares the anchors with each other, with the entries they name and with what was kept outside.
func (p *verlaufspruefung) checkAnker(ctx context.Context, zeugen []string) error {
	var schaeden []string
	err := p.DB.ReadTx(ctx, casework.System(p.m.ID), func(tx *store.Tx) error {
		anker, err := tx.ListAnker(ctx)
		if err != nil {
			return err
		}
		belege, err := tx.ReadBelege(ctx, casework.WegZeitstempel)
		if err != nil {
			return err
		}
		for i := range anker {
			p.stempel.Add(&anker[i], p.m.Schluessel, belege[anker[i].Nr], p.Stempel)
			blaetter, err := tx.ListAnkerblaetter(ctx, anker[i].Nr)
			if err != nil {
				return err
			}
			var vorher *casework.Anker
			if i > 0 {
				vorher = &anker[i-1]
			}
			bruch, bekannt := anker[i].Check(p.m.Schluessel, vorher, blaetter, p.Bund)
			if bruch != "" {
				schaeden = append(schaeden, bruch)
			}
			if !bekannt {
				p.unbekannt[anker[i].Schluessel]++
			}
		}
		p.stempel.End(len(anker))
		brueche, err := tx.ListAnkerbrueche(ctx)
		for _, b := range brueche {
			nummer := b.Vorgangsnummer
			if nummer == "" {
				nummer = "Vorgang " + b.Vorgang.String() + " fehlt"
			}
			schaeden = append(schaeden, fmt.Sprintf("%s: Eintrag %d ist nicht der, den Anker %d vom %s festhält",
				nummer, b.Nr, b.Anker, b.Tag.Format("02.01.2006")))
		}
		schaeden = append(schaeden, casework.CheckZeugen(p.m.Schluessel, anker,
			casework.Ankerzeilen(strings.Join(zeugen, "\n"), p.m.Schluessel))...)
		return err
	})
	schaeden = append(schaeden, p.stempel.Schaeden...)
	for _, schaden := range schaeden {
		fmt.Fprintf(p.w, "%s: %s\n", p.m.Schluessel, schaden)
	}
	p.fehler += len(schaeden)
	return err
}
