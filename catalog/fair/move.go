package fair

import (
	"context"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Change writes what an office changes of an event. The change is made of the
// event as it stands once nobody else can write it, so that no officer undoes what
// another has done. Where the event moves or is called off, everybody who takes
// part or has a meeting is told.
func (f Fairs) Change(ctx context.Context, id, by int64, change func(now catalog.Event) (catalog.Event, error)) error {
	return f.do(ctx, "changing event", id, func(tx pgx.Tx) error {
		before, err := catalog.Events{}.Lock(ctx, tx, id)
		if err != nil {
			return err
		}
		after, err := change(before)
		if err != nil || after == before {
			return err
		}
		if err := (catalog.Events{}).Update(ctx, tx, after); err != nil {
			return err
		}
		if err := f.tellOfChange(ctx, tx, before, after); err != nil {
			return err
		}
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: by, Action: actionOf(before, after), Subject: catalog.Subject{Kind: "event", ID: after.ID}, ProvinceCode: after.OfficeCode,
			Detail: map[string]string{"event": after.Name, "from": before.StartsOn.String(), "to": after.StartsOn.String(), "venue": after.Venue},
		})
	})
}

// actionOf names a change in the audit.
func actionOf(before, after catalog.Event) string {
	switch {
	case after.Cancelled() && !before.Cancelled():
		return "event.cancel"
	case before.Draft && !after.Draft:
		return "event.publish"
	case after.Moved(before):
		return "event.move"
	}
	return "event.edit"
}

const (
	holdingSQL = `SELECT id FROM event_participant WHERE event_id = $1 AND state IN ('applied', 'accepted') ORDER BY id`
	stayingSQL = `
SELECT m.id FROM fair_meeting m JOIN event_participant t ON t.id = m.participant_id
WHERE t.event_id = $1 AND m.state IN ('unconfirmed', 'asked', 'agreed') AND m.begins_at >= $2 ORDER BY m.id`
)

func (f Fairs) tellOfChange(ctx context.Context, tx pgx.Tx, before, after catalog.Event) error {
	cancelled := after.Cancelled() && !before.Cancelled()
	if before.Draft || before.Cancelled() || before.Over(f.today()) || !cancelled && !after.Moved(before) {
		return nil
	}
	news, first, last := MovedNews, after.StartsOn, after.EndsOn
	if cancelled {
		news, first, last = CancelledNews, catalog.Day{}, catalog.Day{}
	}
	ended, err := f.endMeetings(ctx, tx, after.ID, 0, first, last)
	if err != nil {
		return err
	}
	people, err := ids(ctx, tx, holdingSQL, after.ID)
	if err != nil {
		return err
	}
	staying, err := ids(ctx, tx, stayingSQL, after.ID, f.Now())
	if err != nil {
		return err
	}
	jobs := announcements(news, people, ended, staying)
	if f.Later != nil {
		return f.Later(ctx, tx, jobs)
	}
	for _, job := range jobs {
		if err := f.Announce(ctx, tx, job); err != nil {
			return err
		}
	}
	return nil
}

// Meetings and slots of an event, or of one of its exhibitors, that lie outside
// the days from first to last; without days all of them. What has begun stays.
const (
	endMeetingsSQL = `
UPDATE fair_meeting m SET state = 'off', decided_at = $1
FROM event_participant t
WHERE t.id = m.participant_id AND t.event_id = $2 AND $3::bigint IN (0, t.id) AND m.state IN ('unconfirmed', 'asked', 'agreed') AND m.begins_at >= $1
	AND ($4::date IS NULL OR (m.begins_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date NOT BETWEEN $4::date AND $5::date)
RETURNING m.id`
	dropSlotsSQL = `
DELETE FROM fair_slot s USING event_participant t
WHERE t.id = s.participant_id AND t.event_id = $2 AND $3::bigint IN (0, t.id) AND s.begins_at >= $1
	AND ($4::date IS NULL OR (s.begins_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date NOT BETWEEN $4::date AND $5::date)`
)

// endMeetings ends meetings and takes their slots away, in one statement each
// however large the event; participantID 0 is everybody. The event is locked.
func (f Fairs) endMeetings(ctx context.Context, tx pgx.Tx, eventID, participantID int64, first, last catalog.Day) (ended []int64, err error) {
	if ended, err = ids(ctx, tx, endMeetingsSQL, f.Now(), eventID, participantID, first, last); err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, dropSlotsSQL, f.Now(), eventID, participantID, first, last)
	return ended, err
}

// endAllOf ends an exhibitor's meetings and tells both sides.
func (f Fairs) endAllOf(ctx context.Context, tx pgx.Tx, p Participant) error {
	ended, err := f.endMeetings(ctx, tx, p.EventID, p.ID, catalog.Day{}, catalog.Day{})
	if err != nil {
		return err
	}
	return f.Announce(ctx, tx, AnnounceJob{Ended: ended})
}

func ids(ctx context.Context, tx pgx.Tx, sql string, arguments ...any) ([]int64, error) {
	rows, err := tx.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}
