package fair

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// ground is a database with an event and makers, a clock that can be moved, and
// everything that was told.
type ground struct {
	Fairs
	db     *pgxpool.Pool
	now    time.Time
	told   []string
	event  catalog.Event
	makers []int64
	items  []int64
}

// newGround has an event from 20 to 23 December 2026 for products of three stars,
// and makers with a product of four stars each.
func newGround(t *testing.T, makers, places int) *ground {
	t.Helper()
	g := &ground{db: testdb.New(t), now: time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)}
	var mu sync.Mutex
	g.Fairs = Fairs{DB: g.db, Now: func() time.Time { return g.now }, Tell: func(_ context.Context, _ pgx.Tx, n Notice) error {
		mu.Lock()
		defer mu.Unlock()
		g.told = append(g.told, fmt.Sprintf("%s→%s", n.News, n.To))
		return nil
	}}
	for i := range makers {
		var maker, item int64
		ok(t, g.db.QueryRow(t.Context(), `INSERT INTO producer (slug, name, folded, province_code) VALUES ($1, $1, $1, '25') RETURNING id`, fmt.Sprintf("maker-%d", i)).Scan(&maker))
		ok(t, g.db.QueryRow(t.Context(), `INSERT INTO product (slug, name, folded, province_code, producer_id) VALUES ($1, $1, $1, '25', $2) RETURNING id`, fmt.Sprintf("tea-%d", i), maker).Scan(&item))
		g.exec(t, `INSERT INTO recognition (product_id, stars, issued_on, decision_no) VALUES ($1, 4, '2026-01-10', 'x')`, item)
		g.makers, g.items = append(g.makers, maker), append(g.items, item)
	}
	g.event = catalog.Event{
		Kind: catalog.Fair, Level: "national", Name: "Hội chợ thử", ProvinceCode: "01", Country: "VN", Venue: "Sân A", Booths: places, LeastStars: 3,
		StartsOn: catalog.NewDay(2026, 12, 20), EndsOn: catalog.NewDay(2026, 12, 23), ApplyBy: catalog.NewDay(2026, 12, 1), Sales: -1, Memoranda: -1, Contracts: -1,
	}
	id, err := catalog.Events{DB: g.db}.Add(t.Context(), g.event, 0)
	ok(t, err)
	g.event, err = catalog.Events{DB: g.db}.ByID(t.Context(), id)
	ok(t, err)
	return g
}

func (g *ground) exec(t *testing.T, sql string, arguments ...any) {
	t.Helper()
	_, err := g.db.Exec(t.Context(), sql, arguments...)
	ok(t, err)
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// hears compares what was told since the last look.
func (g *ground) hears(t *testing.T, what string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, g.told); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
	g.told = nil
}

// change writes the event as it is to be.
func (g *ground) change(t *testing.T, after catalog.Event) error {
	t.Helper()
	return g.Change(t.Context(), after.ID, 1, func(catalog.Event) (catalog.Event, error) { return after, nil })
}

func (g *ground) apply(t *testing.T, maker int) int64 {
	t.Helper()
	id, err := g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[maker], Products: g.items[maker : maker+1]})
	ok(t, err)
	return id
}

// exhibitor is a maker accepted with four slots of half an hour on the first
// morning.
func (g *ground) exhibitor(t *testing.T, maker int) (id int64, slots []Slot) {
	t.Helper()
	id = g.apply(t, maker)
	ok(t, g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, Booth: fmt.Sprintf("A%02d", maker+1), By: 1}))
	ok(t, g.Offer(t.Context(), Offering{ParticipantID: id, Day: g.event.StartsOn, From: 9 * 60, Until: 11 * 60, Minutes: 30}))
	slots, err := g.Slots(t.Context(), id)
	ok(t, err)
	if len(slots) != 4 {
		t.Fatalf("%d slots", len(slots))
	}
	g.told = nil
	return id, slots
}

func (g *ground) ask(t *testing.T, id int64, slot Slot, email string) (int64, error) {
	t.Helper()
	return g.Ask(t.Context(), Meeting{
		FormKey: fmt.Sprint("key-", id, slot.ID, email), ParticipantID: id, SlotID: slot.ID, ContactName: "Trần Thị Mua", Email: email, Lang: "vi", Consent: "1",
	}, Sender{Network: []byte("one"), Most: 5})
}

func TestApply(t *testing.T) {
	g := newGround(t, 3, 2)
	_, err := g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[0], Products: g.items[1:2]})
	wants(t, "another's product", err, ErrProducts)
	_, err = g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[0]})
	wants(t, "no product", err, ErrProducts)
	demanding := g.event
	demanding.LeastStars = 5
	_, err = g.Apply(t.Context(), demanding, Application{EventID: g.event.ID, ProducerID: g.makers[0], Products: g.items[:1]})
	wants(t, "too few stars", err, ErrProducts)

	first := g.apply(t, 0)
	g.hears(t, "an application", "application→office")
	_, err = g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[0], Products: g.items[:1]})
	wants(t, "twice", err, ErrState)

	// Two tap the last place at once.
	results := make([]error, 2)
	var both sync.WaitGroup
	for i := range results {
		both.Go(func() {
			_, results[i] = g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[i+1], Products: g.items[i+1 : i+2]})
		})
	}
	both.Wait()
	if (results[0] == nil) == (results[1] == nil) || !errors.Is(errors.Join(results...), ErrFull) {
		t.Errorf("the last place: %v and %v", results[0], results[1])
	}
	loser := 1
	if results[1] != nil {
		loser = 2
	}
	// A place given back is there for the other.
	ok(t, g.Refuse(t.Context(), Decision{EventID: g.event.ID, ParticipantID: first, Reason: "Hết chỗ khu A", By: 1}))
	g.apply(t, loser)

	g.now = g.event.ApplyBy.AddDays(1).Time().Add(12 * time.Hour)
	_, err = g.Apply(t.Context(), g.event, Application{EventID: g.event.ID, ProducerID: g.makers[0], Products: g.items[:1]})
	wants(t, "after the last day", err, ErrClosed)
	fewer := g.event
	fewer.Booths = 1
	wants(t, "fewer places than makers", g.change(t, fewer), ErrFull)
}

func TestBooths(t *testing.T) {
	g := newGround(t, 2, 0)
	a, b := g.apply(t, 0), g.apply(t, 1)
	ok(t, g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: a, Booth: "a 01", By: 1}))
	wants(t, "a booth given twice", g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: b, Booth: "A01", By: 1}), ErrBooth)
	wants(t, "another event's application", g.Accept(t.Context(), Decision{EventID: g.event.ID + 1, ParticipantID: b, By: 1}), pgx.ErrNoRows)
	g.told = nil
	ok(t, g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: b, Booth: "A02", By: 1}))
	ok(t, g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: b, Booth: "A03", By: 1}))
	ok(t, g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: b, Booth: "A03", By: 1}))
	g.hears(t, "booths", "accepted→maker", "booth→maker")
	found, err := g.Exhibitors(t.Context(), g.event.ID)
	ok(t, err)
	if len(found) != 2 || found[0].Booth != "A01" || found[1].Booth != "A03" {
		t.Errorf("exhibitors: %+v", found)
	}
}

func TestMeetings(t *testing.T) {
	g := newGround(t, 2, 0)
	first, slots := g.exhibitor(t, 0)
	second, others := g.exhibitor(t, 1)
	wants(t, "overlapping slots", g.Offer(t.Context(), Offering{ParticipantID: first, Day: g.event.StartsOn, From: 9*60 + 15, Until: 10 * 60, Minutes: 30}), ErrOverlap)
	wants(t, "a slot before the fair", g.Offer(t.Context(), Offering{ParticipantID: first, Day: g.event.StartsOn.AddDays(-1), From: 540, Until: 600, Minutes: 30}), ErrState)

	a, err := g.ask(t, first, slots[0], "a@example.com")
	ok(t, err)
	g.hears(t, "a meeting asked for", "meet_confirm→buyer")
	_, err = g.ask(t, first, slots[0], "b@example.com")
	wants(t, "a slot taken", err, ErrTaken)
	wants(t, "a taken slot closed", g.Close(t.Context(), first, slots[0].ID), ErrTaken)
	wants(t, "accepted before the buyer confirmed", g.Agree(t.Context(), a), ErrState)
	ok(t, g.Confirm(t.Context(), a))
	ok(t, g.Confirm(t.Context(), a))
	g.hears(t, "confirmed", "meet_asked→maker")

	// The buyer cannot be at two booths.
	other, err := g.ask(t, second, others[0], "A@example.com")
	ok(t, err)
	wants(t, "two meetings at a time", g.Confirm(t.Context(), other), ErrBusy)
	ok(t, g.CallOff(t.Context(), other))
	g.told = nil

	// Both accept at once; it is agreed once.
	var both sync.WaitGroup
	results := make([]error, 2)
	for i := range results {
		both.Go(func() { results[i] = g.Agree(t.Context(), a) })
	}
	both.Wait()
	if (results[0] == nil) == (results[1] == nil) {
		t.Errorf("agreed twice: %v, %v", results[0], results[1])
	}
	g.hears(t, "agreed", "meet_agreed→buyer", "meet_agreed→maker")

	b, err := g.ask(t, first, slots[1], "b@example.com")
	ok(t, err)
	ok(t, g.Confirm(t.Context(), b))
	ok(t, g.Decline(t.Context(), b))
	if _, err := g.ask(t, first, slots[1], "c@example.com"); err != nil {
		t.Errorf("a declined slot is not free: %v", err)
	}
	ok(t, g.CallOff(t.Context(), a))
	if _, err := g.ask(t, first, slots[0], "d@example.com"); err != nil {
		t.Errorf("a slot called off is not free: %v", err)
	}
}

// A buyer who does not confirm, and a maker who does not answer, free the slot.
func TestSlotsWaitForNobody(t *testing.T) {
	g := newGround(t, 1, 0)
	id, slots := g.exhibitor(t, 0)
	gone, err := g.ask(t, id, slots[0], "gone@example.com")
	ok(t, err)
	waits, err := g.ask(t, id, slots[1], "waits@example.com")
	ok(t, err)
	ok(t, g.Confirm(t.Context(), waits))
	g.told = nil
	g.now = g.now.Add(ConfirmHours*time.Hour - time.Minute)
	ok(t, g.Tick(t.Context()))
	g.hears(t, "a minute early")
	g.now = g.now.Add(2 * time.Minute)
	ok(t, g.Tick(t.Context()))
	g.hears(t, "the buyer has not confirmed", "meet_vanished→buyer")
	wants(t, "confirmed too late", g.Confirm(t.Context(), gone), ErrState)
	if _, err := g.ask(t, id, slots[0], "next@example.com"); err != nil {
		t.Errorf("the slot is not free: %v", err)
	}
	g.told = nil
	g.now = g.now.Add(AnswerHours * time.Hour)
	ok(t, g.Tick(t.Context()))
	g.hears(t, "the maker has not answered", "meet_unanswered→buyer", "meet_unanswered→maker", "meet_vanished→buyer")
}

// A star that lapses between application and fair is told of once, waits for the
// office, and is forgiven where it returns.
func TestStarLapses(t *testing.T) {
	g := newGround(t, 2, 0)
	id, _ := g.exhibitor(t, 0)
	ok(t, g.Tick(t.Context()))
	g.hears(t, "all is well")
	g.exec(t, `UPDATE recognition SET revoked_on = '2026-12-01' WHERE product_id = $1`, g.items[0])
	g.now = time.Date(2026, 12, 2, 3, 0, 0, 0, time.UTC)
	ok(t, g.Tick(t.Context()))
	ok(t, g.Tick(t.Context()))
	g.hears(t, "the star is gone", "lapsed→maker", "lapsed→office")
	p, err := g.ByID(t.Context(), id)
	ok(t, err)
	if p.LapsedOn != g.today() || !cmp.Equal(p.Lapsed, p.Products) {
		t.Errorf("the application is marked %v, %v", p.LapsedOn, p.Lapsed)
	}
	wants(t, "kept without a product", g.Keep(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, By: 1}), ErrState)
	g.exec(t, `UPDATE recognition SET revoked_on = NULL WHERE product_id = $1`, g.items[0])
	ok(t, g.Tick(t.Context()))
	g.hears(t, "the star is back", "renewed→maker", "renewed→office")

	g.exec(t, `INSERT INTO product (slug, name, folded, province_code, producer_id) VALUES ('more', 'more', 'more', '25', $1)`, g.makers[0])
	g.exec(t, `INSERT INTO participant_product (participant_id, product_id, position) SELECT $1, id, 1 FROM product WHERE slug = 'more'`, id)
	ok(t, g.Tick(t.Context()))
	g.told = nil
	ok(t, g.Keep(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, By: 1}))
	g.hears(t, "kept without it", "kept→maker")
	if p, err = g.ByID(t.Context(), id); err != nil || len(p.Products) != 1 || !p.LapsedOn.IsZero() {
		t.Errorf("kept with %v, %v, %v", p.Products, p.LapsedOn, err)
	}
}

// One network's questions are limited, and who asked is forgotten altogether.
func TestMeetingsOfOneNetworkAndForgotten(t *testing.T) {
	g := newGround(t, 1, 1)
	id, slots := g.exhibitor(t, 0)
	from := Sender{Network: []byte("a village"), Most: 1}
	ask := func(slot int, from Sender) error {
		_, err := g.Ask(t.Context(), Meeting{
			FormKey: fmt.Sprint("network-", slot), ParticipantID: id, SlotID: slots[slot].ID, Organisation: "Nhà hàng Thử", ContactName: "Trần Thị Mua",
			Email: fmt.Sprintf("buyer%d@example.com", slot), Lang: "vi", Consent: "1",
		}, from)
		return err
	}
	wants(t, "the first", ask(0, from), nil)
	wants(t, "a second within the hour", ask(1, from), ErrTooMany)
	wants(t, "another network's", ask(1, Sender{Network: []byte("a town"), Most: 1}), nil)
	if _, err := g.DB.Exec(t.Context(), "UPDATE fair_meeting SET state = 'agreed', confirmed_at = created_at, ends_at = ends_at - interval '1 year', begins_at = begins_at - interval '1 year'"); err != nil {
		t.Fatal(err)
	}
	if err := g.forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	var left int
	err := g.DB.QueryRow(t.Context(), "SELECT count(*) FROM fair_meeting WHERE organisation || contact_name || phone || about <> '' OR email LIKE '%@%'").Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d meetings still name who asked (%v)", left, err)
	}
}
