package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
)

// tokenFlags are the choices of `kontor token`.
type tokenFlags struct {
	benutzer  string
	ablauf    time.Duration
	liste     bool
	widerruf  string
	berlinFmt string
}

// maxToken bounds the life of a token: whoever needs more gets a new one.
const maxToken = 366 * 24 * time.Hour

func parseToken(e env) (tokenFlags, error) {
	f := tokenFlags{berlinFmt: "02.01.2006 15:04"}
	set := flag.NewFlagSet("kontor token", flag.ContinueOnError)
	set.SetOutput(e.stderr)
	set.Usage = func() {
		fmt.Fprint(e.stderr, "kontor token --benutzer NAME [--ablauf 1h]   Token ausstellen; er wird nur dieses eine Mal gezeigt\nkontor token --liste                         Tokens auflisten\nkontor token --widerruf ID                   Token widerrufen\n\nAufrufe tragen ihn als Kopfzeile: Authorization: Bearer TOKEN\n")
	}
	set.StringVar(&f.benutzer, "benutzer", "", "user name")
	set.DurationVar(&f.ablauf, "ablauf", time.Hour, "life time")
	set.BoolVar(&f.liste, "liste", false, "list")
	set.StringVar(&f.widerruf, "widerruf", "", "id to revoke")
	if err := set.Parse(e.args); err != nil {
		return f, err
	}
	chosen := 0
	for _, c := range []bool{f.benutzer != "", f.liste, f.widerruf != ""} {
		if c {
			chosen++
		}
	}
	switch {
	case chosen != 1 || set.NArg() > 0:
		set.Usage()
		return f, errors.New("genau eines von --benutzer, --liste, --widerruf angeben")
	case f.ablauf <= 0 || f.ablauf > maxToken:
		return f, errors.New("--ablauf muss zwischen 1s und 8784h (366 Tagen) liegen")
	}
	return f, nil
}

// runToken issues, lists and revokes API tokens, on the database of the settings or of the running `kontor dev`.
func runToken(ctx context.Context, e env) error {
	f, err := parseToken(e)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	dsn, err := e.database(config.NeedsDatabase)
	if err != nil {
		return err
	}
	db, err := openMigrated(ctx, dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	mandant, err := findMandant(ctx, db, e.getenv("KONTOR_MANDANT"))
	if err != nil {
		return err
	}
	switch {
	case f.liste:
		return listTokens(ctx, e, db, mandant, f)
	case f.widerruf != "":
		return revokeToken(ctx, e, db, mandant, f.widerruf)
	}
	return createToken(ctx, e, db, mandant, f)
}

func createToken(ctx context.Context, e env, db *store.DB, mandant uuid.UUID, f tokenFlags) error {
	plain, hash := auth.NewSecret()
	k, err := services.New(services.Parts{DB: db, Log: e.log}).Anmeldung.CreateToken(ctx, mandant,
		f.benutzer, hash, f.ablauf)
	if casework.CodeOf(err) == casework.NotFound {
		return fmt.Errorf("%q ist nicht bekannt: die Person muss sich einmal angemeldet haben", f.benutzer)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, plain) // alone on stdout: TOKEN=$(kontor token --benutzer …)
	fmt.Fprintf(e.stderr, "gültig bis %s, ID %s\n", k.AblaufAm.Local().Format(f.berlinFmt), k.ID)
	return nil
}

func listTokens(ctx context.Context, e env, db *store.DB, mandant uuid.UUID, f tokenFlags) error {
	w := tabwriter.NewWriter(e.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tBENUTZER\tAUSGESTELLT\tABLAUF\tZULETZT BENUTZT\tZUSTAND")
	err := db.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		tokens, err := tx.ListTokens(ctx)
		if err != nil {
			return err
		}
		for _, k := range tokens {
			b, err := tx.GetBenutzer(ctx, k.Benutzer)
			if err != nil {
				return err
			}
			used := "nie"
			if k.BenutztAm != nil {
				used = k.BenutztAm.Local().Format(f.berlinFmt)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, b.Name, k.ErstelltAm.Local().Format(f.berlinFmt),
				k.AblaufAm.Local().Format(f.berlinFmt), used, tokenState(k, tx.Now))
		}
		return nil
	})
	return errors.Join(err, w.Flush())
}

func tokenState(k store.Token, now time.Time) string {
	switch {
	case k.WiderrufenAm != nil:
		return "widerrufen"
	case !now.Before(k.AblaufAm):
		return "abgelaufen"
	}
	return "gültig"
}

func revokeToken(ctx context.Context, e env, db *store.DB, mandant uuid.UUID, id string) error {
	key, err := uuid.Parse(id)
	if err != nil {
		return fmt.Errorf("%q ist keine ID; kontor token --liste zeigt sie", id)
	}
	err = db.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error { return tx.RevokeToken(ctx, key) })
	if casework.CodeOf(err) == casework.NotFound {
		return errors.New("einen gültigen Token mit dieser ID gibt es nicht")
	}
	if err == nil {
		fmt.Fprintln(e.stdout, "widerrufen")
	}
	return err
}
