package httpapi_test

import (
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
)

// angemeldet is a form nobody mapped, of an account without e-mail address.
const angemeldet = `{"form": {"slug": "zeugenform", "version": "1", "headline": "Zeugen"},
 "metadata": {"submission_id": "KENNUNG", "is_test_submission": false, "submitted": "2026-11-28T14:05:09.221"},
 "authentication": {"is_authenticated": true, "identity_provider": "bundid",
  "data": {"given_name": "Yasemin", "family_name": "Kornblume", "trust_level_authentication": "STORK-QAA-Level-3", "bPK2": "p-1"}},
 "data": DATEN}`

// ungeordnet delivers such a form with these fields.
func (o *office) ungeordnet(kennung, daten string) *akte {
	o.t.Helper()
	before := o.vorgaenge()
	body := strings.NewReplacer("KENNUNG", kennung, "DATEN", daten).Replace(angemeldet)
	o.Form("gover").Do("POST", "/eingang/gover", "application/json", strings.NewReader(body)).Is(200, 201)
	o.MustWork()
	return o.newest(before)
}

// A witness, or whoever was guessed, gets no mail: not of a message, and no Bescheid is announced by a notice to them.
func TestAGuessedAddressGetsNoMail(t *testing.T) {
	o := open(t)
	o.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	for _, c := range []struct {
		name, daten, email string
		unbestaetigt       []string
	}{
		{"a witness", `{"zeugen": [{"name": "Zeuge Zufall", "email": "zeuge@example.org", "telefon": "0170 999"}]}`, "", nil},
		{"the applicant's own group", `{"person": {"vorname": "Yasemin", "nachname": "Kornblume", "email": "ich@example.org"}}`, "ich@example.org", []string{"email"}},
	} {
		a := o.ungeordnet("g/"+c.name, c.daten)
		d := a.AntragstellerDaten
		if a.Antragsteller != "Kornblume, Yasemin" || d.Email != c.email ||
			!slices.Equal(d.Unbestaetigt, c.unbestaetigt) {
			t.Errorf("%s: %s, %+v", c.name, a.Antragsteller, d)
		}
		o.alle.Post(a.base+"/nachrichten", a.mit(map[string]any{"betreff": "Frage", "text": "Wann?"})).Is(201)
		o.MustWork()
		a.load()
		if i := slices.IndexFunc(a.Nachrichten, func(n nachrichtZeile) bool {
			return n.Betreff == "Frage"
		}); i < 0 || a.Nachrichten[i].Sendung.Zustand != "bereitgestellt" {
			t.Errorf("%s: the message is not in the Antragsraum: %+v", c.name, a.Nachrichten)
		}
		if slices.ContainsFunc(a.Sendungen, func(x sendungZeile) bool { return x.Ziel == casework.ZielEmail }) ||
			a.Einwilligung {
			t.Errorf("%s: %+v, retrieval possible: %v", c.name, a.Sendungen, a.Einwilligung)
		}
		o.alle.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt",
			"kanal": "antragsraum"})).Problem(422, "invalid_fields")
		o.alle.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen."})).
			Problem(422, "invalid_fields").Says("address_missing")
		o.alle.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt", "tenor": "Sie dürfen.",
			"anschrift": anschrift})).Is(201)
		o.MustWork()
		if a.load(); a.Bescheide[0].Kanal != "post" {
			t.Errorf("%s: the Bescheid goes by %s", c.name, a.Bescheide[0].Kanal)
		}
	}
	o.post.mu.Lock()
	defer o.post.mu.Unlock()
	if len(o.post.an) != 0 {
		t.Errorf("mail went to %v", o.post.an)
	}
}

// Something in the field for an address that is none reaches nobody: it is said before, and a Bescheid goes by post. No
// notice of it fails when it is too late.
func TestAnImpossibleAddressIsNotReachable(t *testing.T) {
	o := open(t)
	o.buerger.Post("/antragsraum/api/v1/einwilligung", map[string]any{"erteilt": true}).Is(200)
	for _, email := range []string{"k.A.", "noreply@", "#tfEmail#", "a@x.example,b@y.example",
		"Zeuge <z@x.example>", "a@intern"} {
		a := o.antrag(replace("a@example.org", email))
		if d := a.AntragstellerDaten; d.Email != email || !d.EmailUnbrauchbar || a.Einwilligung ||
			!a.hints("email_unusable") {
			t.Errorf("%s: %+v, retrieval possible: %v, hints %+v", email, d, a.Einwilligung, a.Hinweise)
		}
		o.alle.Post(a.base+"/nachrichten", a.mit(map[string]any{"betreff": "Frage", "text": "Wann?"})).Is(201)
		o.MustWork()
		a.load()
		o.alle.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt",
			"kanal": "antragsraum"})).Problem(422, "invalid_fields")
		if slices.ContainsFunc(a.Sendungen, func(x sendungZeile) bool { return x.Ziel == casework.ZielEmail }) {
			t.Errorf("%s: a notice was tried: %+v", email, a.Sendungen)
		}
	}
	if a := o.antrag(); a.AntragstellerDaten.EmailUnbrauchbar || !a.Einwilligung || a.hints("email_unusable") {
		t.Errorf("an address: %+v, retrieval possible: %v, hints %+v", a.AntragstellerDaten, a.Einwilligung, a.Hinweise)
	}
}

func (a *akte) hints(code string) bool {
	return slices.ContainsFunc(a.Hinweise, func(h struct{ Code string }) bool { return h.Code == code })
}

// The samples of guesses gone wrong: nobody becomes the applicant who is not.
func TestSamplesOfGuesses(t *testing.T) {
	o := open(t)
	for _, c := range []struct{ zugang, file, wer string }{
		{"gover", "faelle/guess-witness-mail.json", "Kornblume, Yasemin"},
		{"intelliform", "faelle/guess-deceased.xml", "Lebt, Ina"},
	} {
		d := sample(t, c.zugang, c.file)
		before := o.vorgaenge()
		d.send(o).Is(200, 201)
		if a := o.newest(before); a.Antragsteller != c.wer || a.AntragstellerDaten.Email != "" {
			t.Errorf("%s: %s, %+v", c.file, a.Antragsteller, a.AntragstellerDaten)
		}
	}
}
