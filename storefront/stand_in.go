package storefront

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
	"ocop/storefront/inquiry"
)

// StandIns are the accounts that are told of a maker's silence where no desk is
// named: helpers whose time has not run out, and offices.
func StandIns(accounts account.Accounts) inquiry.StandIns {
	return inquiry.StandIns{
		Helpers: func(ctx context.Context, tx pgx.Tx, producerID int64) ([]inquiry.Desk, error) {
			acting, err := accounts.Acting(ctx, tx, producerID)
			helpers := slices.DeleteFunc(acting, func(a account.Account) bool { return a.Role != account.Helper })
			return desksOf(helpers), err
		},
		Offices: func(ctx context.Context, tx pgx.Tx, province string) ([]inquiry.Desk, error) {
			offices, err := accounts.Offices(ctx, tx, province)
			return desksOf(offices), err
		},
	}
}

func desksOf(people []account.Account) []inquiry.Desk {
	var desks []inquiry.Desk
	for _, person := range people {
		desks = append(desks, inquiry.Desk{Name: person.Name, Email: person.Email})
	}
	return desks
}
