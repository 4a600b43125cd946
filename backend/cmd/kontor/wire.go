package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/adapters/all"
	"kontor/backend/internal/ausgang"
	"kontor/backend/internal/auth"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/config"
	"kontor/backend/internal/httpapi"
	"kontor/backend/internal/live"
	"kontor/backend/internal/render"
	"kontor/backend/internal/scan"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/service/verfahren"
	"kontor/backend/internal/service/vorgang"
	"kontor/backend/internal/store"
	"kontor/frontend"
	"kontor/workflow"
)

// newService builds the service of a database that is open already.
func newService(cfg *config.Config, db *store.DB, briefe brief.Renderer, log *slog.Logger) (*services.All, error) {
	blobs, err := newBlobs(cfg)
	if err != nil {
		return nil, fmt.Errorf("open the file storage: %w", err)
	}
	kanaele, err := connect(cfg, kanaele)
	if err != nil {
		return nil, err
	}
	melder, err := connect(cfg, melder)
	if err != nil {
		return nil, err
	}
	sealer, err := newSealer(cfg)
	if err != nil {
		return nil, fmt.Errorf("set up the key of the passwords (KONTOR_SCHLUESSEL): %w", err)
	}
	heute, bund, err := newBund(cfg)
	if err != nil {
		return nil, err
	}
	db.SetSchluessel(heute)
	anker, err := connect(cfg, ankerwege)
	if err != nil {
		return nil, err
	}
	stempel, err := newStempelpruefer(cfg)
	if err != nil {
		return nil, err
	}
	siegler, err := newSiegler(cfg)
	if err != nil {
		return nil, err
	}
	signaturen, err := newSignaturpruefer(cfg)
	if err != nil {
		return nil, err
	}
	ausgaenge, err := connect(cfg, ausgaenge)
	if err != nil {
		return nil, err
	}
	return services.New(services.Parts{DB: db, Blobs: blobs, Adapters: all.ByName(),
		Briefe: briefe, Kanaele: kanaele, Kanalarten: kanalarten, Melder: melder, Ausgaenge: ausgaenge,
		Bund: bund, Ankerwege: anker, Stempel: stempel, Briefsiegel: siegler, Signaturen: signaturen,
		Export: ausgang.WriteZIP, Join: render.Join, Scanner: newScanner(cfg), Sealer: sealer, Virenscanner: cfg.Clamd != "",
		Adresse: cfg.Adresse, MaxLieferung: cfg.MaxLieferung(), Ordner: cfg.EingangsOrdner, Log: log}), nil
}

// newSealer has its key from the settings, in development from a file that it makes itself.
func newSealer(cfg *config.Config) (*seal.Sealer, error) {
	key, err := secret(cfg)
	if err != nil {
		return nil, err
	}
	return seal.New(key)
}

// newBund are the keys of the Verlauf; the first is the one to sign with.
func newBund(cfg *config.Config) (*casework.Schluessel, casework.Schluesselbund, error) {
	key, err := secret(cfg)
	if err != nil {
		return nil, nil, err
	}
	bund, err := casework.NewSchluesselbund(append([]string{key}, strings.Fields(cfg.FruehereSchluessel.Value())...)...)
	if err != nil {
		return nil, nil, err
	}
	heute, err := casework.NewSchluessel(key)
	return heute, bund, err
}

func secret(cfg *config.Config) (string, error) {
	if cfg.Schluessel != "" {
		return cfg.Schluessel.Value(), nil
	}
	path := secretPath(cfg)
	key, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(key) == 0 {
		key = []byte(rand.Text() + rand.Text())
		err = errors.Join(os.MkdirAll(cfg.Data, 0o700), os.WriteFile(path, key, 0o600))
	}
	return string(key), err
}

// secretPath is where development keeps its key.
func secretPath(cfg *config.Config) string { return filepath.Join(cfg.Data, "schluessel") }

func newBlobs(cfg *config.Config) (store.Blobs, error) {
	if !cfg.S3.Set() {
		return store.NewFolder(filepath.Join(cfg.Data, "blobs"))
	}
	return store.NewS3(store.S3Settings{Endpoint: cfg.S3.Endpoint, Bucket: cfg.S3.Bucket, Region: cfg.S3.Region,
		AccessKey: cfg.S3.AccessKey.Value(),
		SecretKey: cfg.S3.SecretKey.Value(), TLS: cfg.S3.TLS, DisableContentSha256: cfg.S3.DisableContentSHA256})
}

// importVerfahren takes in what the program brings and what the authority put into its folder. Without the folder what
// came from it before goes on.
func importVerfahren(ctx context.Context, cfg *config.Config, svc *services.All) error {
	quellen := []verfahren.Quelle{{Herkunft: store.HerkunftMitgeliefert, Ordner: workflow.Shipped()}}
	if cfg.Verfahren != "" {
		if _, err := os.ReadDir(cfg.Verfahren); err != nil {
			svc.Log.Warn("KONTOR_VERFAHREN cannot be read", "error", err)
		}
		quellen = append(quellen, verfahren.Quelle{Herkunft: store.HerkunftOrdner, Ordner: os.DirFS(cfg.Verfahren)})
	}
	if _, err := svc.Verfahren.ImportOrdner(ctx, quellen...); err != nil {
		return fmt.Errorf("take in the procedures: %w", err)
	}
	return nil
}

func newScanner(cfg *config.Config) vorgang.Scanner {
	if cfg.Clamd != "" {
		return scan.Clamd{Addr: cfg.Clamd}
	}
	return scan.Eicar{}
}

// letters adapts the renderer to the port of service.
type letters struct{ *render.Renderer }

func (l letters) Render(ctx context.Context, b brief.Brief) ([]byte, error) {
	return l.Renderer.Render(ctx, render.Document{Main: b.Main, Files: b.Files, Data: b.Daten, Eilig: b.Eilig})
}

func startLetters(ctx context.Context, cfg *config.Config, log *slog.Logger) (letters, error) {
	root := ""
	if cfg.NodeModules != "" {
		root = filepath.Dir(cfg.NodeModules)
	}
	r, err := render.Start(ctx, render.Config{Root: root, Logger: log})
	return letters{r}, err
}

// providers finds the two login providers. One that cannot be reached yet does not stop the start.
func providers(ctx context.Context, cfg *config.Config,
	log *slog.Logger) (staff, applicants *auth.Provider, err error) {
	staff, err = auth.Discover(ctx, auth.Config{Issuer: cfg.Login.Issuer, ClientID: cfg.Login.ClientID,
		ClientSecret: cfg.Login.ClientSecret.Value(),
		RedirectURL:  cfg.Adresse + "/anmelden/rueckruf", PostLogoutURL: cfg.Adresse + "/", RolesClaim: cfg.RolesClaim,
		GroupsClaim: cfg.GroupsClaim, Logger: log})
	if err != nil || !cfg.Antragsraum.Set() {
		return staff, nil, err
	}
	applicants, err = auth.Discover(ctx, auth.Config{Issuer: cfg.Antragsraum.Issuer, ClientID: cfg.Antragsraum.ClientID,
		ClientSecret: cfg.Antragsraum.ClientSecret.Value(), RedirectURL: cfg.Adresse +
			"/antragsraum/anmelden/rueckruf", PostLogoutURL: cfg.Adresse + "/antragsraum",
		PseudonymClaim: cfg.PseudonymClaim, Logger: log})
	return staff, applicants, err
}

// newHub makes the live events of this process.
func newHub(ctx context.Context, cfg *config.Config, svc *services.All, mandant uuid.UUID, log *slog.Logger) *live.Hub {
	return live.New(live.Options{
		Names: func(id uuid.UUID) string {
			var name string
			err := svc.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
				b, err := tx.GetBenutzer(ctx, id)
				if err == nil {
					name = b.Anzeige
				}
				return err
			})
			if err != nil {
				log.Warn("live: name of a person", "error", err)
			}
			return name
		},
		Publish: func(a casework.Actor, m casework.Meldung) {
			if err := svc.DB.Publish(ctx, a, m); err != nil {
				log.Warn("live: publish", "error", err)
			}
		},
		MayView: svc.Vorgang.MayView, Host: cfg.Host(), Logger: log,
	})
}

// newHandler builds the HTTP surface.
func newHandler(cfg *config.Config, svc *services.All, staff, applicants *auth.Provider, hub *live.Hub,
	mandant uuid.UUID, log *slog.Logger) (http.Handler, error) {
	return httpapi.New(httpapi.Options{Services: svc, Staff: staff, Applicants: applicants, Hub: hub, Mandant: mandant,
		Adresse:  cfg.Adresse,
		Frontend: frontend.FS(), Log: log, Proxies: cfg.Proxies, ZertifikatKopfzeile: cfg.ZertifikatKopfzeile})
}

// stopTime is how long a part may take to stop.
const stopTime = 15 * time.Second

// stopContext limits a stop that must happen although ctx has ended.
func stopContext(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), stopTime)
}
