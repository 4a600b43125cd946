package main

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/config"
	"kontor/backend/internal/service/posteingang"
)

func names[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func connected(t *testing.T, cfg *config.Config) (ways, targets, alarms []string) {
	t.Helper()
	k, err := connect(cfg, kanaele)
	if err != nil {
		t.Fatal(err)
	}
	a, err := connect(cfg, ausgaenge)
	if err != nil {
		t.Fatal(err)
	}
	m, err := connect(cfg, melder)
	if err != nil {
		t.Fatal(err)
	}
	return names(k), names(a), names(m)
}

// Everything that is registered can be had: with all settings nothing is left out. What the settings do not name is not
// there, and one that is wrong ends the start by its name.
func TestChannelsAndTargetsFollowTheSettings(t *testing.T) {
	full := &config.Config{XdomeaOrdner: t.TempDir()}
	full.SMTP.Host, full.SMTP.Port, full.SMTP.TLS, full.SMTP.From = "localhost", 25, "none", "kontor@example.org"
	ways, targets, alarms := connected(t, full)
	if !slices.Equal(ways, names(kanaele)) || !slices.Equal(targets, names(ausgaenge)) ||
		!slices.Equal(alarms, names(melder)) {
		t.Errorf("with all settings there are %q, %q, %q", ways, targets, alarms)
	}
	ways, targets, alarms = connected(t, &config.Config{})
	if !slices.Equal(ways, []string{"antragsraum"}) || len(targets) != 0 || !slices.Equal(alarms, []string{"webhook"}) {
		t.Errorf("without settings there are %q, %q, %q", ways, targets, alarms)
	}
	if _, err := connect(&config.Config{XdomeaOrdner: filepath.Join(full.XdomeaOrdner, "fehlt")},
		ausgaenge); err == nil ||
		!strings.Contains(err.Error(), "KONTOR_XDOMEA_ORDNER") {
		t.Errorf("a folder that is not there: %v", err)
	}
	full.SMTP.From = "niemand"
	if _, err := connect(full, kanaele); err == nil || !strings.Contains(err.Error(), "SMTP_") {
		t.Errorf("a sender that is no address: %v", err)
	}
}

// Whoever is told of alarms by a channel has something that tells them.
func TestEveryChannelOfAlarmsCanReport(t *testing.T) {
	want := slices.Sorted(slices.Values(posteingang.AlarmKanaele()))
	if got := names(melder); !slices.Equal(got, want) {
		t.Errorf("alarms go by %q, there are %q", want, got)
	}
}
