package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
	"kontor/workflow/drawing"
)

// goldenCheck is what `kontor check` says; with UPDATE_GOLDEN set it is written anew.
func goldenCheck(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s, %v:\n%s", name, err, got)
	}
}

// houses is a folder with a procedure that names much of a house, and one that names nothing.
func houses(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"schlicht", "vieles"} {
		if err := os.CopyFS(filepath.Join(dir, name, "1"),
			os.DirFS("../../../workflow/verfahren/standard/1")); err != nil {
			t.Fatal(err)
		}
	}
	service := func(id, art, inputs string) string {
		return `<serviceTask id="` + id + `" name="` + id + `"><extensionElements><k:dienst art="` + art + `">` +
			inputs + `</k:dienst></extensionElements></serviceTask>`
	}
	task := func(id, rolle, einheit string) string {
		return `<userTask id="` + id + `" name="` + id + `"><extensionElements><k:aufgabe rolle="` + rolle +
			`" einheit="` + einheit + `"/></extensionElements></userTask>`
	}
	body := drawing.Start("s") + task("Ansehen", "sachbearbeitung", "lf-66-strassenbau") +
		task("Zeichnen", "teamleitung", "gruen") + task("Siegeln", "siegelamt", "") +
		service("Erlassen", "create_bescheid", `<k:eingabe name="ergebnis" wert="bewilligt"/>`) +
		service("Kassieren", "payment_link", `<k:eingabe name="betrag" wert="10"/><k:eingabe name="zweck" wert="x"/>`) +
		service("Rufen", "webhook", `<k:eingabe name="ziel" wert="x"/>`) +
		service("Abgeben", "hand_over", `<k:eingabe name="ausgang" wert="xdomea_ordner"/>`) +
		service("Sagen", "notify", `<k:eingabe name="an" wert="meier"/><k:eingabe name="text" wert="x"/>`) +
		service("Mailen", "notify", `<k:eingabe name="an" wert="amt@stadt.example"/><k:eingabe name="text" wert="x"/>`) +
		`<receiveTask id="Warten" name="Warten" messageRef="m1"/>` + drawing.End("e")
	flows, last := []string{}, "s"
	for _, id := range []string{"Ansehen", "Zeichnen", "Siegeln", "Erlassen", "Kassieren", "Rufen", "Abgeben", "Sagen",
		"Mailen", "Warten", "e"} {
		flows, last = append(flows, last+">"+id), id
	}
	file := strings.Replace(drawing.Wrap(body, flows...), `name="antwort"`, `name="zahlung"`, 1)
	vieles := filepath.Join(dir, "vieles", "1")
	if err := os.WriteFile(filepath.Join(vieles, "process.bpmn"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(vieles, "scenarios")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Without a database check judges what the program itself knows, and says in one line what it could not. With one it
// knows the town.
func TestCheckKnowsTheHouse(t *testing.T) {
	dir := houses(t)
	out, errs, code := kontor(t, nil, "check", dir)
	if code != 1 || errs != "" {
		t.Errorf("exit %d: %s", code, errs)
	}
	goldenCheck(t, "check-ohne-datenbank.txt", out)

	k := testkit.Service(t)
	k.Person("sb", casework.RolleSachbearbeitung, "lf-66-strassenbau")
	out, errs, code = kontor(t, []string{"DATABASE_URL=" + k.DSN}, "check", dir)
	if code != 1 || errs != "" {
		t.Errorf("exit %d: %s", code, errs)
	}
	goldenCheck(t, "check-mit-datenbank.txt", out)

	settings := []string{"DATABASE_URL=" + k.DSN, "KONTOR_XDOMEA_ORDNER=" + t.TempDir(), "SMTP_HOST=mail.example",
		"SMTP_FROM=kontor@stadt.example"}
	out, _, _ = kontor(t, settings, "check", dir)
	if strings.Contains(out, "Abgeben") || strings.Contains(out, "Mailen") {
		t.Errorf("what the settings name is there:\n%s", out)
	}
	if out, _, code := kontor(t, nil, "check", filepath.Join(dir, "schlicht")); code != 0 ||
		!strings.Contains(out, "soweit beurteilt in Ordnung") {
		t.Errorf("exit %d: %s", code, out)
	}
}
