package fair

import (
	"context"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Change writes what an office has changed of an event. Where it moves or is
// called off, everybody who takes part or has a meeting is told.
func (f Fairs) Change(ctx context.Context, before, after catalog.Event, by int64) error {
	return f.do(ctx, "changing event", after.ID, func(tx pgx.Tx) error {
		if err := (catalog.Events{}).Update(ctx, tx, after); err != nil {
			return err
		}
		if err := f.tellOfChange(ctx, tx, before, after); err != nil {
			return err
		}
		action := "event.edit"
		switch {
		case after.Cancelled() && !before.Cancelled():
			action = "event.cancel"
		case before.Draft && !after.Draft:
			action = "event.publish"
		case after.Moved(before):
			action = "event.move"
		}
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: by, Action: action, Subject: catalog.Subject{Kind: "event", ID: after.ID}, ProvinceCode: after.OfficeCode,
			Detail: map[string]string{"event": after.Name, "from": before.StartsOn.String(), "to": after.StartsOn.String(), "venue": after.Venue},
		})
	})
}

func (f Fairs) tellOfChange(ctx context.Context, tx pgx.Tx, before, after catalog.Event) error {
	cancelled := after.Cancelled() && !before.Cancelled()
	if before.Draft || before.Cancelled() || before.Over(f.today()) || !cancelled && !after.Moved(before) {
		return nil
	}
	people, err := list[Participant](ctx, tx, participantColumns+`WHERE x.event_id = $1 AND x.state IN ('applied', 'accepted') ORDER BY x.id`, after.ID)
	if err != nil {
		return err
	}
	for _, p := range people {
		news, first, last := MovedNews, after.StartsOn, after.EndsOn
		if cancelled {
			news, first, last = CancelledNews, catalog.Day{}, catalog.Day{}
		}
		if err := f.Tell(ctx, tx, Notice{News: news, To: ToMaker, Participant: p}); err != nil {
			return err
		}
		if err := f.endMeetings(ctx, tx, p, first, last); err != nil {
			return err
		}
		staying, err := list[Meeting](ctx, tx, liveMeetingsSQL, p.ID)
		if err != nil {
			return err
		}
		for _, m := range staying {
			if err := f.Tell(ctx, tx, Notice{News: MovedNews, To: ToBuyer, Participant: p, Meeting: m}); err != nil {
				return err
			}
		}
	}
	return nil
}
