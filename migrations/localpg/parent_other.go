//go:build !linux

package localpg

import "syscall"

// dieWithParent does nothing where the kernel offers nothing: after kill -9 of
// this process the server runs on until the next start on its folder ends it.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}
