package httpapi_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/testkit"
)

// applicantActor is the account behind o.buerger, for what is asked of the services themselves.
func (o *office) applicantActor() casework.Actor {
	return casework.Actor{Art: casework.ActorAntragsteller, Mandant: o.Mandant, Name: "antragsteller", Konto: konto(3),
		AngemeldetAm: o.DB.Now()}
}

// What hangs on a message for level 4 is not handed out at level 3, also once it was read at level 4.
func TestAnAttachmentNeedsTheLevelOfItsMessage(t *testing.T) {
	o := open(t)
	a := o.antrag()
	datei := testkit.Part{Name: "datei", Dateiname: "Gutachten.txt", Inhalt: "Vertraulich"}
	o.sb.PostParts(a.base+"/dokumente", datei).Is(201)
	o.MustWork()
	var id string
	for _, d := range a.load().Dokumente {
		if d.Dateiname == datei.Dateiname {
			id = d.ID
		}
	}
	a.act("/nachrichten", map[string]any{
		"betreff": "Gutachten", "text": "Anbei", "vertrauensniveau": 4, "anhaenge": []string{id},
	})
	vier := o.Applicant(konto(4))
	vier.Post(a.raum+"/nachrichten/"+a.Nachrichten[0].ID+"/abruf", nil).Is(200)
	vier.Get(a.raum + "/dokumente/" + id).Is(200).Says("Vertraulich")
	if p := o.buerger.Get(a.raum+"/dokumente/"+id).Problem(403, "level_too_low"); !strings.Contains(string(p.Body),
		`"vertrauensniveau":"4"`) {
		t.Errorf("not told what is needed: %s", p.Body)
	}
	if raw := o.buerger.Get(a.raum).Is(200); strings.Contains(string(raw.Body), datei.Dateiname) {
		t.Errorf("its name is told: %s", raw.Body)
	}
}

// To a finished Vorgang nobody writes any more, neither of one's own accord nor in answer to what was asked.
func TestNobodyWritesToAFinishedVorgang(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Frage", "text": "Eine Frage"})
	frage, _ := a.nachricht("Frage")
	a.act("/verwerfung", map[string]any{"grund": "Kein Antrag"})
	for _, n := range []string{"", frage} {
		a.write(n).Problem(409, "reply_closed")
	}
	if a.load(); len(a.Nachrichten) != 1 {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// A message that wants no answer takes none, and while it is the last word nothing comes of one's own accord.
func TestAMessageThatWantsNoAnswerTakesNone(t *testing.T) {
	o := open(t)
	a := o.antrag().act("/nachrichten", map[string]any{"betreff": "Schluss", "text": "So ist es.", "antwort": "keine"})
	schluss, _ := a.nachricht("Schluss")
	for _, n := range []string{schluss, ""} {
		a.write(n).Problem(409, "reply_closed")
	}
	if a.load(); len(a.Nachrichten) != 1 {
		t.Errorf("%+v", a.Nachrichten)
	}
}

// An item the office has accepted is settled: sent once more it is refused, and stays accepted.
func TestAnAcceptedItemIsNotSentAgain(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	n, punkte := a.nachricht("Zwei Unterlagen")
	a.write(n, punkte[0]).Is(201)
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": true})
	dokumente := len(a.Dokumente)
	a.write(n, punkte[0]).Problem(409, "punkt_accepted")
	a.load()
	for _, m := range a.Nachrichten {
		for _, p := range m.Punkte {
			if p.ID == punkte[0] && p.Zustand != "angenommen" {
				t.Errorf("it is %s", p.Zustand)
			}
		}
	}
	if len(a.Dokumente) != dokumente {
		t.Errorf("%d documents, before %d", len(a.Dokumente), dokumente)
	}
}

// A letter is announced by the post: reading its copy in the Antragsraum before is noted and announces nothing.
func TestReadingTheCopyOfALetterAnnouncesNothing(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	if b := a.load().Bescheide[0]; b.Kanal != "post" || b.Zustand != "zur_post" || b.Bekanntgabe.Regel != "" {
		t.Errorf("%+v", b)
	}
	if v := strings.Join(a.verlauf(), " "); !strings.Contains(v, "nachricht_abgerufen") ||
		strings.Contains(v, "bescheid_bekanntgegeben") {
		t.Errorf("%s", v)
	}
	a.act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	if b := a.Bescheide[0]; b.Bekanntgabe.Am != "2026-03-14" {
		t.Errorf("%+v", b)
	}
}

// The tenth day may end between looking and opening: then the Bescheid is not opened, and nothing is noted of it.
func TestTheDayOfRetrievalEndsWhileOpening(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	vorgang, nachricht := uuid.MustParse(a.ID), uuid.MustParse(a.Nachrichten[len(a.Nachrichten)-1].ID)
	before := len(a.verlauf())
	looked := 0
	o.DB.SetClock(func() time.Time {
		if looked++; looked == 1 {
			return berlin("2026-03-20 23:59")
		}
		return berlin("2026-03-21 00:00")
	})
	_, err := o.Antragsraum.ReadAntragsraumNachricht(t.Context(), o.applicantActor(), vorgang, nachricht)
	var e *casework.Error
	if !errors.As(err, &e) || e.Reason != "retrieval_expired" {
		t.Errorf("%v", err)
	}
	if looked < 2 {
		t.Errorf("looked %d times: nothing passed in between", looked)
	}
	b, v := a.load().Bescheide[0], a.verlauf()
	if b.Zustand != "bereitgestellt" || b.Bekanntgabe.Am != "" || len(v) != before {
		t.Errorf("%+v, %v", b, v)
	}
}
