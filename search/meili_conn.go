package search

import (
	"context"
	"net"
	"net/http"
	"time"
)

// meiliTransport keeps connections to one server open, so many as visitors ask
// at a time.
func meiliTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: time.Second, KeepAlive: 15 * time.Second}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if tcp, ok := conn.(*net.TCPConn); ok {
				return promptConn{tcp}, err
			}
			return conn, err
		},
		MaxIdleConns: 64, MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute, DisableCompression: true,
	}
}

// promptConn tells the server at once what has arrived. Meilisearch sends an
// answer of more than a kilobyte in pieces and waits with the last one for word
// of those before; the kernel would keep that word for 40 ms.
type promptConn struct{ *net.TCPConn }

// Read reads what has come, acknowledging what came before.
func (c promptConn) Read(b []byte) (int, error) {
	acknowledge(c.TCPConn)
	return c.TCPConn.Read(b)
}
