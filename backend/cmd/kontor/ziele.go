package main

import (
	"crypto/x509"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"

	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
	"kontor/backend/internal/postfach"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/fitconnect"
	"kontor/backend/internal/postfach/osi2"
	"kontor/backend/internal/postfach/zbp"
	"kontor/backend/internal/postfach/zbpfit"
	"kontor/backend/internal/service/kehraus"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/signatur"
)

// anschluss is a channel or a target: whether the settings want it, and how it is opened.
type anschluss[T any] struct {
	set  func(*config.Config) bool
	open func(*config.Config) (T, error)
}

// kanaele lead to applicants, and to people at the office, by Sendung.Ziel; a new one is a file in postfach, its name
// in casework and a line here.
var kanaele = map[string]anschluss[versand.Postfach]{
	casework.ZielAntragsraum: {always, openAntragsraum},
	casework.ZielEmail:       {hasMail, func(cfg *config.Config) (versand.Postfach, error) { return openMail(cfg) }},
	casework.ZielMitarbeit:   {hasMail, openMitarbeit},
}

// kanalarten are the protocols that a Kanal of a tenant can speak, by Sendung.Ziel; a new one is a folder in postfach,
// its name in casework and a line here.
var kanalarten = map[string]versand.Kanalart{
	casework.ZielOSI: {Felder: osi2.Felder, Open: openOSI},
	casework.ZielZBP: {Felder: zbp.Felder, Open: func(e map[string]string) (versand.Postfach, error) { return zbp.New(e) }},
	casework.ZielFITConnect: {Felder: fitconnect.Felder,
		Open: func(e map[string]string) (versand.Postfach, error) { return fitconnect.New(e) }},
	casework.ZielZBPFit: {Felder: zbpfit.Felder,
		Open: func(e map[string]string) (versand.Postfach, error) { return zbpfit.New(e) }},
}

func openOSI(einstellungen map[string]string) (versand.Postfach, error) {
	return osi2.New(einstellungen, anruf.NewClient(nil))
}

// ausgaenge take whole Vorgänge, by Sendung.Ziel; a new one is a file in ausgang, its name in casework, a line here.
var ausgaenge = map[string]anschluss[versand.Ausgang]{
	casework.ZielXdomeaOrdner: {hasOrdner, func(cfg *config.Config) (versand.Ausgang, error) { return openOrdner(cfg) }},
}

// melder tell the authority of alarms, by JobAlarm.Kanal; whom each tells stands in posteingang.
var melder = map[string]anschluss[posteingang.Melder]{
	casework.AlarmEmail:   {hasMail, func(cfg *config.Config) (posteingang.Melder, error) { return openMail(cfg) }},
	casework.AlarmWebhook: {always, openWebhook},
}

// ankerwege give the anchors of the Verlauf outside; a new one is a setting and a line here.
var ankerwege = map[string]anschluss[kehraus.Ankerweg]{
	"ordner":                {func(cfg *config.Config) bool { return cfg.AnkerOrdner != "" }, openAnkerordner},
	"mail":                  {func(cfg *config.Config) bool { return cfg.AnkerMail != "" }, openAnkermail},
	casework.WegZeitstempel: {func(cfg *config.Config) bool { return cfg.Zeitstempel != "" }, openZeitstempel},
	"syslog":                {func(cfg *config.Config) bool { return cfg.AnkerSyslog != "" }, openSystemlog},
}

// connect opens what the settings want.
func connect[T any](cfg *config.Config, list map[string]anschluss[T]) (map[string]T, error) {
	out := map[string]T{}
	for name, a := range list {
		if !a.set(cfg) {
			continue
		}
		x, err := a.open(cfg)
		if err != nil {
			return nil, err
		}
		out[name] = x
	}
	return out, nil
}

// wanted are the names of what the settings want, in order.
func wanted[T any](cfg *config.Config, list map[string]anschluss[T]) []string {
	out := []string{}
	for _, name := range slices.Sorted(maps.Keys(list)) {
		if list[name].set(cfg) {
			out = append(out, name)
		}
	}
	return out
}

func always(*config.Config) bool { return true }

func hasMail(cfg *config.Config) bool { return cfg.SMTP.Set() }

func hasOrdner(cfg *config.Config) bool { return cfg.XdomeaOrdner != "" }

func openAntragsraum(*config.Config) (versand.Postfach, error) { return postfach.Antragsraum{}, nil }

func openWebhook(*config.Config) (posteingang.Melder, error) { return postfach.Webhook{}, nil }

func openMail(cfg *config.Config) (*postfach.Email, error) {
	s := cfg.SMTP
	email, err := postfach.NewEmail(postfach.SMTP{Host: s.Host, Port: s.Port, User: s.User,
		Password: s.Password.Value(), TLS: s.TLS,
		From: s.From})
	if err != nil {
		return nil, fmt.Errorf("set up mail (SMTP_…): %w", err)
	}
	return email, nil
}

func openMitarbeit(cfg *config.Config) (versand.Postfach, error) {
	email, err := openMail(cfg)
	return postfach.Mitarbeit{Email: email}, err
}

func openOrdner(cfg *config.Config) (ausgang.Ordner, error) {
	return ausgang.Ordner{Pfad: cfg.XdomeaOrdner}, isFolder("KONTOR_XDOMEA_ORDNER", cfg.XdomeaOrdner)
}

func openAnkerordner(cfg *config.Config) (kehraus.Ankerweg, error) {
	return ausgang.Ankerordner{Pfad: cfg.AnkerOrdner}, isFolder("KONTOR_ANKER_ORDNER", cfg.AnkerOrdner)
}

func openAnkermail(cfg *config.Config) (kehraus.Ankerweg, error) {
	email, err := openMail(cfg)
	return postfach.Ankermail{Email: email, An: cfg.AnkerMail}, err
}

func openSystemlog(cfg *config.Config) (kehraus.Ankerweg, error) {
	return ausgang.Systemlog{Adresse: cfg.AnkerSyslog}, nil
}

func openZeitstempel(cfg *config.Config) (kehraus.Ankerweg, error) {
	wurzeln, err := readWurzeln("KONTOR_ZEITSTEMPEL_WURZELN", cfg.ZeitstempelWurzeln)
	return signatur.Zeitstempeldienst{URL: cfg.Zeitstempel, Anmeldung: cfg.ZeitstempelAnmeldung.Value(),
		Wurzeln: wurzeln}, err
}

// newStempelpruefer checks time stamps; without roots it does not know whose they are.
func newStempelpruefer(cfg *config.Config) (casework.Stempelpruefer, error) {
	wurzeln, err := readWurzeln("KONTOR_ZEITSTEMPEL_WURZELN", cfg.ZeitstempelWurzeln)
	return signatur.Stempelpruefer(wurzeln), err
}

// newSiegler has the keys of the settings; without one it seals nothing, and a tenant with a seal sends no letter.
func newSiegler(cfg *config.Config) (signatur.Siegler, error) {
	if cfg.SiegelSchluessel == "" {
		return signatur.Siegler{}, nil
	}
	keys, err := signatur.ReadSchluessel([]byte(cfg.SiegelSchluessel.Value()))
	if err != nil {
		return signatur.Siegler{}, fmt.Errorf("read KONTOR_SIEGEL_SCHLUESSEL: %w", err)
	}
	return signatur.Siegler{Schluessel: keys}, nil
}

// newSignaturpruefer looks at documents that come in.
func newSignaturpruefer(cfg *config.Config) (signatur.Pruefer, error) {
	wurzeln, err := readWurzeln("KONTOR_SIGNATUR_WURZELN", cfg.SignaturWurzeln)
	return signatur.Pruefer{Wurzeln: wurzeln}, err
}

// readWurzeln reads certificates from the file of a setting; nil where it names none.
func readWurzeln(setting, path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if err == nil {
		var pool *x509.CertPool
		if pool, err = signatur.Wurzeln(text); err == nil {
			return pool, nil
		}
	}
	return nil, fmt.Errorf("read %s: %w", setting, err)
}

func isFolder(setting, path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = errors.New("it is no folder")
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", setting, err)
	}
	return nil
}
