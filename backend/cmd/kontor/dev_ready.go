package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/devkit"
	"kontor/backend/internal/devkit/demo"
	"kontor/frontend"
)

func (d *dev) printReady() {
	w := d.stdout
	fmt.Fprintf(w, "\nKontor ist bereit (nach %.1f s)\n\n", time.Since(d.began).Seconds())
	for _, line := range [][2]string{
		{"Back-Office", d.cfg.Adresse + "/"}, {"Antragsraum", d.cfg.Adresse + "/antragsraum"}, {"Formulareingang", d.cfg.Adresse + "/eingang/{zugang}"},
		{"E-Mails lesen", d.mail.URL() + "/"}, {"Anmeldedienst", d.login.URL() + "/"}, {"Daten und Protokoll", d.cfg.Data},
	} {
		fmt.Fprintf(w, "  %-20s %s\n", line[0], line[1])
	}
	if d.state.Tage > 0 {
		fmt.Fprintf(w, "\nDie Uhr der Beispielstadt geht %d Tage vor: Dort ist der %s.\n", d.state.Tage,
			casework.Heute(d.now()).Format("02.01.2006"))
	}
	fmt.Fprintf(w, "\nKonten, Passwort überall „%s“\n\n", demo.Password)
	printAccounts(w, "Back-Office", demo.StaffAccounts())
	printAccounts(w, "Antragsraum", demo.ApplicantAccounts())
	fmt.Fprintf(w, "  Zugänge: %s (Benutzer = Name des Zugangs)\n", strings.Join(demo.Zugaenge(), ", "))
	fmt.Fprintf(w, "  Postfach des Zugangs email: eine E-Mail von …@lindenfurt.example an %s über SMTP %s wird nach höchstens einer Minute ein Vorgang\n", devkit.IMAPAddress, d.mail.SMTPAddr())
	if f, err := frontend.FS().Open("index.html"); err != nil {
		fmt.Fprintln(w, "\n  Die Browser-App ist nicht gebaut: make build")
	} else {
		f.Close()
	}
	fmt.Fprint(w, "\nBeenden mit Strg-C.\n")
}

func printAccounts(w io.Writer, title string, accounts []demo.Account) {
	for _, a := range accounts {
		fmt.Fprintf(w, "  %-12s %-17s %s\n", title, a.Name, a.Text)
		title = ""
	}
	fmt.Fprintln(w)
}
