package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"kontor/backend/internal/auth"
	"kontor/backend/internal/config"
	"kontor/backend/internal/devkit"
	"kontor/backend/internal/devkit/demo"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
)

// dev is one run of `kontor dev`.
type dev struct {
	env
	parts
	cfg      *config.Config
	state    devState
	began    time.Time
	listener net.Listener

	pg     *devkit.Postgres
	login  *devkit.Login
	mail   *devkit.Mail
	imap   *devkit.IMAP
	briefe letters
	siegel string // certificate of the seal on letters
}

// runDev starts everything that a real office has beside Kontor, on this machine and with public passwords.
func runDev(ctx context.Context, e env) error {
	cfg, err := config.Load(e.getenv, config.Demo)
	if err != nil {
		return err
	}
	if cfg.Data, err = filepath.Abs(cfg.Data); err != nil {
		return err
	}
	lock, err := devkit.LockDemo(cfg.Data)
	if errors.Is(err, devkit.ErrInUse) {
		return fmt.Errorf("in %s läuft schon ein kontor dev: dort mit Strg-C beenden, oder mit KONTOR_DATA einen anderen Ordner wählen", cfg.Data)
	}
	if err != nil {
		return err
	}
	defer lock.Close()
	log, logFile, err := devLog(cfg.Data)
	if err != nil {
		return err
	}
	defer logFile.Close()
	e.log = log
	d := &dev{env: e, cfg: cfg, state: readDevState(cfg.Data), began: time.Now()}
	defer func() { d.parts.stop(log) }()
	return d.run(ctx)
}

// devLog writes to a file: the terminal shows addresses and accounts.
func devLog(data string) (*slog.Logger, *os.File, error) {
	f, err := os.OpenFile(filepath.Join(data, "kontor.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, err
	}
	log := slog.New(slog.NewJSONHandler(f, nil))
	slog.SetDefault(log)
	return log, f, nil
}

func (d *dev) run(ctx context.Context) error {
	if err := d.reserve(ctx); err != nil {
		return err
	}
	if err := d.startAround(ctx); err != nil {
		return err
	}
	if err := d.configure(); err != nil {
		return err
	}
	staff, applicants, err := providers(ctx, d.cfg, d.log)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, d.cfg.Database.Value())
	if err != nil {
		return err
	}
	d.onStop(func(context.Context) error { return db.Close() })
	if err := d.turnClock(); err != nil {
		return err
	}
	if d.state.Tage > 0 {
		db.SetClock(d.now)
	}
	svc, err := newService(d.cfg, db, d.briefe, d.log)
	if err != nil {
		return err
	}
	if err := d.setupDemo(ctx, svc, staff, applicants); err != nil {
		return err
	}
	work := jobs.Options{Log: d.log, Sole: true}
	if d.state.Tage > 0 {
		work.Clock = d.now
	}
	if err := d.open(ctx, d.cfg, svc, staff, applicants, work, d.log); err != nil {
		return err
	}
	if err := d.state.write(d.cfg.Data); err != nil {
		return err
	}
	d.onStop(func(context.Context) error { d.state.Database = ""; return d.state.write(d.cfg.Data) })
	d.printReady()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go d.watch(ctx, cancel)
	err = serveHTTP(ctx, d.listener, d.oneSpelling(d.handler), d.log)
	fmt.Fprintln(d.stdout, "\nKontor wird beendet …")
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		err = errors.Join(cause, err)
	}
	return err
}

// watch ends the program when a part of it ends by itself: without database or login nothing works.
func (d *dev) watch(ctx context.Context, end context.CancelCauseFunc) {
	select {
	case <-ctx.Done():
	case <-d.pg.Done():
		end(fmt.Errorf("die Datenbank hat sich beendet, siehe %s.log", filepath.Join(d.cfg.Data, "postgres")))
	case <-d.login.Done():
		end(fmt.Errorf("der Anmeldedienst hat sich beendet, siehe %s", filepath.Join(d.cfg.Data, "kontor.log")))
	}
}

// reserve opens the HTTP port; :0 is any, but the same as last time.
func (d *dev) reserve(ctx context.Context) (err error) {
	host, text, err := net.SplitHostPort(d.cfg.Listen)
	if err != nil {
		return fmt.Errorf("KONTOR_LISTEN: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("KONTOR_LISTEN=%s: kontor dev hat öffentliche Passwörter und hört nur auf 127.0.0.1",
			d.cfg.Listen)
	}
	if text == "0" {
		d.listener, err = devkit.Listen(ctx, d.state.Port, 0)
	} else {
		d.listener, err = listen(d.cfg.Listen)
	}
	if err != nil {
		return err
	}
	// the server closed it, unless it never began
	d.onStop(func(context.Context) error { _ = d.listener.Close(); return nil })
	d.state.Port = d.listener.Addr().(*net.TCPAddr).Port
	if d.cfg.Adresse == "" {
		d.cfg.Adresse = "http://" + net.JoinHostPort(host, strconv.Itoa(d.state.Port))
	}
	return nil
}

// startAround starts database, login, mail with its mailbox, and letters side by side. What has started is stopped,
// also when another fails.
func (d *dev) startAround(ctx context.Context) error {
	if d.cfg.NodeModules != "" { // devkit reads the variable itself
		d.log.Info("npm packages", "folder", d.cfg.NodeModules)
	}
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		d.pg, err = devkit.StartPostgres(gctx, devkit.PostgresConfig{DataDir: filepath.Join(d.cfg.Data, "postgres"),
			Durable: true, Logger: d.log})
		if err != nil {
			return err
		}
		return migrate(gctx, d.pg.DSN(), d.pg.ProgramDSN())
	})
	g.Go(func() error { return d.startLogin(gctx) })
	g.Go(func() error { return d.startMail(gctx) })
	g.Go(func() (err error) { d.briefe, err = startLetters(gctx, d.cfg, d.log); return err })
	err := g.Wait()
	if d.pg != nil {
		d.onStop(func(context.Context) error { return d.pg.Stop() })
	}
	if d.login != nil {
		d.onStop(func(context.Context) error { d.login.Stop(); return nil })
	}
	if d.imap != nil {
		d.onStop(func(context.Context) error { return d.imap.Close() })
	}
	if d.mail != nil {
		d.onStop(func(context.Context) error { d.mail.Stop(); return nil })
	}
	if d.briefe.Renderer != nil {
		d.onStop(func(context.Context) error { d.briefe.Close(); return nil })
	}
	return err
}

func (d *dev) startLogin(ctx context.Context) error {
	listener, err := d.port(ctx, &d.state.Login, d.state.Port+1)
	if err != nil {
		return err
	}
	d.login, err = devkit.StartLogin(ctx, devkit.LoginConfig{Listener: listener,
		DataDir: filepath.Join(d.cfg.Data, "login"),
		Realms:  demo.Realms(d.adressen()...), Logger: d.log})
	return err
}

// startMail starts the mailbox and the sink that fills it.
func (d *dev) startMail(ctx context.Context) error {
	listener, err := d.port(ctx, &d.state.IMAP, 8143)
	if err != nil {
		return err
	}
	if d.imap, err = devkit.StartIMAP(devkit.IMAPConfig{Listener: listener, Logger: d.log}); err != nil {
		return err
	}
	smtp, err := d.port(ctx, &d.state.SMTP, 8025)
	if err != nil {
		return err
	}
	page, err := d.port(ctx, &d.state.Mail, d.state.Port+2)
	if err != nil {
		return errors.Join(err, smtp.Close())
	}
	d.mail, err = devkit.StartMail(devkit.MailConfig{SMTP: smtp, HTTP: page, DataDir: filepath.Join(d.cfg.Data, "mail"),
		Mailbox: d.imap, Logger: d.log})
	return err
}

// port opens the port of last time, else the wished one, else any, and remembers which.
func (d *dev) port(ctx context.Context, last *int, wish int) (*net.TCPListener, error) {
	listener, err := devkit.Listen(ctx, *last, wish)
	if err != nil {
		return nil, err
	}
	*last = listener.Addr().(*net.TCPAddr).Port
	return listener, nil
}

// adressen are the spellings under which a browser may come; the first is the right one.
func (d *dev) adressen() []string {
	out := []string{d.cfg.Adresse}
	for _, host := range []string{"127.0.0.1", "localhost"} {
		if a := "http://" + host + ":" + strconv.Itoa(d.state.Port); a != d.cfg.Adresse {
			out = append(out, a)
		}
	}
	return out
}

// configure points the settings to what was started, as an operator points them to the real thing.
func (d *dev) configure() error {
	d.state.Database = d.pg.ProgramDSN()
	d.cfg.Database = config.Secret(d.pg.ProgramDSN())
	d.cfg.Mandant = demo.MandantKey
	d.cfg.Login = config.OIDC{Issuer: d.login.Issuer(devkit.StaffRealm), ClientID: devkit.StaffClient}
	d.cfg.Antragsraum = config.OIDC{Issuer: d.login.Issuer(devkit.ApplicantRealm), ClientID: devkit.ApplicantClient}
	d.cfg.SMTP = config.SMTP{Host: "127.0.0.1", Port: d.state.SMTP, TLS: "none",
		From: "Stadt Lindenfurt <kontor@lindenfurt.example>"}
	if err := d.startSiegel(); err != nil {
		return err
	}
	for name, path := range map[string]*string{"xdomea": &d.cfg.XdomeaOrdner, "anker": &d.cfg.AnkerOrdner} {
		if *path != "" {
			continue
		}
		*path = filepath.Join(d.cfg.Data, name)
		if err := os.MkdirAll(*path, 0o700); err != nil {
			return err
		}
	}
	return nil
}

// startSiegel makes a seal for the town, unless somebody has set keys: then it has none until its row names one.
func (d *dev) startSiegel() error {
	if d.cfg.SiegelSchluessel != "" {
		return nil
	}
	path := filepath.Join(d.cfg.Data, "siegel.pem")
	text, err := devkit.Siegel(path, "Siegel der Stadt Lindenfurt (zum Ausprobieren)")
	if err != nil {
		return err
	}
	i := strings.Index(text, "-----BEGIN CERTIFICATE-----")
	if i < 0 {
		return errors.New("siegel.pem hat kein Zertifikat: die Datei löschen, sie entsteht neu")
	}
	d.cfg.SiegelSchluessel, d.siegel = config.Secret(text[:i]), text[i:]
	return nil
}

// setupDemo writes the municipality, serves the form server it fetches from and, on the first start, makes its cases.
func (d *dev) setupDemo(ctx context.Context, svc *services.All, staff, applicants *auth.Provider) error {
	go standin.FITKeys() // takes a second or two, and is needed below
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if _, err := demo.Setup(ctx, svc.DB, demo.Sources{Forms: "http://" + l.Addr().String(),
		Mailbox: d.imap.URL(), Siegel: d.siegel}); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := importVerfahren(ctx, d.cfg, svc); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := errors.Join(d.startOSI(ctx, svc), d.startZBP(ctx, svc)); err != nil {
		return errors.Join(err, l.Close())
	}
	forms, err := demo.FormServer(ctx, svc.DB)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	d.background(l, forms)
	complete, err := demo.Complete(ctx, svc.DB)
	if err != nil {
		return err
	}
	if !complete {
		fmt.Fprintln(d.stdout, "Die Beispielstadt wird angelegt …")
		if err := d.seed(ctx, svc, staff, applicants); err != nil {
			return err
		}
	}
	return demo.Move(ctx, svc.DB, d.getenv("KONTOR_DEMO_LAND"))
}

// background serves until the program stops.
func (d *dev) background(l net.Listener, h http.Handler) {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: headerTime}
	go srv.Serve(l) //nolint:errcheck // ends with Close
	d.onStop(func(context.Context) error { return srv.Close() })
}

// seed plays the past weeks on a Kontor of its own, whose clock it moves, through the same HTTP surface. The commits
// need not reach the disk one by one: an interrupted start goes on where it was.
func (d *dev) seed(ctx context.Context, svc *services.All, staff, applicants *auth.Provider) error {
	db, err := store.Open(ctx, d.cfg.Database.Value()+"&synchronous_commit=off")
	if err != nil {
		return err
	}
	defer db.Close()
	past, err := newService(d.cfg, db, d.briefe, d.log)
	if err != nil {
		return err
	}
	mandant, err := findMandant(ctx, db, d.cfg.Mandant)
	if err != nil {
		return err
	}
	hub := newHub(ctx, d.cfg, past, mandant, d.log)
	defer hub.Close(ctx)
	h, err := newHandler(d.cfg, past, staff, applicants, hub, mandant, d.log)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: headerTime}
	defer srv.Close()
	go srv.Serve(l) //nolint:errcheck // ends with Close
	return demo.Seed(ctx, demo.SeedOptions{All: past, URL: "http://" + l.Addr().String(), Log: d.log})
}

// oneSpelling leads browsers from localhost to 127.0.0.1 or the other way round: cookies and logins belong to one of
// them. Programs are left alone.
func (d *dev) oneSpelling(next http.Handler) http.Handler {
	host := d.cfg.Host()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
		if page && r.Host != host && (strings.HasPrefix(r.Host, "localhost:") ||
			strings.HasPrefix(r.Host, "127.0.0.1:")) {
			http.Redirect(w, r, d.cfg.Adresse+r.URL.RequestURI(), http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	})
}
