package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
)

// turn is what one turn of one page came to.
type turn struct {
	answers   int
	elapsed   time.Duration
	processor time.Duration // used by the server for it
	waits     []time.Duration
}

// perSecond is the answers a second.
func (t turn) perSecond() float64 { return float64(t.answers) / t.elapsed.Seconds() }

// perAnswer is the processor time of one answer.
func (t turn) perAnswer() time.Duration { return t.processor / time.Duration(max(1, t.answers)) }

// visitorsPerConnection is how many visitors share a connection of the proxy:
// so many that none of them asks more often than a hurried person.
const visitorsPerConnection = 1000

// visit asks an address for its paths, over and over in an order of its own, on
// several connections for a time. Any answer but 200 is an error.
func visit(ctx context.Context, address string, paths []string, connections int, length time.Duration) (turn, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	turns := make([]turn, connections)
	began := time.Now()
	deadline := began.Add(length)
	var group sync.WaitGroup
	for i := range connections {
		group.Go(func() {
			v := visitor{number: i, random: rand.New(rand.NewPCG(7, uint64(i)))}
			if err := v.visit(ctx, address, paths, deadline, &turns[i]); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	sum := turn{elapsed: time.Since(began)}
	for _, t := range turns {
		sum.answers += t.answers
		sum.waits = append(sum.waits, t.waits...)
	}
	slices.Sort(sum.waits)
	return sum, context.Cause(ctx)
}

// visitor is one connection.
type visitor struct {
	number int
	random *rand.Rand
	asked  int
	packed bool // takes gzip, as browsers and crawlers do
	line   []byte
}

func (v *visitor) visit(ctx context.Context, address string, paths []string, deadline time.Time, t *turn) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(deadline.Add(10 * time.Second)); err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	reader := bufio.NewReaderSize(conn, 64<<10)
	var answer fasthttp.Response
	for now := time.Now(); now.Before(deadline) && ctx.Err() == nil; {
		path := paths[v.random.IntN(len(paths))]
		if _, err := conn.Write(v.request(address, path)); err != nil {
			return fmt.Errorf("asking for %s: %w", path, err)
		}
		if err := answer.Read(reader); err != nil {
			return fmt.Errorf("reading %s: %w", path, err)
		}
		if answer.StatusCode() != fasthttp.StatusOK {
			return fmt.Errorf("asking for %s: status %d", path, answer.StatusCode())
		}
		after := time.Now()
		t.answers++
		t.waits = append(t.waits, after.Sub(now))
		now = after
	}
	return nil
}

// request writes a request for another visitor each time. Where the cache is off
// it offers no compression, which is the cache's.
func (v *visitor) request(address, path string) []byte {
	n := v.asked % visitorsPerConnection
	v.asked++
	v.line = append(v.line[:0], "GET "...)
	v.line = append(v.line, path...)
	v.line = append(v.line, " HTTP/1.1\r\nHost: "...)
	v.line = append(v.line, address...)
	v.line = append(v.line, "\r\nX-Forwarded-For: 10."...)
	v.line = strconv.AppendInt(v.line, int64(v.number%256), 10)
	v.line = append(v.line, '.')
	v.line = strconv.AppendInt(v.line, int64(n/250), 10)
	v.line = append(v.line, '.')
	v.line = strconv.AppendInt(v.line, int64(n%250+1), 10)
	if v.packed {
		v.line = append(v.line, "\r\nAccept-Encoding: gzip"...)
	}
	return append(v.line, "\r\n\r\n"...)
}
