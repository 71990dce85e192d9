package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/alicebob/miniredis/v2"
	"github.com/rs/zerolog"

	"ocop/migrations/localpg"
	"ocop/storefront/inquiry"
)

// faults is how to send inquiries while the parts behind the site are cut off,
// one after the other.
type faults struct {
	inquiries int
	second    int           // inquiries a second
	cut       time.Duration // how long each part is away
	patience  time.Duration // for the last letter
	binary    string
}

// runFaults sends inquiries to a site whose PostgreSQL, Redis and mail server are
// each cut off on the way, and counts what became of them.
func runFaults(ctx context.Context, f faults, data string, products int) (err error) {
	stand, err := prepare(ctx, f.binary, data, products)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stand.clear(ctx)) }()
	server, err := localpg.Start(ctx, localpg.Options{DataDir: stand.data, Command: "ocop-load"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	ledger, err := openLedger(ctx, server.URL())
	if err != nil {
		return err
	}
	defer ledger.close()
	parts, err := openParts(ctx, server.URL())
	if err != nil {
		return err
	}
	defer parts.close()
	secret := rand.Text() + rand.Text()
	site, err := parts.startSite(ctx, stand.binary, stand.folder, secret)
	if err != nil {
		return err
	}
	defer site.stop()
	slugs, err := ledger.prepareMakers(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d makers with an address; %d forms are being opened\n", len(slugs), f.inquiries)
	crowd := newCrowd(f, site.address, slugs, inquiry.NewSigner(secret))
	go parts.cutInTurn(ctx, f)
	crowd.send(ctx)
	report, err := ledger.settle(ctx, crowd, parts.mail, f.patience)
	fmt.Print(report)
	return err
}

// parts are the parts behind the site, each reached through a proxy.
type parts struct {
	redis   *miniredis.Miniredis
	mail    *mailbox
	bridge  net.Listener
	proxies map[string]*toxiproxy.Proxy
	pgUser  string // user and database of the address
}

func openParts(ctx context.Context, database string) (*parts, error) {
	p := &parts{proxies: make(map[string]*toxiproxy.Proxy)}
	var err error
	if p.redis, err = miniredis.Run(); err != nil {
		return nil, fmt.Errorf("starting Redis: %w", err)
	}
	if p.mail, err = openMailbox(); err != nil {
		return nil, err
	}
	if p.bridge, p.pgUser, err = bridge(ctx, database); err != nil {
		return nil, err
	}
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	for name, upstream := range map[string]string{"postgresql": p.bridge.Addr().String(), "redis": p.redis.Addr(), "smtp": p.mail.address()} {
		proxy := toxiproxy.NewProxy(server, name, "127.0.0.1:0", upstream)
		if err := proxy.Start(); err != nil {
			return nil, fmt.Errorf("starting the proxy of %s: %w", name, err)
		}
		p.proxies[name] = proxy
	}
	return p, nil
}

func (p *parts) close() {
	for _, proxy := range p.proxies {
		proxy.Stop()
	}
	p.bridge.Close()
	p.mail.close()
	p.redis.Close()
}

// startSite starts the site on the proxies. Visitors say for whom they ask, as a
// proxy in front does: that is the documented way past the limit of an address.
func (p *parts) startSite(ctx context.Context, binary, folder, secret string) (*child, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	c := &child{address: address, command: exec.Command(binary, "serve")}
	c.command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "OCOP_ADDR=" + address, "OCOP_BASE_URL=http://" + address,
		"OCOP_DATA=" + filepath.Join(folder, "site"), "OCOP_SECRET=" + secret, "OCOP_TRUSTED_PROXIES=127.0.0.1", "OCOP_MAIL_FROM=ocop@ocop.example",
		"DATABASE_URL=postgres://" + p.pgUser + "@" + p.proxies["postgresql"].Listen + "/" + databaseName(p.pgUser) + "?sslmode=disable",
		"REDIS_URL=redis://" + p.proxies["redis"].Listen, "SMTP_URL=smtp://" + p.proxies["smtp"].Listen,
	}
	if err := os.MkdirAll(filepath.Join(folder, "site"), 0o755); err != nil {
		return nil, fmt.Errorf("making the site's folder: %w", err)
	}
	return c, c.startAnywhere(ctx, "/readyz")
}

// databaseName is the database of a private server, which is its user's.
func databaseName(user string) string { return user }

// cutInTurn cuts off one part after the other, spread over the run.
func (p *parts) cutInTurn(ctx context.Context, f faults) {
	whole := time.Duration(f.inquiries/f.second) * time.Second
	for n, name := range []string{"postgresql", "redis", "smtp"} {
		wait := whole * time.Duration(2+2*n) / 8
		if n > 0 {
			wait = max(whole*2/8-f.cut, 0)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		proxy := p.proxies[name]
		proxy.Stop()
		fmt.Fprintf(os.Stderr, "%s is cut off\n", name)
		time.Sleep(f.cut)
		if err := proxy.Start(); err != nil {
			fmt.Fprintf(os.Stderr, "%s stays cut off: %v\n", name, err)
			continue
		}
		fmt.Fprintf(os.Stderr, "%s is back\n", name)
	}
}

// bridge lets the proxy, which speaks TCP alone, reach the private server, which
// listens on a socket of the file system alone.
func bridge(ctx context.Context, database string) (net.Listener, string, error) {
	socket, user, err := socketOf(database)
	if err != nil {
		return nil, "", err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", fmt.Errorf("opening the bridge to PostgreSQL: %w", err)
	}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
			if err != nil {
				near.Close()
				continue
			}
			go pour(near, far)
			go pour(far, near)
		}
	}()
	return listener, user, nil
}

func pour(to, from net.Conn) {
	_, _ = io.Copy(to, from) // either side may hang up
	to.Close()
	from.Close()
}

// startAnywhere is start without a core of its own.
func (c *child) startAnywhere(ctx context.Context, path string) error {
	log := &strings.Builder{}
	c.command.Stdout, c.command.Stderr = io.Discard, os.Stderr
	if err := c.command.Start(); err != nil {
		return fmt.Errorf("starting %s: %w %s", c.command.Path, err, log)
	}
	c.ended = make(chan struct{})
	go func() {
		_ = c.command.Wait() // an early end is told by ready
		close(c.ended)
	}()
	if err := c.ready(ctx, path); err != nil {
		c.stop()
		return err
	}
	return nil
}
