package ausgang

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	programm "kontor/backend/internal/version"
)

var schreibeGold = flag.Bool("gold", false, "write testdata anew")

func buildZIP(t testing.TB, u casework.Uebergabe, s speicher) []byte {
	t.Helper()
	var b bytes.Buffer
	stamm, err := WriteZIP(&b, u, s.open)
	if err != nil {
		t.Fatalf("WriteZIP: %v", detail(err))
	}
	if stamm != u.ProzessID.String()+"_Abgabe.Abgabe.0401" {
		t.Fatalf("name %q", stamm)
	}
	return b.Bytes()
}

func detail(err error) string {
	var c *casework.Error
	if errors.As(err, &c) {
		return c.Reason + ": " + c.Detail
	}
	return err.Error()
}

func TestGoldenMessage(t *testing.T) {
	u, _ := beispiel(t)
	p, err := Build(u)
	if err != nil {
		t.Fatal(detail(err))
	}
	gold := filepath.Join("testdata", "abgabe.xml")
	got := bytes.Replace(p.XML, []byte(">"+programm.Read().String()+"<"), []byte(">VERSION<"), 1) // of whatever program
	if *schreibeGold {
		if err := os.WriteFile(gold, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("message differs from %s; look at it and run go test -gold", gold)
	}
	validate(t, p.XML)
}

// validate runs xmllint when the schemas are at hand: KONTOR_STANDARDS names the folder.
func validate(t *testing.T, text []byte) {
	t.Helper()
	ordner := os.Getenv("KONTOR_STANDARDS")
	if ordner == "" {
		t.Log("KONTOR_STANDARDS is not set: no schema validation")
		return
	}
	schema := filepath.Join(ordner, "xdomea/xsd/3.0.0/xdomea-Nachrichten-AbgabeDurchfuehren.xsd")
	cmd := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("xmllint: %v\n%s", err, out)
	}
}

func TestZIPIsFlatNamedAndRepeatable(t *testing.T) {
	u, s := beispiel(t)
	b := buildZIP(t, u, s)
	if !bytes.Equal(b, buildZIP(t, u, s)) {
		t.Error("the same input gave other bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.File) != 1+6+3 {
		t.Errorf("%d entries, want XML, 6 files, 3 messages", len(r.File))
	}
	name := regexp.MustCompile(`^[0-9a-f-]{36}(\.[a-z0-9]+|_Abgabe\.Abgabe\.0401\.xml)$`)
	for _, f := range r.File {
		if !name.MatchString(f.Name) || f.FileInfo().IsDir() {
			t.Errorf("entry %q", f.Name)
		}
		if !f.Modified.Equal(u.ErstelltAm) {
			t.Errorf("%s has time %v", f.Name, f.Modified)
		}
	}
}

func TestMessagesBecomeText(t *testing.T) {
	u, s := beispiel(t)
	b := buildZIP(t, u, s)
	r, _ := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	var texte []string
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, ".txt") {
			in, _ := f.Open()
			x, _ := io.ReadAll(in)
			texte = append(texte, string(x))
		}
	}
	want := "Art: Antwort\nRichtung: von der antragstellenden Person an die Behörde\n" +
		"Zeitpunkt: 20.01.2026 23:59:59 +01:00\nVon: Käthe Öztürk-Groß\nBetreff: Re: Unterlagen\n" +
		"Bezug auf Nachricht: " + id(20).String() + "\n\nAnbei das Gutachten.\n\nAnlagen:\n- Gutachten.docx\n" +
		"- Rechnung.exe (nicht übergeben: Schadsoftware gefunden, Datei gesperrt; SHA-256 " +
		u.Vorgaenge[0].Ausgelassen[1].SHA256 + ")\n"
	if !slices.Contains(texte, want) {
		t.Errorf("texts %q", texte)
	}
}

// A person reads the file with no program of ours at hand: words for codes and keys, German numbers, names of units,
// and what the tasks came to.
func TestTheFileIsReadByPeople(t *testing.T) {
	u, _ := beispiel(t)
	p, err := Build(u)
	if err != nil {
		t.Fatal(detail(err))
	}
	wurzel, err := read(p.XML)
	if err != nil {
		t.Fatal(err)
	}
	felder := map[string]string{}
	gruppen := []string{}
	_ = wurzel.alle(func(k *knoten) error {
		switch k.name {
		case "Feld":
			felder[k.wert("Beschreibung")] = k.wert("Wert")
		case "Unterfeldgruppe":
			gruppen = append(gruppen, k.wert("Beschreibung"))
		}
		return nil
	})
	for label, want := range map[string]string{
		"Art der Nutzung (Code 02)": "Außengastronomie", "Fläche in m²": "18,5", "Höhe in m": "6",
		"Von": "01.05.2026", "Kaution": "250,00 €", "Eintrag 2": "Lotte",
		"Stellungnahme": "Gehweg nur 2,00 m breit.", "Es bestehen Bedenken": "Ja", "Breite in m": "2,5",
		"Ergebnis": "bewilligt", "Einheit": "Straßenbaulast", "Erledigt von": "Mehmet Yıldırım",
		"Zustand": "bekannt gegeben", "Weg": "Post", "Gebühr": "125,05 €", "Zahlung": "bezahlt CREDITCARD 25,00 € K-1",
	} {
		if felder[label] != want {
			t.Errorf("%s: %q, want %q", label, felder[label], want)
		}
	}
	if !slices.Contains(gruppen, "Eintrag 1") || !slices.Contains(gruppen, "Stellungnahme der Straßenbaulast") {
		t.Errorf("groups %q", gruppen)
	}
	if strings.Contains(string(p.XML), "lf-66") || strings.Contains(string(p.XML), "in_bearbeitung") {
		t.Error("a key stands where a name belongs")
	}
}

func TestFilingOrder(t *testing.T) {
	u, _ := beispiel(t)
	p, _ := Build(u)
	w, _ := read(p.XML)
	var got []string
	for _, k := range w.find("Schriftgutobjekt", "Vorgang").kinder {
		if k.name != "Dokument" {
			continue
		}
		zeile := k.wert("Identifikation", "NummerImUebergeordnetenContainer") + " " + k.wert("Typ")
		for _, a := range k.kinder {
			if a.name == "Anlage" {
				zeile += " +" + a.wert("Typ")
			}
		}
		got = append(got, zeile)
	}
	want := []string{"1 Antrag +Anlage zum Antrag +Anlage zum Antrag", "2 Nachforderung", "3 Antwort +Antwort",
		"4 Internes Dokument", "5 Bescheid", "6 Begleitnachricht zum Bescheid"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestSeveralVorgaenge(t *testing.T) {
	u, s := beispiel(t)
	for n := byte(2); n < 5; n++ {
		u.Vorgaenge = append(u.Vorgaenge, casework.UebergabeVorgang{Vorgang: casework.Vorgang{
			ID: id(n), Vorgangsnummer: "2026-00" + string('0'+n), Status: casework.Neu,
			EingangAm: zeit("2026-01-01T00:00:00Z")}})
	}
	buildZIP(t, u, s)
	p, _ := Build(u)
	if n := bytes.Count(p.XML, []byte("<xdomea:Schriftgutobjekt>")); n != 4 {
		t.Errorf("%d objects", n)
	}
	if n := bytes.Count(p.XML, []byte("<xdomea:ZdA>")); n != 1 {
		t.Errorf("ZdA on open Vorgänge: %d", n)
	}
	validate(t, p.XML)

	u.Vorgaenge = append(u.Vorgaenge, u.Vorgaenge[0])
	if _, err := Build(u); grund(err) != "xdomea_uuid_twice" {
		t.Errorf("the same Vorgang twice: %v", err)
	}
}

func TestHostileText(t *testing.T) {
	u, s := beispiel(t)
	v := &u.Vorgaenge[0]
	v.Vorgang.AntragstellerName = "]]><x>\x00\x1b\ufffe&quot; \xff 👩‍🌾 Ǆ"
	v.Dokumente[0].Dateiname = "../../etc/passwd\u202Efdp.exe"
	v.Dokumente[2].Dateiname = "a.b/../c"
	v.Nachrichten[0].Text = "\x00\xff"
	b := buildZIP(t, u, s)
	r, _ := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	for _, f := range r.File {
		if strings.ContainsAny(f.Name, `/\`) {
			t.Errorf("entry %q", f.Name)
		}
	}
	p, _ := Build(u)
	validate(t, p.XML)
}

func grund(err error) string {
	var c *casework.Error
	if errors.As(err, &c) {
		return c.Reason
	}
	return ""
}

func TestChangedContentSpoilsTheZIP(t *testing.T) {
	for name, falsch := range map[string]string{"shorter": "x", "longer": strings.Repeat("y", 1000),
		"other": "%PDF-1.7 Betrug"} {
		t.Run(name, func(t *testing.T) {
			u, s := beispiel(t)
			s[u.Vorgaenge[0].Dokumente[0].SHA256] = []byte(falsch)
			var b bytes.Buffer
			if _, err := WriteZIP(&b, u, s.open); grund(err) != "file_changed" {
				t.Fatalf("error %v", err)
			}
			if _, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil {
				t.Error("a reader took the broken ZIP")
			}
		})
	}
}

func TestNothingIsWrittenBeforeTheCheck(t *testing.T) {
	for want, aendere := range map[string]func(*casework.Uebergabe){
		"xdomea_sender_missing":   func(u *casework.Uebergabe) { u.Absender.Name = "  " },
		"xdomea_receiver_missing": func(u *casework.Uebergabe) { u.Empfaenger.Name = "" },
		"xdomea_empty":            func(u *casework.Uebergabe) { u.Vorgaenge = nil },
		"xdomea_time_missing":     func(u *casework.Uebergabe) { u.ErstelltAm = time.Time{} },
		"document_not_released": func(
			u *casework.Uebergabe) {
			u.Vorgaenge[0].Dokumente[1].Pruefung = casework.PruefungBefallen
		},
		"document_left_out":   func(u *casework.Uebergabe) { u.Vorgaenge[0].Ausgelassen[0].Pruefung = casework.PruefungUnbedenklich },
		"xdomea_left_out":     func(u *casework.Uebergabe) { u.Vorgaenge[0].Ausgelassen[0].SHA256 = "" },
		"xdomea_uuid_invalid": func(u *casework.Uebergabe) { u.Vorgaenge[0].Vorgang.ID = [16]byte{} },
		"xdomea_uuid_twice":   func(u *casework.Uebergabe) { u.Vorgaenge[0].Nachrichten[0].ID = u.Vorgaenge[0].Dokumente[0].ID },
		"xdomea_code_unknown": func(u *casework.Uebergabe) { u.Vorgaenge[0].Aussonderungsart = "X" },
		"xdomea_file_hash":    func(u *casework.Uebergabe) { u.Vorgaenge[0].Dokumente[0].SHA256 = "../x" },
	} {
		t.Run(want, func(t *testing.T) {
			u, s := beispiel(t)
			aendere(&u)
			var b bytes.Buffer
			if _, err := WriteZIP(&b, u, s.open); grund(err) != want {
				t.Errorf("got %v", err)
			}
			if b.Len() != 0 {
				t.Errorf("%d bytes written", b.Len())
			}
		})
	}
}

// muster yields n bytes without holding them.
type muster struct{ rest int64 }

func (m *muster) Read(p []byte) (int, error) {
	if m.rest == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), m.rest)
	for i := range p[:n] {
		p[i] = byte(m.rest - int64(i))
	}
	m.rest -= n
	return int(n), nil
}

func TestBigDocumentStreams(t *testing.T) {
	const groesse = 64 << 20
	u, s := beispiel(t)
	d := &u.Vorgaenge[0].Dokumente[0]
	d.SHA256, d.Groesse = musterSumme(groesse), groesse
	open := func(sum string) (io.ReadCloser, error) {
		if sum == d.SHA256 {
			return io.NopCloser(&muster{groesse}), nil
		}
		return s.open(sum)
	}
	var vorher, nachher runtime.MemStats
	runtime.ReadMemStats(&vorher)
	if _, err := WriteZIP(io.Discard, u, open); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&nachher)
	if alloc := nachher.TotalAlloc - vorher.TotalAlloc; alloc > 32<<20 {
		t.Errorf("%d MB allocated for a file of 64 MB", alloc>>20)
	} else {
		t.Logf("%.1f MB allocated for a file of 64 MB", float64(alloc)/(1<<20))
	}
}
