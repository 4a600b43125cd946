// Package services puts the acts together: the one list of what this program can do.
package services

import (
	"log/slog"
	"maps"
	"slices"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/anbindung"
	"kontor/backend/internal/service/anmeldung"
	"kontor/backend/internal/service/antragsraum"
	"kontor/backend/internal/service/bescheid"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/dienste"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/kehraus"
	"kontor/backend/internal/service/postausgang"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/service/vorgang"
	"kontor/backend/internal/store"
)

// Parts is what the acts are done with.
type Parts struct {
	DB           *store.DB
	Blobs        store.Blobs
	Adapters     map[string]adapters.Adapter
	Briefe       brief.Renderer
	Briefsiegel  brief.Sealer                  // nil = nothing seals letters here
	Signaturen   vorgang.Signaturpruefer       // of documents that come in; nil = nobody looks
	Kanaele      map[string]versand.Postfach   // of the installation, by Sendung.Ziel
	Kanalarten   map[string]versand.Kanalart   // what a Kanal of a tenant can be, by Sendung.Ziel
	Ankerwege    map[string]kehraus.Ankerweg   // by name
	Stempel      casework.Stempelpruefer       // of anchors; nil = nothing checks them here
	Bund         vorgang.Schluesselbund        // keys the Verlauf may be signed with
	Melder       map[string]posteingang.Melder // of alarms, by channel: email, webhook
	Ausgaenge    map[string]versand.Ausgang    // by Sendung.Ziel
	Export       versand.Export
	Join         postausgang.Join
	Scanner      vorgang.Scanner
	Sealer       *seal.Sealer // of the passwords in the database
	Virenscanner bool         // Scanner is a real one
	Adresse      string       // public URL without trailing slash, for links
	MaxLieferung int64        // bytes of one delivery
	Ordner       string       // KONTOR_EINGANGSORDNER: below it one folder for each Zugang that watches one; "" = none
	Log          *slog.Logger
}

// All are the acts, by subject.
type All struct {
	*service.Frame
	Ablauf      *ablauf.Service
	Brief       *brief.Service
	Versand     *versand.Service
	Kanaele     *kanaele.Service
	Bescheid    *bescheid.Service
	Antragsraum *antragsraum.Service
	Dienste     *dienste.Service
	Vorgang     *vorgang.Service
	Posteingang *posteingang.Service
	Anbindung   *anbindung.Service
	Anmeldung   *anmeldung.Service
	Kehraus     *kehraus.Service
	Verfahren   *verfahren.Service
	Postausgang *postausgang.Service
}

// New joins the acts; each knows only those it stands on.
func New(p Parts) *All {
	f := &service.Frame{DB: p.DB, Blobs: p.Blobs, Adresse: p.Adresse, Log: p.Log}
	s := &All{Frame: f, Ablauf: &ablauf.Service{Frame: f}, Anmeldung: anmeldung.New(f)}
	s.Verfahren = &verfahren.Service{Frame: f, Ablauf: s.Ablauf, Anlage: verfahren.Anlage{Dienste: dienste.Arten(),
		Adapter: keys(p.Adapters), Ausgaenge: keys(p.Ausgaenge), Kanaele: keys(p.Kanaele)}}
	s.Brief = &brief.Service{Frame: f, Renderer: p.Briefe, Sealer: p.Briefsiegel}
	s.Versand = &versand.Service{Frame: f, Ablauf: s.Ablauf, Brief: s.Brief, Kanaele: p.Kanaele,
		Kanalarten: p.Kanalarten, Sealer: p.Sealer, Ausgaenge: p.Ausgaenge, Export: p.Export}
	s.Kanaele = &kanaele.Service{Frame: f, Ablauf: s.Ablauf, Versand: s.Versand, Sealer: p.Sealer}
	f.EndVorgang = s.Versand.EndVorgang
	s.Bescheid = &bescheid.Service{Frame: f, Ablauf: s.Ablauf, Versand: s.Versand, Brief: s.Brief}
	s.Versand.Bescheide = s.Bescheid
	s.Antragsraum = &antragsraum.Service{Frame: f, Ablauf: s.Ablauf, Bescheid: s.Bescheid, Versand: s.Versand}
	s.Dienste = &dienste.Service{Frame: f, Ablauf: s.Ablauf, Versand: s.Versand}
	s.Vorgang = &vorgang.Service{Frame: f, Ablauf: s.Ablauf, Versand: s.Versand,
		Bescheid: s.Bescheid, Brief: s.Brief, Scanner: p.Scanner, Bund: p.Bund, Stempel: p.Stempel, Signaturen: p.Signaturen}
	s.Posteingang = &posteingang.Service{Frame: f, Ablauf: s.Ablauf, Adapters: p.Adapters,
		Melder: p.Melder, Sealer: p.Sealer,
		MaxLieferung: p.MaxLieferung, Ordner: p.Ordner, Virenscanner: p.Virenscanner}
	s.Anbindung = &anbindung.Service{Frame: f, Posteingang: s.Posteingang}
	s.Postausgang = &postausgang.Service{Frame: f, Versand: s.Versand, Bescheid: s.Bescheid, Join: p.Join}
	s.Kehraus = &kehraus.Service{Frame: f, Posteingang: s.Posteingang, Versand: s.Versand, Vorgang: s.Vorgang,
		Kanaele:   s.Kanaele,
		Ankerwege: p.Ankerwege}
	return s
}

// keys of what was given; nil where nothing was.
func keys[T any](m map[string]T) []string {
	if m == nil {
		return nil
	}
	return append([]string{}, slices.Sorted(maps.Keys(m))...)
}
