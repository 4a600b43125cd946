package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
)

// checkNachweis looks at evidence records as they were exported, with nothing but the files: a court has no database.
// Keys and the folder of anchors are used where the settings name them.
func checkNachweis(e env) error {
	dateien, anker := e.args[1:], []string{"--anker"}
	if i := slices.Index(dateien, "--anker"); i >= 0 {
		dateien, anker = dateien[:i], dateien[i:]
	}
	if len(dateien) == 0 {
		return errors.New("kontor check nachweis DATEI … [--anker DATEI …]")
	}
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return err
	}
	bund, err := bundToCheck(cfg)
	if err != nil {
		return err
	}
	if len(anker) == 1 {
		anker = nil
	}
	zeugen, err := readZeugen(cfg, anker)
	if err != nil {
		return err
	}
	stempel, err := newStempelpruefer(cfg)
	if err != nil {
		return err
	}
	bad := false
	for _, name := range dateien {
		found, err := e.checkNachweisdatei(name, bund, zeugen, stempel)
		if err != nil {
			return err
		}
		bad = bad || found
	}
	if bad {
		return errFindings
	}
	return nil
}

var pruefworte = map[string]string{casework.NachweisGut: "in Ordnung", casework.NachweisVerletzt: "verletzt",
	casework.NachweisOffen: "nicht vollständig geprüft"}

func (e env) checkNachweisdatei(name string, bund casework.Schluesselbund, zeugen []string,
	stempel casework.Stempelpruefer) (bad bool, err error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	var n casework.Nachweis
	if err := json.Unmarshal(raw, &n); err != nil || !n.Bekannt() {
		fmt.Fprintf(e.stdout, "%s: kein Nachweis der Form %s\n", name, casework.Nachweisform)
		return true, nil
	}
	var zeilen []string
	if zeugen != nil {
		zeilen = append([]string{}, casework.Ankerzeilen(strings.Join(zeugen, "\n"), n.Mandant)...)
	}
	fmt.Fprintf(e.stdout, "%s: %s, %s\n", name, n.Behoerde, n.Vorgangsnummer)
	for _, p := range append(n.Check(bund, zeilen, stempel), n.CheckDatei(bund)) {
		fmt.Fprintf(e.stdout, "  %s: %s. %s\n", p.Titel, pruefworte[p.Ergebnis], p.Text)
		bad = bad || p.Ergebnis == casework.NachweisVerletzt
	}
	return bad, nil
}
