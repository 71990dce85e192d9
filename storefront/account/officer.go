package account

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const officersSQL = `SELECT` + accountColumns + ` FROM account a
WHERE a.state <> 'closed' AND a.email IS NOT NULL
	AND CASE WHEN $1 = '' THEN a.role = $3 ELSE a.role = $2 AND a.province_code = $1 END ORDER BY a.id`

// Officers lists the people of a province's office who can be written to, those of
// the national office where no province is named, in the transaction of what they
// are told of.
func (a Accounts) Officers(ctx context.Context, tx pgx.Tx, provinceCode string) ([]Account, error) {
	rows, err := tx.Query(ctx, officersSQL, provinceCode, ProvinceOffice, NationalOffice)
	if err != nil {
		return nil, fmt.Errorf("reading who works in office %q: %w", provinceCode, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return nil, fmt.Errorf("reading who works in office %q: %w", provinceCode, err)
	}
	return list, nil
}
