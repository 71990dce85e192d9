package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
)

// clockTick moves the clock of the embedded Redis, whose keys would never
// expire by themselves.
const clockTick = 100 * time.Millisecond

// openRedis connects to a Redis, or starts one in this process where no address
// is given. Pages do without it, so that it need not answer.
func openRedis(url string) (client redis.UniversalClient, end func(), err error) {
	if url == "" {
		return embeddedRedis()
	}
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, nil, fmt.Errorf("REDIS_URL: %w", err)
	}
	options.DialTimeout, options.MaxRetries = time.Second, -1
	connected := redis.NewClient(options)
	return connected, func() { connected.Close() }, nil
}

func embeddedRedis() (redis.UniversalClient, func(), error) {
	server, err := miniredis.Run()
	if err != nil {
		return nil, nil, fmt.Errorf("starting the embedded Redis: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		ticker := time.NewTicker(clockTick)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				server.FastForward(clockTick)
			}
		}
	}()
	client := redis.NewClient(&redis.Options{Addr: server.Addr()})
	end := func() {
		stop()
		_ = errors.Join(client.Close())
		server.Close()
	}
	return client, end, nil
}
