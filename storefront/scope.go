package storefront

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
)

// scopes says, for each parameter that console addresses may hold, whose the
// thing is that it names. The guard asks before any handler runs; what is found
// nowhere is 404.
func (s *Server) scopes() map[string]func(ctx context.Context, value string) (account.Scope, error) {
	return map[string]func(context.Context, string) (account.Scope, error){
		"request":  s.scopeOfRequest,
		"event":    s.scopeOfEvent,
		"place":    s.scopeOfParticipant,
		"producer": s.scopeOfProducer,
		"product":  s.scopeOfProduct,
		"thread":   s.scopeOfThread,
		"fraud":    s.scopeOfFraud,
		"change":   s.scopeOfChange,
		"line":     s.scopeOfLine,
		"list":     s.scopeOfImport,
		"report":   s.scopeOfComplaint,
		"listing":  s.scopeOfListing,
		"account":  s.scopeOfAccount,
		"claim":    s.scopeOfClaim,
	}
}

func (s *Server) scopeOfProducer(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	province, err := s.producers.ProvinceOf(ctx, id)
	return account.Scope{ProducerID: id, ProvinceCode: province}, err
}

func (s *Server) scopeOfProduct(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	producer, province, err := s.products.OwnerOf(ctx, id)
	return account.Scope{ProducerID: producer, ProvinceCode: province}, err
}

// scopeOfAccount is a province office's province, and that of the producers for
// whom a maker or helper acts today. Where they lie in several, or there are none,
// the account is no province's: one office must not close what another's producers
// need.
func (s *Server) scopeOfAccount(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	found, err := s.accounts.ByID(ctx, id)
	if err != nil || found.ProvinceCode != "" {
		return account.Scope{ProvinceCode: found.ProvinceCode, Role: found.Role}, err
	}
	scope := account.Scope{Role: found.Role}
	producers, err := s.accounts.ProducersOf(ctx, id)
	if err != nil {
		return scope, err
	}
	for i, producer := range producers {
		province, err := s.producers.ProvinceOf(ctx, producer)
		if err != nil {
			return scope, err
		}
		if i > 0 && province != scope.ProvinceCode {
			return account.Scope{Role: found.Role}, nil
		}
		scope.ProvinceCode = province
	}
	return scope, nil
}

func (s *Server) scopeOfClaim(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	claim, err := s.claims.ByID(ctx, id)
	if err != nil {
		return account.Scope{}, err
	}
	province, err := s.producers.ProvinceOf(ctx, claim.ProducerID)
	return account.Scope{ProvinceCode: province}, err
}

// readID reads a number of an address; what is none is not there.
func readID(value string) (int64, error) {
	id, err := strconv.ParseInt(value, 10, 64)
	if err != nil || id <= 0 {
		return 0, pgx.ErrNoRows
	}
	return id, nil
}

// checkScopes refuses what an address names and somebody may not touch.
func (s *Server) checkScopes(c *fiber.Ctx, who *account.Session, action account.Action) error {
	for _, name := range c.Route().Params {
		scopeOf, known := s.scopes()[name]
		if !known {
			continue
		}
		scope, err := scopeOf(c.UserContext(), c.Params(name))
		if err != nil {
			return err
		}
		if !who.May(action, scope) {
			return fiber.ErrForbidden
		}
	}
	return nil
}

// freeParameters are those that name nothing of anybody: a month, a file of a
// listing, a request to buy that the maker in the same address was asked, a public event,
// and so on.
func freeParameters() []string { return []string{"ask", "fair", "hash", "screen"} }

func (s *Server) scopeOfChange(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	edit, err := s.edits.ByID(ctx, id)
	return account.Scope{ProducerID: edit.ProducerID, ProvinceCode: edit.ProvinceCode}, err
}

func (s *Server) scopeOfLine(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	_, producer, province, err := s.awards.OwnerOf(ctx, id)
	return account.Scope{ProducerID: producer, ProvinceCode: province}, err
}

// scopeOfImport is the province of a list; a list of a national office is no
// province's.
func (s *Server) scopeOfImport(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	list, err := s.imports.Get(ctx, id)
	return account.Scope{ProvinceCode: list.ProvinceCode}, err
}

func (s *Server) scopeOfComplaint(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	report, err := s.complaints.Get(ctx, id)
	return account.Scope{ProvinceCode: report.ProvinceCode}, err
}
