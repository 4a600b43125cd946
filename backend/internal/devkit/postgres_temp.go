package devkit

import (
	"context"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
)

// TempPostgres is a server for tests: not durable, in a temporary directory that vanishes with it.
type TempPostgres struct {
	*Postgres
	leash io.Closer
	sweep *exec.Cmd
}

// sweeper waits until its input closes, which also happens when this program is killed, then ends the server and
// removes the directory. Without it every killed test run would leave 40 MB behind.
const sweeper = `trap '' INT TERM HUP
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
n=0
while [ -e "$1/data/postmaster.pid" ] && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done
rm -rf "$1"`

// StartTempPostgres starts a throw-away server from binDir (empty = FindPostgres). It ends with this program, whether
// Stop is called or not.
func StartTempPostgres(ctx context.Context, binDir string) (*TempPostgres, error) {
	dir, err := os.MkdirTemp("", "kontor-postgres-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // the server may run as another user; its own directory is 0700
		return nil, err
	}
	sweep := exec.Command("sh", "-c", sweeper, "sweeper", dir)
	leash, err := sweep.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := sweep.Start(); err != nil {
		return nil, err
	}
	pg, err := StartPostgres(ctx, PostgresConfig{DataDir: filepath.Join(dir, "data"), BinDir: binDir,
		Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		leash.Close()
		sweep.Wait()
		return nil, err
	}
	return &TempPostgres{Postgres: pg, leash: leash, sweep: sweep}, nil
}

// Stop ends the server and waits until its directory is gone.
func (pg *TempPostgres) Stop() error {
	pg.leash.Close()
	<-pg.Done()
	pg.lock.Close()
	return pg.sweep.Wait()
}
