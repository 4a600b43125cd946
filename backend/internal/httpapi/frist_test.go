package httpapi_test

import (
	"slices"
	"testing"
)

// fristen is what desk, process and applicant see of a period.
type fristen struct {
	FaelligAm, FaelligGrund, WartetAuf string
	Nachrichten                        []struct {
		ID, Betreff, AntwortBis, UhrStehtSeit string
		FristAktionen                         []string
	}
}

// everywhere reads the period of the first message: at the desk, in the process, in the Antragsraum.
func (a *akte) everywhere() (desk fristen, prozess, raum string) {
	a.t.Helper()
	a.sb.Get(a.base).Is(200).JSON(&desk)
	var bild struct{ Fristen []struct{ Am, Steht string } }
	a.sb.Get(a.base + "/prozess").Is(200).JSON(&bild)
	for _, f := range bild.Fristen {
		prozess = f.Am + f.Steht
	}
	var zimmer struct {
		Offen       []struct{ NachrichtID, Bis string }
		Nachrichten []struct {
			ID              string
			FristAngehalten bool
		}
	}
	a.buerger.Get(a.raum).Is(200).JSON(&zimmer)
	for _, o := range zimmer.Offen {
		raum = o.Bis
	}
	for _, n := range zimmer.Nachrichten {
		if n.FristAngehalten {
			raum += "angehalten"
		}
	}
	return desk, prozess, raum
}

// stands holds the period of the first message against what desk, process and Antragsraum say.
func (a *akte) stands(day, prozess, raum string) {
	a.t.Helper()
	desk, p, r := a.everywhere()
	if n := desk.Nachrichten[0]; n.AntwortBis != day || p != prozess || r != raum {
		a.t.Errorf("desk %q, process %q, Antragsraum %q; want %q, %q, %q", n.AntwortBis, p, r, day, prozess, raum)
	}
}

func (a *akte) hasTask(element string) bool {
	return slices.ContainsFunc(a.load().Aufgaben, func(x aufgabeZeile) bool {
		return x.Element == element && x.Zustand == "offen"
	})
}

// askedUntil is a Vorgang whose process waits for documents until a day.
func askedUntil(o *office, now, bis string) *akte {
	o.at(berlin(now))
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"})
	ask := unterlagen("Lageplan", "Lageplan")
	ask["antwortBis"] = bis
	return a.writeFuer("nachforderung", ask)
}

// A period that is set to a Saturday lasts to the end of Monday (§ 31 Abs. 3 VwVfG); extended, it ends on the new day
// for desk, process and applicant alike, and the timer of before does nothing.
func TestExtendFrist(t *testing.T) {
	o := open(t)
	a := askedUntil(o, "2025-12-01 10:00", "2025-12-13")
	a.stands("2025-12-15", "2025-12-15T23:00:00Z", "2025-12-15")
	n := a.Nachrichten[0].ID
	for field, bad := range map[string]map[string]any{
		"bis":   {"bis": "2025-12-15", "grund": "Urlaub"}, // not later
		"grund": {"bis": "2025-12-20", "grund": " "},
	} {
		answer := o.sb.Post(a.base+"/nachrichten/"+n+"/frist", a.mit(bad))
		answer.Problem(422, "invalid_fields")
		if fields(t, answer)[field] == "" {
			t.Errorf("%s: %s", field, answer.Body)
		}
	}
	a.act("/nachrichten/"+n+"/frist", map[string]any{"bis": "2025-12-26", "grund": "Urlaub"})
	a.stands("2025-12-29", "2025-12-29T23:00:00Z", "2025-12-29")
	desk, _, _ := a.everywhere()
	if desk.FaelligAm != "2025-12-29" || desk.FaelligGrund != "antwortfrist" || len(desk.Nachrichten) != 2 ||
		desk.Nachrichten[1].Betreff != "Sie haben länger Zeit" {
		t.Errorf("%+v", desk)
	}
	if !slices.Contains(a.verlauf(), "frist_verlaengert") {
		t.Error(a.verlauf())
	}
	o.at(berlin("2025-12-16 00:30"))
	o.MustWork()
	if a.hasTask("frist_entscheiden") {
		t.Error("the period ended on its old day")
	}
	o.at(berlin("2025-12-30 00:30"))
	o.MustWork()
	if !a.hasTask("frist_entscheiden") {
		t.Error("the period did not end on its new day")
	}
	// also after its end (§ 31 Abs. 7 VwVfG)
	a.act("/nachrichten/"+n+"/frist", map[string]any{"bis": "2026-01-15", "grund": "Krankheit"})
	if desk, _, raum := a.everywhere(); desk.Nachrichten[0].AntwortBis != "2026-01-15" || raum != "2026-01-15" {
		t.Errorf("%+v, %s", desk, raum)
	}
}

// While the clock stands, the period ends for nobody and the ball is with the office; then the days are added.
func TestTheClockOfAFristIsStopped(t *testing.T) {
	o := open(t)
	a := askedUntil(o, "2025-12-01 10:00", "2025-12-15")
	path := "/nachrichten/" + a.Nachrichten[0].ID + "/frist"
	o.at(berlin("2025-12-05 09:00"))
	a.act(path+"/halt", map[string]any{"grund": "Wir klären mit der Straßenbaulast"})
	a.stands("", "angehalten", "angehalten")
	desk, _, _ := a.everywhere()
	if n := desk.Nachrichten[0]; n.UhrStehtSeit != "2025-12-05" || !slices.Equal(n.FristAktionen, []string{"weiter"}) ||
		desk.WartetAuf != "uns" || desk.FaelligGrund == "antwortfrist" {
		t.Errorf("%+v", desk)
	}
	a.load()
	o.sb.Post(a.base+path+"/halt", a.mit(map[string]any{"grund": "x"})).Problem(409, "frist_not_changeable")
	o.at(berlin("2026-01-07 09:00"))
	o.MustWork()
	if a.hasTask("frist_entscheiden") {
		t.Error("the period ended while its clock stood")
	}
	a.act(path+"/weiter", map[string]any{"grund": "Geklärt"}) // 33 days later than 15 December: a Saturday
	a.stands("2026-01-19", "2026-01-19T23:00:00Z", "2026-01-19")
	o.at(berlin("2026-01-20 00:30"))
	o.MustWork()
	if !a.hasTask("frist_entscheiden") {
		t.Error("the period did not end")
	}
	for _, art := range []string{"uhr_angehalten", "uhr_weiter"} {
		if !slices.Contains(a.verlauf(), art) {
			t.Errorf("%s is missing in %v", art, a.verlauf())
		}
	}
}

// The time for a hearing is counted from the day on which it became known, and nobody guesses it.
func TestHearingIsCountedFromItsBekanntgabe(t *testing.T) {
	o := open(t)
	o.at(berlin("2025-12-01 10:00"))
	a := meiner(o)
	o.tl.Post(a.base+"/prozess/sprung", a.mit(map[string]any{"aufgabeId": a.aufgabe("vollstaendigkeit"),
		"ziel": "anhoerung", "grund": "Abkürzung"})).Is(200)
	a.writeFuer("anhoerung", map[string]any{"betreff": "Anhörung", "text": "Bitte äußern Sie sich."})
	a.stands("", "bekanntgabe", "")
	if desk, _, _ := a.everywhere(); desk.FaelligGrund != "abruf" || desk.FaelligAm != "2025-12-11" {
		t.Errorf("nobody is reminded of a hearing that is not read: %+v", desk)
	}
	o.at(berlin("2025-12-10 20:00"))
	o.MustWork()
	if a.hasTask("wuerdigung") {
		t.Error("the time ran out before it began")
	}
	for range 2 {
		o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[0].ID+"/abruf", nil).Is(200)
	}
	a.stands("2025-12-29", "2025-12-29T23:00:00Z", "2025-12-29") // from the 11th: Christmas Day, and so on
	o.at(berlin("2025-12-29 23:30"))
	o.MustWork()
	if a.hasTask("wuerdigung") {
		t.Error("ended on its last day")
	}
	o.at(berlin("2025-12-30 00:30"))
	o.MustWork()
	if !a.hasTask("wuerdigung") {
		t.Error("did not end")
	}
}

// Where nobody reads the hearing, a person names the day.
func TestAPersonNamesTheDayOfAHearing(t *testing.T) {
	o := open(t)
	o.at(berlin("2025-12-01 10:00"))
	a := meiner(o)
	o.tl.Post(a.base+"/prozess/sprung", a.mit(map[string]any{"aufgabeId": a.aufgabe("vollstaendigkeit"),
		"ziel": "anhoerung", "grund": "Abkürzung"})).Is(200)
	a.writeFuer("anhoerung", map[string]any{"betreff": "Anhörung", "text": "Bitte äußern Sie sich."})
	a.act("/nachrichten/"+a.Nachrichten[0].ID+"/frist", map[string]any{"bis": "2025-12-23",
		"grund": "Per Telefon vereinbart"})
	a.stands("2025-12-23", "2025-12-23T23:00:00Z", "2025-12-23")
}

// What an applicant was told holds when a Vorgang is moved to another version whose timers count anew.
func TestAFristThatWasChangedOutlivesANewVersion(t *testing.T) {
	o := open(t)
	extended := askedUntil(o, "2025-12-01 10:00", "2025-12-15")
	extended.act("/nachrichten/"+extended.Nachrichten[0].ID+"/frist",
		map[string]any{"bis": "2025-12-22", "grund": "Urlaub"})
	held := askedUntil(o, "2025-12-01 11:00", "2025-12-15")
	held.act("/nachrichten/"+held.Nachrichten[0].ID+"/frist/halt", map[string]any{"grund": "Klärung"})
	_, prozess, raum := held.everywhere()

	id := o.load(packed(t, "aussengastronomie/"+held.VerfahrenStand, "aussengastronomie", "100",
		`name="Frist abgelaufen"`, `name="Frist vorbei"`)).ID
	o.activateVersion(id, o.heute())
	o.adm.Post(versionen+"/"+id+"/umstellung", map[string]any{"vorgaenge": []string{extended.ID, held.ID},
		"fristen": "neu"}).Is(200).Says(`"nicht":[]`)
	extended.stands("2025-12-22", "2025-12-22T23:00:00Z", "2025-12-22")
	held.stands("", prozess, raum)
}

// A year that is typed wrong is found at once, not when nobody hears of the answer.
func TestAFristHasAnEnd(t *testing.T) {
	o := open(t)
	a := askedUntil(o, "2025-12-01 10:00", "2025-12-15")
	path := "/nachrichten/" + a.Nachrichten[0].ID + "/frist"
	for _, bis := range []string{"9999-12-31", "2030-12-02"} {
		answer := o.sb.Post(a.base+path, a.mit(map[string]any{"bis": bis, "grund": "Urlaub"}))
		answer.Problem(422, "invalid_fields").Says(`"bis":"too_far"`)
		n := unterlagen("Plan", "Plan")
		n["antwortBis"] = bis
		o.sb.Post(a.base+"/nachrichten", a.mit(n)).Problem(422, "invalid_fields").Says(`"antwortBis":"too_far"`)
	}
	a.act(path, map[string]any{"bis": "2030-12-01", "grund": "Urlaub"})
}

// By letter it is counted from the day the letter counts as known, and not any more when the letter comes back.
func TestHearingByLetterIsCountedFromItsPosting(t *testing.T) {
	o := open(t)
	o.at(berlin("2025-12-01 10:00"))
	a := o.antrag(ohneKonto()).act("/zuweisung", nil).act("/annahme", nil)
	o.tl.Post(a.base+"/prozess/sprung", a.mit(map[string]any{"aufgabeId": a.aufgabe("vollstaendigkeit"),
		"ziel": "anhoerung", "grund": "Abkürzung"})).Is(200)
	a.writeFuer("anhoerung", map[string]any{"betreff": "Anhörung", "text": "Bitte äußern Sie sich."})
	stands := func(bis, prozess string) {
		t.Helper()
		var bild struct{ Fristen []struct{ Am, Steht string } }
		a.sb.Get(a.base + "/prozess").Is(200).JSON(&bild)
		if n, f := a.load().Nachrichten[0], bild.Fristen[0]; n.AntwortBis != bis || f.Am+f.Steht != prozess {
			t.Errorf("until %q, process %q; want %q, %q", n.AntwortBis, f.Am+f.Steht, bis, prozess)
		}
	}
	stands("", "bekanntgabe")
	post := func(tag string) {
		t.Helper()
		o.at(berlin(tag + " 15:00"))
		var out struct{ Ergebnisse []postergebnis }
		list := a.postausgang()
		o.sb.Post("/api/v1/postausgang/aufgabe", map[string]any{"aufgegebenAm": tag, "bestaetigt": []string{},
			"briefe": []map[string]any{{"dokument": list[0].Dokument, "version": list[0].Version}}}).Is(200).JSON(&out)
		if !out.Ergebnisse[0].Eingetragen {
			t.Fatalf("%+v", out)
		}
	}
	post("2025-12-01") // known on the 5th (§ 41 Abs. 2 Satz 1 VwVfG), and two weeks
	stands("2025-12-19", "2025-12-19T23:00:00Z")
	o.at(berlin("2025-12-08 09:00"))
	a.load().act("/sendungen/"+a.brief().ID+"/ruecklauf", map[string]any{"grund": "Unbekannt verzogen"})
	stands("", "bekanntgabe")
	o.at(berlin("2025-12-20 09:00"))
	if o.MustWork(); a.hasTask("wuerdigung") {
		t.Error("the time ran out though nobody knows of the hearing")
	}
	o.at(berlin("2025-12-22 09:00"))
	a.act("/nachrichten/"+a.Nachrichten[0].ID+"/brief", map[string]any{"anschrift": anschrift})
	post("2025-12-22")                           // known on the 26th
	stands("2026-01-09", "2026-01-09T23:00:00Z") // and two weeks from then
}
