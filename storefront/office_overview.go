package storefront

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// overviewPath is what runs out, and how complete the listings are.
const overviewPath = officePath + "/tong-quan"

// quartersAhead is how far the radar looks; endingShown is how many products it
// names for a quarter.
const (
	quartersAhead = 8
	endingShown   = 40
)

// showOverview is what runs out in each quarter, how complete and fresh the
// listings of each commune are, and how many inquiries its makers answer.
func (s *Server) showOverview(c *fiber.Ctx) error {
	province := s.ownProvince(c, account.ManageRecognitions)
	states, err := s.products.States(c.UserContext(), province, s.index.Day())
	if err != nil {
		return err
	}
	filters, slug := map[search.Field][]string{}, ""
	if p, ok := s.index.Atlas().Province(province); ok {
		filters[search.Province], slug = []string{p.Slug}, p.Slug
	}
	communes, _, err := s.inquiries.Numbers(c.UserContext(), province)
	if err != nil {
		return err
	}
	answers := make(map[int64]view.Answers, len(communes))
	for _, n := range communes {
		answers[n.CommuneID] = view.Answers{Received: n.Received, Answered: n.Answered}
	}
	v := view.OverviewView{Province: slug, States: states, Answers: answers, Quarters: radar(s.index.Top(filters, 1<<20), s.index.Day())}
	return s.render(c, view.Overview(s.officePage(c, "office.overview.title"), v))
}

// quarterOf names the quarter of a day, like 2027/1.
func quarterOf(day catalog.Day) string {
	return strconv.Itoa(day.Year) + "/" + strconv.Itoa((int(day.Month)-1)/3+1)
}

// radar puts stars in force into the quarter in which they end.
func radar(hits []*search.Hit, today catalog.Day) []view.Quarter {
	quarters := make([]view.Quarter, quartersAhead)
	at := map[string]int{}
	for i := range quarters {
		quarters[i].Name = quarterOf(catalog.NewDay(today.Year, today.Month, 1).AddMonths(3 * i))
		at[quarters[i].Name] = i
	}
	for _, hit := range hits {
		i, near := at[quarterOf(hit.Star.Until)]
		if !hit.Star.Live() || hit.Star.Until.IsZero() || !near {
			continue
		}
		quarters[i].Count++
		quarters[i].Products = append(quarters[i].Products, view.Ending{ID: hit.ID, Name: hit.Name, Producer: hit.ProducerName, Until: hit.Star.Until, Stars: hit.Star.Stars})
	}
	for i := range quarters {
		slices.SortFunc(quarters[i].Products, func(a, b view.Ending) int {
			return cmp.Compare(a.Until.String(), b.Until.String())
		})
		quarters[i].Products = quarters[i].Products[:min(endingShown, len(quarters[i].Products))]
	}
	return quarters
}
