package storefront

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// Listings in the addresses of the maker's console: a product's number alone, a
// profile's after "h", that of a new product's change after "m".
const (
	profilePrefix = "h"
	newPrefix     = "m"
)

// makerListing is a product, a profile or a new product as its maker works on it.
type makerListing struct {
	token      string
	subject    catalog.Subject
	producerID int64
	name       string
	edit       catalog.Edit   // the open one; its ID is 0 where there is none
	now        catalog.Values // as it is public
}

// values is the listing as it would be with the open change.
func (l makerListing) values() catalog.Values { return l.now.With(l.edit.Patch) }

// path is an address under the listing.
func (l makerListing) path(p view.Page, rest string) string {
	bare, query, asked := strings.Cut(rest, "?")
	path := p.Console("/quan-ly/tin/" + l.token + bare)
	if asked {
		path += "?" + query
	}
	return path
}

func listingPath(p view.Page, token string) string { return p.Console("/quan-ly/tin/" + token) }

func productToken(id int64) string { return strconv.FormatInt(id, 10) }

func profileToken(producerID int64) string { return profilePrefix + strconv.FormatInt(producerID, 10) }

// tokenOf is how an edit's listing stands in addresses.
func tokenOf(e catalog.Edit) string {
	switch {
	case e.SubjectKind == catalog.ProducerSubject:
		return profileToken(e.SubjectID)
	case e.SubjectID == 0:
		return newPrefix + strconv.FormatInt(e.ID, 10)
	}
	return productToken(e.SubjectID)
}

// readToken takes a listing's address apart.
func readToken(token string) (prefix string, id int64, err error) {
	if len(token) > 1 && (token[:1] == profilePrefix || token[:1] == newPrefix) {
		prefix, token = token[:1], token[1:]
	}
	id, err = readID(token)
	return prefix, id, err
}

// scopeOfListing is whose listing an address names.
func (s *Server) scopeOfListing(ctx context.Context, token string) (account.Scope, error) {
	prefix, id, err := readToken(token)
	switch {
	case err != nil:
		return account.Scope{}, err
	case prefix == profilePrefix:
		return s.scopeOfProducer(ctx, strconv.FormatInt(id, 10))
	case prefix == newPrefix:
		edit, err := s.edits.ByID(ctx, id)
		return account.Scope{ProducerID: edit.ProducerID, ProvinceCode: edit.ProvinceCode}, err
	}
	return s.scopeOfProduct(ctx, strconv.FormatInt(id, 10))
}

// listing reads the listing that an address names.
func (s *Server) listing(c *fiber.Ctx) (makerListing, error) {
	token := c.Params("listing")
	prefix, id, err := readToken(token)
	if err != nil {
		return makerListing{}, err
	}
	l := makerListing{token: token}
	if prefix == newPrefix {
		if l.edit, err = s.edits.ByID(c.UserContext(), id); err != nil {
			return l, err
		}
		l.subject, l.producerID, l.name, l.now = l.edit.Subject(), l.edit.ProducerID, l.edit.SubjectName, catalog.Values{}
		if l.edit.SubjectID != 0 || !l.edit.Open() {
			return l, pgx.ErrNoRows
		}
		return l, nil
	}
	l.subject = catalog.Subject{Kind: catalog.ProductSubject, ID: id}
	if prefix == profilePrefix {
		l.subject.Kind = catalog.ProducerSubject
	}
	return l, s.readSubject(c.UserContext(), &l)
}

// readSubject reads what is public of a listing and what is open on it.
func (s *Server) readSubject(ctx context.Context, l *makerListing) (err error) {
	if l.now, err = s.edits.Current(ctx, l.subject); err != nil {
		return err
	}
	l.name, l.producerID = l.now["name"], l.subject.ID
	if l.subject.Kind == catalog.ProductSubject {
		l.producerID, _, err = s.products.OwnerOf(ctx, l.subject.ID)
	} else if named, failed := s.producers.Names(ctx, []int64{l.subject.ID}); failed == nil && len(named) == 1 {
		l.name = named[0].Name
	} else {
		err = failed
	}
	if err != nil {
		return err
	}
	if l.edit, err = s.edits.OpenOn(ctx, l.subject); errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	return err
}

// key is a new key for a form, so that sending it twice counts once.
func key() string { return rand.Text() }

// stepOf reads which version of the listing's change a form was made for.
func (s *Server) stepOf(c *fiber.Ctx, l makerListing) (catalog.Step, error) {
	version, err := strconv.Atoi(c.FormValue("version"))
	given := c.FormValue("key")
	if err != nil || len(given) < 8 || len(given) > 64 {
		return catalog.Step{}, badRequest{"maker.problem.form", ""}
	}
	return catalog.Step{EditID: l.edit.ID, Version: version, By: s.who(c).ID, Key: given}, nil
}

// names reads what accounts are called.
func (s *Server) names(ctx context.Context, ids ...int64) (map[int64]string, error) {
	names := make(map[int64]string)
	for _, id := range ids {
		if _, known := names[id]; known || id == 0 {
			continue
		}
		who, err := s.accounts.ByID(ctx, id)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return nil, fmt.Errorf("naming accounts: %w", err)
		}
		if names[id] = who.Name; who.Name == "" { // erased
			names[id] = "№ " + strconv.FormatInt(id, 10)
		}
	}
	return names, nil
}
