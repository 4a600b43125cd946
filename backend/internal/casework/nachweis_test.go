package casework

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// bewiesen is a record as a house makes it: a message with an item and a delivery, a foreign message, all sealed,
// signed and anchored, with an entry between that tells of something else.
func bewiesen(t interface{ Fatal(...any) }, key *Schluessel, blaetter []Ankerblatt) (*Nachweis, *Nachweisquelle) {
	v := &Vorgang{ID: uuid.New()}
	ids := make([]string, 4)
	for i := range ids {
		ids[i] = uuid.NewString()
	}
	zeile := func(art, id, text string) Siegelzeile {
		return Siegelzeile{Art: art, ID: uuid.MustParse(id), Vorgang: &v.ID, Zeile: text}
	}
	q := &Nachweisquelle{Zeilen: []Siegelzeile{
		zeile("nachricht", ids[0], fmt.Sprintf(`{"id":%q,"richtung":"aus","art":"nachforderung","betreff":"Lageplan",`+
			`"text":"Bitte.","am":"2026-03-10T10:00:00+01:00","von":"Eva","antwort":"erforderlich","antwort_bis":"2026-03-27",`+
			`"frist_bis":"2026-04-10","vertrauensniveau":3}`, ids[0])),
		zeile("punkt", ids[1], fmt.Sprintf(`{"id":%q,"nachricht_id":%q,"nr":1,"titel":"Lageplan","zustand":"offen"}`, ids[1],
			ids[0])),
		zeile("sendung", ids[2], fmt.Sprintf(`{"id":%q,"nachricht_id":%q,"ziel":"email","art":"hinweis",`+
			`"zustand":"bereitgestellt","am":"2026-03-10T09:01:00Z","quittung":{"an":"a@example.org","nachweis":`+
			`{"server":"mail:25","mail":"Subject: x\r\n\r\nEs wartet etwas."}}}`, ids[2], ids[0])),
		zeile("nachricht", ids[3], fmt.Sprintf(`{"id":%q,"betreff":"Etwas anderes","bezug":%q}`, ids[3], ids[0])),
	}}
	note := func(art string, daten map[string]any, zeilen ...Siegelzeile) {
		vorher := v.VerlaufHash
		e := v.Note(Actor{Name: "eva", Anzeige: "Eva"}, time.UnixMicro(1773133200000000), art, daten, key.Kennung)
		inhalt := map[string]map[uuid.UUID]string{}
		for _, z := range zeilen {
			hash, err := SiegelHash(z.Zeile)
			if err != nil {
				t.Fatal(err)
			}
			inhalt[z.Art] = map[uuid.UUID]string{z.ID: hash}
		}
		e.Besiegle(inhalt, key.Kennung, vorher)
		v.VerlaufHash, e.Zeichen = e.Hash, key.Zeichne(e.Hash)
		q.Eintraege = append(q.Eintraege, e)
	}
	note("eingegangen", nil)
	note("nachforderung_gesendet", map[string]any{"nachricht": ids[0]}, q.Zeilen[0], q.Zeilen[1])
	note("nachricht_gesendet", map[string]any{"nachricht": ids[3]}, q.Zeilen[3])
	note("hinweis_versandt", map[string]any{"sendung": ids[2]}, q.Zeilen[2])
	note("kommentar", nil)
	q.Blaetter = append(slices.Clone(blaetter), Ankerblatt{v.ID, v.VerlaufNr, v.VerlaufHash})
	q.Anker = &Anker{Nr: 3, Tag: Tag(2026, 3, 11), Am: time.UnixMicro(1773187200000000), Anzahl: len(q.Blaetter),
		Wurzel: Ankerwurzel(q.Blaetter), Vorher: []byte{1, 2}}
	q.Anker.Zeichne("stadt", key)
	n := &Nachweis{Mandant: "stadt", Vorgang: v.ID, Objekt: uuid.MustParse(ids[0]), ErstelltAm: time.UnixMicro(1)}
	if err := n.Fill(q); err != nil {
		t.Fatal(err)
	}
	return n, q
}

func ergebnisse(punkte []Nachweispunkt) (out []string) {
	for _, p := range punkte {
		out = append(out, p.Titel+": "+p.Ergebnis)
	}
	return out
}

// What belongs to a message is in its record, in words, and nothing of another one.
func TestNachweisSaysWhatIsSealed(t *testing.T) {
	n, q := bewiesen(t, newKey(t, "geheim"), nil)
	var text []string
	for _, a := range n.Abschnitte {
		text = append(text, a.Titel)
		for _, x := range a.Angaben {
			text = append(text, x.Label+"="+x.Text)
		}
	}
	all := strings.Join(text, "|")
	for _, want := range []string{"Nachforderung von Unterlagen", "Gesendet=10.03.2026, 10:00:00 Uhr (UTC+01:00)",
		"wie gesendet=Fr, 27.03.2026", "wie verlängert=Fr, 10.04.2026", "Verlangt=Lageplan", "An=a@example.org",
		"Es wartet etwas.", "Nötiges Vertrauensniveau=substanziell"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %s", want, all)
		}
	}
	if strings.Contains(all, "Etwas anderes") || len(n.Beweis.Inhalte) != 3 {
		t.Errorf("%d rows, %s", len(n.Beweis.Inhalte), all)
	}
	var nrs []int
	for _, e := range n.Ereignisse {
		nrs = append(nrs, e.Nr)
	}
	if !slices.Equal(nrs, []int{2, 4}) || n.Beweis.Eintraege[0].Nr != 2 || len(n.Beweis.Eintraege) != 4 {
		t.Errorf("events %v, entries %d", nrs, len(n.Beweis.Eintraege))
	}
	if bis, err := q.Bis(uuid.New()); bis != 0 || err != nil {
		t.Errorf("of nothing: %d %v", bis, err)
	}
	if bis, err := q.Bis(q.Zeilen[1].ID); bis != 0 || err != nil {
		t.Errorf("an item has no record of its own: %d %v", bis, err)
	}
}

// A record is sound as it was made and read again; whatever somebody changes in it is found.
func TestNachweisIsChecked(t *testing.T) {
	key := newKey(t, "geheim")
	bund := Schluesselbund{key.Kennung: key}
	changes := []struct {
		name   string
		change func(n *Nachweis)
		finds  string
	}{
		{"a word", func(n *Nachweis) { n.Abschnitte[0].Angaben[0].Text += "x" }, "Worte"},
		{"a part", func(n *Nachweis) { n.Abschnitte = n.Abschnitte[1:] }, "Worte"},
		{"an event", func(n *Nachweis) { n.Ereignisse[0].Worte = "Nichts" }, "Worte"},
		{"who did it", func(n *Nachweis) { n.Ereignisse[0].Von = "Ada" }, "Worte"},
		{"a row", func(n *Nachweis) {
			n.Beweis.Inhalte[0].Zeile = strings.Replace(n.Beweis.Inhalte[0].Zeile, "Bitte.", "Nie.", 1)
		}, "Versiegelte Inhalte"},
		{"a row with its hash", func(n *Nachweis) {
			i := &n.Beweis.Inhalte[0]
			i.Zeile = strings.Replace(i.Zeile, "Bitte.", "Nie.", 1)
			i.Hash, _ = SiegelHash(i.Zeile)
		}, "Versiegelte Inhalte"},
		{"the message taken out", func(n *Nachweis) { n.Beweis.Inhalte = n.Beweis.Inhalte[1:] }, "Versiegelte Inhalte"},
		{"a delivery left out with its words", func(n *Nachweis) {
			n.Beweis.Inhalte, n.Abschnitte, n.Ereignisse = n.Beweis.Inhalte[:2], n.Abschnitte[:2], n.Ereignisse[:1]
		}, "Ganze Datei"},
		{"an event left out", func(n *Nachweis) { n.Ereignisse = n.Ereignisse[1:] }, "Worte"},
		{"a row invented", func(n *Nachweis) {
			zeile := `{"id":"` + n.Objekt.String() + `"}`
			hash, _ := SiegelHash(zeile)
			n.Beweis.Inhalte = append(n.Beweis.Inhalte, Beweisinhalt{Art: "kommentar", ID: uuid.New(), Zeile: zeile,
				Hash: hash})
		}, "Versiegelte Inhalte"},
		{"the heading", func(n *Nachweis) { n.Aktenzeichen = "1/2" }, "Ganze Datei"},
		{"what was checked", func(n *Nachweis) { n.Pruefung = []Nachweispunkt{{"Alles", NachweisGut, "Gut."}} },
			"Ganze Datei"},
		{"its signature", func(n *Nachweis) { n.Gezeichnet.Zeichen = "00" }, "Ganze Datei"},
		{"an entry", func(n *Nachweis) { n.Beweis.Eintraege[1].Akteur = "ada" }, "Kette der Einträge"},
		{"its data", func(n *Nachweis) { n.Beweis.Eintraege[1].Daten = json.RawMessage(`{}`) }, "Kette der Einträge"},
		{"an entry taken out", func(n *Nachweis) {
			n.Beweis.Eintraege = slices.Delete(n.Beweis.Eintraege, 1, 2)
		}, "Kette der Einträge"},
		{"what came before", func(n *Nachweis) { n.Beweis.Vorher = "" }, "Kette der Einträge"},
		{"another Vorgang", func(n *Nachweis) { n.Vorgang[0] ^= 1 }, "Kette der Einträge"},
		{"the end", func(n *Nachweis) { n.Beweis.Eintraege = n.Beweis.Eintraege[:3] }, "Anker"},
		{"a signature", func(n *Nachweis) { n.Beweis.Eintraege[0].Zeichen = "00" }, "Zeichnung der Einträge"},
		{"the path", func(n *Nachweis) { n.Beweis.Anker.Pfad[0].Hash = strings.Repeat("0", 64) }, "Anker"},
		{"a side", func(n *Nachweis) { n.Beweis.Anker.Pfad[0].Links = !n.Beweis.Anker.Pfad[0].Links }, "Anker"},
		{"the line", func(n *Nachweis) { n.Beweis.Anker.Zeile += "0" }, "Anker"},
		{"the day in the line", func(n *Nachweis) {
			n.Beweis.Anker.Zeile = strings.Replace(n.Beweis.Anker.Zeile, "2026-03-11", "2026-03-10", 1)
		}, "Anker"},
	}
	rapid.Check(t, func(t *rapid.T) {
		n, q := bewiesen(t, key, blaetter(t, rapid.IntRange(1, 9).Draw(t, "leaves")))
		if err := n.Sign(key); err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		read := func() *Nachweis {
			var out Nachweis
			if err := json.Unmarshal(raw, &out); err != nil {
				t.Fatal(err)
			}
			return &out
		}
		zeugen := []string{"noise", q.Anker.Zeile("stadt")}
		for _, p := range append(read().Check(bund, zeugen, nil), read().CheckDatei(bund)) {
			if p.Ergebnis != NachweisGut {
				t.Fatalf("sound: %+v", p)
			}
		}
		c := rapid.SampledFrom(changes).Draw(t, "change")
		n = read()
		c.change(n)
		got := ergebnisse(append(n.Check(bund, zeugen, nil), n.CheckDatei(bund)))
		if !slices.Contains(got, c.finds+": "+NachweisVerletzt) {
			t.Errorf("%s: %v", c.name, got)
		}
	})
}

// What cannot be checked is neither sound nor damaged.
func TestNachweisSaysWhatItCannotCheck(t *testing.T) {
	key := newKey(t, "geheim")
	n, q := bewiesen(t, key, nil)
	want := func(name, punkt string, got []Nachweispunkt) {
		t.Helper()
		if !slices.Contains(ergebnisse(got), punkt) {
			t.Errorf("%s: %v", name, ergebnisse(got))
		}
	}
	want("no key", "Zeichnung der Einträge: "+NachweisOffen, n.Check(nil, nil, nil))
	want("unsigned", "Ganze Datei: "+NachweisOffen, []Nachweispunkt{n.CheckDatei(Schluesselbund{key.Kennung: key})})
	if err := n.Sign(key); err != nil {
		t.Fatal(err)
	}
	want("signed, no key", "Ganze Datei: "+NachweisOffen, []Nachweispunkt{n.CheckDatei(nil)})
	want("nothing kept outside", "Anker: "+NachweisVerletzt, n.Check(nil, []string{}, nil))
	q.Anker, q.Blaetter = nil, nil
	if err := n.Fill(q); err != nil {
		t.Fatal(err)
	}
	want("no anchor yet", "Anker: "+NachweisOffen, n.Check(nil, nil, nil))
	q.Zeilen[2].Wartet = true
	q.Eintraege, q.auswahl = q.Eintraege[:3], nil
	if err := n.Fill(q); err != nil {
		t.Fatal(err)
	}
	want("waits", "Versiegelte Inhalte: "+NachweisOffen, n.Check(nil, nil, nil))
}

// A consent is in the record of what rests on it; document and Bescheid come with the message, and it with them.
func TestNachweisTakesWhatHangsOnIt(t *testing.T) {
	v, n, b, d, e, x := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	zeile := func(art string, id uuid.UUID, text string, of ...any) Siegelzeile {
		return Siegelzeile{Art: art, ID: id, Vorgang: &v, Zeile: fmt.Sprintf(text, of...)}
	}
	q := &Nachweisquelle{Zeilen: []Siegelzeile{
		zeile("nachricht", n, `{"id":"%s"}`, n), zeile("bescheid", b, `{"nachricht_id":"%s","dokument_id":"%s"}`, n, d),
		zeile("dokument", d, `{}`), zeile("einwilligung", e, `{"erteilt":true}`), zeile("einwilligung", x, `{}`),
	}}
	daten := fmt.Sprintf(`{"bescheid":"%s","siegel":{"form":1,"inhalt":{"einwilligung":{"%s":"00"}}}}`, b, e)
	q.Eintraege = []Verlaufseintrag{{Vorgang: v, Nr: 1, Art: "bescheid_erstellt", Daten: json.RawMessage(daten)}}
	for _, objekt := range []uuid.UUID{n, b} {
		a, err := q.chooseRows(objekt)
		if err != nil {
			t.Fatal(err)
		}
		var got []uuid.UUID
		for _, z := range a.zeilen {
			got = append(got, z.ID)
		}
		if !slices.Equal(got, []uuid.UUID{n, b, d, e}) {
			t.Errorf("%s: %v", objekt, got)
		}
	}
}

func TestParseAnkerReadsItsLine(t *testing.T) {
	key := newKey(t, "geheim")
	a := Anker{Nr: 1, Tag: Tag(2026, 3, 11), Am: time.UnixMicro(1773187200000000).UTC(), Wurzel: Ankerwurzel(nil)}
	a.Zeichne("stadt", key)
	got, err := ParseAnker(a.Zeile("stadt"), "stadt")
	if err != nil || !reflect.DeepEqual(*got, a) {
		t.Errorf("%+v %v, want %+v", got, err, a)
	}
	if _, err := ParseAnker(a.Zeile("stadt"), "dorf"); err == nil {
		t.Error("the line of another tenant")
	}
	if hex.EncodeToString(got.Hash("stadt")) != hex.EncodeToString(a.Hash("stadt")) {
		t.Error("another hash")
	}
}

func TestNurZeigbares(t *testing.T) {
	if got := NurZeigbares("Łódź 😀\r\nzwei"); got != "Łódź [U+1F600]\nzwei" {
		t.Errorf("%q", got)
	}
}

// Whatever is sealed of a message or a Bescheid has words in the record; what the applicant sent and remarks of the
// office hang on neither.
func TestNachweisHasWordsForEveryKind(t *testing.T) {
	for art := range Siegelarten {
		da := slices.ContainsFunc(nachweisarten, func(k nachweisart) bool {
			return k.art == art
		})
		if da == (art == "antrag" || art == "kommentar") {
			t.Errorf("%s: %t", art, da)
		}
	}
}

// A record of 0.9 stays as good as it was: its words are made again as they were made then.
func TestARecordOfTheVersionBeforeIsChecked(t *testing.T) {
	key := newKey(t, "geheim")
	n, _ := bewiesen(t, key, nil)
	n.Form = nachweisform1
	zeile := `{"id":"` + uuid.NewString() + `","am":"2026-03-10T09:01:00Z","inhalt":{"Von":"Eva","Anlass":"bekanntgabe",` +
		`"Regel":"B4 (§ 41)","AufgegebenAm":"2026-03-10T00:00:00Z"}}`
	alt, err := abschnitteOf(nachweisarten1, []Beweisinhalt{{Art: "feststellung", Zeile: zeile}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []Nachweisangabe{{"Festgestellt", "10.03.2026, 10:01:00 Uhr (UTC+01:00)"}, {"Von", "Eva"},
		{"Anlass", "Bekanntgabe"}, {"Zur Post gegeben", "Di, 10.03.2026"}, {"Regel", "B4 (§ 41)"}}
	if !reflect.DeepEqual(alt[0].Angaben, want) {
		t.Errorf("%+v", alt[0].Angaben)
	}
	if err := n.Sign(key); err != nil {
		t.Fatal(err)
	}
	bund := Schluesselbund{key.Kennung: key}
	for _, p := range append(n.Check(bund, nil, nil), n.CheckDatei(bund)) {
		if p.Ergebnis != NachweisGut && p.Titel != "Anker" {
			t.Errorf("%+v", p)
		}
	}
}

// A finding says apart what found the day, who entered something, and what happened by itself; one of before says that
// its address is not sealed.
func TestAFindingSaysWhatFoundTheDay(t *testing.T) {
	for name, c := range map[string]struct {
		inhalt string
		want   []string
	}{
		"by a rule, posted": {`{"Von":"Eva","Anlass":"bekanntgabe","Regel":"B4 (§ 41)","AufgegebenAm":"2026-03-10T00:00:00Z",` +
			`"BekanntgabeAm":"2026-03-14T00:00:00Z","An":{"name":"Ada","strasse":"Weg 1","plzOrt":"39576 Stendal"}}`,
			[]string{"Festgestellt durch=Regel B4 (§ 41)", "Ereignis=Aufgabe des Briefs zur Post",
				"Eingetragen von=Eva", "Brief an=Ada, Weg 1, 39576 Stendal"}},
		"kept by 0.9": {`{"Von":"Eva","Anlass":"bekanntgabe","Regel":"B4 (§ 41)","AufgegebenAm":"2026-03-10T00:00:00Z",` +
			`"BekanntgabeAm":"2026-03-14T00:00:00Z"}`,
			[]string{"Brief an=die Anschrift ist für diesen Versand nicht versiegelt"}},
		"by retrieval": {`{"Von":"Ada","Anlass":"bekanntgabe","Regel":"B2 (§ 41)","BekanntgabeAm":"2026-03-14T00:00:00Z"}`,
			[]string{"Festgestellt durch=Regel B2 (§ 41)", "Ereignis=vollständiger Abruf", "Abgerufen von=Ada"}},
		"by hand": {`{"Von":"Eva","Anlass":"tag_feststellen","Regel":"von Hand festgestellt",` +
			`"BekanntgabeAm":"2026-03-14T00:00:00Z"}`,
			[]string{"Festgestellt durch=Eva: von Hand festgestellt", "Eingetragen von=Eva"}},
		"it came back": {`{"Von":"Eva","Anlass":"zurueckgekommen","Regel":"nicht bekannt gegeben (§ 41)",` +
			`"An":{"name":"Ada","strasse":"Weg 1","plzOrt":"39576 Stendal"}}`,
			[]string{"Festgestellt durch=niemanden; nicht bekannt gegeben (§ 41)", "Ereignis=Rücklauf",
				"Brief an=Ada, Weg 1"}},
	} {
		zeile := Beweisinhalt{Art: "feststellung", Zeile: `{"inhalt":` + c.inhalt + `}`}
		out, err := abschnitteOf(nachweisarten, []Beweisinhalt{zeile}, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, x := range out[0].Angaben {
			text += x.Label + "=" + x.Text + "|"
		}
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %s", name, want, text)
			}
		}
	}
}
