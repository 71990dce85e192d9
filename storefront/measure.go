package storefront

import (
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// measures counts what the operator watches.
type measures struct {
	registry *prometheus.Registry
	answers  [6]prometheus.Counter // by class of status: index 2 for 200 to 299
	kept     prometheus.Counter    // answered from finished pages
	seconds  prometheus.Histogram  // of requests that had to be worked out
}

func newMeasures(h *health) *measures {
	m := &measures{registry: prometheus.NewRegistry()}
	up := prometheus.NewDesc("ocop_part_up", "Whether a part of the site works, as /readyz says.", []string{"part"}, nil)
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), partStates{h, up})
	answers := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "ocop_answers_total", Help: "Answers by class of status."}, []string{"status"})
	m.kept = prometheus.NewCounter(prometheus.CounterOpts{Name: "ocop_kept_pages_total", Help: "Answers taken from finished pages."})
	m.seconds = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "ocop_request_seconds", Help: "Time of requests not answered from finished pages.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
	})
	m.registry.MustRegister(answers, m.kept, m.seconds)
	for class := 1; class <= 5; class++ {
		m.answers[class] = answers.WithLabelValues(string(rune('0'+class)) + "xx")
	}
	return m
}

// partStates tells of every part whether it works.
type partStates struct {
	health *health
	up     *prometheus.Desc
}

// Describe is what the registry asks once.
func (p partStates) Describe(to chan<- *prometheus.Desc) { to <- p.up }

// Collect is what the registry asks every time.
func (p partStates) Collect(to chan<- prometheus.Metric) {
	_, parts := p.health.state()
	for name, state := range parts {
		up := 0.0
		if state == "ok" {
			up = 1
		}
		to <- prometheus.MustNewConstMetric(p.up, prometheus.GaugeValue, up, name)
	}
}

// keptKey marks a request that was answered from a finished page.
const keptKey localsKey = "kept"

// measure counts every answer and times those that had to be worked out.
func (s *Server) measure(c *fiber.Ctx) error {
	began := time.Now()
	err := c.Next()
	status := c.Response().StatusCode()
	if err != nil {
		status = statusOf(err)
	}
	s.measures.answers[min(5, max(1, status/100))].Inc()
	if c.Locals(keptKey) != nil {
		s.measures.kept.Inc()
	} else {
		s.measures.seconds.Observe(time.Since(began).Seconds())
	}
	return err
}

// Metrics answers /metrics and profiles, for an address of its own that
// visitors cannot reach.
func (s *Server) Metrics() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(s.measures.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
