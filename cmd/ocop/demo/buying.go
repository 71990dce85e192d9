package demo

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/account"
)

//go:embed buying.json
var beekeeperFile []byte

// beekeepers are the makers of the sample request to buy, each with an account
// that may be tried.
func beekeepers() ([]record, error) {
	var records []record
	if err := json.Unmarshal(beekeeperFile, &records); err != nil {
		return nil, fmt.Errorf("reading buying.json: %w", err)
	}
	return records, nil
}

// BeeSignIns are the sample accounts that act for them.
func BeeSignIns() []SignIn {
	var list []SignIn
	for i, name := range []string{"Đỗ Văn Ong", "Bùi Thị Mật", "Ngô Văn Hoa"} {
		key := fmt.Sprintf("bees%d", i+1)
		list = append(list, SignIn{Key: key, Account: account.Account{
			Name: name, Role: account.Producer, Email: key + "@example.com", Phone: fmt.Sprintf("+8490000005%d", i+1), Lang: "vi",
		}})
	}
	return list
}

// loadBuying posts the sample requests that are not there yet: one with answers,
// a pool and a talk, one that waits for the office, one that is open and has no
// answer yet.
func (l loader) loadBuying(ctx context.Context) error {
	requests := trade.Requests{
		DB: l.products.DB, Now: func() time.Time { return l.today.Time().Add(2 * time.Hour) },
		Tell: func(context.Context, pgx.Tx, trade.Notice) error { return nil }, // a sample is nobody's mail
	}
	ask := sampleRequest("mat-ong", "mật ong", 500, []int{11}, "Hà Nội", trade.North, l.atlas)
	ask.Certificates, ask.Budget = []string{"haccp"}, 200_000
	honey, err := l.loadRequest(ctx, requests, ask)
	if err != nil {
		return err
	}
	if honey.State == trade.Waiting {
		if err := l.loadHoney(ctx, requests, honey); err != nil {
			return err
		}
	}
	if _, err = l.loadRequest(ctx, requests, sampleRequest("che", "chè Tân Cương", 100, []int{12}, "Thái Nguyên", trade.AnyOrigin, l.atlas)); err != nil {
		return err
	}
	ask = sampleRequest("qua-tet", "mật ong đóng chai làm quà Tết", 200, []int{1, 2}, "Hà Nội", trade.AnyOrigin, l.atlas)
	ask.Unit, ask.EachQuantity, ask.EachUnit = "chai", 0.5, "kg"
	bottles, err := l.loadRequest(ctx, requests, ask)
	if err != nil || bottles.State != trade.Waiting {
		return err
	}
	_, err = l.openRequest(ctx, requests, bottles)
	return err
}

// loadRequest finds a sample request, or posts and confirms it.
func (l loader) loadRequest(ctx context.Context, requests trade.Requests, ask trade.Request) (trade.Request, error) {
	id, err := requests.Submit(ctx, ask, trade.Sender{})
	if err != nil {
		return trade.Request{}, err
	}
	if err := requests.Confirm(ctx, id); err != nil {
		return trade.Request{}, err
	}
	return requests.ByID(ctx, id)
}

// loadBeekeepers gives the sample request somebody who can answer it.
func (l loader) loadBeekeepers(ctx context.Context) ([]catalog.Listing, error) {
	records, err := beekeepers()
	if err != nil {
		return nil, err
	}
	var keepers []catalog.Listing
	for i, r := range records {
		if err := l.writeRecord(ctx, r); err != nil {
			return nil, err
		}
		id, producerID, err := l.find(ctx, r.named)
		if err != nil {
			return nil, err
		}
		if err := l.loadMaker(ctx, BeeSignIns()[i], producerID); err != nil {
			return nil, err
		}
		listings, err := l.products.Listings(ctx, []int64{id})
		if err != nil {
			return nil, err
		}
		keepers = append(keepers, listings...)
	}
	return keepers, nil
}

// loadMaker writes a sample account that acts for a producer, where it is not there
// yet.
func (l loader) loadMaker(ctx context.Context, in SignIn, producerID int64) error {
	if _, err := l.accounts.ByLogin(ctx, in.Email); err == nil {
		return nil
	}
	id, err := l.accounts.Add(ctx, in.Account)
	if err != nil {
		return err
	}
	if err := l.accounts.SetHash(ctx, id, passwordHash); err != nil {
		return err
	}
	return l.accounts.ActFor(ctx, id, producerID)
}

// sampleRequest is a made-up request of a made-up buyer, whose tax code only
// looks like one.
func sampleRequest(key, what string, kilograms float64, months []int, province string, origin trade.Origin, atlas *catalog.Atlas) trade.Request {
	to, _ := atlas.FindProvince(province)
	return trade.Request{
		FormKey: "sample-request-" + key, Organisation: "Siêu thị Mẫu (không có thật)", TaxCode: "9999999997",
		ContactName: "Nguyễn Văn Mua", Email: "buyer@example.com", Phone: "0900 000 090", Lang: "vi",
		What: what, Quantity: kilograms, Unit: "kg", Months: months, ProvinceCode: to.Code, Origin: origin,
		Packaging: "Chai thủy tinh hoặc túi nhỏ, có mã vạch", Sample: true,
	}
}

// loadHoney brings the first sample request to two answers, a pool and a
// comparison: "500 kg mật ong, tháng 11, miền Bắc, HACCP".
func (l loader) loadHoney(ctx context.Context, requests trade.Requests, q trade.Request) error {
	keepers, err := l.openRequest(ctx, requests, q)
	if err != nil {
		return err
	}
	return l.answerHoney(ctx, requests, q.ID, keepers)
}

// openRequest lets a request through to the sample beekeepers.
func (l loader) openRequest(ctx context.Context, requests trade.Requests, q trade.Request) ([]catalog.Listing, error) {
	keepers, err := l.loadBeekeepers(ctx)
	if err != nil {
		return nil, err
	}
	var found []trade.Candidate
	for i := range keepers {
		found = append(found, trade.Candidate{Listing: &keepers[i], Star: keepers[i].Star(l.today), Place: i + 1})
	}
	matches := trade.Matcher{Request: q, Atlas: l.atlas, Day: l.today}.Match(found)
	national, err := l.accounts.ByLogin(ctx, "national@example.com")
	if err != nil {
		return nil, err
	}
	return keepers, requests.LetThrough(ctx, q.ID, national.ID, matches, trade.Pools(q, matches, 1))
}

func (l loader) answerHoney(ctx context.Context, requests trade.Requests, id int64, keepers []catalog.Listing) error {
	var first int64
	for i, o := range []trade.Offer{
		{ProducerID: keepers[0].ProducerID, Quantity: 300, Price: 185_000, Note: "Mật hoa nhãn và hoa rừng, đóng chai 500 ml có tem truy xuất."},
		{ProducerID: keepers[1].ProducerID, Quantity: 260, Price: 172_000, Note: "Đóng can 20 kg hoặc chai theo nhãn của siêu thị."},
	} {
		o.RequestID, o.Unit, o.Sample, o.ReadyOn = id, "kg", true, l.today.AddDays(6+i)
		answer, err := requests.Answer(ctx, o)
		if err != nil {
			return err
		}
		if i == 0 {
			first = answer
		}
	}
	if err := requests.Say(ctx, id, first, 0, "Có giao tới kho ở Hà Nội được không?"); err != nil {
		return err
	}
	if err := requests.Say(ctx, id, first, keepers[0].ProducerID, "Được, phí vận chuyển đã gồm trong giá."); err != nil {
		return err
	}
	members, err := requests.Pools(ctx, id)
	if err != nil {
		return err
	}
	for i, m := range members {
		err := requests.Join(ctx, trade.Joining{
			PoolID: m.PoolID, RequestID: id, ProducerID: m.ProducerID, Price: 176_000 + int64(i)*4_000, Sample: true, ReadyOn: l.today.AddDays(7),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
