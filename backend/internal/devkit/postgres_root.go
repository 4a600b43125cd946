package devkit

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// runner starts PostgreSQL's programs in a way they accept. They refuse uid 0, so as root they run either in a user
// namespace that shows another uid (data stay ours, works below a 0700 home) or, where namespaces are forbidden as in
// many containers, as another user on a data directory that is given to that user.
type runner struct {
	binDir string
	mode   runMode
	uid    int
	gid    int
}

type runMode int

const (
	runPlain  runMode = iota // not root
	runMapped                // root, user namespace
	runDrop                  // root, other user
)

func newRunner(binDir string) (runner, error) {
	if os.Geteuid() != 0 {
		return runner{binDir: binDir}, nil
	}
	uid, gid := ordinaryUser()
	r := runner{binDir: binDir, mode: runMapped, uid: uid, gid: gid}
	if os.Getenv("KONTOR_POSTGRES_NO_NAMESPACE") == "" && r.try() == nil {
		return r, nil
	}
	reachable, err := reachableCopy(binDir)
	if err != nil {
		return r, fmt.Errorf("copy PostgreSQL to where another user may read it: %w", err)
	}
	r.binDir, r.mode = reachable, runDrop
	if err := r.try(); err != nil {
		return r, fmt.Errorf("run PostgreSQL as root, neither in a user namespace nor as uid %d: %w", uid, err)
	}
	return r, nil
}

func (r runner) try() error {
	cmd := exec.Command(r.path("postgres"), "--version")
	cmd.Dir = "/"
	r.apply(cmd)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w %s", err, out)
	}
	return nil
}

func (r runner) path(program string) string { return filepath.Join(r.binDir, program) }

func (r runner) apply(cmd *exec.Cmd) {
	switch r.mode {
	case runMapped:
		asMapped(cmd, r.uid)
	case runDrop:
		asUser(cmd, r.uid, r.gid)
	}
}

// own gives a fresh directory to the user the server runs as.
func (r runner) own(dir string) error {
	if r.mode != runDrop {
		return nil
	}
	return os.Chown(dir, r.uid, r.gid)
}

// ordinaryUser returns a uid that is not root and has a name, since initdb looks its own user up. The file is read
// directly because os/user needs cgo to see more.
func ordinaryUser() (uid, gid int) {
	raw, _ := os.ReadFile("/etc/passwd")
	best := ""
	for line := range strings.Lines(string(raw)) {
		fields := strings.Split(line, ":")
		if len(fields) < 4 || (fields[0] != "postgres" && fields[0] != "nobody") || best == "postgres" {
			continue
		}
		u, errU := strconv.Atoi(fields[2])
		g, errG := strconv.Atoi(fields[3])
		if errU == nil && errG == nil && u != 0 {
			best, uid, gid = fields[0], u, g
		}
	}
	if best == "" {
		return 65534, 65534
	}
	return uid, gid
}

// reachableCopy returns binDir if any user can get there, else that of a copy of the whole package in a cache
// directory, made once per package.
func reachableCopy(binDir string) (string, error) {
	resolved, err := filepath.EvalSymlinks(binDir)
	if err != nil {
		return "", err
	}
	open := true
	for dir := resolved; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return "", err
		}
		open = open && info.Mode().Perm()&0o005 == 0o005
	}
	if open {
		return resolved, nil
	}
	info, err := os.Stat(filepath.Join(resolved, "postgres"))
	if err != nil {
		return "", err
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%s %d %d", resolved, info.Size(), info.ModTime().UnixNano()))
	target := filepath.Join("/var/cache/kontor", fmt.Sprintf("postgres-%x", key[:6]))
	if _, err := os.Stat(target); err == nil {
		return filepath.Join(target, "bin"), nil
	}
	return filepath.Join(target, "bin"), copyOnce(filepath.Dir(resolved), target)
}

func copyOnce(source, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	building, err := os.MkdirTemp(filepath.Dir(target), "building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(building)
	if err := os.CopyFS(building, os.DirFS(source)); err != nil {
		return err
	}
	if err := os.Chmod(building, 0o755); err != nil {
		return err
	}
	err = os.Rename(building, target)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was faster
	}
	return err
}

// linkLibraries creates the soname links of the npm package. npm packs no links, and its install script, which would
// make them, may be switched off. Other installations have no list and need none.
func linkLibraries(binDir string) error {
	root := filepath.Dir(filepath.Dir(binDir))
	raw, err := os.ReadFile(filepath.Join(root, "native", "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(raw, &links); err != nil {
		return err
	}
	for _, link := range links {
		target := filepath.Join(root, filepath.FromSlash(link.Target))
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		relative, err := filepath.Rel(filepath.Dir(target), filepath.Join(root, filepath.FromSlash(link.Source)))
		if err != nil {
			return err
		}
		if err := os.Symlink(relative, target); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}
