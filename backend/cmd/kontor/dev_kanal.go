package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/devkit/demo"
	"kontor/backend/internal/postfach/standin"
	kanal "kontor/backend/internal/service/kanaele" // kanaele are the channels of this program
	"kontor/backend/internal/service/services"
)

// startOSI starts the far end of the mailboxes of service accounts, with one for everybody in the town, and a channel
// to it that is switched off: who wants to try it switches it on under „Kanäle“.
func (d *dev) startOSI(ctx context.Context, svc *services.All) error {
	listener, err := d.port(ctx, &d.state.OSI, 8243)
	if err != nil {
		return err
	}
	far := standin.NewOSI2(standin.OSI2Config{Client: "kontor", Secret: demo.Password, Scope: "access",
		Resource: "urn:dataport:osi:postfach:dev:dev:st", Tenant: "ST"})
	for _, id := range demo.Postfaecher() {
		far.AddMailbox(id, standin.OSI2Mailbox{ID: "postfach-" + id, Tenant: "ST"})
	}
	door, err := standin.Serve(listener, far)
	if err != nil {
		return err
	}
	d.onStop(func(context.Context) error { return door.Close() })
	settings := map[string]string{"url": door.URL + "/api/osi_postfach/1.0.0",
		"token_url": door.URL + "/webidp2/connect/token", "client_id": "kontor", "client_secret": demo.Password,
		"scope": "access", "resource": "urn:dataport:osi:postfach:dev:dev:st", "mandant": "ST"}
	return d.putKanal(ctx, svc, casework.ZielOSI, "Servicekonto (zum Ausprobieren)", settings)
}

// startZBP does the same for the mailboxes behind the BundID, reached directly and through FIT-Connect. Its
// certificates are new at each start.
func (d *dev) startZBP(ctx context.Context, svc *services.All) error {
	listener, err := d.port(ctx, &d.state.ZBP, 8244)
	if err != nil {
		return err
	}
	far := standin.NewZBP()
	for _, id := range demo.Postfaecher() {
		far.AddMailbox(id)
	}
	issuer, err := standin.NewAuthority()
	if err != nil {
		return err
	}
	own, err := issuer.Client("Stadt Lindenfurt", time.Now().Add(24*time.Hour))
	if err != nil {
		return err
	}
	door, err := standin.ServeMutual(listener, far, issuer)
	if err != nil {
		return err
	}
	d.onStop(func(context.Context) error { return door.Close() })
	return errors.Join(d.startFIT(ctx, svc, far, own),
		d.putKanal(ctx, svc, casework.ZielZBP, "BundID (zum Ausprobieren)", map[string]string{"url": door.URL,
			"wurzeln": issuer.PEM, "zertifikat": own}))
}

// startFIT starts the far end of FIT-Connect, which hands on to those mailboxes.
func (d *dev) startFIT(ctx context.Context, svc *services.All, far *standin.ZBP, own string) error {
	const (
		zustellpunkt = "b0d1d000-0000-4000-8000-000000000001"
		eigen        = "b0d1d000-0000-4000-8000-000000000002"
	)
	listener, err := d.port(ctx, &d.state.FIT, 8245)
	if err != nil {
		return err
	}
	fit := standin.NewFITConnect("kontor", demo.Password)
	fit.AddDestination(standin.FITDestination{ID: zustellpunkt, Handle: standin.ServeZBP(far)})
	door, err := standin.Serve(listener, fit)
	if err != nil {
		return err
	}
	d.onStop(func(context.Context) error { return door.Close() })
	fit.AddDestination(standin.FITDestination{ID: eigen})
	return errors.Join(d.putKanal(ctx, svc, casework.ZielFITConnect, "Onlinedienst (zum Ausprobieren)",
		map[string]string{"url": door.URL + "/submission-api", "token_url": door.URL + "/token", "client_id": "kontor",
			"client_secret": demo.Password, "zustellpunkt": eigen, "schluessel": standin.FITKeys(),
			"schema": "https://antrag.lindenfurt.example/nachricht.json"}), d.putKanal(ctx, svc, casework.ZielZBPFit, "BundID über FIT-Connect (zum Ausprobieren)", map[string]string{
		"url": door.URL + "/submission-api", "token_url": door.URL + "/token", "client_id": "kontor",
		"client_secret": demo.Password, "zustellpunkt": zustellpunkt, "zertifikat": own}))
}

// putKanal keeps the channel of a kind in the town at its far end. Whether it is switched on stays as it is.
func (d *dev) putKanal(ctx context.Context, svc *services.All, art, name string, settings map[string]string) error {
	mandant, err := findMandant(ctx, svc.DB, d.cfg.Mandant)
	if err != nil {
		return err
	}
	it := casework.Actor{Art: casework.ActorPerson, Mandant: mandant, Name: "it", Anzeige: "IT",
		Rollen: []casework.Rolle{casework.RolleAdministration}}
	all, _, err := svc.Kanaele.ListKanaele(ctx, it)
	if err != nil {
		return err
	}
	var k *kanal.Kanal
	for i := range all {
		if all[i].Art == art {
			k = &all[i]
			break
		}
	}
	if k == nil {
		if k, err = svc.Kanaele.CreateKanal(ctx, it, art, name); err != nil {
			return err
		}
	} else if k.Einstellungen["url"] == settings["url"] && settings["zertifikat"]+settings["schluessel"] == "" {
		return nil
	}

	if _, err = svc.Kanaele.UpdateKanal(ctx, it, k.ID, kanal.KanalAenderung{Version: k.Version, Name: k.Name,
		Aktiv: k.Aktiv, Einstellungen: settings}); err != nil {
		return fmt.Errorf("set up the channel of the example town: %w", err)
	}
	return nil
}
