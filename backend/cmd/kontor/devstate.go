package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kontor/backend/internal/config"
)

// devState is dev.json in the data folder: ports that should stay the same, and the database that other commands of the
// same user find. It holds a password, so it is 0600.
type devState struct {
	Database string `json:"database,omitempty"` // only while `kontor dev` runs
	Port     int    `json:"port"`
	Login    int    `json:"login"`
	Mail     int    `json:"mail"`
	SMTP     int    `json:"smtp"`
	IMAP     int    `json:"imap"`
	OSI      int    `json:"osi"`
	ZBP      int    `json:"zbp"`
	FIT      int    `json:"fit"`
	Tage     int    `json:"tage,omitempty"` // the town's clock is that far ahead
}

func devStatePath(data string) string { return filepath.Join(data, "dev.json") }

// readDevState returns an empty state if there is none, or none that can be read: it only saves work.
func readDevState(data string) (s devState) {
	raw, err := os.ReadFile(devStatePath(data))
	if err == nil && json.Unmarshal(raw, &s) != nil {
		s = devState{}
	}
	return s
}

// write replaces the file at once, so that nobody reads half of it.
func (s devState) write(data string) error {
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	tmp := devStatePath(data) + ".new"
	if err := os.WriteFile(tmp, append(raw, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, devStatePath(data))
}

// database finds the connection string: the settings', else that of the running `kontor dev` on the same folder.
func (e env) database(use config.Use) (string, error) {
	cfg, err := config.Load(e.getenv)
	if err != nil {
		return "", err
	}
	if cfg.Database != "" {
		return cfg.Database.Value(), nil
	}
	raw, err := os.ReadFile(devStatePath(cfg.Data))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		_, err := config.Load(e.getenv, use) // says what is missing
		return "", errors.Join(err, fmt.Errorf("oder kontor dev mit KONTOR_DATA=%s starten", cfg.Data))
	}
	var s devState
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err == nil && s.Database == "" {
		err = fmt.Errorf("kontor dev läuft auf %s nicht: starten, oder DATABASE_URL setzen", cfg.Data)
	}
	return s.Database, err
}
