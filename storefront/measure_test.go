package storefront

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestMeasuresNameParts asks for the metrics with one part away.
func TestMeasuresNameParts(t *testing.T) {
	h := newHealth([]Check{
		{Name: "postgresql", Ask: func(context.Context) error { return nil }},
		{Name: "meilisearch", Ask: func(context.Context) error { return errors.New("away") }},
	})
	h.ask(t.Context())
	s := &Server{measures: newMeasures(h)}
	answer := httptest.NewRecorder()
	s.Metrics().ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), "GET", "/metrics", nil))
	for _, line := range []string{`ocop_part_up{part="meilisearch"} 0`, `ocop_part_up{part="postgresql"} 1`} {
		if !strings.Contains(answer.Body.String(), line+"\n") {
			t.Errorf("the metrics do not say %s", line)
		}
	}
}
