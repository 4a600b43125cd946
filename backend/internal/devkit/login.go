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
	Listener    *net.TCPListener // on a loopback address; closed by the start, the child has its own
	DataDir     string           // where its keys are kept
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
	// gets a logout_token when the person logs out
	BackchannelLogoutURI string `json:"backchannel_logout_uri,omitempty"`
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
	if err := cfg.fill(); err != nil {
		return nil, err
	}
	defer cfg.Listener.Close()
	if err := onLoopback(cfg.Listener); err != nil {
		return nil, fmt.Errorf("login provider: %w", err)
	}
	base := "http://" + cfg.Listener.Addr().String()
	socket, err := cfg.Listener.File()
	if err != nil {
		return nil, err
	}
	defer socket.Close()
	message, err := loginMessage(cfg, base)
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
	cmd.ExtraFiles = []*os.File{socket} // descriptor 3
	cmd.Stdout = stdoutWriter
	cmd.Stderr = &child.LogWriter{Logger: cfg.Logger.With("child", "login")}
	process, err := child.Start(cmd, syscall.SIGKILL)
	if err != nil {
		return nil, fmt.Errorf("start node: %w", err)
	}
	login := &Login{base: base, process: process, stdin: stdin}
	if _, err := stdin.Write(append(message, '\n')); err != nil {
		login.Stop()
		return nil, fmt.Errorf("configure login provider: %w", err)
	}
	if err := awaitReady(ctx, process, stdout); err != nil {
		login.Stop()
		return nil, fmt.Errorf("start login provider: %w", err)
	}
	cfg.Logger.Info("login provider started", "url", login.base)
	return login, nil
}

// fill sets the defaults and makes the folder.
func (cfg *LoginConfig) fill() (err error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Node == "" {
		cfg.Node = "node"
	}
	if cfg.NodeModules == "" {
		if cfg.NodeModules, err = FindNodeModules(); err != nil {
			return err
		}
	}
	return os.MkdirAll(cfg.DataDir, 0o700)
}

// loginMessage encodes what the child must know.
func loginMessage(cfg LoginConfig, base string) ([]byte, error) {
	keys, err := filepath.Abs(filepath.Join(cfg.DataDir, "login-keys.json"))
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]any{"base": base, "keys": keys, "style": pageStyle, "realms": cfg.Realms})
}

// awaitReady waits for the child's one line on stdout.
func awaitReady(ctx context.Context, process *child.Process, stdout *os.File) error {
	line := make(chan error, 1)
	go func() {
		_, err := bufio.NewReader(stdout).ReadBytes('\n')
		line <- err
	}()
	select {
	case err := <-line:
		return err
	case <-process.Done():
		return fmt.Errorf("node ended, see the log: %w", process.Err())
	case <-ctx.Done():
		return ctx.Err()
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
		return LoginUser{Sub: "konto-" + username, Username: username, Name: given + " " + family,
			GivenName: given, FamilyName: family,
			Email: username + "@example.org", Vertrauensniveau: niveau, Postfach: "postfach-" +
				username, KontoArt: "person"}
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
