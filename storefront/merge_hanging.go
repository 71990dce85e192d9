package storefront

import (
	"slices"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
)

// hangings is what packages beside the catalogue keep of producers and products,
// and what becomes of it when two are merged.
func hangings() []catalog.Hanging {
	return slices.Concat(account.Hanging(), inquiry.Hanging(), trade.Hanging())
}
