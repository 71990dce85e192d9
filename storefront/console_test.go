package storefront

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ocop/cmd/ocop/demo"
	"ocop/storefront/account"
)

// place is where the thing lies that a console's address names.
type place struct {
	name     string
	province string // of its producer; empty for a thing that is not there
	scope    account.Scope
	values   map[string]string // parameter → value
}

// TestEveryConsoleRoute walks every route of the consoles as everybody, for what
// is theirs, what is another's in their province, what lies elsewhere and what is
// nowhere, and compares with the table of who may do what.
func TestEveryConsoleRoute(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	places := site.places(t)
	for i := range places {
		site.fillPlace(t, &places[i])
	}
	walked := 0
	for _, route := range site.guards {
		site.limits = newLimiter() // so many requests at once would be refused
		names := parameters(route.path)
		for _, name := range names {
			if _, known := site.scopes()[name]; !known && !slices.Contains(freeParameters(), name) {
				t.Errorf("%s: nobody knows whose :%s is: add it to scopes, or to freeParameters where it is nobody's", route.path, name)
			}
		}
		if got := site.sendBody(t, route.method, fill(route.path, places[0].values), http.Header{}, nil); !asksToSignIn(route.method, got) {
			t.Errorf("%s %s answers %d to somebody who is not signed in", route.method, route.path, got.StatusCode)
		}
		for _, in := range demo.SignIns() {
			for _, place := range places {
				if len(names) == 0 && place.name != "own" {
					continue
				}
				walked++
				site.walk(t, route, in.Key, place)
			}
		}
	}
	if walked < 20 {
		t.Errorf("only %d steps were walked", walked)
	}
}

// walk sends one request and compares its answer with the table.
func (s *testSite) walk(t *testing.T, route guarded, key string, place place) {
	t.Helper()
	secret := s.signIn(t, key)
	who, err := s.sessions.Find(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	allowed, scoped := who.Role.May(route.action), false
	for _, name := range parameters(route.path) {
		_, known := s.scopes()[name]
		if _, here := place.values[name]; known && here {
			scoped = true
			allowed = allowed && who.May(route.action, place.scope)
		}
	}
	header := http.Header{"Cookie": {s.cookieName() + "=" + secret}, "Content-Type": {"application/x-www-form-urlencoded"}}
	got := s.sendBody(t, route.method, fill(route.path, place.values), header, strings.NewReader(""))
	missing := scoped && place.province == "" && who.Role.May(route.action)
	switch {
	case missing && got.StatusCode != http.StatusNotFound:
		t.Errorf("%s %s: %s gets %d for what is nowhere", route.method, route.path, key, got.StatusCode)
	case !missing && allowed == (got.StatusCode == http.StatusForbidden), got.StatusCode >= 500, asksToSignIn(route.method, got):
		t.Errorf("%s %s (%s), %s, may be done: %v; answered %d", route.method, route.path, place.name, key, allowed, got.StatusCode)
	}
	if cache := got.Header.Get("Cache-Control"); cache != "no-store" {
		t.Errorf("%s %s: kept as %q", route.method, route.path, cache)
	}
}

// places are a producer of the sample maker, others of the same and of another
// province, and one that is not there, each with a product.
func (s *testSite) places(t testing.TB) []place {
	t.Helper()
	maker, err := s.sessions.Find(t.Context(), s.signIn(t, "maker"))
	if err != nil {
		t.Fatal(err)
	}
	const sql = `
SELECT p.province_code, r.id, r.id::text, p.id::text FROM product p JOIN producer r ON r.id = p.producer_id
WHERE CASE $1 WHEN 'own' THEN r.id = $2
	WHEN 'neighbour' THEN r.id <> $2 AND p.province_code = (SELECT province_code FROM producer WHERE id = $2)
	ELSE p.province_code <> (SELECT province_code FROM producer WHERE id = $2) END
	AND r.province_code = p.province_code
ORDER BY p.id LIMIT 1`
	list := []place{}
	for _, name := range []string{"own", "neighbour", "elsewhere"} {
		p := place{name: name, values: map[string]string{}}
		var producer, product string
		if err := s.db.QueryRow(t.Context(), sql, name, maker.Producers[0]).Scan(&p.province, &p.scope.ProducerID, &producer, &product); err != nil {
			t.Fatal(err)
		}
		p.scope.ProvinceCode = p.province
		p.values["producer"], p.values["product"], p.values["listing"] = producer, product, product
		list = append(list, p)
	}
	nowhere := place{name: "nowhere", values: map[string]string{}}
	for name := range s.scopes() {
		nowhere.values[name] = "999999999"
	}
	return append(list, nowhere)
}

// thingsSQL makes, in a place, one of each thing that console addresses name: $1 is
// the producer, $2 the product, $3 the province.
func thingsSQL() map[string]string {
	return map[string]string{
		"line": `SELECT min(id) FROM recognition WHERE product_id = $2 AND $1 > 0 AND $3 <> ''`,
		"change": `INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, patch, state, author_id, submitted_at)
			SELECT 'product', $2, $1, $3, '{"story": "Mới."}', 'waiting', min(id), now() FROM account RETURNING id`,
		"list": `INSERT INTO import (province_code, name) SELECT $3, 'walk.csv' WHERE $1 > 0 AND $2 > 0 RETURNING id`,
		"report": `INSERT INTO complaint (form_key, subject_kind, subject_id, province_code, reason, body, proven)
			SELECT 'walked-' || $1, 'product', $2, $3, 'other', 'Sai.', true RETURNING id`,
		"claim": `INSERT INTO account_claim (producer_id, name, phone, business_no, certificate)
			SELECT $1, 'Người Xin', '+84900000' || $2, '9999999999', decode(repeat('00', 200), 'hex') WHERE $3 <> '' RETURNING id`,
		"thread": `WITH asked AS (INSERT INTO inquiry (key, kind, lang, name, phone, message, fingerprint, received_at, confirmed_at, active_at)
				SELECT 'walk' || $2, 'producer', 'vi', 'Khách', '0900000099', 'Còn hàng không?', '\x00', now(), now(), now() RETURNING id)
			INSERT INTO inquiry_thread (inquiry_id, producer_id, province_code, received_at) SELECT id, $1, $3, now() FROM asked RETURNING id`,
		"event": `INSERT INTO event (slug, kind, level, name, office_code, province_code, starts_on, ends_on) SELECT 'walk-' || $1 || '-' || $2, 'fair', 'province', 'Hội chợ', $3, $3, current_date + 30, current_date + 31 RETURNING id`,
		"place": `WITH e AS (INSERT INTO event (slug, kind, level, name, office_code, province_code, starts_on, ends_on) SELECT 'walked-' || $2, 'fair', 'province', 'Hội chợ', $3, $3, current_date + 30, current_date + 31 RETURNING id)
			INSERT INTO event_participant (event_id, producer_id) SELECT id, $1 FROM e RETURNING id`,
	}
}

// fillPlace puts one of each thing into a place that is there. Accounts, reports of
// fraud and requests to buy belong to nobody's producer: they have tests of their own.
func (s *testSite) fillPlace(t *testing.T, p *place) {
	t.Helper()
	if p.province == "" {
		return
	}
	for name, sql := range thingsSQL() {
		sql = strings.NewReplacer("$1", "$1::text::bigint", "$2", "$2::text::bigint", "$3", "$3::text").Replace(sql)
		var id int64
		if err := s.db.QueryRow(t.Context(), sql, p.values["producer"], p.values["product"], p.province).Scan(&id); err != nil {
			t.Fatalf("a %s in %s: %v", name, p.name, err)
		}
		p.values[name] = strconv.FormatInt(id, 10)
	}
	for name := range s.scopes() {
		if _, made := p.values[name]; !made && !slices.Contains([]string{"account", "fraud", "request"}, name) {
			t.Errorf("there is no %s to walk to", name)
		}
	}
}

func parameters(path string) []string {
	var names []string
	for _, found := range regexp.MustCompile(`:([a-z]+)`).FindAllStringSubmatch(path, -1) {
		names = append(names, found[1])
	}
	return names
}

// fill writes an address; a parameter without a value names nothing.
func fill(path string, values map[string]string) string {
	for _, name := range parameters(path) {
		value, known := values[name]
		if !known {
			value = "999999999"
		}
		path = strings.Replace(path, ":"+name, value, 1)
	}
	return path
}

func asksToSignIn(method string, response *http.Response) bool {
	if method == http.MethodGet {
		return response.StatusCode == http.StatusSeeOther && strings.Contains(response.Header.Get("Location"), "tiep=")
	}
	return response.StatusCode == http.StatusUnauthorized
}

// TestTable keeps the table whole: whoever enters for a producer may nothing in
// an office and the other way round, and no role reaches further than it should.
func TestTable(t *testing.T) {
	for _, action := range account.Actions() {
		if action == account.OwnAccount {
			continue
		}
		maker, officer := account.Producer.May(action), account.NationalOffice.May(action)
		if maker == officer {
			t.Errorf("%s is done on both sides or on none", action)
		}
		if reach := account.ProvinceOffice.Reach(action); reach == account.Everywhere || reach == account.Own {
			t.Errorf("a province office reaches out of its province with %s", action)
		}
		if account.Helper.May(action) && !account.Producer.May(action) {
			t.Errorf("a helper may %s and the producer may not", action)
		}
	}
	stranger := account.Session{Account: account.Account{Role: "visitor"}}
	if stranger.May(account.OwnAccount, account.Scope{}) {
		t.Error("a role that is not in the table may do something")
	}
}
