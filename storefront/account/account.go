package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// State is where an account stands.
type State string

// The states.
const (
	Invited State = "invited"
	Active  State = "active"
	Closed  State = "closed"
)

// Account is a person who signs in.
type Account struct {
	ID           int64
	Name         string
	Email        string // empty where none is given
	Phone        string // as +84…; likewise
	Role         Role
	ProvinceCode string // of a province office, else empty
	Lang         string // vi or en
	State        State
}

// Accounts is the table of accounts. Today says from which day on a helper's
// grant has ended.
type Accounts struct {
	DB     *pgxpool.Pool
	Hasher *Hasher
	Today  func() catalog.Day
}

const accountColumns = `
	a.id, a.name, coalesce(a.email, '') AS email, coalesce(a.phone, '') AS phone, a.role,
	coalesce(a.province_code, '') AS province_code, a.lang, a.state`

const accountByIDSQL = `SELECT` + accountColumns + ` FROM account a WHERE a.id = @id`

// ByID finds an account; pgx.ErrNoRows where there is none.
func (a Accounts) ByID(ctx context.Context, id int64) (Account, error) {
	return a.one(ctx, accountByIDSQL, pgx.StrictNamedArgs{"id": id})
}

const accountByLoginSQL = `SELECT` + accountColumns + ` FROM account a WHERE a.email = @email OR a.phone = @phone`

// ByLogin finds an account by e-mail or phone as somebody typed it;
// pgx.ErrNoRows where there is none.
func (a Accounts) ByLogin(ctx context.Context, login string) (Account, error) {
	return a.one(ctx, accountByLoginSQL, pgx.StrictNamedArgs{"email": Email(login), "phone": Phone(login)})
}

func (a Accounts) one(ctx context.Context, sql string, arguments pgx.StrictNamedArgs) (Account, error) {
	rows, err := a.DB.Query(ctx, sql, arguments)
	if err != nil {
		return Account{}, fmt.Errorf("reading an account: %w", err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return Account{}, fmt.Errorf("reading an account: %w", err)
	}
	return found, nil
}

const addAccountSQL = `
INSERT INTO account (name, email, phone, role, province_code, lang)
VALUES (@name, nullif(@email, ''), nullif(@phone, ''), @role, nullif(@province_code, ''), @lang)
RETURNING id`

// Add writes a new account, which can be signed in to once it has a password.
func (a Accounts) Add(ctx context.Context, account Account) (int64, error) {
	var id int64
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) (err error) {
		id, err = addAccount(ctx, tx, account)
		return err
	})
	return id, err
}

// ErrTaken says that another account has that e-mail or phone.
var ErrTaken = errors.New("account: e-mail or phone is another account's")

func addAccount(ctx context.Context, tx pgx.Tx, account Account) (int64, error) {
	var id int64
	err := tx.QueryRow(ctx, addAccountSQL, pgx.StrictNamedArgs{
		"name": account.Name, "email": account.Email, "phone": account.Phone, "role": account.Role,
		"province_code": account.ProvinceCode, "lang": account.Lang,
	}).Scan(&id)
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "23505" {
		return 0, ErrTaken
	}
	if err != nil {
		return 0, fmt.Errorf("adding an account: %w", err)
	}
	return id, nil
}

const actForSQL = `
INSERT INTO account_producer (account_id, producer_id, asked_by, ends_on) VALUES ($1, $2, nullif($3, 0), $4)
ON CONFLICT (account_id, producer_id) DO UPDATE SET asked_by = excluded.asked_by, ends_on = excluded.ends_on`

// ActFor lets an account act for a producer.
func (a Accounts) ActFor(ctx context.Context, accountID, producerID int64) error {
	return a.actFor(ctx, accountID, producerID, 0, catalog.Day{})
}

// HelpUntil lets a helper enter for a producer, up to and with a day that the
// producer's account has set.
func (a Accounts) HelpUntil(ctx context.Context, helperID, producerID, askedBy int64, day catalog.Day) error {
	return a.actFor(ctx, helperID, producerID, askedBy, day)
}

func (a Accounts) actFor(ctx context.Context, accountID, producerID, askedBy int64, day catalog.Day) error {
	if _, err := a.DB.Exec(ctx, actForSQL, accountID, producerID, askedBy, day); err != nil {
		return fmt.Errorf("letting account %d act for producer %d: %w", accountID, producerID, err)
	}
	return nil
}

const actingSQL = `SELECT` + accountColumns + ` FROM account a JOIN account_producer g ON g.account_id = a.id
WHERE g.producer_id = $1 AND a.state <> 'closed' AND a.email IS NOT NULL AND (g.ends_on IS NULL OR g.ends_on >= $2) ORDER BY a.id`

// Acting lists those who act for a producer and can be written to, in the
// transaction of what they are told of.
func (a Accounts) Acting(ctx context.Context, tx pgx.Tx, producerID int64) ([]Account, error) {
	rows, err := tx.Query(ctx, actingSQL, producerID, a.Today())
	if err != nil {
		return nil, fmt.Errorf("reading who acts for producer %d: %w", producerID, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return nil, fmt.Errorf("reading who acts for producer %d: %w", producerID, err)
	}
	return list, nil
}

// A province without an account of its office has the national one.
const officesSQL = `SELECT` + accountColumns + ` FROM account a
WHERE a.state = 'active' AND a.email IS NOT NULL AND (a.role = @province_office AND a.province_code = @province
	OR a.role = @national_office AND NOT EXISTS (
		SELECT FROM account o WHERE o.state = 'active' AND o.email IS NOT NULL AND o.role = @province_office AND o.province_code = @province))
ORDER BY a.id`

// Offices lists who decides for a province and can be written to, in the
// transaction of what they are told of.
func (a Accounts) Offices(ctx context.Context, tx pgx.Tx, provinceCode string) ([]Account, error) {
	rows, err := tx.Query(ctx, officesSQL, pgx.StrictNamedArgs{
		"province": provinceCode, "province_office": ProvinceOffice, "national_office": NationalOffice,
	})
	if err != nil {
		return nil, fmt.Errorf("reading who decides for a province: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return nil, fmt.Errorf("reading who decides for a province: %w", err)
	}
	return list, nil
}
