package benchkit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/osi2"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// mailboxes are the channels that can be measured.
func mailboxes() map[string]versand.Kanalart {
	return map[string]versand.Kanalart{casework.ZielOSI: {Felder: osi2.Felder,
		Open: func(e map[string]string) (versand.Postfach, error) { return osi2.New(e, anruf.NewClient(nil)) }}}
}

// queueMessages puts n messages, one to an applicant, into the queue of a channel to mailboxes whose far end stands in
// this process.
func (o *office) queueMessages(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err == nil && o.far == nil {
		err = o.openFar(r.Context())
	}
	var ids []uuid.UUID
	if err == nil {
		ids, err = o.applicants(r.Context(), n)
	}
	for from := 0; err == nil && from < len(ids); from += 100 {
		err = o.write(r.Context(), ids[from:min(from+100, len(ids))])
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// countMessages tells how many lie at the far end, and how many of them twice.
func (o *office) countMessages(w http.ResponseWriter, _ *http.Request) {
	there := map[string]int{}
	for _, m := range o.far.Sent() {
		there[m.Subject]++
	}
	c := Messages{There: len(there)}
	for _, n := range there {
		c.Twice += min(n-1, 1)
	}
	_ = json.NewEncoder(w).Encode(c)
}

// openFar starts the far end and the channel to it.
func (o *office) openFar(ctx context.Context) error {
	far := standin.NewOSI2(standin.OSI2Config{Client: "kontor", Secret: "geheim", Scope: "access", Resource: "urn:x",
		Tenant: "ST"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	door, err := standin.Serve(l, far)
	if err != nil {
		return err
	}
	it := casework.Actor{Art: casework.ActorPerson, Mandant: o.mandant, Name: "it",
		Rollen: []casework.Rolle{casework.RolleAdministration}}
	k, err := o.Kanaele.CreateKanal(ctx, it, casework.ZielOSI, "Messung")
	if err != nil {
		return err
	}
	_, err = o.Kanaele.UpdateKanal(ctx, it, k.ID, kanaele.KanalAenderung{Version: k.Version, Name: k.Name, Aktiv: true,
		Einstellungen: map[string]string{"url": door.URL + "/api/osi_postfach/1.0.0",
			"token_url": door.URL + "/webidp2/connect/token", "client_id": "kontor", "client_secret": "geheim",
			"scope": "access", "resource": "urn:x", "mandant": "ST"}})
	o.far = far
	return err
}

// applicants are n Vorgänge whose applicant has a mailbox; the far end knows it from now on.
func (o *office) applicants(ctx context.Context, n int) (ids []uuid.UUID, err error) {
	return ids, o.DB.ReadTx(ctx, casework.System(o.mandant), func(tx *store.Tx) error {
		last := uuid.Nil
		for len(ids) < n {
			page, err := tx.ListVorgangIDs(ctx, last)
			if err != nil || len(page) == 0 {
				return errors.Join(err, fmt.Errorf("only %d applicants with a mailbox", len(ids)))
			}
			for _, id := range page[:min(len(page), n-len(ids))] {
				v, err := tx.GetVorgang(ctx, id)
				if err != nil {
					return err
				}
				if v.PostfachAdresse != "" {
					o.far.AddMailbox(v.PostfachAdresse, standin.OSI2Mailbox{ID: v.PostfachAdresse, Tenant: "ST"})
					ids = append(ids, id)
				}
			}
			last = page[len(page)-1]
		}
		return nil
	})
}

func (o *office) write(ctx context.Context, ids []uuid.UUID) error {
	return o.DB.InTx(ctx, casework.System(o.mandant), func(tx *store.Tx) error {
		for _, id := range ids {
			v, err := tx.LockVorgang(ctx, id)
			if err != nil {
				return err
			}
			n := casework.Nachricht{ID: service.NewID(), Vorgang: id, Richtung: casework.Aus, Am: tx.Now,
				Art: casework.ArtNachricht, Text: "Ihr Antrag wird bearbeitet.", Antwort: casework.AntwortKeine,
				Vertrauensniveau: 3}
			n.Betreff = n.ID.String() // tells one from another at the far end
			if err := tx.InsertNachricht(ctx, &n, nil); err != nil {
				return err
			}
			tx.Journal(v, "nachricht_gesendet", map[string]any{"nachricht": n.ID})
			if err := o.Versand.EnqueueSendung(ctx, tx, v, casework.ZielOSI, string(n.Art), &n.ID); err != nil {
				return err
			}
			if err := o.Versand.Save(ctx, tx, v); err != nil {
				return err
			}
		}
		return nil
	})
}
