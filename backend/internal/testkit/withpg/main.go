// Command withpg runs another command with a throw-away PostgreSQL, so that all test packages share one server:
//
//	go run ./backend/internal/testkit/withpg [--debian] -- go test ./...
//
// The admin DSN is in KONTOR_TEST_POSTGRES; the command's exit code is passed on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"kontor/backend/internal/devkit"
)

func main() {
	debian := flag.Bool("debian", false, "use Debian's PostgreSQL instead of the one from npm")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: withpg [--debian] -- command [argument…]")
		os.Exit(2)
	}
	code, err := run(*debian, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpg:", err)
		os.Exit(1)
	}
	os.Exit(code)
}

func run(debian bool, command []string) (code int, err error) {
	binDir := ""
	if debian {
		if binDir, err = devkit.DebianPostgres(); err != nil {
			return 0, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	pg, err := devkit.StartTempPostgres(ctx, binDir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, pg.Stop()) }()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "KONTOR_TEST_POSTGRES="+pg.AdminDSN())
	// Ctrl-C reaches the command by itself; we only stay to clean up after it. (Not Ignore: the command would inherit
	// it.)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	go func() {
		for received := range signals {
			if received == syscall.SIGTERM {
				cmd.Process.Signal(received)
			}
		}
	}()
	err = cmd.Wait()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), nil
	}
	return 0, err
}
