package trade

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// market is a database with makers, a clock that can be moved, and everything
// that was told.
type market struct {
	Requests
	db     *pgxpool.Pool
	now    time.Time
	told   []string
	makers []int64
	items  []int64
}

func newMarket(t *testing.T, makers int) *market {
	t.Helper()
	m := &market{db: testdb.New(t), now: time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)}
	m.Requests = Requests{DB: m.db, Now: func() time.Time { return m.now }, Tell: func(_ context.Context, _ pgx.Tx, n Notice) error {
		m.told = append(m.told, fmt.Sprintf("%s %d", n.News, n.ProducerID))
		return nil
	}}
	for i := range makers {
		var maker, item int64
		m.row(t, &maker, `INSERT INTO producer (slug, name, folded, province_code) VALUES ($1, $1, $1, '25') RETURNING id`, fmt.Sprintf("maker-%d", i))
		m.row(t, &item, `INSERT INTO product (slug, name, folded, province_code, producer_id) VALUES ($1, $1, $1, '25', $2) RETURNING id`, fmt.Sprintf("honey-%d", i), maker)
		m.exec(t, `INSERT INTO recognition (product_id, stars, issued_on, decision_no) VALUES ($1, 4, '2026-01-10', 'x')`, item)
		m.makers, m.items = append(m.makers, maker), append(m.items, item)
	}
	return m
}

func (m *market) row(t *testing.T, value *int64, sql string, arguments ...any) {
	t.Helper()
	if err := m.db.QueryRow(t.Context(), sql, arguments...).Scan(value); err != nil {
		t.Fatal(err)
	}
}

func (m *market) exec(t *testing.T, sql string, arguments ...any) {
	t.Helper()
	if _, err := m.db.Exec(t.Context(), sql, arguments...); err != nil {
		t.Fatal(err)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// written is a request as its buyer wrote it.
func written() Request {
	r := honey()
	r.FormKey, r.Organisation, r.TaxCode, r.ContactName = "form-0001", "Siêu thị Mẫu", "0100047516", "Nguyễn Văn Mua"
	r.Email, r.Lang = "buyer@example.com", "vi"
	return r
}

// open brings a request as far as its makers.
func (m *market) open(t *testing.T, pools ...Pool) int64 {
	t.Helper()
	id, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	ok(t, m.Confirm(t.Context(), id))
	var matches []Match
	for i := range m.makers {
		matches = append(matches, m.match(i))
	}
	ok(t, m.LetThrough(t.Context(), id, 7, matches, pools))
	m.told = nil
	return id
}

func (m *market) match(i int) Match {
	return Match{Listing: &catalog.Listing{ID: m.items[i], ProducerID: m.makers[i], SetNumber: 4}, Reasons: []Reason{{Kind: Supply, Verdict: Partly, Amount: 300, Unit: "kg", Month: 11}}}
}

func (m *market) offer(request int64, i int) Offer {
	return Offer{RequestID: request, ProducerID: m.makers[i], Quantity: 300, Unit: "kg", Price: 180_000, ReadyOn: catalog.NewDay(2026, 11, 30)}
}

func TestSubmitTwiceIsOnce(t *testing.T) {
	m := newMarket(t, 0)
	first, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	second, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	if first != second || len(m.told) != 1 {
		t.Errorf("requests %d and %d, told %v", first, second, m.told)
	}
	got, err := m.ByID(t.Context(), first)
	ok(t, err)
	if got.State != Unconfirmed || got.What != "mật ong" || !cmp.Equal(got.Months, []int{11}) || !cmp.Equal(got.Certificates, []string{"haccp"}) {
		t.Errorf("kept as %+v", got)
	}
	if err := m.LetThrough(t.Context(), first, 7, nil, nil); !errors.Is(err, ErrState) {
		t.Errorf("an unconfirmed request was let through: %v", err)
	}
	m.now = m.now.AddDate(0, 0, unconfirmedDays+1)
	ok(t, m.Tick(t.Context()))
	if _, err := m.ByID(t.Context(), first); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("what nobody confirmed is still there: %v", err)
	}
}

// A number of a person cannot even be written past Go.
func TestTableRefusesPersonalNumber(t *testing.T) {
	m := newMarket(t, 0)
	r := written()
	r.TaxCode = "001203004567"
	if _, err := m.Submit(t.Context(), r, Sender{}); err == nil {
		t.Error("the number of a person was kept")
	}
}

// Makers who tap the last place at once: one gets it, the others are told.
func TestLastPlaceAtOnce(t *testing.T) {
	m := newMarket(t, MostOffers+4)
	id := m.open(t)
	for i := range MostOffers - 1 {
		_, err := m.Answer(t.Context(), m.offer(id, i))
		ok(t, err)
	}
	errs := make([]error, 5)
	var group sync.WaitGroup
	quiet := m.Requests
	quiet.Tell = func(context.Context, pgx.Tx, Notice) error { return nil }
	for i := range errs {
		group.Go(func() { _, errs[i] = quiet.Answer(t.Context(), m.offer(id, MostOffers-1+i)) })
	}
	group.Wait()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, ErrFull):
			t.Errorf("a maker who came too late was told: %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d makers got the last place", won)
	}
	// Nobody gets past the table either.
	if _, err := m.db.Exec(t.Context(), `UPDATE buying_answer SET seat = 11 WHERE request_id = $1 AND seat = 10`, id); err == nil {
		t.Error("there is an eleventh place")
	}
}

func TestAnswerOnceAndOnlyWhenTold(t *testing.T) {
	m := newMarket(t, 2)
	id := m.open(t)
	_, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	if _, err := m.Answer(t.Context(), m.offer(id, 0)); !errors.Is(err, ErrTwice) {
		t.Errorf("a second answer of one maker: %v", err)
	}
	m.exec(t, `DELETE FROM buying_match WHERE producer_id = $1`, m.makers[1])
	if _, err := m.Answer(t.Context(), m.offer(id, 1)); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("an answer of a maker who was not told: %v", err)
	}
	m.now = m.now.AddDate(0, 0, LifeDays)
	if _, err := m.Answer(t.Context(), m.offer(id, 0)); !errors.Is(err, ErrState) {
		t.Errorf("an answer after the last day: %v", err)
	}
}

func TestExtendOnce(t *testing.T) {
	m := newMarket(t, 0)
	id := m.open(t)
	ok(t, m.Extend(t.Context(), id))
	got, err := m.ByID(t.Context(), id)
	ok(t, err)
	if want := catalog.NewDay(2026, 11, 22).AddDays(2*LifeDays - 1); got.ClosesOn != want {
		t.Errorf("closes on %v, want %v", got.ClosesOn, want)
	}
	if err := m.Extend(t.Context(), id); !errors.Is(err, ErrState) {
		t.Errorf("a second extension: %v", err)
	}
}

func TestPoolTogetherOrNotAtAll(t *testing.T) {
	m := newMarket(t, 3)
	pool := func(members ...int) Pool {
		p := Pool{SetNumber: 4, Kilometres: 12}
		for _, i := range members {
			p.Members = append(p.Members, Member{m.match(i), []float64{250}})
		}
		return p
	}
	id := m.open(t, pool(0, 1), pool(1, 2))
	members, err := m.Pools(t.Context(), id)
	ok(t, err)
	first, second := members[0].PoolID, members[2].PoolID
	join := func(pool int64, i int) error {
		return m.Join(t.Context(), Joining{PoolID: pool, RequestID: id, ProducerID: m.makers[i], Price: 170_000, ReadyOn: catalog.NewDay(2026, 11, 28)})
	}
	ok(t, join(first, 0))
	ok(t, join(second, 1))
	if answers, err := m.Answers(t.Context(), id); err != nil || len(answers) != 0 {
		t.Errorf("half a pool answered: %v, %v", answers, err)
	}
	ok(t, m.Leave(t.Context(), Joining{PoolID: second, RequestID: id, ProducerID: m.makers[2]}))
	if err := join(second, 2); !errors.Is(err, ErrState) {
		t.Errorf("a broken pool was joined: %v", err)
	}
	ok(t, join(first, 1))
	answers, err := m.Answers(t.Context(), id)
	ok(t, err)
	if len(answers) != 1 || answers[0].PoolID != first || len(answers[0].Members) != 2 || answers[0].Quantity != 500 {
		t.Errorf("the whole pool answers %+v", answers)
	}
	want := []string{fmt.Sprintf("broken %d", m.makers[1]), "offered 0"}
	if diff := cmp.Diff(want, m.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	m.told = nil
	ok(t, m.Close(t.Context(), id, Bought, answers[0].ID))
	want = []string{fmt.Sprintf("chosen %d", m.makers[0]), fmt.Sprintf("chosen %d", m.makers[1])}
	if diff := cmp.Diff(want, m.told); diff != "" {
		t.Errorf("told of the end (-want +got):\n%s", diff)
	}
}

func TestTalkCloseAndJudge(t *testing.T) {
	m := newMarket(t, 3)
	id := m.open(t)
	answer, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	_, err = m.Answer(t.Context(), m.offer(id, 1))
	ok(t, err)
	ok(t, m.Say(t.Context(), id, answer, 0, "Giao tại kho được không?"))
	ok(t, m.Say(t.Context(), id, answer, m.makers[0], "Được."))
	if err := m.Say(t.Context(), id, answer, m.makers[1], "Xen vào"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a stranger wrote about an answer: %v", err)
	}
	judge := Experience{RequestID: id, ProducerID: m.makers[0], ByBuyer: true, Went: Well}
	if err := m.Judge(t.Context(), judge); !errors.Is(err, ErrState) {
		t.Errorf("judged while open: %v", err)
	}
	m.told = nil
	ok(t, m.Close(t.Context(), id, Bought, answer))
	if want := fmt.Sprintf("chosen %d,ended %d", m.makers[0], m.makers[1]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
	ok(t, m.Judge(t.Context(), judge))
	if err := m.Judge(t.Context(), Experience{RequestID: id, ProducerID: m.makers[2], Went: Badly}); !errors.Is(err, ErrState) {
		t.Errorf("a maker who never answered judged: %v", err)
	}
	if list, err := m.Experiences(t.Context(), id); err != nil || len(list) != 1 || list[0].Went != Well {
		t.Errorf("verdicts %v, %v", list, err)
	}
}

func TestTickRemindsThenClosesForAVanishedBuyer(t *testing.T) {
	m := newMarket(t, 1)
	id := m.open(t)
	_, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	m.told = nil
	for range 3 { // days apart, each told once
		m.now = m.now.AddDate(0, 0, remindDays+1)
		ok(t, m.Tick(t.Context()))
		ok(t, m.Tick(t.Context()))
	}
	if want := fmt.Sprintf("reminder 0,ended %d", m.makers[0]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
	if q, err := m.ByID(t.Context(), id); err != nil || q.State != Closed || q.Outcome != Vanished {
		t.Errorf("%s %s, %v", q.State, q.Outcome, err)
	}
}

func TestTickKeepsABuyerWhoComesBack(t *testing.T) {
	m := newMarket(t, 1)
	id := m.open(t)
	_, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	m.now = m.now.AddDate(0, 0, remindDays+1)
	ok(t, m.Tick(t.Context()))
	m.now = m.now.AddDate(0, 0, 1)
	ok(t, m.Seen(t.Context(), id))
	m.now = m.now.AddDate(0, 0, vanishDays)
	ok(t, m.Tick(t.Context()))
	if q, err := m.ByID(t.Context(), id); err != nil || q.State != Open {
		t.Errorf("%s, %v", q.State, err)
	}
	m.told, m.now = nil, m.now.AddDate(0, 0, LifeDays)
	ok(t, m.Tick(t.Context()))
	if want := fmt.Sprintf("over 0,ended %d", m.makers[0]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
}

// A star that lapses under an answer is told of once, to buyer and maker.
func TestTickTellsOfALapsedStar(t *testing.T) {
	m := newMarket(t, 2)
	id := m.open(t)
	for i := range 2 {
		_, err := m.Answer(t.Context(), m.offer(id, i))
		ok(t, err)
	}
	m.told = nil
	m.exec(t, `UPDATE recognition SET revoked_on = '2026-11-20', revocation_decision = 'y' WHERE product_id = $1`, m.items[0])
	ok(t, m.Tick(t.Context()))
	ok(t, m.Tick(t.Context()))
	if want := fmt.Sprintf("lapsed 0,lapsedown %d", m.makers[0]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
	answers, err := m.Answers(t.Context(), id)
	ok(t, err)
	if answers[0].LapsedOn.IsZero() || !answers[1].LapsedOn.IsZero() {
		t.Errorf("lapsed on %v and %v", answers[0].LapsedOn, answers[1].LapsedOn)
	}
}

func TestInboxAndRecords(t *testing.T) {
	m := newMarket(t, 2)
	id := m.open(t)
	ok(t, m.Decline(t.Context(), id, m.makers[0]))
	inbox, err := m.Inbox(t.Context(), m.makers[:1])
	ok(t, err)
	if len(inbox) != 1 || !inbox[0].Declined || inbox[0].Ask.What != "mật ong" || inbox[0].Reasons[0].Amount != 300 {
		t.Errorf("inbox %+v", inbox)
	}
	records, err := m.Records(t.Context(), m.makers)
	ok(t, err)
	if diff := cmp.Diff(map[int64]Record{m.makers[0]: {m.makers[0], 1, 1}, m.makers[1]: {m.makers[1], 1, 0}}, records); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}
