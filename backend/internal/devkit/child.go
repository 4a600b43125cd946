package devkit

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// child is a started process that ends when this program ends.
type child struct {
	cmd  *exec.Cmd
	done chan struct{} // closed once the process has been waited for
	err  error         // result of Wait, valid after done
}

// startChild starts cmd so that it receives onDeath when this program dies.
func startChild(cmd *exec.Cmd, onDeath syscall.Signal) (*child, error) {
	dieWithParent(cmd, onDeath)
	c := &child{cmd: cmd, done: make(chan struct{})}
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

// stop sends the signal and waits; a child that does not end within the grace time is killed.
func (c *child) stop(signal os.Signal, grace time.Duration) {
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

// running reports whether the child has not ended yet.
func (c *child) running() bool {
	select {
	case <-c.done:
		return false
	default:
		return true
	}
}
