package storefront

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// openBuying prepares requests to buy. secret signs the links of buyers, who have
// no account.
func (s *Server) openBuying(o Options) {
	mac := hmac.New(sha256.New, []byte(o.Secret))
	mac.Write([]byte("buying links"))
	s.buyingKey = mac.Sum(nil)
	s.requests = trade.Requests{DB: o.DB, Now: s.now, Tell: s.tellBuying}
}

// TickRequests does what time brings to requests to buy.
func (s *Server) TickRequests(ctx context.Context) error { return s.requests.Tick(ctx) }

// now is the time of the day on the site's day, which tests and the demo may fix.
func (s *Server) now() time.Time {
	now := time.Now()
	return now.AddDate(0, 0, catalog.DayAt(now).DaysUntil(s.index.Day()))
}

// ownLink is the use of a buyer's signature.
const ownLink byte = 'o'

func (s *Server) signBuying(use byte, number int64) string {
	payload := binary.AppendVarint([]byte{use}, number)
	mac := hmac.New(sha256.New, s.buyingKey)
	mac.Write(payload)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

// ownToken is the end of the address of a buyer's own page.
func (s *Server) ownToken(id int64) string {
	return strconv.FormatInt(id, 10) + "-" + s.signBuying(ownLink, id)
}

// readSigned reads NUMBER-SIGNATURE; what was not signed here is not there.
func (s *Server) readSigned(use byte, token string) (int64, error) {
	number, mark, _ := strings.Cut(token, "-")
	id, err := readID(number)
	if err != nil || !hmac.Equal([]byte(mark), []byte(s.signBuying(use, id))) {
		return 0, pgx.ErrNoRows
	}
	return id, nil
}

// mostFound is how many products are weighed for a request: what the words find
// beyond them fits them badly.
const mostFound = 1000

// match finds who fits a request, and who could do it together.
func (s *Server) match(ctx context.Context, q trade.Request) ([]trade.Match, []trade.Pool, error) {
	atlas := s.index.Atlas()
	query := search.Query{Text: q.What, Filters: map[search.Field][]string{search.Status: liveStatuses()}, Limit: mostFound}
	if q.Origin != trade.AnyOrigin {
		for _, p := range atlas.Provinces {
			if q.Origin.Takes(p, q.ProvinceCode) {
				query.Filters[search.Province] = append(query.Filters[search.Province], p.Slug)
			}
		}
	}
	answer, err := s.finder.Search(ctx, query)
	if err != nil {
		return nil, nil, err
	}
	var makers []int64
	for _, hit := range answer.Hits {
		makers = append(makers, hit.ProducerID)
	}
	records, err := s.responses(ctx, makers)
	if err != nil {
		return nil, nil, err
	}
	found := make([]trade.Candidate, len(answer.Hits))
	for i, hit := range answer.Hits {
		record := records[hit.ProducerID]
		found[i] = trade.Candidate{
			Listing: &hit.Listing, Star: hit.Star, Place: i + 1, Loose: answer.Any,
			Asked: int(record.Told), Answered: int(record.Answered),
		}
	}
	matches := trade.Matcher{Request: q, Atlas: atlas, Day: s.index.Day()}.Match(found)
	return matches, trade.Pools(q, matches, trade.MostPools), nil
}

// responses is how often makers were asked something lately, be it by an inquiry or
// a request to buy, and how often they answered.
func (s *Server) responses(ctx context.Context, makers []int64) (map[int64]trade.Record, error) {
	records, err := s.requests.Records(ctx, makers)
	if err != nil {
		return nil, err
	}
	asked, err := s.inquiries.Records(ctx, makers)
	if err != nil {
		return nil, err
	}
	for maker, inquired := range asked {
		records[maker] = trade.Record{
			ProducerID: maker, Told: records[maker].Told + inquired.Told, Answered: records[maker].Answered + inquired.Answered,
		}
	}
	return records, nil
}

// scopeOfRequest is the province whose office answers for a request.
func (s *Server) scopeOfRequest(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	province, err := s.requests.ProvinceOf(ctx, id)
	return account.Scope{ProvinceCode: province}, err
}

// SampleBuyer is the page of the buyer of the demonstration's request that has
// answers, empty where there is none.
func (s *Server) SampleBuyer(ctx context.Context) (string, error) {
	open, err := s.requests.Listed(ctx, requestsShown, 0)
	if err != nil {
		return "", err
	}
	for _, q := range open {
		if q.Sample && q.Offers > 0 {
			return view.Links{Lang: locale.VI}.OwnRequest(s.ownToken(q.ID)), nil
		}
	}
	return "", nil
}
