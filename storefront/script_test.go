package storefront

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/cmd/ocop/demo"
	"ocop/storefront/account"
)

// Page scripts are text: a request line, request headers after ">", then what
// must come back.
//
//	POST /dang-nhap
//	@ maker
//	> Accept-Encoding: gzip
//	< login=0900000001&password=x
//	code == 200
//	header Content-Type contains text/html
//	redirect == /san-pham
//	body contains Chè
//	body !contains lỗi
//	body ~ <h1[^>]*>
//
// "@" signs the request in as a sample account (demo.SignIns), one with "?" before
// it as somebody whose second factor is still asked for; "<" is its body:
// a form, unless a header says otherwise; several lines are joined. {long:N} in a
// request line or a body stands for N letters, {product} and {producer} in a
// request line for those of the sample maker, {key} in a body for the number of a
// form that was opened a minute ago.
type exchange struct {
	at             string // file and line
	method, target string
	header         http.Header
	as             string // the sample account that asks; empty for nobody
	body           string
	checks         []string
}

// readScript reads the exchanges of one file.
func readScript(t *testing.T, path string) []exchange {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []exchange
	scanner := bufio.NewScanner(file)
	for line := 1; scanner.Scan(); line++ {
		text := strings.TrimSpace(scanner.Text())
		method, rest, _ := strings.Cut(text, " ")
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case method == strings.ToUpper(method) && len(method) > 2:
			list = append(list, exchange{fmt.Sprintf("%s:%d", filepath.Base(path), line), method, expand(rest), http.Header{}, "", "", nil})
		case len(list) == 0:
			t.Fatalf("%s:%d: a check before any request", path, line)
		case method == ">":
			name, value, _ := strings.Cut(rest, ": ")
			list[len(list)-1].header.Set(name, value)
		case method == "@":
			list[len(list)-1].as = rest
		case method == "<":
			list[len(list)-1].body += expand(rest)
		default:
			list[len(list)-1].checks = append(list[len(list)-1].checks, text)
		}
	}
	return list
}

func expand(target string) string {
	return regexp.MustCompile(`\{long:(\d+)\}`).ReplaceAllStringFunc(target, func(s string) string {
		n, _ := strconv.Atoi(strings.Trim(s, "{long:}"))
		return strings.Repeat("a", n)
	})
}

// check compares an answer with one line of a script and says what is wrong.
func check(line string, response *http.Response, body string) string {
	subject, rest, _ := strings.Cut(line, " ")
	got := body
	switch subject {
	case "code":
		got = strconv.Itoa(response.StatusCode)
	case "redirect":
		got = response.Header.Get("Location")
	case "header":
		var name string
		name, rest, _ = strings.Cut(rest, " ")
		got = strings.Join(response.Header.Values(name), ", ")
	case "body":
	default:
		return "unknown check " + line
	}
	operator, want, _ := strings.Cut(rest, " ")
	ok := false
	switch operator {
	case "==":
		ok = got == want
	case "contains":
		ok = strings.Contains(got, want)
	case "!contains":
		ok = !strings.Contains(got, want)
	case "~":
		ok = regexp.MustCompile(want).MatchString(got)
	default:
		return "unknown operator in " + line
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("%s; got %.300q", line, got)
}

func TestPages(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	// Two makers with one phone, for their office to tell apart.
	if _, err := site.db.Exec(t.Context(), `UPDATE producer SET phone = '0900 000 999' WHERE slug IN ('hop-tac-xa-tan-dan', 'nha-hang-tam-cuong')`); err != nil {
		t.Fatal(err)
	}
	if err := site.takeDump(t.Context()); err != nil {
		t.Fatal(err)
	}
	asked := make(map[string]bool)
	for _, path := range scripts(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			site.limits = newLimiter() // each script is another visitor
			for _, e := range readScript(t, path) {
				response := site.play(t, e)
				body, err := io.ReadAll(response.Body)
				if err != nil {
					t.Fatal(err)
				}
				asked[e.method+" "+site.routeOf(e.method, strings.NewReplacer("{", "", "}", "").Replace(e.target))] = true
				if len(e.checks) == 0 {
					t.Errorf("%s: %s %.100s: nothing is checked", e.at, e.method, e.target)
				}
				for _, line := range e.checks {
					if wrong := check(line, response, string(body)); wrong != "" {
						t.Errorf("%s: %s %.100s: %s", e.at, e.method, e.target, wrong)
					}
				}
			}
		})
	}
	for _, route := range site.app.GetRoutes(true) {
		if route.Method != http.MethodHead && !asked[route.Method+" "+route.Path] {
			t.Errorf("no page script asks for %s %s", route.Method, route.Path)
		}
	}
}

// play sends the request of an exchange, signed in where it says so.
func (s *testSite) play(t testing.TB, e exchange) *http.Response {
	t.Helper()
	if strings.Contains(e.target, "{") {
		own := s.places(t)[0].values
		e.target = strings.NewReplacer("{product}", own["product"], "{producer}", own["producer"]).Replace(e.target)
	}
	if strings.Contains(e.body, "{key}") {
		e.body = strings.ReplaceAll(e.body, "{key}", s.inquiries.Signer.NewFormKey(s.inquiries.Now().Add(-time.Minute)))
	}
	if e.as != "" {
		e.header.Set("Cookie", s.cookieName()+"="+s.signIn(t, e.as))
	}
	if e.body != "" && e.header.Get("Content-Type") == "" {
		e.header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return s.sendBody(t, e.method, e.target, e.header, strings.NewReader(e.body))
}

// signIn opens a session of a sample account and returns its secret.
func (s *testSite) signIn(t testing.TB, key string) string {
	t.Helper()
	name, unproven := strings.CutPrefix(key, "?")
	for _, in := range append(append(demo.SignIns(), demo.VillageSignIn()), demo.BeeSignIns()...) {
		if in.Key != name {
			continue
		}
		found, err := s.accounts.ByLogin(t.Context(), in.Email)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := s.sessions.Open(t.Context(), found, account.Device{}, !unproven)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	t.Fatalf("no sample account %q", key)
	return ""
}

func scripts(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no page scripts: %v", err)
	}
	return paths
}

// routeOf is the registered path that an address falls under.
func (s *testSite) routeOf(method, target string) string {
	path, _, _ := strings.Cut(target, "?")
	routes := s.app.GetRoutes(true)
	slices.SortStableFunc(routes, func(a, b fiber.Route) int { return strings.Count(a.Path, ":") - strings.Count(b.Path, ":") })
	for _, route := range routes {
		pattern := regexp.MustCompile(`:[a-z]+`).ReplaceAllString(regexp.QuoteMeta(route.Path), `[^/]+`)
		if route.Method == method && regexp.MustCompile("^"+pattern+"$").MatchString(path) {
			return route.Path
		}
	}
	return ""
}
