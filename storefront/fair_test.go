package storefront

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
)

// office posts the form of a fair and returns its number; it stays a draft.
func (s *testSite) office(t *testing.T) string {
	t.Helper()
	response, body := s.press(t, "national", "/van-phong/su-kien/moi", url.Values{
		"name": {"Hội chợ thử nghiệm"}, "kind": {"fair"}, "level": {"national"}, "country": {"VN"}, "province": {"ha-noi"}, "venue": {"Sân A"},
		"starts_on": {"2026-12-20"}, "ends_on": {"2026-12-22"}, "apply_by": {"2026-12-01"}, "booths": {"2"}, "least_stars": {"3"},
	})
	if response.StatusCode != http.StatusSeeOther {
		t.Fatalf("a new event answers %d: %.2000s", response.StatusCode, body)
	}
	return strings.TrimPrefix(response.Header.Get("Location"), "/van-phong/su-kien/")
}

// apply sends the application of a sample account's maker with its first product
// that fits, and returns the number of its place.
func (s *testSite) apply(t *testing.T, as, event string) string {
	t.Helper()
	form := regexp.MustCompile(`/quan-ly/su-kien/dang-ky/` + event + `/[0-9]+`).FindString(s.pageAs(t, as, "/quan-ly/su-kien"))
	page := s.pageAs(t, as, form)
	product := regexp.MustCompile(`name="products" value="([0-9]+)">`).FindStringSubmatch(page)
	if product == nil {
		t.Fatalf("%s has no product that fits", as)
	}
	response, body := s.press(t, as, form, url.Values{"products": {product[1]}})
	if response.StatusCode != http.StatusSeeOther {
		t.Fatalf("applying answers %d: %.2000s", response.StatusCode, body)
	}
	return response.Header.Get("Location")
}

// TestFairFromApplicationToOutcome goes the whole way: an office publishes, two
// makers apply, a buyer books an hour, the fair moves, a note arrives twice, and
// thirty days on the outcome is asked for and counted.
func TestFairFromApplicationToOutcome(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	event := site.office(t)
	office := "/van-phong/su-kien/" + event
	if response := site.get(t, "/xuc-tien/hoi-cho-thu-nghiem", nil); response.StatusCode != http.StatusNotFound {
		t.Errorf("a draft answers %d", response.StatusCode)
	}
	site.mustTake(t, "national", office, url.Values{"do": {"publish"}})
	first, second := site.apply(t, "maker", event), site.apply(t, "bees1", event)
	if page := site.pageAs(t, "bees2", "/quan-ly/su-kien"); !strings.Contains(page, "đã hết chỗ") {
		t.Error("a full fair does not say so")
	}
	place := func(path string) string { return path[strings.LastIndex(path, "/")+1:] }
	site.mustTake(t, "national", office, url.Values{"do": {"accept"}, "place": {place(first)}, "booth": {"c 07"}})
	if response, body := site.press(t, "national", office, url.Values{"do": {"accept"}, "place": {place(second)}, "booth": {"C07"}}); response.StatusCode != http.StatusConflict || !strings.Contains(body, "đã giao cho chủ thể khác") {
		t.Errorf("a booth given twice answers %d", response.StatusCode)
	}
	site.mustTake(t, "national", office, url.Values{"do": {"refuse"}, "place": {place(second)}, "reason": {"Ưu tiên ngành chè"}})
	if subject, _ := site.letterTo(t, "bees1@example.com"); !strings.Contains(subject, "không được nhận") {
		t.Errorf("bees1 got %q", subject)
	}
	site.mustTake(t, "maker", first, url.Values{"do": {"offer"}, "day": {"2026-12-20"}, "from": {"09:00"}, "until": {"10:00"}, "minutes": {"30"}})

	public := site.pageAs(t, "", "/xuc-tien/hoi-cho-thu-nghiem")
	form := "/xuc-tien/hoi-cho-thu-nghiem/hen/" + place(first)
	if !strings.Contains(public, "C07") || !strings.Contains(public, form) {
		t.Error("the public page lacks the booth or the hours")
	}
	slot := regexp.MustCompile(`name="slot" value="([0-9]+)"`).FindStringSubmatch(site.pageAs(t, "", form))[1]
	key := site.inquiries.Signer.NewFormKey(time.Now().Add(-time.Minute))
	ask := url.Values{"key": {key}, "proof": {inquiry.Prove(key)}, "slot": {slot}, "name": {"Trần Thị Mua"}, "email": {"mua@example.com"}, "message": {"Lấy chè cho quầy đặc sản"}, "consent_answer": {"1"}}
	if response, body := site.press(t, "", form, ask); response.StatusCode != http.StatusOK || !strings.Contains(body, "mua@example.com") {
		t.Fatalf("asking for a meeting answers %d: %.2000s", response.StatusCode, body)
	}
	other := site.inquiries.Signer.NewFormKey(time.Now().Add(-time.Minute))
	ask.Set("key", other)
	ask.Set("email", "khac@example.com")
	if response, body := site.press(t, "", form, ask); response.StatusCode != http.StatusConflict || !strings.Contains(body, "vừa có người khác chọn") {
		t.Errorf("a slot taken answers %d", response.StatusCode)
	}
	_, own := site.letterTo(t, "mua@example.com")
	site.mustTake(t, "", own, url.Values{"do": {"confirm"}})
	_, tap := site.letterTo(t, "maker@example.com")
	if page := site.pageAs(t, "", tap); strings.Contains(page, "mua@example.com") {
		t.Error("the buyer's address is told before both agree")
	}
	answer, _, _ := strings.Cut(tap, "?")
	site.mustTake(t, "", answer, url.Values{"do": {"agree"}})
	site.mustTake(t, "", answer, url.Values{"do": {"decline"}}) // too late: nothing changes
	if page := site.pageAs(t, "", answer); strings.Contains(page, "mua@example.com") || strings.Contains(page, "Trần Thị Mua") || !strings.Contains(page, "nằm trong thư") {
		t.Error("the link of a letter shows more than that both agree")
	}
	if page := site.pageAs(t, "maker", first); !strings.Contains(page, "mua@example.com") {
		t.Error("both agree, and the maker does not see the buyer's address in the console")
	}
	if letter := site.letter(t, "maker@example.com"); !slices.ContainsFunc(letter.Facts, func(f inquiry.Fact) bool { return f.Text == "mua@example.com" }) {
		t.Error("both agree, and the maker's letter does not tell the buyer's address")
	}
	if subject, _ := site.letterTo(t, "mua@example.com"); !strings.Contains(subject, "đã nhận cuộc hẹn") {
		t.Errorf("the buyer got %q", subject)
	}

	site.moves(t, office)
	site.noted(t, first)
	site.later(t, office, catalog.NewDay(2026, 12, 23).AddDays(30))
	for _, link := range []string{own, answer} {
		if response := site.get(t, link, nil); response.StatusCode != http.StatusGone {
			t.Errorf("the fair is over, and a link of its letters answers %d", response.StatusCode)
		}
	}
}

// moves the fair to days without the meeting; both are told.
func (s *testSite) moves(t *testing.T, office string) {
	t.Helper()
	page := s.pageAs(t, "national", office+"/sua")
	form := url.Values{"starts_on": {"2026-12-21"}, "ends_on": {"2026-12-23"}, "kind": {"fair"}, "level": {"national"}, "country": {"VN"}, "province": {"ha-noi"}, "least_stars": {"3"}}
	for _, field := range regexp.MustCompile(`name="(name|venue|booths|apply_by|seen)" value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		form.Set(field[1], field[2])
	}
	s.mustTake(t, "national", office+"/sua", form)
	s.announce(t)
	if subject, _ := s.letterTo(t, "mua@example.com"); !strings.Contains(subject, "không còn") {
		t.Errorf("the fair has moved and the buyer got %q", subject)
	}
	if subject, _ := s.letterTo(t, "maker@example.com"); !strings.Contains(subject, "không còn") {
		t.Errorf("the fair has moved and the maker got %q", subject)
	}
}

// announce does the jobs that tell people of an event, as a running site does.
func (s *testSite) announce(t *testing.T) {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, fair.NewAnnounceWorker(s.Fairs))
	jobs, err := river.NewClient(riverpgxv5.New(s.db), &river.Config{
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 1}}, Workers: workers, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	var waiting int
	if err := s.db.QueryRow(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'fair_announce' AND state = 'available'`).Scan(&waiting); err != nil || waiting == 0 {
		t.Fatalf("%d announcements wait, %v", waiting, err)
	}
	done, unsubscribe := jobs.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed)
	defer unsubscribe()
	if err := jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range waiting {
		if event := <-done; event.Kind != river.EventKindJobCompleted {
			t.Fatalf("an announcement failed: %+v", event.Job.Errors)
		}
	}
	if err := jobs.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// noted sends one memorandum twice, as a phone does that did not hear the answer.
func (s *testSite) noted(t *testing.T, place string) {
	t.Helper()
	form := url.Values{"id": {"made-on-the-phone-1"}, "kind": {"memorandum"}, "who": {"Lê Văn Siêu"}, "contact": {"0900 000 044"}, "consent": {"1"}, "what": {"Chè Tôm Nõn"}, "quantity": {"200"}, "unit": {"kg"}, "value": {"40.000.000"}}
	for range 2 {
		response := s.play(t, exchange{method: http.MethodPost, target: place + "/gian-hang", header: http.Header{"Accept": {"application/json"}}, as: "maker", body: form.Encode()})
		if body, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("a note answers %d: %s, %v", response.StatusCode, body, err)
		}
	}
	if page := s.pageAs(t, "maker", place+"/gian-hang"); !strings.Contains(page, "Đã nhận 1 ghi chép") {
		t.Error("a note sent twice is not there once")
	}
}

// later moves the clock and answers what the letter asks.
func (s *testSite) later(t *testing.T, office string, day catalog.Day) {
	t.Helper()
	s.day = day
	s.catchUp(t)
	for range 2 {
		if err := s.TickFairs(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	subject, tap := s.letterTo(t, "maker@example.com")
	if !strings.Contains(subject, "30 ngày sau Hội chợ thử nghiệm") {
		t.Fatalf("the maker got %q", subject)
	}
	if page := s.pageAs(t, "", tap); !strings.Contains(page, `value="deal" checked`) {
		t.Error("what was tapped is not chosen")
	}
	link, _, _ := strings.Cut(tap, "?")
	if response, body := s.press(t, "", link, url.Values{"result": {"gold"}}); response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "Chọn một câu trả lời") {
		t.Errorf("an outcome that is none answers %d", response.StatusCode)
	}
	s.mustTake(t, "", link, url.Values{"result": {"deal"}, "value": {"30.000.000"}})
	if response, _ := s.press(t, "", link, url.Values{"result": {"nothing"}}); response.StatusCode != http.StatusConflict {
		t.Errorf("the second answer gets %d", response.StatusCode)
	}
	page := s.pageAs(t, "national", office)
	for _, want := range []string{"40.000.000", "30.000.000", "1 trên 1"} {
		if !strings.Contains(page, want) {
			t.Errorf("the office's page lacks %q", want)
		}
	}
	maker := strconv.FormatInt(s.places(t)[0].scope.ProducerID, 10)
	if record := s.pageAs(t, "maker", "/quan-ly/su-kien/ho-so/"+maker); !strings.Contains(record, "Hội chợ thử nghiệm") {
		t.Error("the record lacks the fair")
	}
}
