package storefront

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// harvest follows cursors to the end; between may write between two answers.
func harvest(t *testing.T, site *testSite, query string, between func(step int)) (slugs []string, total int) {
	t.Helper()
	for cursor, step := "", 0; ; step++ {
		var batch apiBatch
		if err := json.Unmarshal([]byte(body(t, site.get(t, "/api/v1/products?"+query+"cursor="+cursor, nil))), &batch); err != nil {
			t.Fatal(err)
		}
		for _, item := range batch.Items {
			slugs = append(slugs, item.Slug)
		}
		if batch.NextCursor == nil {
			return slugs, batch.Total
		}
		cursor = *batch.NextCursor
		if between != nil {
			between(step)
		}
	}
}

func TestHarvestIsComplete(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	var all []string
	rows, err := site.db.Query(t.Context(), `SELECT slug FROM product ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var slug string
		if err := rows.Scan(&slug); err != nil {
			t.Fatal(err)
		}
		all = append(all, slug)
	}
	for _, query := range []string{"", "per_page=200&", "per_page=7&"} {
		if got, total := harvest(t, site, query, nil); !slices.Equal(got, all) || total != len(all) {
			t.Errorf("%q gives %d products and tells of %d, want %d", query, len(got), total, len(all))
		}
	}
	// Filters hold, and stretches of exactly the size that is left end.
	some, total := harvest(t, site, "province=ha-noi&", nil)
	if len(some) != total || total == 0 || total == len(all) {
		t.Errorf("one province gives %d of %d", len(some), total)
	}
	// What is written meanwhile moves nothing: of what was there throughout
	// everything comes once.
	gone := all[len(all)/2]
	got, _ := harvest(t, site, "per_page=200&", func(step int) {
		if step > 0 {
			return
		}
		for _, sql := range []string{
			`UPDATE product SET name = 'A ' || name, folded = 'a ' || folded WHERE id % 3 = 0`,
			`DELETE FROM product WHERE slug IN ('` + gone + `', '` + all[0] + `')`,
			`INSERT INTO product (slug, name, folded, province_code) VALUES ('moi', 'Mới', 'moi', '01')`,
		} {
			if _, err := site.db.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		site.catchUp(t)
	})
	want := append(slices.DeleteFunc(slices.Clone(all), func(slug string) bool { return slug == gone }), "moi")
	if !slices.Equal(got, want) {
		t.Errorf("while the catalogue changed %d products came, want %d", len(got), len(want))
	}
}

// whole asks until the answer was not cut short by a busy machine.
func (s *testSite) whole(t *testing.T, target string, header http.Header) (*http.Response, string) {
	t.Helper()
	for {
		response := s.get(t, target, header)
		text := body(t, response)
		if response.Header.Get("Content-Encoding") == "gzip" {
			plain, err := unpack([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			text = string(plain)
		}
		if !strings.Contains(text, `"partial":true`) {
			return response, text
		}
	}
}

func TestAnswersHaveTags(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	for _, target := range []string{
		"/api/v1/products?q=ch%C3%A8", "/api/v1/products?cursor=", "/api/v1/products/kho-qua-phu-my",
		"/api/v1/producers/hop-tac-xa-nong-nghiep-phu-my", "/api/v1/provinces", "/api/openapi.json",
	} {
		first, text := site.whole(t, target, http.Header{"Accept-Encoding": {"gzip"}})
		tag := first.Header.Get("ETag")
		if tag == "" || first.Header.Get("Content-Encoding") != "gzip" && len(text) >= packedFrom {
			t.Errorf("%s: tag %q, encoding %q", target, tag, first.Header.Get("Content-Encoding"))
		}
		for _, held := range []string{tag, `"other", ` + tag, "*"} {
			again, text := site.whole(t, target, http.Header{"If-None-Match": {held}})
			if again.StatusCode != http.StatusNotModified || text != "" || again.Header.Get("ETag") != tag && held != "*" {
				t.Errorf("%s with %s: %d and %d bytes", target, held, again.StatusCode, len(text))
			}
		}
		if other, _ := site.whole(t, target, http.Header{"If-None-Match": {`"other"`}}); other.StatusCode != http.StatusOK {
			t.Errorf("%s with another tag: %d", target, other.StatusCode)
		}
	}
	const list = "/api/v1/products?cursor="
	before := site.get(t, list, nil).Header.Get("ETag")
	if _, err := site.db.Exec(t.Context(), `UPDATE product SET name = name || ' x' WHERE id = (SELECT min(id) FROM product)`); err != nil {
		t.Fatal(err)
	}
	site.catchUp(t)
	if after := site.get(t, list, nil).Header.Get("ETag"); after == before {
		t.Error("a write leaves the tag as it was")
	}
}
