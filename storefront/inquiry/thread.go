package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Thread is an inquiry with one maker; where ProducerID is 0 with the office of
// the province, or with the operator.
type Thread struct {
	ID             int64
	InquiryID      int64
	ProducerID     int64
	Subject        string
	SubjectEN      string
	ProvinceCode   string
	CommuneID      int64
	ReceivedAt     time.Time
	ToldAt         *time.Time // the maker was told
	Answer         Answer     // empty while there is none
	AnsweredAt     *time.Time
	HelperAt       *time.Time // the commune's helper was told of the silence
	OfficeAt       *time.Time // the province's office
	Outcome        string     // business, nothing; empty while not known
	AgreedQuantity float64
	AgreedUnit     string
	AgreedPrice    int64
}

// Operator reports whether it is with whoever runs the site.
func (t Thread) Operator() bool { return t.ProducerID == 0 && t.ProvinceCode == "" }

// office is the province whose office a thread is with; empty for others.
func (t Thread) office() string {
	if t.ProducerID != 0 {
		return ""
	}
	return t.ProvinceCode
}

// Author is a side of a thread.
type Author string

// The sides.
const (
	ByInquirer Author = "inquirer"
	ByMaker    Author = "maker"
	ByOffice   Author = "office"
)

// Message is something one side wrote after the first question.
type Message struct {
	ThreadID  int64
	Author    Author
	Body      string
	WrittenAt time.Time
}

const inquiryColumns = `
	i.id, i.key, i.kind, i.lang, i.topic, i.name, i.phone, i.email, coalesce(i.province_code, '') AS province_code,
	coalesce(i.quantity, 0)::float8 AS quantity, i.unit, i.needed_by, i.message, i.sample, i.invoice, i.details, i.warnings, i.gentle,
	i.received_at, i.confirmed_at, i.forgotten_at,
	ARRAY(SELECT purpose FROM inquiry_consent WHERE inquiry_id = i.id ORDER BY purpose) AS consents,
	coalesce((SELECT min(version) FROM inquiry_consent WHERE inquiry_id = i.id), '') AS consent_text`

const threadColumns = `
	t.id, t.inquiry_id, coalesce(t.producer_id, 0) AS producer_id, t.subject, t.subject_en, coalesce(t.province_code, '') AS province_code,
	coalesce(t.commune_id, 0) AS commune_id, t.received_at, t.told_at, coalesce(t.answer, '') AS answer, t.answered_at, t.helper_at, t.office_at,
	coalesce(t.outcome, '') AS outcome, coalesce(t.agreed_quantity, 0)::float8 AS agreed_quantity, t.agreed_unit, coalesce(t.agreed_price, 0) AS agreed_price`

// reader is what reads: the pool, or a transaction.
type reader interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

const inquirySQL = `SELECT` + inquiryColumns + ` FROM inquiry i WHERE i.id = $1`

func readInquiry(ctx context.Context, db reader, id int64) (Inquiry, error) {
	rows, err := db.Query(ctx, inquirySQL, id)
	if err != nil {
		return Inquiry{}, fmt.Errorf("reading inquiry %d: %w", id, err)
	}
	i, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Inquiry])
	if err != nil {
		return Inquiry{}, fmt.Errorf("reading inquiry %d: %w", id, err)
	}
	return i, nil
}

const threadSQL = `SELECT` + threadColumns + ` FROM inquiry_thread t WHERE t.id = $1`

const threadsOfSQL = `SELECT` + threadColumns + ` FROM inquiry_thread t WHERE t.inquiry_id = $1 ORDER BY t.id`

func readThreads(ctx context.Context, db reader, sql string, id int64) ([]Thread, error) {
	rows, err := db.Query(ctx, sql, id)
	if err != nil {
		return nil, fmt.Errorf("reading threads: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Thread])
	if err != nil {
		return nil, fmt.Errorf("reading threads: %w", err)
	}
	return list, nil
}

func readThread(ctx context.Context, db reader, id int64) (Thread, error) {
	list, err := readThreads(ctx, db, threadSQL, id)
	if err != nil {
		return Thread{}, err
	}
	if len(list) == 0 {
		return Thread{}, fmt.Errorf("reading thread %d: %w", id, pgx.ErrNoRows)
	}
	return list[0], nil
}

const messagesSQL = `
SELECT thread_id, author, body, written_at FROM inquiry_message
WHERE thread_id IN (SELECT id FROM inquiry_thread WHERE inquiry_id = $1) ORDER BY id`

func readMessages(ctx context.Context, db reader, inquiryID int64) ([]Message, error) {
	rows, err := db.Query(ctx, messagesSQL, inquiryID)
	if err != nil {
		return nil, fmt.Errorf("reading messages: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Message])
	if err != nil {
		return nil, fmt.Errorf("reading messages: %w", err)
	}
	return list, nil
}

// Conversation is a thread with what belongs to it.
type Conversation struct {
	Thread
	Inquiry  Inquiry
	Maker    catalog.Reach // zero for the operator's
	Messages []Message
}

// ByThread reads a thread; pgx.ErrNoRows where there is none.
func (q *Inquiries) ByThread(ctx context.Context, id int64) (Conversation, error) {
	t, err := readThread(ctx, q.DB, id)
	if err != nil {
		return Conversation{}, err
	}
	c := Conversation{Thread: t}
	if c.Inquiry, err = readInquiry(ctx, q.DB, t.InquiryID); err != nil {
		return c, err
	}
	all, err := readMessages(ctx, q.DB, t.InquiryID)
	if err != nil {
		return c, err
	}
	for _, m := range all {
		if m.ThreadID == t.ID {
			c.Messages = append(c.Messages, m)
		}
	}
	makers, err := q.reach(ctx, t.office(), t.ProducerID)
	c.Maker = makers[t.ProducerID]
	return c, err
}

// State is an inquiry with all its threads, for its writer.
type State struct {
	Inquiry Inquiry
	Threads []Conversation
}

// ByID reads an inquiry; pgx.ErrNoRows where there is none.
func (q *Inquiries) ByID(ctx context.Context, id int64) (State, error) {
	i, err := readInquiry(ctx, q.DB, id)
	if err != nil {
		return State{}, err
	}
	threads, err := readThreads(ctx, q.DB, threadsOfSQL, id)
	if err != nil {
		return State{}, err
	}
	messages, err := readMessages(ctx, q.DB, id)
	if err != nil {
		return State{}, err
	}
	var ids []int64
	office := ""
	for _, t := range threads {
		ids, office = append(ids, t.ProducerID), office+t.office()
	}
	makers, err := q.reach(ctx, office, ids...)
	if err != nil {
		return State{}, err
	}
	s := State{Inquiry: i}
	for _, t := range threads {
		c := Conversation{Thread: t, Inquiry: i, Maker: makers[t.ProducerID]}
		for _, m := range messages {
			if m.ThreadID == t.ID {
				c.Messages = append(c.Messages, m)
			}
		}
		s.Threads = append(s.Threads, c)
	}
	return s, nil
}

// asThread is a new target as the thread it has become.
func (t Target) asThread(inquiryID int64) Thread {
	return Thread{
		ID: t.thread, InquiryID: inquiryID, ProducerID: t.ProducerID, Subject: t.Subject, SubjectEN: t.SubjectEN,
		ProvinceCode: t.ProvinceCode,
	}
}
