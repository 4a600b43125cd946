// Package child runs helper processes that end when this program ends, however it ends.
package child

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Process is a started child.
type Process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error
}

// Start starts cmd so that it receives onDeath when this program dies (on Linux; elsewhere let the child watch its
// stdin).
func Start(cmd *exec.Cmd, onDeath syscall.Signal) (*Process, error) {
	dieWithParent(cmd, onDeath)
	c := &Process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error)
	go func() {
		// The kernel ties the death signal to the starting thread, not to the process: keep it until the child is gone.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			c.err = cmd.Wait()
		}
		close(c.done)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return c, nil
}

// Done is closed once the process has ended and been waited for.
func (c *Process) Done() <-chan struct{} { return c.done }

// Err is how the process ended, nil for exit code 0; valid after Done.
func (c *Process) Err() error { return c.err }

// Kill ends the process at once and waits for it.
func (c *Process) Kill() {
	c.cmd.Process.Kill()
	<-c.done
}

// Stop sends the signal and waits; a child that does not end within the grace time is killed.
func (c *Process) Stop(signal os.Signal, grace time.Duration) {
	if err := c.cmd.Process.Signal(signal); err != nil {
		c.cmd.Process.Kill() // systems without that signal
	}
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-c.done:
	case <-timer.C:
		c.cmd.Process.Kill()
		<-c.done
	}
}

// Running reports whether the child has not ended yet.
func (c *Process) Running() bool {
	select {
	case <-c.done:
		return false
	default:
		return true
	}
}
