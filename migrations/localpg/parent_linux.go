package localpg

import "syscall"

// dieWithParent has the kernel send signal to the child when the thread that
// forked it ends, so that not even kill -9 of this process leaves a server.
func dieWithParent(attr *syscall.SysProcAttr, signal syscall.Signal) {
	attr.Pdeathsig = signal
}
