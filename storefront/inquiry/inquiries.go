package inquiry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Inquiries is the table of what people ask, and everything that follows.
type Inquiries struct {
	DB       *pgxpool.Pool
	Makers   catalog.Producers
	Mails    *Mails
	Texts    *Texts // nil where no short messages can be sent
	Words    *locale.Words
	Signer   Signer
	Address  Address
	Desk     string // the operator's own address, for what is written to the site
	StandIns StandIns
	ReplyTo  string // address with {token} in it, where replies by mail arrive; empty where they cannot
	Now      func() time.Time
}

// Reasons for which an inquiry is not taken. The first two tell what the page
// must ask for.
var (
	ErrForm      = errors.New("inquiry: the form is too old or not ours")
	ErrNeedsMail = errors.New("inquiry: it can only be confirmed by mail")
	ErrTooMany   = errors.New("inquiry: too many from there")
	ErrBlocked   = errors.New("inquiry: the contact is blocked for fraud")
)

// Limits of an hour. Beyond the first two nobody is turned away, as a village may
// stand behind one address: the maker then hears when the writer has confirmed.
// The last two keep strangers' mailboxes and this database from being filled.
const (
	gentleFromNetwork  = 40
	gentleToMaker      = 60
	mostFromNetwork    = 1000
	mostToMailbox      = 10 // not confirmed, of a day
	mostToPhone        = 5  // the same without a mail address: each is a short message
	foldWithin         = 24 * time.Hour
	networkKept        = 24 * time.Hour
	linkDays           = 60
	day                = 24 * time.Hour
	inquirerLinkPeriod = 240 * day // longer than anything is kept
)

// Receipt is what the visitor is told of an inquiry taken.
type Receipt struct {
	ID     int64
	Token  string // of the page of its state
	Folded bool   // the same was asked before
}

// Submit takes an inquiry that Judge found good. When it returns, the inquiry is
// in the database once, and so are the letters that tell of it.
func (q *Inquiries) Submit(ctx context.Context, i Inquiry, v Visit, targets []Target) (Receipt, error) {
	now := q.Now()
	ok, gentle := q.Signer.judge(v, now)
	if !ok {
		return Receipt{}, ErrForm
	}
	i.Key, i.Gentle, i.ReceivedAt = v.FormKey, gentle, now
	makers, err := q.makersOf(ctx, targets)
	if err != nil {
		return Receipt{}, err
	}
	s := submission{Inquiry: i, targets: targets, makers: makers, contacts: q.contacts(i), network: q.Signer.hash("network", v.Network)}
	s.fingerprint = q.fingerprint(s)
	var receipt Receipt
	err = pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		receipt, err = q.take(ctx, tx, &s)
		return err
	})
	if err != nil {
		return Receipt{}, err
	}
	receipt.Token = q.Signer.Sign(Link{Use: UseState, ID: receipt.ID, Until: now.Add(inquirerLinkPeriod)})
	return receipt, nil
}

// submission is an inquiry on its way in.
type submission struct {
	Inquiry
	targets     []Target
	makers      map[int64]catalog.Reach
	contacts    [][]byte
	network     []byte
	fingerprint []byte
}

func (q *Inquiries) makersOf(ctx context.Context, targets []Target) (map[int64]catalog.Reach, error) {
	var ids []int64
	office := ""
	for _, t := range targets {
		if t.ProducerID != 0 {
			ids = append(ids, t.ProducerID)
		} else {
			office = t.ProvinceCode
		}
	}
	return q.reach(ctx, office, ids...)
}

// reach is how makers are reached, and under 0 how the office of a province is,
// where one is named.
func (q *Inquiries) reach(ctx context.Context, office string, ids ...int64) (map[int64]catalog.Reach, error) {
	makers := make(map[int64]catalog.Reach, len(ids)+1)
	if len(ids) > 0 {
		list, err := q.Makers.Reach(ctx, ids...)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			makers[r.ProducerID] = r
		}
	}
	if office != "" {
		r, err := q.Office(ctx, office)
		if err != nil {
			return nil, err
		}
		makers[0] = r
	}
	return makers, nil
}

// contacts are the marks by which a blocked writer is known again.
func (q *Inquiries) contacts(i Inquiry) [][]byte {
	marks := [][]byte{}
	if i.Phone != "" {
		marks = append(marks, q.Signer.hash("phone", i.Phone))
	}
	if i.Email != "" {
		marks = append(marks, q.Signer.hash("email", strings.ToLower(i.Email)))
	}
	return marks
}

func (q *Inquiries) fingerprint(s submission) []byte {
	parts := []string{string(s.Kind), s.Phone, strings.ToLower(s.Email), catalog.Fold(s.Message), s.NeededBy.String(), strconv.FormatFloat(s.Quantity, 'f', 2, 64)}
	for _, d := range s.Details {
		parts = append(parts, d.Name, d.Text)
	}
	var whom []string
	for _, t := range s.targets {
		whom = append(whom, fmt.Sprint(t.ProducerID, t.ProductIDs))
	}
	slices.Sort(whom)
	return q.Signer.hash(append(parts, whom...)...)
}

// Two of the same at once wait for each other, so that the second finds the first.
const lockInquirySQL = `SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 0))`

const lookInquirySQL = `
SELECT
	coalesce((SELECT id FROM inquiry WHERE key = @key), 0),
	coalesce((SELECT max(id) FROM inquiry WHERE fingerprint = @fingerprint AND received_at > @day AND forgotten_at IS NULL), 0),
	(SELECT count(*) FROM inquiry WHERE network = @network AND received_at > @hour),
	(SELECT count(*) FROM inquiry WHERE @email <> '' AND lower(email) = lower(@email) AND email <> '' AND received_at > @day AND confirmed_at IS NULL),
	(SELECT count(*) FROM inquiry WHERE @email = '' AND email = '' AND phone = @phone AND phone <> '' AND received_at > @day AND confirmed_at IS NULL),
	coalesce((SELECT max(n) FROM (
		SELECT count(*) AS n FROM inquiry_thread WHERE producer_id = ANY(@makers) AND received_at > @hour GROUP BY producer_id) AS busy), 0),
	EXISTS (SELECT FROM inquiry_block WHERE state = 'confirmed' AND contacts && @contacts)`

// take keeps a submission, or finds that it was kept before.
func (q *Inquiries) take(ctx context.Context, tx pgx.Tx, s *submission) (Receipt, error) {
	if _, err := tx.Exec(ctx, lockInquirySQL, s.fingerprint); err != nil {
		return Receipt{}, fmt.Errorf("waiting for the same inquiry: %w", err)
	}
	var same, folded int64
	var fromNetwork, toMailbox, toPhone, toMaker int
	var blocked bool
	makers := []int64{}
	for id := range s.makers {
		makers = append(makers, id)
	}
	err := tx.QueryRow(ctx, lookInquirySQL, pgx.StrictNamedArgs{
		"key": s.Key, "fingerprint": s.fingerprint, "network": s.network, "email": s.Email, "phone": s.Phone, "makers": makers, "contacts": s.contacts,
		"day": s.ReceivedAt.Add(-foldWithin), "hour": s.ReceivedAt.Add(-time.Hour),
	}).Scan(&same, &folded, &fromNetwork, &toMailbox, &toPhone, &toMaker, &blocked)
	if err != nil {
		return Receipt{}, fmt.Errorf("looking at earlier inquiries: %w", err)
	}
	unproven := s.Gentle
	s.Gentle = unproven || fromNetwork >= gentleFromNetwork || toMaker >= gentleToMaker
	switch {
	case same != 0:
		return Receipt{ID: same, Folded: true}, nil
	case blocked:
		return Receipt{}, ErrBlocked
	case folded != 0:
		return Receipt{ID: folded, Folded: true}, nil
	case fromNetwork >= mostFromNetwork, toMailbox >= mostToMailbox, toPhone >= mostToPhone:
		return Receipt{}, ErrTooMany
	case s.Email == "" && s.Gentle && (q.Texts == nil || unproven && fromNetwork >= MostUnproven):
		return Receipt{}, ErrNeedsMail
	}
	if err := q.takeTurn(ctx, tx, s); err != nil {
		return Receipt{}, err
	}
	if err := q.insert(ctx, tx, s); err != nil {
		return Receipt{}, err
	}
	return Receipt{ID: s.ID}, q.tellOfNew(ctx, tx, *s)
}

// takeTurn finds the house a request to stay goes to.
func (q *Inquiries) takeTurn(ctx context.Context, tx pgx.Tx, s *submission) error {
	if s.Stay == nil {
		return nil
	}
	wish := *s.Stay
	wish.Key = s.Key
	turn, err := catalog.TakeTurn(ctx, tx, wish, s.ReceivedAt)
	if err != nil {
		return err
	}
	if turn.Full {
		turn.Host = q.Words.In(s.Lang).T("stay.ask.full")
	}
	if turn.Host != "" {
		s.Details = append(s.Details, Detail{Name: "host", Text: turn.Host})
	}
	return nil
}

const insertInquirySQL = `
INSERT INTO inquiry (key, kind, lang, topic, name, phone, email, province_code, quantity, unit, needed_by, message, sample, invoice,
	details, warnings, gentle, network, contacts, fingerprint, received_at, active_at)
VALUES (@key, @kind, @lang, @topic, @name, @phone, @email, nullif(@province_code, ''), nullif(@quantity::float8, 0), @unit, @needed_by, @message,
	@sample, @invoice, @details, @warnings, @gentle, @network, @contacts, @fingerprint, @received_at, @received_at)
RETURNING id`

const insertConsentSQL = `
INSERT INTO inquiry_consent (inquiry_id, purpose, version, given_at) SELECT $1, unnest($2::text[]), $3, $4`

const insertThreadSQL = `
WITH thread AS (
	INSERT INTO inquiry_thread (inquiry_id, producer_id, subject, subject_en, province_code, commune_id, group_slug, received_at)
	VALUES (@inquiry_id, nullif(@producer_id::bigint, 0), @subject, @subject_en, nullif(@province_code, ''), nullif(@commune_id::bigint, 0), nullif(@group_slug, ''), @received_at)
	RETURNING id
), products AS (
	INSERT INTO inquiry_product (thread_id, product_id) SELECT id, unnest(@product_ids::bigint[]) FROM thread
)
SELECT id FROM thread`

func (q *Inquiries) insert(ctx context.Context, tx pgx.Tx, s *submission) error {
	details := s.Details
	if details == nil {
		details = []Detail{}
	}
	err := tx.QueryRow(ctx, insertInquirySQL, pgx.StrictNamedArgs{
		"key": s.Key, "kind": s.Kind, "lang": s.Lang, "topic": s.Topic, "name": s.Name, "phone": s.Phone, "email": s.Email,
		"province_code": s.ProvinceCode, "quantity": s.Quantity, "unit": s.Unit, "needed_by": s.NeededBy, "message": s.Message,
		"sample": s.Sample, "invoice": s.Invoice, "details": details, "warnings": s.Warnings, "gentle": s.Gentle,
		"network": s.network, "contacts": s.contacts, "fingerprint": s.fingerprint, "received_at": s.ReceivedAt,
	}).Scan(&s.ID)
	if err != nil {
		return fmt.Errorf("keeping an inquiry: %w", err)
	}
	if _, err := tx.Exec(ctx, insertConsentSQL, s.ID, s.Consents, ConsentVersion, s.ReceivedAt); err != nil {
		return fmt.Errorf("keeping a consent: %w", err)
	}
	for n := range s.targets {
		t := &s.targets[n]
		err := tx.QueryRow(ctx, insertThreadSQL, pgx.StrictNamedArgs{
			"inquiry_id": s.ID, "producer_id": t.ProducerID, "subject": t.Subject, "subject_en": t.SubjectEN,
			"province_code": t.ProvinceCode, "commune_id": s.makers[t.ProducerID].CommuneID, "group_slug": t.GroupSlug, "received_at": s.ReceivedAt,
			"product_ids": t.ProductIDs,
		}).Scan(&t.thread)
		if err != nil {
			return fmt.Errorf("keeping whom an inquiry goes to: %w", err)
		}
	}
	return nil
}

// tellOfNew writes the first letters: to the writer, and to the makers where the
// writer need not confirm first.
func (q *Inquiries) tellOfNew(ctx context.Context, tx pgx.Tx, s submission) error {
	if err := q.sendReceipt(ctx, tx, s); err != nil {
		return err
	}
	if s.Gentle {
		return nil
	}
	for _, t := range s.targets {
		if err := q.tellMaker(ctx, tx, s.Inquiry, t.asThread(s.ID), s.makers[t.ProducerID]); err != nil {
			return err
		}
	}
	return nil
}
