package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"ocop/storefront/inquiry"
)

// crowd is the visitors of a fault run. Each has opened a form and sends it until
// the site says that it has it, as somebody does who presses the button again.
type crowd struct {
	plan    faults
	site    string
	client  *http.Client
	visits  []writer
	mu      sync.Mutex
	status  map[string]int // how often each answer came
	slowest time.Duration
}

// writer is one visitor with the form they opened.
type writer struct {
	path, key, proof, mail string
	acknowledged           bool
}

const sendPatience = 4 * time.Minute

func newCrowd(f faults, site string, slugs []string, signer inquiry.Signer) *crowd {
	c := &crowd{
		plan: f, site: site, status: make(map[string]int), visits: make([]writer, f.inquiries),
		client: &http.Client{
			Timeout:       15 * time.Second,
			Transport:     &http.Transport{MaxIdleConnsPerHost: 256},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	opened := time.Now()
	for n := range c.visits {
		key := signer.NewFormKey(opened)
		c.visits[n] = writer{
			path: "/chu-the/" + slugs[n%len(slugs)] + "/hoi-hang", key: key, proof: inquiry.Prove(key), mail: fmt.Sprintf("visitor%d@example.com", n),
		}
	}
	return c
}

// send has the visitors come at their pace, whether or not the site keeps up.
func (c *crowd) send(ctx context.Context) {
	ticker := time.NewTicker(time.Second / time.Duration(c.plan.second))
	defer ticker.Stop()
	var group sync.WaitGroup
	for n := range c.visits {
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
		group.Go(func() { c.insist(ctx, n) })
	}
	group.Wait()
}

func (c *crowd) insist(ctx context.Context, n int) {
	ctx, cancel := context.WithTimeout(ctx, sendPatience)
	defer cancel()
	v := &c.visits[n]
	wait := 2 * time.Second
	for began := time.Now(); ctx.Err() == nil; wait = min(2*wait, 30*time.Second) {
		answer := c.post(ctx, *v, n)
		c.mu.Lock()
		c.status[answer]++
		if answer == "303" {
			c.slowest = max(c.slowest, time.Since(began))
		}
		c.mu.Unlock()
		if answer == "303" {
			v.acknowledged = true
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait + rand.N(wait)): // people do not press in step
		}
	}
}

// post sends a form once and returns the status, or that there was none.
func (c *crowd) post(ctx context.Context, v writer, n int) string {
	form := url.Values{
		"key": {v.key}, "proof": {v.proof}, "name": {"Khách " + strconv.Itoa(n)}, "email": {v.mail},
		"message": {"Xin giá " + strconv.Itoa(n+1) + " kg, giao trong tháng"}, "consent_answer": {"1"},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+c.site+v.path, strings.NewReader(form.Encode()))
	if err != nil {
		return "no request"
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255))
	response, err := c.client.Do(request)
	if err != nil {
		return "no answer"
	}
	response.Body.Close()
	return strconv.Itoa(response.StatusCode)
}

// keys are the forms the site said it has.
func (c *crowd) keys() []string {
	var keys []string
	for _, v := range c.visits {
		if v.acknowledged {
			keys = append(keys, v.key)
		}
	}
	return keys
}
