package fair

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Result is what has come of a memorandum.
type Result string

// The results. After nothing the maker is asked no more.
const (
	Deal    Result = "deal"
	Talking Result = "talking"
	Nothing Result = "nothing"
)

// Results lists them.
func Results() []Result { return []Result{Deal, Talking, Nothing} }

// Known reports whether r is a result.
func (r Result) Known() bool { return r == Deal || r == Talking || r == Nothing }

// Stages are the days after an event on which outcomes are asked for.
func Stages() []int { return []int{30, 90, 180} }

// Outcome is what had come of a memorandum at a stage.
type Outcome struct {
	ID        int64
	NoteID    int64
	AfterDays int
	Result    Result // empty while not answered
	Value     int64  // dong until then
}

// Of the stages that have come, the latest is asked for: a site that was away for
// months does not ask thrice. It is asked for once.
const dueOutcomesSQL = `
SELECT n.id FROM fair_note n JOIN fair_exhibitor x ON x.id = n.participant_id
CROSS JOIN LATERAL (SELECT max(days) AS days FROM unnest(ARRAY[30, 90, 180]) AS days WHERE x.ends_on + days <= $1) AS stage
WHERE n.memorandum AND x.cancelled_on IS NULL AND stage.days IS NOT NULL
	AND NOT EXISTS (SELECT FROM fair_outcome o WHERE o.note_id = n.id AND (o.after_days >= stage.days OR o.result = 'nothing'))
ORDER BY n.id`

const askOutcomeSQL = `
INSERT INTO fair_outcome (note_id, after_days, asked_at)
SELECT n.id, (SELECT max(days) FROM unnest(ARRAY[30, 90, 180]) AS days WHERE x.ends_on + days <= $2), $3
FROM fair_note n JOIN fair_exhibitor x ON x.id = n.participant_id WHERE n.id = $1
ON CONFLICT (note_id, after_days) DO NOTHING
RETURNING id, note_id, after_days, ''::text AS result, 0::bigint AS value`

// AskOutcomes asks makers what has come of their memoranda, in a transaction each:
// one that fails does not keep the others.
func (f Fairs) AskOutcomes(ctx context.Context) error {
	due, err := column[int64](ctx, f.DB, dueOutcomesSQL, f.today())
	problems := []error{err}
	for _, id := range due {
		problems = append(problems, f.do(ctx, "asking what came of memorandum", id, func(tx pgx.Tx) error { return f.askOutcome(ctx, tx, id) }))
	}
	return errors.Join(problems...)
}

func (f Fairs) askOutcome(ctx context.Context, tx pgx.Tx, note int64) error {
	o, err := one[Outcome](ctx, tx, askOutcomeSQL, note, f.today(), f.Now())
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // somebody else has asked meanwhile
	}
	if err != nil {
		return err
	}
	n, err := one[Note](ctx, tx, noteColumns+`WHERE n.id = $1`, note)
	if err != nil {
		return err
	}
	return f.tellOf(ctx, tx, n.ParticipantID, Notice{News: OutcomeAsked, To: ToMaker, Note: n, OutcomeID: o.ID, AfterDays: o.AfterDays})
}

const outcomeSQL = `
SELECT id, note_id, after_days, coalesce(result, '') AS result, coalesce(value, 0) AS value FROM fair_outcome WHERE id = $1`

// Outcome finds what a letter has asked, with its memorandum and the maker's
// taking part.
func (f Fairs) Outcome(ctx context.Context, id int64) (Outcome, Note, Participant, error) {
	o, err := one[Outcome](ctx, f.DB, outcomeSQL, id)
	if err != nil {
		return o, Note{}, Participant{}, fmt.Errorf("reading outcome %d: %w", id, err)
	}
	n, err := one[Note](ctx, f.DB, noteColumns+`WHERE n.id = $1`, o.NoteID)
	if err != nil {
		return o, n, Participant{}, fmt.Errorf("reading the memorandum of outcome %d: %w", id, err)
	}
	p, err := f.ByID(ctx, n.ParticipantID)
	return o, n, p, err
}

const answerOutcomeSQL = `
UPDATE fair_outcome SET result = $2, value = nullif($3::bigint, 0), answered_at = $4 WHERE id = $1 AND answered_at IS NULL`

// Answer writes down what has come of a memorandum, once; the second answer is
// ErrState.
func (f Fairs) Answer(ctx context.Context, o Outcome) error {
	tag, err := f.DB.Exec(ctx, answerOutcomeSQL, o.ID, o.Result, o.Value, f.Now())
	if err != nil {
		return fmt.Errorf("answering outcome %d: %w", o.ID, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrState
	}
	return nil
}

// Tally is what came of an event, or of one maker's booth at it.
type Tally struct {
	Contacts  int // memoranda among them
	Memoranda int
	Agreed    int64 // dong that the memoranda speak of
	Meetings  int   // both sides agreed to
	Stages    []StageTally
}

// StageTally is how an event's memoranda stood some days later.
type StageTally struct {
	AfterDays                               int
	Asked, Answered, Deals, Talking, Failed int
	Value                                   int64 // dong until then
}

const tallySQL = `
SELECT count(*) AS contacts, count(*) FILTER (WHERE n.memorandum) AS memoranda,
	coalesce(sum(n.value) FILTER (WHERE n.memorandum), 0)::bigint AS agreed,
	(SELECT count(*) FROM fair_meeting m JOIN fair_exhibitor y ON y.id = m.participant_id WHERE (y.event_id = $1 OR y.id = $2) AND m.state = 'agreed') AS meetings
FROM fair_note n JOIN fair_exhibitor x ON x.id = n.participant_id WHERE x.event_id = $1 OR x.id = $2`

const stageTallySQL = `
SELECT o.after_days, count(*) AS asked, count(o.result) AS answered, count(*) FILTER (WHERE o.result = 'deal') AS deals,
	count(*) FILTER (WHERE o.result = 'talking') AS talking, count(*) FILTER (WHERE o.result = 'nothing') AS failed,
	coalesce(sum(o.value), 0)::bigint AS value
FROM fair_outcome o JOIN fair_note n ON n.id = o.note_id JOIN fair_exhibitor x ON x.id = n.participant_id
WHERE x.event_id = $1 OR x.id = $2 GROUP BY o.after_days ORDER BY o.after_days`

// Tally adds up an event.
func (f Fairs) Tally(ctx context.Context, eventID int64) (Tally, error) {
	return f.tally(ctx, eventID, 0)
}

// TallyOf adds up what one maker brought home from an event.
func (f Fairs) TallyOf(ctx context.Context, participantID int64) (Tally, error) {
	return f.tally(ctx, 0, participantID)
}

func (f Fairs) tally(ctx context.Context, eventID, participantID int64) (Tally, error) {
	var t Tally
	err := f.DB.QueryRow(ctx, tallySQL, eventID, participantID).Scan(&t.Contacts, &t.Memoranda, &t.Agreed, &t.Meetings)
	if err != nil {
		return t, fmt.Errorf("adding up event %d: %w", eventID, err)
	}
	if t.Stages, err = list[StageTally](ctx, f.DB, stageTallySQL, eventID, participantID); err != nil {
		return t, fmt.Errorf("adding up the outcomes of event %d: %w", eventID, err)
	}
	return t, nil
}
