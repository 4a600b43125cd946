package child

import (
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel send the signal to the child when the thread that starts it ends, and takes the child
// out of our process group, so that Ctrl-C reaches the program only and the program ends its children in order.
// The caller must start the child from a locked thread that lives as long as the child may.
func dieWithParent(cmd *exec.Cmd, signal syscall.Signal) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = signal
	cmd.SysProcAttr.Setpgid = true
}
