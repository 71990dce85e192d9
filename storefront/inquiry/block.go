package inquiry

import (
	"context"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

// Block is a maker's report of fraud and what an office made of it.
type Block struct {
	ID           int64
	ThreadID     int64
	State        string // reported, confirmed, dismissed, lifted
	ReportedAt   time.Time
	DecidedAt    *time.Time
	Reason       string
	Appeal       string
	AppealedAt   *time.Time
	InquiryID    int64
	ProvinceCode string
	ProducerID   int64
	Name         string
	Message      string
	Warnings     []string
}

const reportSQL = `
INSERT INTO inquiry_block (thread_id, contacts, reported_at)
SELECT t.id, i.contacts, $2 FROM inquiry_thread t JOIN inquiry i ON i.id = t.inquiry_id
WHERE t.id = $1 AND cardinality(i.contacts) > 0
ON CONFLICT (thread_id) DO NOTHING`

func (q *Inquiries) report(ctx context.Context, tx pgx.Tx, t Thread) error {
	if _, err := tx.Exec(ctx, reportSQL, t.ID, q.Now()); err != nil {
		return fmt.Errorf("reporting fraud: %w", err)
	}
	return nil
}

const blockColumns = `
	b.id, b.thread_id, b.state, b.reported_at, b.decided_at, b.reason, b.appeal, b.appealed_at, t.inquiry_id,
	coalesce(t.province_code, '') AS province_code, coalesce(t.producer_id, 0) AS producer_id, i.name, i.message, i.warnings`

const blockTables = `
FROM inquiry_block b JOIN inquiry_thread t ON t.id = b.thread_id JOIN inquiry i ON i.id = t.inquiry_id`

const blocksSQL = `SELECT` + blockColumns + blockTables + `
WHERE $1 = '' OR t.province_code = $1
ORDER BY b.state <> 'reported', b.appealed_at IS NULL OR b.state <> 'confirmed', b.reported_at DESC LIMIT 200`

// Blocks lists what makers of a province reported, of all where none is named;
// what waits for a decision comes first.
func (q *Inquiries) Blocks(ctx context.Context, provinceCode string) ([]Block, error) {
	return q.readBlocks(ctx, blocksSQL, provinceCode)
}

const blockByIDSQL = `SELECT` + blockColumns + blockTables + ` WHERE b.id = $1`

// Block reads one report; pgx.ErrNoRows where there is none.
func (q *Inquiries) Block(ctx context.Context, id int64) (Block, error) {
	rows, err := q.DB.Query(ctx, blockByIDSQL, id)
	if err != nil {
		return Block{}, fmt.Errorf("reading a report of fraud: %w", err)
	}
	b, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Block])
	if err != nil {
		return Block{}, fmt.Errorf("reading a report of fraud: %w", err)
	}
	return b, nil
}

const blockOfSQL = `SELECT` + blockColumns + blockTables + `
WHERE b.state = 'confirmed' AND b.contacts && (SELECT contacts FROM inquiry WHERE id = $1::text::bigint) ORDER BY b.id`

// BlocksOf lists the blocks in force against the writer of an inquiry.
func (q *Inquiries) BlocksOf(ctx context.Context, inquiryID int64) ([]Block, error) {
	return q.readBlocks(ctx, blockOfSQL, strconv.FormatInt(inquiryID, 10))
}

func (q *Inquiries) readBlocks(ctx context.Context, sql, argument string) ([]Block, error) {
	rows, err := q.DB.Query(ctx, sql, argument)
	if err != nil {
		return nil, fmt.Errorf("listing reports of fraud: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Block])
	if err != nil {
		return nil, fmt.Errorf("listing reports of fraud: %w", err)
	}
	return list, nil
}

const decideBlockSQL = `
UPDATE inquiry_block SET state = @state, decided_at = @now, decided_by = nullif(@account::bigint, 0), reason = @reason WHERE id = @id`

// Decide confirms or dismisses a report, or lifts a block after an appeal. Where
// it confirms, the writer is told and how to appeal. record keeps the officer's
// deed in the same transaction.
func (q *Inquiries) Decide(ctx context.Context, id int64, state, reason string, account int64, record func(context.Context, pgx.Tx) error) error {
	b, err := q.Block(ctx, id)
	if err != nil {
		return err
	}
	i, err := readInquiry(ctx, q.DB, b.InquiryID)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, decideBlockSQL, pgx.StrictNamedArgs{"id": id, "state": state, "now": q.Now(), "account": account, "reason": reason})
		if err != nil {
			return fmt.Errorf("deciding on a report of fraud: %w", err)
		}
		if record != nil {
			if err := record(ctx, tx); err != nil {
				return err
			}
		}
		if state == "dismissed" || i.Email == "" {
			return nil
		}
		w := q.Words.In(i.Lang)
		return q.Mails.Send(ctx, tx, Letter{
			To: i.Email, Lang: i.Lang, Subject: w.T("inquiry.mail.block." + state + ".subject"), Greeting: w.T("inquiry.mail.greeting", "name", i.Name),
			Paragraphs: []string{w.T("inquiry.mail.block." + state)}, Quote: reason,
			Buttons: []Button{{Text: w.T("inquiry.mail.answer.state"), Address: q.link(i.Lang, Link{Use: UseState, ID: i.ID, Until: q.Now().Add(inquirerLinkPeriod)})}},
			Reason:  w.T("inquiry.mail.reason.inquirer"), Thread: inquiryOf(i.ID), Key: fmt.Sprintf("block %d %s", id, state),
		})
	})
}

const appealSQL = `
UPDATE inquiry_block SET appeal = $2, appealed_at = $3
WHERE state = 'confirmed' AND appeal = '' AND contacts && (SELECT contacts FROM inquiry WHERE id = $1::bigint)`

// Appeal is what a blocked writer says against it, once for each block.
func (q *Inquiries) Appeal(ctx context.Context, inquiryID int64, words string) error {
	words = CleanText(words)
	if words == "" || utf8.RuneCountInString(words) > maxMessage {
		return ErrMessage
	}
	if _, err := q.DB.Exec(ctx, appealSQL, inquiryID, words, q.Now()); err != nil {
		return fmt.Errorf("keeping an appeal: %w", err)
	}
	return nil
}
