package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
)

// mailbox is the receiving end: a mail server that takes everything and counts
// the Message-IDs it was given.
type mailbox struct {
	listener net.Listener
	mu       sync.Mutex
	seen     map[string]int
}

func openMailbox() (*mailbox, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("opening the mailbox: %w", err)
	}
	m := &mailbox{listener: listener, seen: make(map[string]int)}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go m.receive(conn)
		}
	}()
	return m, nil
}

func (m *mailbox) address() string { return m.listener.Addr().String() }
func (m *mailbox) close()          { m.listener.Close() }

// receive speaks as much SMTP as a delivery needs.
func (m *mailbox) receive(conn net.Conn) {
	defer conn.Close()
	say := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	say("220 mailbox")
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		switch verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " "); verb {
		case "DATA":
			say("354 go on")
			if !m.read(lines) {
				return
			}
			say("250 kept")
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// read takes one mail and counts it once it is whole.
func (m *mailbox) read(lines *bufio.Scanner) bool {
	id := ""
	for lines.Scan() {
		line := lines.Text()
		if line == "." {
			m.mu.Lock()
			m.seen[id]++
			m.mu.Unlock()
			return true
		}
		if value, found := strings.CutPrefix(line, "Message-ID: "); found && id == "" {
			id = strings.TrimSpace(value)
		}
	}
	return false
}

// counted is how many different mails arrived, and a copy of how often each did.
func (m *mailbox) counted() map[string]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := make(map[string]int, len(m.seen))
	for id, n := range m.seen {
		seen[id] = n
	}
	return seen
}
