package storefront

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"github.com/redis/go-redis/v9"
	"github.com/valyala/fasthttp"

	"ocop/search"
)

// How long a finished page may be shown without being asked for anew. What
// changes is dropped at once; this only bounds what nobody told us of.
const pageLife = 10 * time.Minute

// How long Redis may take before the page is rendered instead.
const redisPatience = 50 * time.Millisecond

// listTag marks pages that show what search knows of many products.
const listTag = "list"

func productTag(id int64) string  { return "product:" + strconv.FormatInt(id, 10) }
func producerTag(id int64) string { return "producer:" + strconv.FormatInt(id, 10) }

// cachedPage is a finished answer, compressed.
type cachedPage struct {
	Body     []byte // gzip
	Type     string
	Language string
	ETag     string
	Tags     []string
	Born     time.Time       // when its data were read
	Silence  *search.Silence // that it found next to nothing, and for what

	head fasthttp.ResponseHeader // of every answer with it; each process writes its own
}

// pageCache keeps finished pages on two levels: in the process, then in Redis.
// A page is never removed because its data changed, it only stops being fresh,
// so that it can still be shown while the database is away.
type pageCache struct {
	memory *otter.Cache[string, *cachedPage] // nil where nothing is kept
	redis  redis.UniversalClient
	shared int64 // most pages in Redis, 0 for as many as it keeps
	writes chan write

	everything atomic.Int64 // time of the last dropAll, in nanoseconds
	mu         sync.RWMutex
	dropped    map[string]int64 // tag → time of its last drop
}

type write struct {
	key  string
	page *cachedPage
}

// maxDropped bounds the tags remembered; beyond it everything is dropped.
const maxDropped = 10_000

func newPageCache(client redis.UniversalClient, size, shared int) (*pageCache, error) {
	c := &pageCache{redis: client, shared: int64(shared), dropped: make(map[string]int64), writes: make(chan write, 256)}
	c.everything.Store(time.Now().UnixNano())
	if size <= 0 {
		return c, nil
	}
	memory, err := otter.New(&otter.Options[string, *cachedPage]{
		MaximumWeight: uint64(size),
		Weigher:       func(key string, p *cachedPage) uint32 { return uint32(len(key) + len(p.Body) + 256) },
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the page cache: %w", err)
	}
	c.memory = memory
	go c.writeRedis()
	return c, nil
}

// enabled reports whether pages are kept at all.
func (c *pageCache) enabled() bool { return c.memory != nil }

// get finds a page and whether it is still true. A page that is not fresh is
// for when the database is away.
func (c *pageCache) get(key string) (page *cachedPage, fresh bool) {
	page, ok := c.memory.GetIfPresent(key)
	if !ok {
		return nil, false
	}
	return page, c.fresh(page, 0)
}

// getShared asks Redis for a page that another process has rendered.
func (c *pageCache) getShared(ctx context.Context, key string) *cachedPage {
	if c.redis == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, redisPatience)
	defer cancel()
	data, err := c.redis.Get(ctx, redisKey(key)).Bytes()
	if err != nil {
		return nil
	}
	var page cachedPage
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&page); err != nil || !c.fresh(&page, clockSkew) {
		return nil
	}
	return &page
}

// clockSkew is what the clocks of two processes may differ by.
const clockSkew = 2 * time.Second

// remember keeps a page in the process.
func (c *pageCache) remember(key string, page *cachedPage) { c.memory.Set(key, page) }

// put keeps a page on both levels.
func (c *pageCache) put(key string, page *cachedPage) {
	c.remember(key, page)
	if c.redis == nil {
		return
	}
	select {
	case c.writes <- write{key, page}:
	default: // Redis is slow or away; the page stays in memory
	}
}

func (c *pageCache) writeRedis() {
	for w := range c.writes {
		var data bytes.Buffer
		if err := gob.NewEncoder(&data).Encode(w.page); err != nil {
			continue
		}
		// A failure costs a rendering, nothing else.
		_ = c.share(w.key, data.Bytes())
	}
}

// share puts a page into Redis unless that is full.
func (c *pageCache) share(key string, data []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if c.shared > 0 {
		kept, err := c.redis.DBSize(ctx).Result()
		if err != nil || kept >= c.shared {
			return err
		}
	}
	return c.redis.Set(ctx, redisKey(key), data, pageLife).Err()
}

func redisKey(key string) string { return "ocop:page:" + key }

// fresh reports whether nothing the page depends on has changed since its data
// were read.
func (c *pageCache) fresh(page *cachedPage, skew time.Duration) bool {
	born := page.Born.Add(-skew)
	if time.Since(born) > pageLife || born.UnixNano() <= c.everything.Load() {
		return false
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, tag := range page.Tags {
		if at, ok := c.dropped[tag]; ok && born.UnixNano() <= at {
			return false
		}
	}
	return true
}

// drop makes every page with a tag untrue, those under way included.
func (c *pageCache) drop(tag string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.dropped) >= maxDropped {
		c.everything.Store(time.Now().UnixNano())
		clear(c.dropped)
	}
	c.dropped[tag] = time.Now().UnixNano()
}

// dropAll makes every page untrue.
func (c *pageCache) dropAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.everything.Store(time.Now().UnixNano())
	clear(c.dropped)
}

func (c *pageCache) close() {
	if c.memory != nil {
		close(c.writes)
	}
}
