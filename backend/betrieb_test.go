package backend

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// zahlen are the numbers that the page for operators states, with the line of code that makes each true. What stands in
// brackets is compared.
var zahlen = []struct{ told, file, code string }{
	{`nach (\d+) Stunden ohne Anfrage`, "service/anmeldung/act_for_sitzung.go", `sitzungRuhe += (\d+) \* time\.Hour`},
	{`spätestens nach (\d+) Stunden`, "service/anmeldung/start_sitzung.go", `SitzungMax = (\d+) \* time\.Hour`},
	{`gilt höchstens (\d+) Tage`, "../cmd/kontor/token.go", `maxToken = (\d+) \* 24 \* time\.Hour`},
	{`(\d+) Fehlversuche je Netz`, "httpapi/limiter.go", `guessBurst = (\d+)`},
	{`dann einer alle (\w+) Sekunden`, "httpapi/limiter.go", `guessEvery = (\d+) \* time\.Second`},
	{`Eingaben (\d+) MB`, "httpapi/body.go", `maxJSON   = (\d+) << 20`},
	{`JSON-Anfrage (\d+) MB`, "httpapi/body.go", `maxJSON   = (\d+) << 20`},
	{`Datei (\d+) MB je Upload`, "service/put_dokument.go", `MaxUpload = (\d+) << 20`},
	{`wie ein Upload \((\d+) MB\)`, "service/put_dokument.go", `MaxUpload = (\d+) << 20`},
	{`alle einer Antwort: (\d+) MB`, "service/put_dokument.go", `MaxUpload = (\d+) << 20`},
	{`(\d+) Dateien und`, "httpapi/operations/send_antwort.go", `maxAntwortDateien = (\d+)`},
	{`und ([\d ]+) Zeichen je Antwort`, "httpapi/operations/send_antwort.go", `maxAntwortText    = ([\d_]+)`},
	{`Liste zählt bis (\d+)`, "store/list_vorgaenge.go", `Zaehlgrenze = (\d+)`},
	{`seit (\d+) Stunden niemand neu abgelegt`, "store/blobs.go", `blobRuhe = (\d+) \* time\.Hour`},
	{`seit (einer) Stunde niemand geschrieben`, "store/blobs_tidy.go", `abbruchAlter += (time\.Hour)`},
	{`die älter als (\d+) Stunden sind`, "store/blobs_tidy.go", `abbruchAlterUpload = (\d+) \* time\.Hour`},
	{`höchstens (\w+) Minuten, und bricht`, "store/migrate.go", `lockPatience = (\d+) \* time\.Minute`},
	{`mit Pausen von höchstens (\w+) Minuten`, "jobs/retry.go", `longest = (\d+) \* time\.Minute`},
	{`höchstens (\d+) Sekunden alt`, "httpapi/metrics.go", `metricsCache = (\d+) \* time\.Second`},
	{`(\w+) Abrufe nacheinander`, "casework/zugangslage.go", `abrufGestoert += (\d+)`},
	{`in einer Stunde (\w+) Klärfälle`, "casework/alarm.go", `alarmKlaerfaelle = (\d+)`},
	{`oder (\d+) Lieferungen abgewiesen`, "casework/alarm.go", `alarmAbweisungen = (\d+)`},
	{`\(Vorgabe (\d+) Stunden, 0 = nie\)`, "store/eingangseinstellung.go", `KlaerfallStunden: (\d+)`},
	{`oder (\w+) vergeblich`, "service/versand/deliver_sendung.go", `maxZustellversuche = (\d+)`},
	{`ließ sich (\w+) nicht erzeugen`, "jobs/postausgang.go", `briefVersuche = (\d+)`},
	{"`OIDC_ROLES_CLAIM` .*`([\\w.]+)` \\|", "auth/provider.go", `&c\.RolesClaim, "([\w.]+)"`},
	{"`OIDC_GROUPS_CLAIM` .*`([\\w.]+)` \\|", "auth/provider.go", `&c\.GroupsClaim, "([\w.]+)"`},
}

// ziffern is how a number that is written in words, or with other separators, stands in code.
var ziffern = map[string]string{
	"einer": "time.Hour", "drei": "3", "fünf": "5", "zehn": "10", "siebenmal": "7", "zwölfmal": "12",
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func one(t *testing.T, text, where, pattern string) string {
	t.Helper()
	hit := regexp.MustCompile(strings.ReplaceAll(pattern, `(\w+)`, `([\wäöüß]+)`)).FindStringSubmatch(text)
	if hit == nil {
		t.Errorf("%s: nothing reads %s", where, pattern)
		return ""
	}
	return strings.NewReplacer(" ", "", " ", "", "_", "").Replace(hit[1])
}

// Who sets up a proxy or a scanner by the numbers on the page is not misled by it.
func TestNumbersForOperatorsAreThoseOfTheCode(t *testing.T) {
	page := strings.ReplaceAll(textOf(t, "../docs/betrieb.md"), "\n", " ")
	rows := textOf(t, "../docs/betrieb.md")
	for _, z := range zahlen {
		text := page
		if strings.HasSuffix(z.told, `\|`) { // a row of a table
			text = rows
		}
		told := one(t, text, "betrieb.md", z.told)
		code := one(t, textOf(t, "internal/"+z.file), z.file, z.code)
		if word, ok := ziffern[told]; ok {
			told = word
		}
		if told != strings.ReplaceAll(code, "_", "") {
			t.Errorf("the page says %s (%s), %s has %s", told, z.told, z.file, code)
		}
	}
	// sums and lists
	upload := one(t, textOf(t, "internal/service/put_dokument.go"), "put_dokument.go", `MaxUpload = (\d+) << 20`)
	around := one(t, textOf(t, "internal/httpapi/body.go"), "body.go", `maxJSON   = (\d+) << 20`)
	want := fmt.Sprintf("%d MB für Uploads", number(t, upload)+number(t, around))
	if !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
	conns := one(t, textOf(t, "internal/store/db.go"), "db.go", `SetMaxOpenConns\((\d+)\)`)
	want = fmt.Sprintf("%d Verbindungen", number(t, conns)+1) // and the one that listens
	if !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
	list := one(t, textOf(t, "internal/casework/abruf.go"), "abruf.go", `abrufPausen = \[\]time\.Duration\{([^}]+)\}`)
	pauses := regexp.MustCompile(`(?:(\d+)\*)?time\.Minute`).FindAllStringSubmatch(list, -1)
	var minutes []string
	for _, p := range pauses {
		if p[1] == "" {
			p[1] = "1"
		}
		minutes = append(minutes, p[1])
	}
	last := len(minutes) - 1
	want = strings.Join(minutes[:last], ", ") + ", dann alle " + minutes[last] + " Minuten"
	if !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
}

func number(t *testing.T, text string) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(text, &n); err != nil {
		t.Errorf("%q is no number", text)
	}
	return n
}

var (
	metric  = regexp.MustCompile(`"(kontor_[a-z_]+)"`)
	told    = regexp.MustCompile("`(kontor_[a-z_]+)`")
	command = regexp.MustCompile(`"(\w+)": +run[A-Z]`)
	message = regexp.MustCompile("`([a-z]+(?:[ -][a-z]+)+)`")
)

// distinct are the first groups of the hits, in order.
func distinct(hits [][]string) (out []string) {
	for _, h := range hits {
		out = append(out, h[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// code is the text of all Go files of the server but tests.
func code(t *testing.T) string {
	t.Helper()
	paths, _ := sources(t)
	var b strings.Builder
	for _, p := range paths {
		server := strings.HasPrefix(p, "backend/") && !strings.Contains(p, "testkit")
		if server && strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
			b.WriteString(textOf(t, "../"+p))
		}
	}
	return b.String()
}

// The page names every metric, every command but the demo, the exit codes, and log messages as they are written.
func TestNamesForOperatorsAreThoseOfTheCode(t *testing.T) {
	page, source := textOf(t, "../docs/betrieb.md"), code(t)
	_, row, _ := strings.Cut(page, "| `/metrics` |")
	row, _, _ = strings.Cut(row, "\n")
	in := distinct(metric.FindAllStringSubmatch(source, -1))
	if out := distinct(told.FindAllStringSubmatch(row, -1)); !slices.Equal(in, out) {
		t.Errorf("metrics: the page tells %q, registered are %q", out, in)
	}
	main := textOf(t, "cmd/kontor/main.go")
	for _, c := range distinct(command.FindAllStringSubmatch(main, -1)) {
		if c != "dev" && !strings.Contains(page, "| `kontor "+c) {
			t.Errorf("the page does not tell of kontor %s", c)
		}
	}
	for _, exit := range distinct(regexp.MustCompile(`\n\t+return (\d)\n`).FindAllStringSubmatch(main, -1)) {
		if !strings.Contains(page, "mit "+exit) {
			t.Errorf("the page does not tell of the exit code %s", exit)
		}
	}
	_, log, _ := strings.Cut(page, "Wichtige Meldungen: ")
	log, _, _ = strings.Cut(log, ". Ausgabe")
	messages := distinct(message.FindAllStringSubmatch(log, -1))
	if len(messages) < 10 {
		t.Errorf("only %d messages", len(messages))
	}
	for _, m := range messages {
		if !strings.Contains(source, `"`+m+`"`) && !strings.Contains(source, `"`+m+`:`) {
			t.Errorf("nothing logs %q", m)
		}
	}
}
