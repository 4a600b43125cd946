package fitconnect_test

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/fitconnect"
	"kontor/backend/internal/postfach/kanaltest"
	"kontor/backend/internal/postfach/standin"
)

const (
	fall = "c9f0db91-9355-451a-b2a5-7a9be10ce765"
	ziel = "99999999-aaaa-4bbb-8ccc-dddddddddddd"
)

type far struct {
	*standin.FITConnect
	t        *testing.T
	settings map[string]string
}

func open(t *testing.T) *far {
	t.Helper()
	f := &far{standin.NewFITConnect("kontor", "geheim"), t, nil}
	f.AddDestination(standin.FITDestination{ID: ziel})
	f.AddCase(fall)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	f.At(door.URL)
	f.settings = map[string]string{"url": door.URL + "/submission-api", "token_url": door.URL + "/token",
		"client_id": "kontor", "client_secret": "geheim", "zustellpunkt": ziel, "schluessel": standin.FITKeys(),
		"schema": "https://schema.example/nachricht.json"}
	return f
}

func (f *far) postfach() *fitconnect.Postfach {
	f.t.Helper()
	p, err := fitconnect.New(f.settings)
	if err != nil {
		f.t.Fatal(err)
	}
	p.Warten, p.Pause = 20*time.Millisecond, time.Millisecond
	return p
}

func TestContract(t *testing.T) {
	kanaltest.Run(t, func(t *testing.T) *kanaltest.Ferne {
		f := open(t)
		return &kanaltest.Ferne{Open: func() kanaltest.Postfach { return f.postfach() }, Faults: f.Faults,
			Adresse: fall, Schluessel: standin.FITReplyKey(), Sent: func() int { return len(f.Replies()) },
			Gone: func() { f.DeleteCase(fall) }, Senden: "PUT /submission-api/v2/replies/", Auskunft: true}
	})
}

func zustellung() casework.Zustellung {
	return casework.Zustellung{Sendung: uuid.MustParse("3f2a9c1b-0000-4000-8000-000000000000"),
		Vorgangsnummer: "LF-2026-00017", Art: casework.ArtNachforderung, Betreff: "Unterlagen", Text: "Bitte nachreichen.",
		Antwort: casework.AntwortErforderlich, Vertrauensniveau: 1, Adresse: fall, Schluessel: standin.FITReplyKey(),
		Behoerde: "Stadt Lindenfurt", Dienst: "Sondernutzung"}
}

func TestMessageAsTheOnlineServiceReadsIt(t *testing.T) {
	f := open(t)
	bis := time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
	z := zustellung()
	z.AntwortBis = &bis
	if _, err := f.postfach().Deliver(t.Context(), z); err != nil {
		t.Fatal(err)
	}
	const want = `{"vorgangsnummer":"LF-2026-00017","art":"nachforderung","betreff":"Unterlagen",` +
		`"text":"Bitte nachreichen.","antwort":"erforderlich","antwortBis":"2026-12-24","behoerde":"Stadt Lindenfurt",` +
		`"dienst":"Sondernutzung","sendung":"3f2a9c1b-0000-4000-8000-000000000000"}`
	if all := f.Replies(); len(all) != 1 || all[0].CaseID != fall || string(all[0].Data) != want {
		t.Errorf("%+v\n%s", all, all[0].Data)
	}
}

// Without a usable key nothing goes out, and no other key is taken.
func TestKeyOfTheApplication(t *testing.T) {
	var jwk map[string]any
	if err := json.Unmarshal([]byte(standin.FITReplyKey()), &jwk); err != nil {
		t.Fatal(err)
	}
	change := func(name string, value any) string {
		other := maps.Clone(jwk)
		other[name] = value
		raw, err := json.Marshal(other)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	n, _ := jwk["n"].(string)
	for name, c := range map[string]struct {
		key  string
		want casework.Fehlerklasse
	}{
		"none":        {"", casework.OhnePostfach},
		"rubbish":     {"{", casework.Ungueltig},
		"to verify":   {change("key_ops", []string{"verify"}), casework.Ungueltig},
		"short":       {change("n", n[:342]), casework.Ungueltig},
		"other alg":   {change("alg", "RSA-OAEP"), casework.Ungueltig},
		"kid missing": {change("kid", "x"), casework.Ungueltig},
	} {
		f := open(t)
		z := zustellung()
		z.Schluessel = c.key
		_, err := f.postfach().Deliver(t.Context(), z)
		var zf *casework.Zustellfehler
		if !errors.As(err, &zf) || zf.Klasse() != c.want || len(f.Replies()) > 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnswer(t *testing.T) {
	f := open(t)
	id := f.Answer(ziel, fall, map[string]any{"betreff": "Re: Unterlagen", "text": "Anbei.", "angaben": map[string]any{
		"flaeche": 12.5, "tage": []string{"Mo", "Di"}}}, []standin.FITFile{{Name: "plan.pdf", Type: "application/pdf",
		Content: []byte("%PDF-1.7")}}, nil)
	p := f.postfach()
	ids, err := p.Poll(t.Context())
	if err != nil || len(ids) != 1 || p.Faden(ids[0]) != fall {
		t.Fatalf("%v, %v", ids, err)
	}
	r, err := p.Fetch(t.Context(), ids[0])
	if err != nil || r.Faden != fall || r.Betreff != "Re: Unterlagen" || r.GesendetAm.IsZero() ||
		r.Text != "Anbei.\n\nangaben.flaeche: 12.5\nangaben.tage.1: Mo\nangaben.tage.2: Di" || len(r.Dateien) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	file, err := r.Dateien[0].Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if raw, err := io.ReadAll(file); err != nil || string(raw) != "%PDF-1.7" || r.Dateien[0].Name != "plan.pdf" {
		t.Errorf("%q, %v", raw, err)
	}
	for range 2 { // twice is as good as once; a fresh process can do it
		if err := f.postfach().Acknowledge(t.Context(), ids[0]); err != nil {
			t.Fatal(err)
		}
	}
	if f.State(id) != "accepted" {
		t.Errorf("it is %s", f.State(id))
	}
	_, err = p.Fetch(t.Context(), ids[0])
	if casework.CodeOf(err) != casework.NotFound {
		t.Errorf("%v", err)
	}
}

// What was exchanged after it was submitted decrypts well and is not taken; nor is it accepted.
func TestExchangedAnswer(t *testing.T) {
	for name, spoil := range map[string]func(*standin.FITRaw){
		"data": func(r *standin.FITRaw) { r.Exchange(map[string]string{"text": "anderes"}) },
		"file": func(r *standin.FITRaw) {
			for id := range r.Files {
				r.Files[id] = r.Data
			}
		},
		"no JWE": func(r *standin.FITRaw) { r.Metadata = "a.b.c" },
	} {
		f := open(t)
		id := f.Answer(ziel, fall, map[string]string{"text": "Anbei."}, []standin.FITFile{{Name: "a.pdf",
			Type: "application/pdf", Content: []byte("%PDF-1.7")}}, spoil)
		p := f.postfach()
		r, err := p.Fetch(t.Context(), fall+"/"+id)
		if err == nil {
			_, err = r.Dateien[0].Open(t.Context())
		}
		var zf *casework.Zustellfehler
		if !errors.As(err, &zf) || zf.Haelt {
			t.Errorf("%s: %v", name, err)
		}
		if name == "data" && p.Acknowledge(t.Context(), fall+"/"+id) == nil {
			t.Error("accepted")
		}
	}
}

func TestSettingsAreChecked(t *testing.T) {
	f := open(t)
	public := strings.ReplaceAll(standin.FITKeys(), `"d":`, `"x":`)
	for name, c := range map[string][3]string{"plain http": {"url", "http://x.example", "https_required"},
		"no keys": {"schluessel", "{}", "keys_unreadable"}, "public keys": {"schluessel", public, "keys_unreadable"},
		"destination": {"zustellpunkt", "x", "format"}, "schema": {"schema", "", "required"},
		"path to another host": {"antworten_pfad", "@fremd.example/v2", "format"}} {
		e := maps.Clone(f.settings)
		e[c[0]] = c[1]
		_, err := fitconnect.New(e)
		var ce *casework.Error
		if !errors.As(err, &ce) || ce.Fields[c[0]] != c[2] {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := f.postfach().Check(t.Context()); err != nil {
		t.Error(err)
	}
	f.settings["client_secret"] = "falsch"
	var zf *casework.Zustellfehler
	if err := f.postfach().Check(t.Context()); !errors.As(err, &zf) || !zf.Haelt {
		t.Errorf("%v", err)
	}
}
