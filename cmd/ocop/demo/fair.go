package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/fair"
)

// The events of the sample: one to come, one that is over, and one that the
// province office of the sample maker keeps.
const (
	comingFair = "hoi-cho-ocop-cuoi-nam-ha-noi"
	pastFair   = "hoi-cho-ocop-mua-thu-quang-ninh"
	localFair  = "phien-cho-livestream-vung-che"
)

// fairsOn is what takes part in events, on a day of the sample's past.
func (l loader) fairsOn(day catalog.Day) fair.Fairs {
	return fair.Fairs{
		DB: l.products.DB, Now: func() time.Time { return day.Time().Add(2 * time.Hour) },
		Tell: func(context.Context, pgx.Tx, fair.Notice) error { return nil }, // a sample is nobody's mail
	}
}

// loadFairs gives the sample events what happens at them: applications that wait,
// hours, meetings, memoranda and what came of them. The hours come last and mark
// it as done.
func (l loader) loadFairs(ctx context.Context) error {
	events := catalog.Events{DB: l.products.DB}
	coming, err := events.BySlug(ctx, comingFair)
	if err != nil {
		return err
	}
	fairs := l.fairsOn(coming.ApplyBy.AddDays(-11))
	_, maker, err := l.find(ctx, sampleProduct())
	if err != nil {
		return err
	}
	place, err := fairs.Of(ctx, coming.ID, maker)
	if err != nil {
		return err
	}
	if slots, err := fairs.Slots(ctx, place.ID); err != nil || len(slots) > 0 {
		return err
	}
	if err := l.loadApplications(ctx, events, fairs); err != nil {
		return err
	}
	if err := l.loadMemoranda(ctx, events); err != nil {
		return err
	}
	return l.loadMeetings(ctx, fairs, coming, place.ID)
}

// loadApplications has two beekeepers wait for an answer.
func (l loader) loadApplications(ctx context.Context, events catalog.Events, fairs fair.Fairs) error {
	records, err := beekeepers()
	if err != nil {
		return err
	}
	for i, slug := range []string{comingFair, localFair} {
		event, err := events.BySlug(ctx, slug)
		if err != nil {
			return err
		}
		product, producer, err := l.find(ctx, records[i].named)
		if err != nil {
			return err
		}
		_, err = fairs.Apply(ctx, event, fair.Application{
			EventID: event.ID, ProducerID: producer, Products: []int64{product}, Note: "Xin một gian có ổ điện để đun nước mời khách nếm mật.",
		})
		if err != nil && !errors.Is(err, fair.ErrState) {
			return err
		}
	}
	return nil
}

// loadMemoranda is what makers brought home from a fair, and what they said of it
// thirty days later.
func (l loader) loadMemoranda(ctx context.Context, events catalog.Events) error {
	event, err := events.BySlug(ctx, pastFair)
	if err != nil {
		return err
	}
	fairs := l.fairsOn(event.EndsOn)
	places, err := fairs.At(ctx, event.ID)
	if err != nil {
		return err
	}
	values := []int64{120_000_000, 45_000_000, 0, 30_000_000}
	for n, place := range places {
		for i, value := range values {
			note := fair.Note{
				ParticipantID: place.ID, ClientID: fmt.Sprintf("sample-note-of-the-fair-%d", i), Memorandum: value > 0, Organisation: fmt.Sprintf("Cửa hàng Mẫu %d", 1+(n+i)%4),
				Who: "Phạm Thị Gặp", Contact: fmt.Sprintf("0900 000 1%02d", n*10+i), Consent: "sample", What: "Đặt hàng cho dịp Tết", Value: value,
				TakenAt: event.StartsOn.AddDays(i).Time().Add(4 * time.Hour), Sample: true,
			}
			if value > 0 {
				note.Quantity, note.Unit = float64(value/300_000), "hộp"
			}
			if _, err := fairs.Take(ctx, note); err != nil {
				return err
			}
		}
	}
	return l.answerMemoranda(ctx, event)
}

// answerMemoranda says what came of all but one of them.
func (l loader) answerMemoranda(ctx context.Context, event catalog.Event) error {
	later := l.fairsOn(event.EndsOn.AddDays(30))
	var asked []fair.Outcome
	later.Tell = func(_ context.Context, _ pgx.Tx, n fair.Notice) error {
		asked = append(asked, fair.Outcome{ID: n.OutcomeID, Value: n.Note.Value})
		return nil
	}
	if err := later.AskOutcomes(ctx); err != nil {
		return err
	}
	for i, o := range asked[:max(0, len(asked)-1)] {
		switch o.Result = fair.Results()[i%3]; o.Result {
		case fair.Deal:
			o.Value = o.Value * 3 / 4
		default:
			o.Value = 0
		}
		if err := later.Answer(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// loadMeetings offers hours of the sample maker, of which one waits for its answer
// and one is agreed.
func (l loader) loadMeetings(ctx context.Context, fairs fair.Fairs, event catalog.Event, place int64) error {
	if err := fairs.Offer(ctx, fair.Offering{ParticipantID: place, Day: event.StartsOn, From: 9 * 60, Until: 11 * 60, Minutes: 30}); err != nil {
		return err
	}
	slots, err := fairs.Slots(ctx, place)
	if err != nil {
		return err
	}
	now := l.fairsOn(l.today) // so that it has not run out when the demo is opened
	for i, name := range []string{"Siêu thị Mẫu (không có thật)", "Khách sạn Mẫu (không có thật)"} {
		id, err := now.Ask(ctx, fair.Meeting{
			FormKey: fmt.Sprintf("sample-meeting-%d", i), ParticipantID: place, SlotID: slots[i+1].ID, ContactName: name,
			Email: fmt.Sprintf("buyer%d@example.com", i+1), Phone: "+84900000091", Lang: "vi", About: "Lấy chè cho quầy đặc sản, khoảng 40 kg mỗi tháng.", Consent: "sample", Sample: true,
		}, fair.Sender{})
		if errors.Is(err, fair.ErrState) || errors.Is(err, fair.ErrTaken) {
			return nil // the sample fair is over
		}
		if err != nil {
			return err
		}
		if err := now.Confirm(ctx, id); err != nil {
			return err
		}
		if i == 1 {
			if err := now.Agree(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}
