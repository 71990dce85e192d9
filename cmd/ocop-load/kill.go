package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"ocop/migrations/localpg"
)

// kills is how to end the site and its parts without warning while makers and
// officers work.
type kills struct {
	times  int // how often the site is killed
	makers int
	most   time.Duration // that the site lives between two kills
	seed   uint64
	binary string
	redis  string // the programs; empty does without
	meili  string
}

// runKills has makers save and submit and officers approve through HTTP while the
// site, Redis and Meilisearch are killed, and compares what was acknowledged with
// what is there.
func runKills(ctx context.Context, k kills, data string, products int) (err error) {
	stand, err := prepare(ctx, k.binary, data, products)
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
	works, err := ledger.prepareWorks(ctx, k.makers)
	if err != nil {
		return err
	}
	victims, err := k.victims(stand.folder, server.URL())
	if err != nil {
		return err
	}
	defer func() {
		for _, v := range victims {
			v.end()
		}
	}()
	for _, v := range victims {
		if err := v.live(ctx); err != nil {
			return err
		}
	}
	working, done := context.WithCancel(ctx)
	var group sync.WaitGroup
	site := victims[len(victims)-1]
	for _, w := range works {
		group.Go(func() { w.run(working, site.address, ledger) })
	}
	err = k.killAll(ctx, victims)
	done()
	group.Wait()
	report, failed := ledger.compare(ctx, works)
	for _, v := range victims {
		fmt.Printf("%-22s killed %d times\n", v.name, v.killed)
	}
	fmt.Print(report)
	return errors.Join(err, failed)
}

// victim is a program that is killed and started again in the same place.
type victim struct {
	name, address string
	path          string // that answers when it is ready; empty for one that is not waited for
	make          func() *exec.Cmd
	child         *child
	killed        int
}

// live starts a program and waits until it is ready.
func (v *victim) live(ctx context.Context) error {
	v.child = &child{address: v.address, command: v.make()}
	v.child.command.Stdout, v.child.command.Stderr = io.Discard, io.Discard
	if err := v.child.command.Start(); err != nil {
		return fmt.Errorf("starting %s: %w", v.name, err)
	}
	v.child.ended = make(chan struct{})
	go func(c *child) {
		_ = c.command.Wait() // it ends by being killed
		close(c.ended)
	}(v.child)
	if v.path == "" {
		return nil
	}
	return v.child.ready(ctx, v.path)
}

// kill is kill -9.
func (v *victim) kill() {
	_ = v.child.command.Process.Kill() // it may have ended by itself
	<-v.child.ended
	v.killed++
}

func (v *victim) end() {
	if v.child != nil && v.child.ended != nil {
		_ = v.child.command.Process.Kill() // it may have ended by itself
		<-v.child.ended
	}
}

// victims are Redis and Meilisearch, where their programs are given, and last the
// site on them.
func (k kills) victims(folder, database string) ([]*victim, error) {
	var list []*victim
	data := filepath.Join(folder, "site")
	if err := os.MkdirAll(data, 0o755); err != nil {
		return nil, fmt.Errorf("making the site's folder: %w", err)
	}
	addresses := make([]string, 3)
	for i := range addresses {
		var err error
		if addresses[i], err = freeAddress(); err != nil {
			return nil, err
		}
	}
	environment := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "OCOP_ADDR=" + addresses[2], "OCOP_BASE_URL=http://" + addresses[2],
		"OCOP_DATA=" + data, "OCOP_SECRET=" + rand.Text() + rand.Text(), "OCOP_TRUSTED_PROXIES=127.0.0.1", "DATABASE_URL=" + database,
	}
	if k.redis != "" {
		_, port, _ := cutAddress(addresses[0])
		list = append(list, &victim{name: "Redis", address: addresses[0], make: func() *exec.Cmd {
			return exec.Command(k.redis, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder)
		}})
		environment = append(environment, "REDIS_URL=redis://"+addresses[0])
	}
	if k.meili != "" {
		secret := rand.Text()
		list = append(list, &victim{name: "Meilisearch", address: addresses[1], path: "/health", make: func() *exec.Cmd {
			c := exec.Command(k.meili, "--http-addr", addresses[1], "--db-path", filepath.Join(folder, "meili"), "--no-analytics", "--master-key", secret)
			c.Dir = folder
			return c
		}})
		environment = append(environment, "MEILI_URL=http://"+addresses[1], "MEILI_KEY="+secret)
	}
	return append(list, &victim{name: "the site", address: addresses[2], path: "/readyz", make: func() *exec.Cmd {
		c := exec.Command(k.binary, "serve")
		c.Env = environment
		return c
	}}), nil
}

// killAll kills the site at random moments and, on the way, the parts behind it.
func (k kills) killAll(ctx context.Context, victims []*victim) error {
	chance := mathrand.New(mathrand.NewPCG(k.seed, 9))
	site, parts := victims[len(victims)-1], victims[:len(victims)-1]
	for n := range k.times {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(chance.Int64N(int64(k.most)))):
		}
		dying := []*victim{site}
		if len(parts) > 0 && n%3 == 2 {
			dying = slices.Insert(dying, chance.IntN(2), parts[n/3%len(parts)])
		}
		for _, v := range dying {
			v.kill()
		}
		for _, v := range dying {
			if err := v.live(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}
