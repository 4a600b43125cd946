package httpapi_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

func sha(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// nachricht0401 is the XML of a ZIP, valid against the schema where that is at hand, and the hashes of its other files.
func nachricht0401(t *testing.T, file []byte) (text string, hashes []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, e1 := f.Open()
		raw, e2 := io.ReadAll(in)
		if err := errors.Join(e1, e2); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".xml") {
			text = string(raw)
		} else {
			hashes = append(hashes, sha(string(raw)))
		}
	}
	if folder := os.Getenv("KONTOR_STANDARDS"); folder != "" {
		schema := filepath.Join(folder, "xdomea/xsd/3.0.0/xdomea-Nachrichten-AbgabeDurchfuehren.xsd")
		cmd := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, "-")
		cmd.Stdin = strings.NewReader(text)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("xmllint: %v\n%s", err, out)
		}
	}
	return text, hashes
}

type auslassung struct{ Vorgangsnummer, Dokument, Titel, Grund string }

// ausgelassen is what the answer asks to be confirmed.
func ausgelassen(t *testing.T, a *testkit.Answer) (ids []string, list []auslassung) {
	t.Helper()
	var p struct {
		Rueckfrage struct {
			Bestaetigen []string
			Ausgelassen []auslassung
		}
	}
	a.Problem(409, "left_out_unconfirmed").JSON(&p)
	return p.Rueckfrage.Bestaetigen, p.Rueckfrage.Ausgelassen
}

type ausgelassenesDokument struct{ Dokument, Sha256, Pruefung string }

// leftOutIn is what the newest journal entry of an Art says to be left out.
func (a *akte) leftOutIn(art string) []ausgelassenesDokument {
	a.t.Helper()
	var v struct {
		Verlauf []struct {
			Art   string
			Daten json.RawMessage
		}
	}
	a.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
	for _, e := range slices.Backward(v.Verlauf) {
		var d struct{ Ausgelassen []ausgelassenesDokument }
		if e.Art == art && json.Unmarshal(e.Daten, &d) == nil {
			return d.Ausgelassen
		}
	}
	a.t.Fatalf("no %s in the journal", art)
	return nil
}

func (a *akte) upload(name, inhalt string) {
	a.t.Helper()
	a.sb.PostParts(a.base+"/dokumente", testkit.Part{Name: "datei", Dateiname: name, Inhalt: inhalt}).Is(201)
}

// unvollstaendig has an infected document, one an applicant sent that waits in quarantine, and one nobody has scanned
// yet.
func unvollstaendig(o *office) (a *akte, contents map[string]string) {
	virus := string(testkit.EICAR())
	a = o.antrag().request()
	a.upload("rechnung.pdf", virus)
	o.MustWork()
	n := a.load().Nachrichten[0]
	o.buerger.PostParts(a.raum+"/antworten", testkit.Part{Name: "nachricht", Inhalt: n.ID},
		testkit.Part{Name: "schluessel", Inhalt: "k"},
		testkit.Part{Name: "punkt:" + n.Punkte[0].ID, Dateiname: "plan.pdf", Inhalt: "%PDF plan"}).Is(201)
	a.upload("foto.png", "PNG foto")
	return a.load(), map[string]string{"rechnung.pdf": virus, "plan.pdf": "%PDF plan", "foto.png": "PNG foto"}
}

// An export says before what it leaves out, and the file and the journal name it: a Vorgang that is incomplete must not
// pass for a whole one.
func TestExportNamesWhatItLeavesOut(t *testing.T) {
	o := open(t)
	a, contents := unvollstaendig(o)
	before := a.verlauf()
	ids, list := ausgelassen(t, o.sb.Get(a.base+"/export/xdomea"))
	many, _ := ausgelassen(t, o.sb.Post("/api/v1/export/xdomea", map[string]any{"vorgaenge": []string{a.ID}}))
	grund := map[string]string{"rechnung.pdf": "befallen", "plan.pdf": "ausstehend", "foto.png": "ausstehend"}
	for _, x := range list {
		if grund[x.Titel] != x.Grund || x.Vorgangsnummer != a.Vorgangsnummer || !slices.Contains(ids, x.Dokument) {
			t.Errorf("asked about %+v", x)
		}
	}
	if len(ids) != 3 || len(list) != 3 || !slices.Equal(many, ids) || !slices.Equal(a.verlauf(), before) {
		t.Fatalf("asked about %+v, many %v", list, many)
	}
	// who confirmed two has not confirmed the third
	ausgelassen(t, o.sb.Get(a.base+"/export/xdomea?bestaetigt="+ids[0]+"&bestaetigt="+ids[1]))
	ausgelassen(t, o.sb.Post("/api/v1/export/xdomea", map[string]any{"vorgaenge": []string{a.ID},
		"bestaetigt": ids[:2]}))

	for name, answer := range map[string]*testkit.Answer{
		"one":  o.sb.Get(a.base + "/export/xdomea?bestaetigt=" + strings.Join(ids, "&bestaetigt=")),
		"many": o.sb.Post("/api/v1/export/xdomea", map[string]any{"vorgaenge": []string{a.ID}, "bestaetigt": ids}),
	} {
		text, hashes := nachricht0401(t, answer.Is(200).Body)
		for titel, content := range contents {
			if !strings.Contains(text, titel) || !strings.Contains(text, sha(content)) ||
				slices.Contains(hashes, sha(content)) {
				t.Errorf("%s: %s is not named, or is there", name, titel)
			}
		}
		if strings.Count(text, "Datei gesperrt<") != 1 || strings.Count(text, "Datei in Quarantäne<") != 2 ||
			!strings.Contains(text, "nicht übergebene Dateien: 3<") {
			t.Errorf("%s: the reasons are missing", name)
		}
	}
	left := a.leftOutIn("exportiert")
	if len(left) != 3 || left[0].Sha256 != sha(contents["rechnung.pdf"]) || left[0].Pruefung != "befallen" {
		t.Errorf("the journal says %+v", left)
	}
	// what is scanned meanwhile goes along and is asked about no more
	o.MustWork()
	ids, _ = ausgelassen(t, o.sb.Get(a.base+"/export/xdomea"))
	if len(ids) != 1 {
		t.Errorf("still asked about %v", ids)
	}
	_, hashes := nachricht0401(t, o.sb.Get(a.base+"/export/xdomea?bestaetigt="+ids[0]).Is(200).Body)
	if !slices.Contains(hashes, sha(contents["plan.pdf"])) || slices.Contains(hashes, sha(contents["rechnung.pdf"])) {
		t.Error("the wrong files went along")
	}
}

// The hand-over to the DMS asks the same; what it left out stands in the file and in the journal.
func TestFilingNamesWhatItLeavesOut(t *testing.T) {
	o := open(t)
	a := o.antrag()
	a.upload("rechnung.pdf", string(testkit.EICAR()))
	o.MustWork()
	a.act("/zuweisung", nil).act("/annahme", nil).act("/abschluss", nil)
	before := len(a.verlauf())
	ids, _ := ausgelassen(t, o.sb.Post(a.base+"/ablage", a.mit(nil)))
	if len(a.verlauf()) != before {
		t.Error("the question left a trace")
	}
	a.act("/ablage", map[string]any{"bestaetigt": ids})
	for _, art := range []string{"exportiert", "abgelegt"} {
		if left := a.leftOutIn(art); len(left) != 1 || left[0].Dokument != ids[0] ||
			left[0].Sha256 != sha(string(testkit.EICAR())) {
			t.Errorf("%s says %+v", art, left)
		}
	}
	checkOrdner(t, o)
}

// The hand-over of a process asks nobody: the file and the journal name what it left out all the same.
func TestProcessNamesWhatItLeavesOut(t *testing.T) {
	o := open(t, func(k *testkit.Kit) {
		k.Import(store.HerkunftOrdner, abgabe(t))
	})
	body := strings.Replace(gastro, `"formId":"48"`, `"formId":"99"`, 1)
	o.Form("ozgcloud").PostParts("/eingang/ozgcloud", testkit.Part{Name: "formData", Inhalt: body},
		testkit.Part{Name: "attachments", Dateiname: "Rechnung.pdf", Inhalt: string(testkit.EICAR())}).Is(200)
	var list struct{ Vorgaenge []struct{ ID string } }
	o.alle.Get("/api/v1/vorgaenge?sortierung=eingang&anzahl=1").Is(200).JSON(&list)
	a := &akte{office: o, base: "/api/v1/vorgaenge/" + list.Vorgaenge[0].ID}
	o.MustWork()
	if left := a.leftOutIn("abgelegt"); len(left) != 1 || left[0].Sha256 != sha(string(testkit.EICAR())) {
		t.Errorf("the journal says %+v", left)
	}
	checkOrdner(t, o)
}

// abgabe is the next version of stoerung, with a target that is there.
func abgabe(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for name, file := range stoerung(t).(fstest.MapFS) {
		out[strings.Replace(name, "/1/", "/2/", 1)] = &fstest.MapFile{Data: bytes.ReplaceAll(file.Data, []byte(`wert="='feh' + 'lt'"`),
			[]byte(`wert="xdomea_ordner"`))}
	}
	return out
}

// checkOrdner: the one file handed over names the virus and does not hold it.
func checkOrdner(t *testing.T, o *office) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.Ordner, "*.zip"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	virus := sha(string(testkit.EICAR()))
	if text, hashes := nachricht0401(t, raw); !strings.Contains(text, virus) || slices.Contains(hashes, virus) {
		t.Error("the virus is not named, or is there")
	}
}

func (a *akte) exporte() (n int) {
	for _, art := range a.verlauf() {
		if art == "exportiert" {
			n++
		}
	}
	return n
}

// The journal has one entry for each Vorgang of a file, and none where no file came to be.
func TestExportIsNotedOnceAndOnlyWhenBuilt(t *testing.T) {
	o := open(t)
	a, b := o.antrag(), o.antrag()
	twice := map[string]any{"vorgaenge": []string{a.ID, b.ID, strings.ToUpper(a.ID), a.ID}}
	text, _ := nachricht0401(t, o.sb.Post("/api/v1/export/xdomea", twice).Is(200).Body)
	if n := strings.Count(text, "<xdomea:Vorgang>"); n != 2 || a.exporte() != 1 || b.exporte() != 1 {
		t.Errorf("%d Vorgänge in the file, noted %d and %d times", n, a.exporte(), b.exporte())
	}
	if _, err := o.superuser().Exec(`UPDATE mandant SET name = ''`); err != nil {
		t.Fatal(err)
	}
	o.sb.Post("/api/v1/export/xdomea", twice).Problem(422, "xdomea_sender_missing")
	o.sb.Get(a.base+"/export/xdomea").Problem(422, "xdomea_sender_missing")
	if a.exporte() != 1 || b.exporte() != 1 {
		t.Errorf("noted %d and %d times, without a file", a.exporte(), b.exporte())
	}
}
