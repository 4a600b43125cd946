package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/config"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// rescue is when jobs of a killed process run again; 0 = as jobs thinks best. Tests cannot wait that long.
var rescue time.Duration

// runServe is production: everything outside comes from the settings.
func runServe(ctx context.Context, e env) error {
	cfg, err := config.Load(e.getenv, config.Serves)
	if err != nil {
		return err
	}
	if !cfg.Production {
		e.log.Warn("KONTOR_ENV=development: without the checks of an office, for this machine only")
	}
	listener, err := listen(cfg.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	p, err := startServe(ctx, cfg, e.log)
	if err != nil {
		return err
	}
	defer p.stop(e.log)
	v := version.Read()
	e.log.Info("ready", "listen", listener.Addr().String(), "adresse", cfg.Adresse,
		"version", v.Number, "commit", v.Stand(), "schema", store.KnownSchema())
	return serveHTTP(ctx, listener, p.handler, e.log)
}

// parts are what a running Kontor consists of beside its HTTP server.
type parts struct {
	handler http.Handler
	stops   []func(context.Context) error // in the order to run them
}

// stop runs last in, first out and logs what goes wrong: nothing may keep the rest from stopping.
func (p *parts) stop(log *slog.Logger) {
	for i := len(p.stops) - 1; i >= 0; i-- {
		ctx, cancel := stopContext(context.Background())
		if err := p.stops[i](ctx); err != nil {
			log.Error("stop", "error", err)
		}
		cancel()
	}
}

func (p *parts) onStop(f func(context.Context) error) { p.stops = append(p.stops, f) }

// startServe starts everything but the HTTP server. The letters start while the database is migrated.
func startServe(ctx context.Context, cfg *config.Config, log *slog.Logger) (_ *parts, err error) {
	p := &parts{}
	defer func() {
		if err != nil {
			p.stop(log)
		}
	}()
	var briefe letters
	var db *store.DB
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { briefe, err = startLetters(gctx, cfg, log); return err })
	g.Go(func() (err error) { db, err = openDatabase(gctx, cfg, log); return err })
	err = g.Wait()
	if briefe.Renderer != nil {
		p.onStop(func(context.Context) error { briefe.Close(); return nil })
	}
	if db != nil {
		p.onStop(func(context.Context) error { return db.Close() })
	}
	if err != nil {
		return nil, err
	}
	if err := p.alone(ctx, db, cfg, log); err != nil {
		return nil, err
	}
	svc, err := newService(cfg, db, briefe, log)
	if err != nil {
		return nil, err
	}
	if err := importVerfahren(ctx, cfg, svc); err != nil {
		return nil, err
	}
	staff, applicants, err := providers(ctx, cfg, log)
	if err != nil {
		return nil, err
	}
	return p, p.open(ctx, cfg, svc, staff, applicants, jobs.Options{Log: log, Rescue: rescue}, log)
}

// alone refuses a database with a second active tenant and looks for one as long as the process runs.
func (p *parts) alone(ctx context.Context, db *store.DB, cfg *config.Config, log *slog.Logger) error {
	own, err := findMandant(ctx, db, cfg.Mandant)
	if err != nil {
		return err
	}
	if err := checkAllein(ctx, db, own); err != nil {
		return err
	}
	siegler, err := newSiegler(cfg)
	if err != nil {
		return err
	}
	if err := checkOrt(ctx, db, own, siegler, log); err != nil {
		return err
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var watching sync.WaitGroup
	watching.Go(func() { watchAllein(background, db, own, log) })
	p.onStop(func(context.Context) error { cancel(); watching.Wait(); return nil })
	return nil
}

// openDatabase migrates and connects.
func openDatabase(ctx context.Context, cfg *config.Config, log *slog.Logger) (*store.DB, error) {
	if err := migrate(ctx, cfg.Owner(), cfg.Database.Value()); err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, cfg.Database.Value())
	if err != nil {
		return nil, err
	}
	if role, may, err := db.ReadRolle(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	} else if may {
		log.Warn("the role of the program could change the Verlauf: set DATABASE_OWNER_URL", "role", role)
	}
	return db, nil
}

// migrate brings the schema up to date as its owner, and gives the role of the program its rights, where they are two.
func migrate(ctx context.Context, owner, program string) error {
	if err := store.Migrate(ctx, owner); err != nil || owner == program {
		return err
	}
	return store.Grant(ctx, owner, program)
}

// open makes the HTTP surface with its live events, and starts the jobs.
func (p *parts) open(ctx context.Context, cfg *config.Config, svc *services.All, staff, applicants *auth.Provider,
	work jobs.Options, log *slog.Logger) error {
	mandant, err := findMandant(ctx, svc.DB, cfg.Mandant)
	if err != nil {
		return err
	}
	if err := svc.Posteingang.SealZugaenge(ctx); err != nil {
		return fmt.Errorf("seal the passwords in the database: %w", err)
	}
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	hub := newHub(background, cfg, svc, mandant, log)
	p.onStop(hub.Close)
	var listening sync.WaitGroup
	listening.Go(func() {
		if err := store.Listen(background, cfg.Database.Value(), hub.Broadcast); err != nil {
			log.Error("live events end", "error", err)
		}
	})
	p.onStop(func(context.Context) error { cancel(); listening.Wait(); return nil })
	if p.handler, err = newHandler(cfg, svc, staff, applicants, hub, mandant, log); err != nil {
		return err
	}
	p.tidy(ctx, svc, log)
	return p.work(ctx, svc, work)
}

// tidyTakt is how often a process looks for what killed ones left half written.
const tidyTakt = time.Hour

// tidy does so at the start and every hour. It is no job: the folder for uploads is one of this machine.
func (p *parts) tidy(ctx context.Context, svc *services.All, log *slog.Logger) {
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var tidying sync.WaitGroup
	tidying.Go(func() {
		tick := time.NewTicker(tidyTakt)
		defer tick.Stop()
		for {
			removed, err := svc.Kehraus.Tidy(background)
			if background.Err() != nil {
				return
			}
			if removed > 0 {
				log.Info("half-written files removed", "count", removed)
			}
			if err != nil {
				log.Warn("remove half-written files", "error", err)
			}
			select {
			case <-background.Done():
				return
			case <-tick.C:
			}
		}
	})
	p.onStop(func(context.Context) error { cancel(); tidying.Wait(); return nil })
}

func (p *parts) work(ctx context.Context, svc *services.All, o jobs.Options) error {
	runner, err := jobs.Start(ctx, svc, o)
	if err != nil {
		return err
	}
	p.onStop(runner.Stop)
	p.watchSchema(ctx, svc.DB, runner, o.Log)
	return nil
}

// listen opens the port before anything else is started, so that a taken one is said at once.
func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use by another program: set KONTOR_LISTEN to another address, for example KONTOR_LISTEN=127.0.0.1:8090", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("KONTOR_LISTEN: %w", err)
	}
	return l, nil
}

// Limits of one connection. There is none for a whole request or answer: deliveries and exports of hundreds of MB over
// slow lines are normal. What ends a connection is silence.
const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	silence    = time.Minute
	headerMax  = 64 << 10
)

// serveHTTP serves until ctx ends, then lets requests finish.
func serveHTTP(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	srv := &http.Server{Handler: patient(h), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerMax,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	stop, cancel := stopContext(ctx)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil {
		return errors.Join(srv.Close(), fmt.Errorf("requests did not end in time: %w", err))
	}
	return nil
}

// patient gives a body as much time as it needs while it keeps coming.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			// a copy: net/http looks at the body of its own request to end an unread one gently
			r = r.WithContext(r.Context())
			r.Body = &steadyBody{r.Body, http.NewResponseController(w)}
		}
		next.ServeHTTP(w, r)
	})
}

// steadyBody ends a connection that says nothing for a while.
type steadyBody struct {
	io.ReadCloser
	rc *http.ResponseController
}

func (b *steadyBody) Read(p []byte) (int, error) {
	if err := b.rc.SetReadDeadline(time.Now().Add(silence)); err != nil {
		return 0, err
	}
	return b.ReadCloser.Read(p)
}
