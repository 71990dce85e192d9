package storefront

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
)

// How many products one answer to a harvester holds.
const (
	harvestStep    = 100
	maxHarvestStep = 200
)

// apiBatch is a stretch of all products, in an order that writes do not move.
type apiBatch struct {
	Total      int         `json:"total"`
	AsOf       catalog.Day `json:"as_of"`
	Items      []apiItem   `json:"items"`
	NextCursor *string     `json:"next_cursor"`
}

// apiHarvest answers those who read the catalogue whole: every product that
// passes the filters, once, however it changes while they read.
func (s *Server) apiHarvest(c *fiber.Ctx) error {
	params, err := s.readList(c)
	if err != nil {
		return err
	}
	if params.Text != "" || params.Sort != search.Relevance || c.Context().QueryArgs().Has("page") {
		return badRequest{key: "problem.harvest"}
	}
	after, err := readCursor(c.Query("cursor"))
	if err != nil {
		return err
	}
	step, err := readStep(c.Query("per_page"))
	if err != nil {
		return err
	}
	hits, total := s.index.After(params.Filters, after, step+1)
	batch := apiBatch{Total: total, AsOf: s.index.Day(), Items: []apiItem{}}
	if len(hits) > step {
		hits = hits[:step]
		next := strconv.FormatInt(hits[step-1].ID, 10)
		batch.NextCursor = &next
	}
	for _, hit := range hits {
		batch.Items = append(batch.Items, s.apiItem(hit))
	}
	return answerAPI(c, &s.packer, batch)
}

// readCursor reads what next_cursor said: the number of the last product. An
// empty one begins.
func readCursor(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id < 0 || strconv.FormatInt(id, 10) != text {
		return 0, badRequest{"problem.cursor", text}
	}
	return id, nil
}

// readStep reads how many products are wanted at a time.
func readStep(text string) (int, error) {
	if text == "" {
		return harvestStep, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxHarvestStep {
		return 0, badRequest{"problem.per_page", text}
	}
	return n, nil
}
