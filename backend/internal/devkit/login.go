package devkit

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"kontor/backend/internal/child"
)

//go:embed login.mjs
var loginProgram string

//go:embed login_pages.mjs
var loginPages string

//go:embed pages.css
var pageStyle string

// Names of the realms and clients that the demo uses.
const (
	StaffRealm      = "lindenfurt"
	StaffClient     = "kontor"
	ApplicantRealm  = "buergerkonto"
	ApplicantClient = "antragsraum"
)

// LoginConfig describes the login provider for trying and testing.
type LoginConfig struct {
	Addr        string // host:port; the host must be a loopback address or localhost, port 0 = a free one
	DataDir     string // where its keys are kept
	Realms      []LoginRealm
	Node        string // the node program; empty = the one on PATH
	NodeModules string // empty = FindNodeModules
	Logger      *slog.Logger
}

// LoginRealm is one issuer, <base>/realms/<Name>. It is a realm of applicants if its users have a Vertrauensniveau.
type LoginRealm struct {
	Name    string        `json:"name"`
	Title   string        `json:"title"` // shown on its pages
	Clients []LoginClient `json:"clients"`
	Users   []LoginUser   `json:"users"`
}

// LoginClient is a program that lets people log in. All URIs are absolute.
type LoginClient struct {
	ID                     string   `json:"client_id"`
	Secret                 string   `json:"client_secret,omitempty"` // empty = public client; PKCE is required anyway
	RedirectURIs           []string `json:"redirect_uris"`
	PostLogoutRedirectURIs []string `json:"post_logout_redirect_uris,omitempty"`
	BackchannelLogoutURI   string   `json:"backchannel_logout_uri,omitempty"` // gets a logout_token when the person logs out
}

// LoginUser is an account. The last group of fields is for applicants.
type LoginUser struct {
	Sub         string   `json:"sub"` // stable, never shown
	Username    string   `json:"username"`
	Password    string   `json:"password,omitempty"` // empty = demo
	Name        string   `json:"name"`
	GivenName   string   `json:"given_name,omitempty"`
	FamilyName  string   `json:"family_name,omitempty"`
	Email       string   `json:"email,omitempty"`
	Description string   `json:"description,omitempty"` // shown in the list of accounts
	Roles       []string `json:"roles,omitempty"`       // claim realm_access.roles
	Groups      []string `json:"groups,omitempty"`      // claim groups: ids of units

	Vertrauensniveau int    `json:"vertrauensniveau,omitempty"` // highest the account can reach: 1, 3 or 4
	Postfach         string `json:"postfach,omitempty"`         // handle of the mailbox
	KontoArt         string `json:"konto_art,omitempty"`        // person or organisation
	Organisation     string `json:"organisation,omitempty"`
}

// Login is a running provider. It ends with this program.
type Login struct {
	base    string
	process *child.Process
	stdin   io.Closer
}

// StartLogin starts the provider and returns once it answers; ctx limits the start only. It refuses to run in
// production (KONTOR_ENV) and on anything but a loopback address, since everybody knows its passwords.
func StartLogin(ctx context.Context, cfg LoginConfig) (*Login, error) {
	if os.Getenv("KONTOR_ENV") == "production" {
		return nil, errors.New("the login provider of the devkit does not run in production: set the OIDC issuer of your own")
	}
	message, err := loginMessage(&cfg)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(cfg.Node, "--input-type=module", "--eval", loginPages+loginProgram)
	cmd.Dir = filepath.Dir(cfg.NodeModules) // where its imports are resolved
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, stdoutWriter, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer stdout.Close()
	defer stdoutWriter.Close()
	cmd.Stdout = stdoutWriter
	cmd.Stderr = &child.LogWriter{Logger: cfg.Logger.With("child", "login")}
	process, err := child.Start(cmd, syscall.SIGKILL)
	if err != nil {
		return nil, fmt.Errorf("start node: %w", err)
	}
	login := &Login{process: process, stdin: stdin}
	if _, err := stdin.Write(append(message, '\n')); err != nil {
		login.Stop()
		return nil, fmt.Errorf("configure login provider: %w", err)
	}
	if login.base, err = awaitReady(ctx, process, stdout); err != nil {
		login.Stop()
		return nil, fmt.Errorf("start login provider: %w", err)
	}
	cfg.Logger.Info("login provider started", "url", login.base)
	return login, nil
}

// loginMessage fills the defaults of cfg and encodes what the child must know.
func loginMessage(cfg *LoginConfig) ([]byte, error) {
	host, portText, err := net.SplitHostPort(cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("login address: %w", err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return nil, fmt.Errorf("login address: %w", err)
	}
	bind := host
	if host == "localhost" {
		bind = "127.0.0.1"
	}
	if ip := net.ParseIP(bind); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("login address %q: only loopback addresses, its passwords are public", cfg.Addr)
	} else if ip.To4() == nil {
		host = "[" + host + "]"
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Node == "" {
		cfg.Node = "node"
	}
	if cfg.NodeModules == "" {
		if cfg.NodeModules, err = FindNodeModules(); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(cfg.DataDir, 0o700); err != nil {
		return nil, err
	}
	keys, err := filepath.Abs(filepath.Join(cfg.DataDir, "login-keys.json"))
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{
		"port": port, "bind": bind, "host": host, "keys": keys, "style": pageStyle, "realms": cfg.Realms,
	})
}

// awaitReady waits for the child's one line on stdout.
func awaitReady(ctx context.Context, process *child.Process, stdout *os.File) (string, error) {
	type answer struct {
		Ready string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		var a answer
		line, err := bufio.NewReader(stdout).ReadBytes('\n')
		if a.err = err; err == nil {
			a.err = json.Unmarshal(line, &a)
		}
		answers <- a
	}()
	select {
	case a := <-answers:
		return a.Ready, a.err
	case <-process.Done():
		return "", fmt.Errorf("node ended, see the log: %w", process.Err())
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Issuer returns the issuer of a realm, e.g. http://127.0.0.1:8081/realms/lindenfurt.
func (l *Login) Issuer(realm string) string { return l.base + "/realms/" + realm }

// URL is the base address without a trailing slash.
func (l *Login) URL() string { return l.base }

// Done is closed when the provider has ended, by Stop or by itself.
func (l *Login) Done() <-chan struct{} { return l.process.Done() }

// Stop ends the provider and waits for it. Logins are forgotten, keys are kept.
func (l *Login) Stop() {
	l.stdin.Close() // its sign to end
	l.process.Stop(syscall.SIGTERM, 2*time.Second)
}

// DemoApplicants returns one account per level of trust and one of an organisation, all with password demo.
func DemoApplicants() []LoginUser {
	person := func(username, given, family string, niveau int) LoginUser {
		return LoginUser{Sub: "konto-" + username, Username: username, Name: given + " " + family, GivenName: given, FamilyName: family,
			Email: username + "@example.org", Vertrauensniveau: niveau, Postfach: "postfach-" + username, KontoArt: "person"}
	}
	organisation := person("organisation", "Olga", "Beispiel", 3)
	organisation.KontoArt, organisation.Organisation = "organisation", "Beispiel Bau GmbH"
	return []LoginUser{
		person("buerger1", "Berta", "Probe", 1),
		person("buerger3", "Malte", "Vorbild", 3),
		person("buerger4", "Yasemin", "Muster", 4),
		organisation,
	}
}
