package search

import (
	"net"
	"syscall"
)

// acknowledge sends what the kernel holds back. Where that fails, the answer
// comes later but comes.
func acknowledge(conn *net.TCPConn) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, syscall.TCP_QUICKACK, 1)
	})
}
