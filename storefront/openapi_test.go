package storefront

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
)

// described is the site's own description of its API, as a client reads it.
func described(t *testing.T, site *testSite) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(body(t, site.get(t, "/api/openapi.json", nil))))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Errorf("the description is not valid OpenAPI: %v", err)
	}
	return doc
}

// strict forbids what a schema does not name, so that no answer says more than
// the description does. Product and Province are parts of others.
func strict(doc *openapi3.T) {
	closed := false
	for name, schema := range doc.Components.Schemas {
		if name != "Product" && name != "Province" {
			schema.Value.UnevaluatedProperties = openapi3.BoolSchema{Has: &closed}
		}
	}
}

// conforms holds one answer against the description of its operation.
func conforms(t *testing.T, doc *openapi3.T, site *testSite, template, target string, slug string) int {
	t.Helper()
	response := site.get(t, target, nil)
	text := body(t, response)
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, site.baseURL+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := doc.Paths.Find(template)
	if path == nil || path.Get == nil {
		t.Fatalf("%s is not described", template)
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: map[string]string{"slug": slug},
		Route: &routers.Route{Spec: doc, Path: template, PathItem: path, Method: http.MethodGet, Operation: path.Get},
	}
	if err := openapi3filter.ValidateRequest(t.Context(), input); (err != nil) != (response.StatusCode == http.StatusBadRequest) {
		t.Errorf("%s answers %d, and the description says of the request: %v", target, response.StatusCode, err)
	}
	err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: response.StatusCode, Header: response.Header,
		Body: io.NopCloser(bytes.NewBufferString(text)),
	})
	if err != nil {
		t.Errorf("%s: the answer is not as described: %.600v", target, err)
	}
	return response.StatusCode
}

func TestAnswersAreAsDescribed(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	doc := described(t, site)
	strict(doc)
	const products, product, producer = "/api/v1/products", "/api/v1/products/{slug}", "/api/v1/producers/{slug}"
	tests := []struct {
		template, query, slug string
		want                  int
	}{
		{products, "", "", 200},
		{products, "?q=m%E1%BA%ADt+ong&stars=4&stars=5&province=phu-tho&sort=newest", "", 200},
		{products, "?q=qwxz", "", 200},
		{products, "?group=tourism&status=valid&producer_type=household&set=26", "", 200},
		{products, "?cursor=", "", 200},
		{products, "?cursor=999999&per_page=200", "", 200},
		{products, "?cursor=0&per_page=200&province=ha-noi", "", 200},
		{products, "?cursor=x", "", 400},
		{products, "?cursor=&per_page=201", "", 400},
		{products, "?cursor=&per_page=0", "", 400},
		{products, "?stars=9", "", 400},
		{products, "?sort=price", "", 400},
		{products, "?page=0", "", 400},
		{products, "?page=999", "", 404},
		{products, "?near=21.03,105.85&q=h%C3%B2a+b%C3%ACnh", "", 200},
		{products, "?near=21.03,105.85&sort=relevance&verbatim=1&q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFn", "", 200},
		{products, "?q=n%C6%B0%E1%BB%9Bc+m%E1%BA%AFn", "", 200},
		{products, "?near=here", "", 400},
		{products, "?month=11&month=12&min_capacity=0.5&unit=tan&moq_max=100&certificate=haccp&ready=supermarket", "", 200},
		{products, "?certificate=haccp&certificate=vietgap&certificate_all=1", "", 200},
		{products, "?certificate=haccp&certificate_all=yes", "", 400},
		{products, "?month=13", "", 400},
		{products, "?certificate=attp", "", 400},
		{products, "?ready=shop", "", 400},
		{products, "?min_capacity=much&unit=kg", "", 400},
		{products, "?min_capacity=1&unit=pood", "", 400},
		{products, "?verbatim=2", "", 400},
		{suggestPath, "", "", 200},
		{suggestPath, "?q=c%C3%A0+ph", "", 200},
		{suggestPath, "?q=ch%C3%A8&lang=en", "", 200},
		{suggestPath, "?q=ch%C3%A8&lang=fr", "", 400},
		{product, "", "kho-qua-phu-my", 200},
		{product, "", "khong-co", 404},
		{producer, "", "hop-tac-xa-nong-nghiep-phu-my", 200},
		{producer, "", "khong-co", 404},
		{"/api/v1/provinces", "", "", 200},
		{"/api/openapi.json", "", "", 200},
	}
	for _, test := range tests {
		target := strings.Replace(test.template, "{slug}", test.slug, 1) + test.query
		if got := conforms(t, doc, site, test.template, target, test.slug); got != test.want {
			t.Errorf("%s answers %d, want %d", target, got, test.want)
		}
	}
	// Products and producers of many makes: with and without trade, papers, stars.
	hits, total := site.index.After(nil, 0, 10_000)
	for i := 0; i < total; i += 25 {
		hit := hits[i]
		conforms(t, doc, site, product, "/api/v1/products/"+hit.Slug, hit.Slug)
		if hit.ProducerSlug != "" {
			conforms(t, doc, site, producer, "/api/v1/producers/"+hit.ProducerSlug, hit.ProducerSlug)
		}
	}
}

// Every address of the API is described, and nothing else is.
func TestEveryAnswerIsDescribed(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, nil)
	doc := described(t, site)
	routed := make(map[string]bool)
	for _, route := range site.app.GetRoutes(true) {
		if route.Method == http.MethodGet && strings.HasPrefix(route.Path, "/api/") {
			template := strings.ReplaceAll(route.Path, ":slug", "{slug}")
			routed[template] = true
			if doc.Paths.Find(template) == nil {
				t.Errorf("%s is not described", template)
			}
		}
	}
	for path := range doc.Paths.Map() {
		if !routed[path] {
			t.Errorf("%s is described and does not exist", path)
		}
	}
}
