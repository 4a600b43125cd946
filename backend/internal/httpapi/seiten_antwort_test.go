package httpapi_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/testkit"
)

// asked is a Nachforderung whose message is open, with the address of its page and its items.
func asked(o *office) (a *akte, path string, punkte []string) {
	a = bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	path = a.seite() + "/nachrichten/" + n
	form(o.buerger, path).Is(303)
	return a, path, punkte
}

// nothing is what a browser sends of a file field in which nothing was chosen.
func nothing(name string) testkit.Part { return testkit.Part{Name: name, Leer: true} }

func file(name, datei, inhalt string) testkit.Part {
	return testkit.Part{Name: name, Dateiname: datei, Inhalt: inhalt}
}

func text(name, inhalt string) testkit.Part { return testkit.Part{Name: name, Inhalt: inhalt} }

// An answer with a file for each item and one more arrives once, however often the button was pressed; a form that was
// filled in anew is another answer.
func TestAnsweringWithoutScript(t *testing.T) {
	o := open(t)
	a, path, punkte := asked(o)
	key := keyIn(t, o.buerger.Get(path))
	parts := []testkit.Part{text("schluessel", key), text("text", "Hier sind sie."),
		file("punkt:"+punkte[0], "Plan.pdf", "%PDF-1.4 1"), file("punkt:"+punkte[1], "Foto.png", "png"),
		file("datei", "Brief.txt", "Noch ein Brief")}
	for range 2 {
		leadsTo(t, o.buerger.PostParts(path+"/antwort", parts...), path+"?gesendet#gesendet")
	}
	a.MustWork()
	if a.load(); len(a.Nachrichten) != 2 || len(a.Dokumente) != 4 || !a.offen("antwort_pruefen") {
		t.Fatalf("%d messages, %d documents, %+v", len(a.Nachrichten), len(a.Dokumente), a.Aufgaben)
	}
	o.buerger.Get(path + "?gesendet").Is(200).Says("Ihre Antwort ist bei uns angekommen").
		Says("Übertragen – wir schauen es uns an").Says("Plan.pdf").Says("Foto.png")
	antwort := a.Nachrichten[1].ID
	o.buerger.Get(a.seite() + "/nachrichten/" + antwort).Is(200).Says("Hier sind sie.").Says("Brief.txt")
	parts[1] = text("text", "Das hatte ich vergessen.") // back, and once more
	leadsTo(t, o.buerger.PostParts(path+"/antwort", parts[:2]...), path+"?gesendet#gesendet")
	if a.load(); len(a.Nachrichten) != 3 || a.Nachrichten[2].Text != "Das hatte ich vergessen." {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// A file field in which nothing was chosen is no file; with nothing else there is no answer, and the page says so at
// its field and on top.
func TestAnEmptyFormSaysWhatIsMissing(t *testing.T) {
	o := open(t)
	a, path, punkte := asked(o)
	empty := o.buerger.PostParts(path+"/antwort", text("schluessel", "x"), text("text", "  "),
		nothing("punkt:"+punkte[0]), nothing("datei")).Is(422)
	empty.Says(`<a href="#text">Schreiben Sie bitte einen Text`).Says(`id="text-mangel"`).Says(`aria-invalid="true"`).
		Says("<title>Fehler: ").Says(`role="alert" tabindex="-1" autofocus`)
	lacks(t, empty, "Bitte wählen Sie alle Dateien noch einmal aus")
	o.buerger.PostParts(path+"/antwort", text("schluessel", "x"), text("text", "Mit <Text> & mehr"),
		file("punkt:"+punkte[1], "leer.pdf", "")).Is(422).
		Says(`<a href="#punkt-` + punkte[1] + `">„leer.pdf“ ist leer.`).
		Says("Mit &lt;Text&gt; &amp; mehr</textarea>").Says("Bitte wählen Sie alle Dateien noch einmal aus")
	var many []testkit.Part
	for range 21 {
		many = append(many, file("datei", "viele.txt", "x"))
	}
	o.buerger.PostParts(path+"/antwort", append([]testkit.Part{text("text", "Viele")}, many...)...).Is(413).
		Says("„viele.txt“ passt nicht mehr dazu").Says(">Viele</textarea>")
	o.buerger.PostParts(path+"/antwort", text("text", strings.Repeat("ä", 30_000))).Is(422).
		Says("Ihr Text ist zu lang.")
	o.buerger.Do("POST", path+"/antwort", "text/plain", strings.NewReader("x")).Is(400).
		Says("Etwas an Ihrer Eingabe passt nicht.")
	if a.load(); len(a.Nachrichten) != 1 {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// A file that is too large is read to its end, so that the browser shows the page; the text stands there again.
func TestATooLargeFileSaysSo(t *testing.T) {
	o := open(t)
	a, path, punkte := asked(o)
	for _, size := range []int64{service.MaxUpload + 1, service.MaxUpload + 8<<20} {
		r, w := io.Pipe()
		m := multipart.NewWriter(w)
		go func() {
			_ = m.WriteField("text", "Der große Plan")
			p, _ := m.CreateFormFile("punkt:"+punkte[0], "riesig.pdf")
			_, _ = io.Copy(p, io.LimitReader(zeros{}, size))
			_ = m.Close()
			_ = w.Close()
		}()
		o.buerger.Do("POST", path+"/antwort", m.FormDataContentType(), r).Is(413).Says("„riesig.pdf“ ist zu groß.").
			Says(`href="#punkt-` + punkte[0] + `"`).Says("Der große Plan</textarea>")
	}
	if a.load(); len(a.Nachrichten) != 1 || len(a.Dokumente) != 1 {
		t.Errorf("%+v, %+v", a.Nachrichten, a.Dokumente)
	}
}

// Of one's own accord; what was typed outlives a login that has ended, and one that is not sure enough.
func TestWritingOfOnesOwnAccordWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag()
	path := a.seite() + "/schreiben"
	key := keyIn(t, o.buerger.Get(path).Says("Nachricht senden"))
	o.Anonymous().PostParts(path, text("schluessel", key), text("text", "Meine Frage"), file("datei", "a.txt", "x")).
		Is(401).Says(">Meine Frage</textarea>").Says(`target="_blank"`).Says("weiter=%2Fantragsraum%2Fseiten")
	o.Applicant(konto(1)).PostParts(path, text("text", "Meine Frage"), file("datei", "a.txt", "x")).Is(403).
		Says(">Meine Frage</textarea>").Says("stärkere Anmeldung")
	fremd := o.Applicant(casework.Konto{Pseudonym: "p-2", Vertrauensniveau: 4})
	fremd.PostParts(path, text("text", "x")).Is(404)
	leadsTo(t, o.buerger.PostParts(path, text("schluessel", key), text("text", "Meine Frage"), nothing("datei")),
		a.seite()+"?gesendet")
	if a.load(); len(a.Nachrichten) != 1 || a.Nachrichten[0].Text != "Meine Frage" {
		t.Errorf("%+v", a.Nachrichten)
	}
	o.buerger.Get(a.seite() + "?gesendet").Is(200).Says("Ihre Antwort ist bei uns angekommen")
}

// To a closed application nothing is sent: nothing offers it, and what was typed meanwhile is shown again.
func TestAClosedApplicationIsReadOnlyWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Frage", "text": "Eine Frage"})
	n, _ := a.nachricht("Frage")
	path := a.seite() + "/nachrichten/" + n
	form(o.buerger, path).Is(303)
	o.buerger.Get(path).Is(200).Says(`name="schluessel"`)
	a.act("/verwerfung", map[string]any{"grund": "Kein Antrag"})
	page := o.buerger.Get(a.seite()).Is(200).Says("Hier können Sie nicht mehr antworten").Says("So erreichen Sie uns")
	lacks(t, page, "/schreiben", "/ruecknahme")
	lacks(t, o.buerger.Get(path).Is(200).Says("Eine Frage"), `name="schluessel"`)
	o.buerger.PostParts(path+"/antwort", text("text", "Zu spät")).Is(409).
		Says("Auf diese Nachricht nehmen wir keine Antwort mehr an.").Says("Zu spät</textarea>")
	o.buerger.PostParts(a.seite()+"/schreiben", text("text", "Zu spät")).Is(409).Says("Zu spät</textarea>")
	leadsTo(t, o.buerger.Get(a.seite()+"/schreiben"), a.seite()+"#nachrichten")
	leadsTo(t, o.buerger.Get(a.seite()+"/ruecknahme"), a.seite())
	if a.load(); len(a.Nachrichten) != 1 {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// Withdrawal is asked once more; a second click finds it done. A consent is kept with the words of the page.
func TestWithdrawalAndConsentWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag()
	o.buerger.Get(seitenPfad).Is(200).Says("Dürfen wir Ihnen Bescheide hier bereitstellen?")
	page := o.buerger.Get(seitenPfad + "/einstellungen").Is(200).Says("Ja, hier bereitstellen").
		Says("§ 41 Absatz 2a Verwaltungsverfahrensgesetz")
	fassung := casework.EinwilligungFassung()
	page.Says(`name="fassung" value="` + fassung + `"`)
	form(o.buerger, seitenPfad+"/einstellungen", "fassung", fassung, "sprache", "de").Is(400)
	form(o.Applicant(konto(1)), seitenPfad+"/einstellungen", "fassung", fassung, "sprache", "de", "erteilt", "ja").
		Is(403).Says("stärkere Anmeldung").Says("niveau=3")
	for _, x := range []struct{ erteilt, says string }{{"ja", "Neue Bescheide stellen wir Ihnen hier bereit."},
		{"ja", "Lieber mit der Post"}, {"nein", "Neue Bescheide bekommen Sie mit der Post."}} {
		chosen := form(o.buerger, seitenPfad+"/einstellungen", "fassung", fassung, "sprache", "en",
			"erteilt", x.erteilt)
		leadsTo(t, chosen, seitenPfad+"/einstellungen?gespeichert")
		o.buerger.Get(seitenPfad + "/einstellungen?gespeichert").Is(200).Says(x.says)
		if a.load(); a.Einwilligung != (x.erteilt == "ja") {
			t.Errorf("%s: %v", x.erteilt, a.Einwilligung)
		}
	}
	o.buerger.Get(a.seite()).Is(200).Says(a.seite() + "/ruecknahme")
	o.buerger.Get(a.seite() + "/ruecknahme").Is(200).Says("Wollen Sie Ihren Antrag wirklich zurücknehmen?").
		Says("Das lässt sich hier nicht rückgängig machen.")
	form(o.Anonymous(), a.seite()+"/ruecknahme").Is(401).Says("Es wurde nichts geändert.")
	for range 2 {
		leadsTo(t, form(o.buerger, a.seite()+"/ruecknahme"), a.seite()+"?zurueckgenommen")
	}
	gone := o.buerger.Get(a.seite() + "?zurueckgenommen").Is(200).Says("Ihr Antrag ist zurückgenommen.")
	lacks(t, gone, a.seite()+"/ruecknahme")
	if a.load(); a.ZurueckgenommenAm == "" {
		t.Errorf("%+v", a.vorgang)
	}
}

// What is decided cannot be withdrawn: nothing offers it, and who asks is told why.
func TestADecidedApplicationIsNotWithdrawnWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"}).retrieve()
	lacks(t, o.buerger.Get(a.seite()).Is(200), a.seite()+"/ruecknahme")
	form(o.buerger, a.seite()+"/ruecknahme").Is(409).Says("Über Ihren Antrag ist schon entschieden.")
	if a.load(); a.ZurueckgenommenAm != "" {
		t.Errorf("%+v", a.vorgang)
	}
}

// What fails inside is told with a reference, in words of the page, and nothing of it stands in the log but that.
func TestAFaultIsAPageAndSaysNothingOfAPerson(t *testing.T) {
	var l *line
	var log bytes.Buffer
	o := open(t, func(k *testkit.Kit) {
		l = newLine(t, k)
		k.All.Log = slog.New(slog.NewTextHandler(&log, nil))
	})
	a := o.antrag()
	parts := []testkit.Part{text("text", "Geheime Worte"), file("datei", "Geheim.pdf", "x")}
	o.buerger.PostParts(a.seite()+"/schreiben", parts...).Is(303)
	l.cut(true)
	o.buerger.PostParts(a.seite()+"/schreiben", parts...).Is(503).Says("Kennzeichen für Rückfragen").
		Says("Geheime Worte</textarea>").Says("Der Dienst ist gerade nicht erreichbar.")
	if s := log.String(); !strings.Contains(s, "request failed") || strings.Contains(s, "Geheim") {
		t.Error(s)
	}
}

// Of a login that is too old or not sure enough nothing is declared; the page says why, and leads back to the question.
func TestWhatADeclarationNeedsOfALoginWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag(replace("STORK-QAA-Level-3", "STORK-QAA-Level-1"))
	alt := o.ApplicantSince(konto(3), time.Now().Add(-time.Hour))
	form(alt, a.seite()+"/ruecknahme").Is(403).Says("Bitte melden Sie sich noch einmal an").
		Says("höchstens 15 Minuten alt").Says("Es ist noch nichts geändert.").
		Says("frisch=15&amp;weiter=" + url.QueryEscape(a.seite()+"/ruecknahme"))
	form(alt, seitenPfad+"/einstellungen", "fassung", casework.EinwilligungFassung(), "sprache", "de", "erteilt", "ja").
		Is(403).Says("frisch=15&amp;weiter=" + url.QueryEscape(seitenPfad+"/einstellungen"))
	eins := o.Applicant(konto(1))
	for _, path := range []string{"", "/ruecknahme"} {
		page := eins.Get(a.seite() + path).Is(200).Says("So kann niemand anderes Ihren Antrag zurücknehmen.").
			Says("niveau=3&amp;weiter=" + url.QueryEscape(a.seite()+"/ruecknahme"))
		lacks(t, page, "Ja, Antrag zurücknehmen", ">Antrag zurücknehmen<")
	}
	form(eins, a.seite()+"/ruecknahme").Is(403).Says("Stärker anmelden")
	if a.load(); a.ZurueckgenommenAm != "" || a.Einwilligung {
		t.Errorf("%+v", a.vorgang)
	}
}

// A message for a surer login says how to come to it; what is written to it meanwhile is shown again.
func TestAProtectedMessageWithoutScript(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Geheim", "text": "x", "vertrauensniveau": 4})
	path := a.seite() + "/nachrichten/" + a.Nachrichten[0].ID
	for _, page := range []*testkit.Answer{o.buerger.Get(path).Is(200), o.buerger.Get(a.seite()).Is(200)} {
		lacks(t, page.Says("Diese Nachricht ist besonders geschützt"), "Geheim")
	}
	way := "niveau=4&amp;weiter=" + url.QueryEscape(path)
	o.buerger.Get(path).Is(200).Says(way)
	lacks(t, form(o.buerger, path).Is(403).Says(way), "Sie haben diesen Antrag")
	o.buerger.PostParts(path+"/antwort", text("text", "Meine Worte")).Is(403).Says("Meine Worte</textarea>").
		Says("Stärker anmelden")
	vier := o.Applicant(konto(4))
	leadsTo(t, form(vier, path), path)
	vier.Get(path).Is(200).Says("Geheim")
}
