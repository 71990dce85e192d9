package trade

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// Requests is the table of requests to buy and of what belongs to them.
type Requests struct {
	DB   *pgxpool.Pool
	Now  func() time.Time
	Tell Tell
}

// Reasons why something cannot be done with a request.
var (
	ErrState = errors.New("trade: the request is not in a state for this")
	// ErrFull says that all ten places are taken.
	ErrFull = errors.New("trade: the request has all its answers")
	// ErrTwice says that the maker has answered.
	ErrTwice = errors.New("trade: the maker has answered")
	// ErrMany says that a mailbox or a network has sent as many as it may.
	ErrMany = errors.New("trade: too many requests from there")
)

func (r Requests) today() catalog.Day { return catalog.DayAt(r.Now()) }

// audited are the kinds of subject in the audit.
func audited(id int64) catalog.Subject { return catalog.Subject{Kind: "buying_request", ID: id} }

const requestColumns = `
	q.id, q.form_key, q.organisation, q.tax_code, q.contact_name, q.email, q.phone, q.lang, q.what, q.quantity::float8 AS quantity, q.unit,
	coalesce(q.each_quantity, 0)::float8 AS each_quantity, coalesce(q.each_unit, '') AS each_unit, q.months, q.province_code, q.place,
	q.origin, q.certificates, q.packaging, q.note, coalesce(q.budget, 0) AS budget, q.state, q.created_at,
	coalesce(q.confirmed_at, '0001-01-01Z') AS confirmed_at, coalesce(q.decided_at, '0001-01-01Z') AS decided_at,
	coalesce(q.decided_by, 0) AS decided_by, q.reason, q.closes_on, q.extended, q.seen_at,
	coalesce(q.reminded_at, '0001-01-01Z') AS reminded_at, coalesce(q.closed_at, '0001-01-01Z') AS closed_at,
	coalesce(q.outcome, '') AS outcome, q.sample, coalesce(q.forgotten_at, '0001-01-01Z') AS forgotten_at,
	coalesce(q.urged_at, '0001-01-01Z') AS urged_at, coalesce(q.raised_at, '0001-01-01Z') AS raised_at,` + waitsSinceSQL + ` AS waits_since,
	(SELECT count(*) FROM buying_answer a WHERE a.request_id = q.id) AS offers`

// Sender is who sends a request, as far as limits must know.
type Sender struct {
	Network []byte // hash of the address; nil where nobody is to be counted
	Proven  bool   // with a proof of work
	Most    int    // so many of an hour from one network, this one not counted
	Consent string // version of the words agreed to
}

// What one mailbox may have.
const (
	mostUnconfirmed = 3  // of a day: nobody's mail is flooded from here
	mostLiving      = 20 // waiting or open
)

// Two of one mailbox at once wait for each other, so that the second is counted,
// and so do two of one network. Everybody locks the mailbox first.
const (
	lockMailboxSQL = `SELECT pg_advisory_xact_lock(hashtextextended('buying ' || lower($1), 0))`
	lockNetworkSQL = `SELECT pg_advisory_xact_lock(hashtextextended('buying from ' || encode($1::bytea, 'hex'), 0))`
)

const lookRequestsSQL = `
SELECT
	(SELECT count(*) FROM buying_request WHERE network = @network AND created_at > @now::timestamptz - interval '1 hour'),
	(SELECT count(*) FROM buying_request WHERE lower(email) = lower(@email) AND state = 'unconfirmed' AND created_at > @now::timestamptz - interval '1 day'),
	(SELECT count(*) FROM buying_request WHERE lower(email) = lower(@email) AND state IN ('waiting', 'open'))`

// allow counts what a sender has sent before.
func (r Requests) allow(ctx context.Context, tx pgx.Tx, email string, from Sender) error {
	if from.Network == nil {
		return nil
	}
	if _, err := tx.Exec(ctx, lockNetworkSQL, from.Network); err != nil {
		return err
	}
	var near, unconfirmed, living int
	err := tx.QueryRow(ctx, lookRequestsSQL, pgx.StrictNamedArgs{"network": from.Network, "email": email, "now": r.Now()}).Scan(&near, &unconfirmed, &living)
	if err == nil && (near >= from.Most || unconfirmed >= mostUnconfirmed || living >= mostLiving) {
		return ErrMany
	}
	return err
}

const insertRequestSQL = `
INSERT INTO buying_request (form_key, organisation, tax_code, contact_name, email, phone, lang, what, quantity, unit, each_quantity, each_unit,
	months, province_code, place, origin, certificates, packaging, note, budget, created_at, seen_at, sample, network, proven, consent_version)
VALUES (@form_key, @organisation, @tax_code, @contact_name, @email, @phone, @lang, @what, @quantity, @unit,
	nullif(@each_quantity::numeric, 0), nullif(@each_unit, ''), @months, @province, @place, @origin, @certificates, @packaging, @note,
	nullif(@budget::bigint, 0), @now, @now, @sample, @network, @proven, @consent)
RETURNING id`

// Submit keeps a request that Check has found right and asks its buyer to confirm
// it. The same form sent again is the same request.
func (r Requests) Submit(ctx context.Context, ask Request, from Sender) (id int64, err error) {
	err = pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, lockMailboxSQL, ask.Email); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `SELECT id FROM buying_request WHERE form_key = $1`, ask.FormKey).Scan(&id)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if err := r.allow(ctx, tx, ask.Email, from); err != nil {
			return err
		}
		if id, err = r.insert(ctx, tx, ask, from); err != nil {
			return err
		}
		ask.ID = id
		return r.Tell(ctx, tx, Notice{News: ToConfirm, Request: ask})
	})
	if err != nil {
		return 0, fmt.Errorf("keeping a request to buy: %w", err)
	}
	return id, nil
}

func (r Requests) insert(ctx context.Context, tx pgx.Tx, ask Request, from Sender) (id int64, err error) {
	certificates := ask.Certificates
	if certificates == nil {
		certificates = []string{}
	}
	err = tx.QueryRow(ctx, insertRequestSQL, pgx.StrictNamedArgs{
		"form_key": ask.FormKey, "organisation": ask.Organisation, "tax_code": ask.TaxCode, "contact_name": ask.ContactName,
		"email": ask.Email, "phone": ask.Phone, "lang": ask.Lang, "what": ask.What, "quantity": ask.Quantity, "unit": ask.Unit,
		"each_quantity": ask.EachQuantity, "each_unit": ask.EachUnit, "months": ask.Months, "province": ask.ProvinceCode,
		"place": ask.Place, "origin": ask.Origin, "certificates": certificates, "packaging": ask.Packaging, "note": ask.Note,
		"budget": ask.Budget, "now": r.Now(), "sample": ask.Sample, "network": from.Network, "proven": from.Proven, "consent": from.Consent,
	}).Scan(&id)
	return id, err
}

const requestByIDSQL = `SELECT` + requestColumns + ` FROM buying_request q WHERE q.id = $1`

// ByID finds a request in whatever state; pgx.ErrNoRows where there is none.
func (r Requests) ByID(ctx context.Context, id int64) (Request, error) {
	rows, err := r.DB.Query(ctx, requestByIDSQL, id)
	if err != nil {
		return Request{}, fmt.Errorf("reading request %d: %w", id, err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Request])
	if err != nil {
		return Request{}, fmt.Errorf("reading request %d: %w", id, err)
	}
	return found, nil
}

// locked reads a request that the transaction is about to change.
func (r Requests) locked(ctx context.Context, tx pgx.Tx, id int64) (Request, error) {
	rows, err := tx.Query(ctx, requestByIDSQL+` FOR UPDATE OF q`, id)
	if err != nil {
		return Request{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Request])
}

// change locks a request and changes it; what says of what in an error.
func (r Requests) change(ctx context.Context, what string, id int64, change func(tx pgx.Tx, q Request) error) error {
	err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		q, err := r.locked(ctx, tx, id)
		if err != nil {
			return err
		}
		return change(tx, q)
	})
	if err != nil {
		return fmt.Errorf("%s request %d: %w", what, id, err)
	}
	return nil
}

const listedSQL = `SELECT` + requestColumns + `
FROM buying_request q
WHERE q.state = 'open' AND q.closes_on >= $1
ORDER BY q.decided_at DESC, q.id DESC LIMIT $2 OFFSET $3`

// Listed lists the requests that makers may still answer, the newest first.
func (r Requests) Listed(ctx context.Context, most, offset int) ([]Request, error) {
	return r.list(ctx, listedSQL, r.today(), most, offset)
}

const waitingSQL = `SELECT` + requestColumns + `
FROM buying_request q
WHERE q.state = 'waiting' AND ($1 = '' OR q.province_code = $1)
ORDER BY q.confirmed_at, q.id LIMIT 200`

// Waiting lists what waits for an office, of one province or of all, the oldest
// first.
func (r Requests) Waiting(ctx context.Context, provinceCode string) ([]Request, error) {
	return r.list(ctx, waitingSQL, provinceCode)
}

const decidedSQL = `SELECT` + requestColumns + `
FROM buying_request q
WHERE q.state NOT IN ('unconfirmed', 'waiting') AND ($1 = '' OR q.province_code = $1)
ORDER BY q.decided_at DESC NULLS LAST, q.id DESC LIMIT 100`

// Decided lists what an office has decided on, the latest first.
func (r Requests) Decided(ctx context.Context, provinceCode string) ([]Request, error) {
	return r.list(ctx, decidedSQL, provinceCode)
}

func (r Requests) list(ctx context.Context, sql string, arguments ...any) ([]Request, error) {
	rows, err := r.DB.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, fmt.Errorf("listing requests to buy: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[Request])
	if err != nil {
		return nil, fmt.Errorf("listing requests to buy: %w", err)
	}
	return found, nil
}

const provinceOfRequestSQL = `SELECT province_code FROM buying_request WHERE id = $1`

// ProvinceOf is the code of the province a request's goods go to.
func (r Requests) ProvinceOf(ctx context.Context, id int64) (code string, err error) {
	if err := r.DB.QueryRow(ctx, provinceOfRequestSQL, id).Scan(&code); err != nil {
		return "", fmt.Errorf("reading the province of request %d: %w", id, err)
	}
	return code, nil
}
