// Command kontor is the whole product: intake, workflow, back office and applicant portal in one program. This package
// wires the rooms together and does nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // dates are German dates, also where the system knows no time zones
)

const usage = `kontor – Vorgangsbearbeitung für Behörden

  kontor dev             alles zum Ausprobieren starten, mit der Beispielstadt Lindenfurt
  kontor serve           den Betrieb starten; Einstellungen kommen aus der Umgebung
  kontor migrate         die Datenbank auf den Stand dieses Programms bringen
  kontor check ORDNER    Verfahren prüfen und ihre Szenarien durchspielen; mit Datenbank auch gegen das eigene Haus
  kontor check verlauf   alle Verläufe prüfen: Kette, versiegelte Inhalte, Dateien
  kontor check nachweis  ausgegebene Nachweise prüfen, ohne Datenbank
  kontor verfahren       Verfahren aus einem Ordner übernehmen oder in einen schreiben (import ORDNER, export ORDNER)
  kontor version         Version, Commit und Schemastand dieses Programms
  kontor token           API-Token ausstellen, auflisten, widerrufen (kontor token --help)

Die Einstellungen stehen in docs/betrieb.md. Alles, was fehlt oder falsch ist, wird beim Start auf einmal genannt.
`

// env is what a command may use of the world.
type env struct {
	args           []string
	getenv         func(string) string
	stdout, stderr io.Writer
	log            *slog.Logger
}

// errFindings ends a check that found something; the findings are printed already.
var errFindings = errors.New("there are findings")

func main() {
	// Kontor's live memory is some ten megabytes: collecting half as often costs as much again and saves a tenth of
	// the processor.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	// A second signal kills: a stop that hangs must not take the terminal with it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	e := env{args: os.Args[1:], getenv: os.Getenv, stdout: os.Stdout, stderr: os.Stderr,
		log: slog.New(slog.NewJSONHandler(os.Stderr, nil))}
	os.Exit(e.run(ctx))
}

// run dispatches and returns the exit code.
func (e env) run(ctx context.Context) int {
	commands := map[string]func(context.Context, env) error{
		"dev": runDev, "serve": runServe, "migrate": runMigrate, "check": runCheck, "token": runToken,
		"verfahren": runVerfahren, "version": runVersion,
	}
	if len(e.args) == 0 || e.args[0] == "help" || e.args[0] == "--help" || e.args[0] == "-h" {
		fmt.Fprint(e.stdout, usage)
		return 0
	}
	command, ok := commands[e.args[0]]
	if !ok {
		fmt.Fprintf(e.stderr, "kontor: den Befehl %q gibt es nicht.\n\n%s", e.args[0], usage)
		return 2
	}
	e.args = e.args[1:]
	err := command(ctx, e)
	switch {
	case err == nil, errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return 0
	case errors.Is(err, errFindings):
		return 1
	}
	fmt.Fprintln(e.stderr, "kontor:", err)
	return 1
}
