package inquiry

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// After so long without an answer others are told.
const (
	HelperAfter = 48 * time.Hour
	OfficeAfter = 96 * time.Hour
)

// StandIns finds people of the consoles who can be written to where no desk is
// named. Either may be nil: then there are none.
type StandIns struct {
	Helpers func(ctx context.Context, tx pgx.Tx, producerID int64) ([]Desk, error) // whom a maker has asked for help
	Offices func(ctx context.Context, tx pgx.Tx, province string) ([]Desk, error)  // of a province, else the national one
}

// ErrNobody says that a site has no desk, no office and no address of its own:
// a maker's silence is told to nobody.
var ErrNobody = errors.New("inquiry: there is nobody to tell of silence")

// Office is how the office of a province is reached, for questions about what
// has no maker yet; where no desk is named there, by its accounts, and else
// whoever runs the site.
func (q *Inquiries) Office(ctx context.Context, provinceCode string) (catalog.Reach, error) {
	r := catalog.Reach{Name: q.Words.In("vi").T("inquiry.office"), NameEN: q.Words.In("en").T("inquiry.office"), Email: q.Desk, ProvinceCode: provinceCode}
	desks, err := q.Desks(ctx, provinceCode)
	if err != nil {
		return r, err
	}
	if len(desks) > 0 && desks[0].CommuneID == 0 {
		r.Name, r.NameEN, r.Email = desks[0].Name, "", desks[0].Email
		return r, nil
	}
	err = pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		people, err := q.offices(ctx, tx, provinceCode)
		if len(people) > 0 {
			r.Email = people[0].Email // the name stays the office's: it is shown to visitors
		}
		return err
	})
	return r, err
}

func (q *Inquiries) offices(ctx context.Context, tx pgx.Tx, provinceCode string) ([]Desk, error) {
	if q.StandIns.Offices == nil {
		return nil, nil
	}
	return q.StandIns.Offices(ctx, tx, provinceCode)
}

// The helper of the maker's commune, else the province's office; for the office
// alone where the last argument says so.
const nearestDeskSQL = `
SELECT id, province_code, coalesce(commune_id, 0) AS commune_id, name, email FROM inquiry_desk
WHERE province_code = $1 AND (commune_id IS NULL OR (commune_id = $2 AND NOT $3))
ORDER BY inquiry_desk.commune_id NULLS LAST LIMIT 1`

// What has no maker is with the office of a province from the beginning: its
// silence goes to the national one. A letter to the maker that came back or was
// refused is silence at once; before anybody else was told, all letters of a thread
// are to its maker.
const silentSQL = `SELECT` + threadColumns + ` FROM inquiry_thread t JOIN inquiry i ON i.id = t.inquiry_id
WHERE t.id > @after AND t.answer IS NULL AND t.province_code IS NOT NULL AND i.forgotten_at IS NULL
	AND ((t.told_at <= @helper AND t.helper_at IS NULL AND t.producer_id IS NOT NULL) OR (t.told_at <= @office AND t.office_at IS NULL)
		OR (t.producer_id IS NOT NULL AND t.helper_at IS NULL AND EXISTS (SELECT FROM mail m WHERE m.thread = 'thread-' || t.id AND m.state IN ('bounced', 'failed'))))
ORDER BY t.id LIMIT 500`

// Escalate tells helpers and offices of threads that had no answer for too long,
// and says how many threads that were. One that fails does not keep the others
// from it; one of which nobody could be told is tried again at the next run.
func (q *Inquiries) Escalate(ctx context.Context) (int, error) {
	now := q.Now()
	told, last := 0, int64(0)
	var problems []error
	for ctx.Err() == nil {
		rows, err := q.DB.Query(ctx, silentSQL, pgx.StrictNamedArgs{"after": last, "helper": now.Add(-HelperAfter), "office": now.Add(-OfficeAfter)})
		if err != nil {
			return told, errors.Join(append(problems, fmt.Errorf("looking for silence: %w", err))...)
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Thread])
		if err != nil {
			return told, errors.Join(append(problems, fmt.Errorf("looking for silence: %w", err))...)
		}
		if len(list) == 0 {
			return told, errors.Join(problems...)
		}
		for _, t := range list {
			last = t.ID
			switch err := q.escalate(ctx, t); {
			case err != nil:
				problems = append(problems, fmt.Errorf("telling of silence on thread %d: %w", t.ID, err))
			default:
				told++
			}
		}
	}
	return told, errors.Join(append(problems, ctx.Err())...)
}

const (
	silentStillSQL = `SELECT FROM inquiry_thread WHERE id = $1 AND answer IS NULL FOR UPDATE`
	escalatedSQL   = `
UPDATE inquiry_thread SET helper_at = coalesce(helper_at, $2), office_at = CASE WHEN $3 THEN coalesce(office_at, $2) ELSE office_at END
WHERE id = $1`
)

func (q *Inquiries) escalate(ctx context.Context, t Thread) error {
	c, err := q.ByThread(ctx, t.ID)
	if err != nil {
		return err
	}
	step := "unreachable"
	switch now := q.Now(); {
	case t.ToldAt == nil:
	case t.ProducerID == 0:
		step = nationalStep
	case !now.Before(t.ToldAt.Add(OfficeAfter)):
		step = "office"
	case !now.Before(t.ToldAt.Add(HelperAfter)):
		step = "helper"
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, silentStillSQL, t.ID)
		if err != nil || tag.RowsAffected() == 0 {
			return err // answered meanwhile
		}
		told, err := q.tellDesks(ctx, tx, c.Inquiry, c.Thread, c.Maker, step)
		if err != nil {
			return err
		}
		if !told {
			return ErrNobody
		}
		_, err = tx.Exec(ctx, escalatedSQL, t.ID, q.Now(), step == "office" || step == nationalStep)
		return err
	})
}

// nationalStep is taken where the office of a province is silent itself.
const nationalStep = "national"

// nearest are those who can reach a maker otherwise: the commune's desk, or the
// helpers the maker has asked; for the office's step and where there are none the
// province's desk, or the accounts of its office, and else whoever runs the site.
func (q *Inquiries) nearest(ctx context.Context, tx pgx.Tx, t Thread, maker catalog.Reach, step string) ([]Desk, error) {
	if step == nationalStep {
		return q.farthest(ctx, tx, "")
	}
	province := maker.ProvinceCode
	if province == "" {
		province = t.ProvinceCode
	}
	rows, err := tx.Query(ctx, nearestDeskSQL, province, maker.CommuneID, step == "office")
	if err != nil {
		return nil, fmt.Errorf("looking for a desk: %w", err)
	}
	desks, err := pgx.CollectRows(rows, pgx.RowToStructByName[Desk])
	if err != nil {
		return nil, fmt.Errorf("looking for a desk: %w", err)
	}
	if len(desks) > 0 && desks[0].CommuneID != 0 {
		return desks, nil
	}
	if step != "office" && t.ProducerID != 0 && q.StandIns.Helpers != nil {
		helpers, err := q.StandIns.Helpers(ctx, tx, t.ProducerID)
		if err != nil || len(helpers) > 0 {
			return helpers, err
		}
	}
	if len(desks) > 0 {
		return desks, nil
	}
	return q.farthest(ctx, tx, province)
}

// farthest are the accounts of a province's office, of the national one where there
// are none or no province is named, and else whoever runs the site.
func (q *Inquiries) farthest(ctx context.Context, tx pgx.Tx, province string) ([]Desk, error) {
	if people, err := q.offices(ctx, tx, province); err != nil || len(people) > 0 {
		return people, err
	}
	if q.Desk == "" {
		return nil, nil
	}
	return []Desk{{Name: q.Words.In("vi").T("inquiry.operator"), Email: q.Desk}}, nil
}

// tellDesks writes to whoever can reach a maker otherwise, and says whether
// there was anybody. step is helper, office, or unreachable where the maker could
// not be written to at all.
func (q *Inquiries) tellDesks(ctx context.Context, tx pgx.Tx, i Inquiry, t Thread, maker catalog.Reach, step string) (bool, error) {
	desks, err := q.nearest(ctx, tx, t, maker, step)
	if err != nil {
		return false, err
	}
	w := q.Words.In("vi")
	for _, d := range desks {
		key := fmt.Sprintf("%s %s %d", step, threadOf(t.ID), d.ID)
		if d.ID == 0 { // an account, or whoever runs the site
			key = fmt.Sprintf("%s %s %s", step, threadOf(t.ID), d.Email)
		}
		err := q.Mails.Send(ctx, tx, Letter{
			To: d.Email, Lang: "vi", Subject: w.T("inquiry.mail.silence.subject", "maker", maker.Name), Greeting: w.T("inquiry.mail.greeting", "name", d.Name),
			Paragraphs: []string{w.T("inquiry.mail.silence."+step, "maker", maker.Name, "hours", w.Number(hoursSince(t.ToldAt, q.Now()))), w.T("inquiry.mail.silence.what")},
			Facts:      append(facts(w, i), Fact{w.T("inquiry.fact.subject"), orDash(t.Subject)}, Fact{w.T("inquiry.fact.maker_phone"), orDash(maker.Phone)}), Quote: i.Message,
			Buttons: []Button{{Text: w.T("inquiry.mail.silence.open"), Address: q.answerLink(t.ID, "")}},
			Reason:  w.T("inquiry.mail.reason.desk"), Thread: threadOf(t.ID), Key: key,
		})
		if err != nil {
			return false, err
		}
	}
	return len(desks) > 0, nil
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
