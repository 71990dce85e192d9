package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Submit sends an edit to the province's office. Small changes of a trusted
// maker are applied at once where the province's rule says so; the rest waits.
// What a helper entered is confirmed by the producer who submits it.
func (e Edits) Submit(ctx context.Context, s Step, day Day) (Edit, error) {
	return e.stepOn(ctx, s, "submit", func(tx pgx.Tx, edit *Edit) error {
		switch {
		case edit.State != EditDraft && edit.State != EditReturned:
			return ErrState
		case edit.HelperID != 0 && edit.HelperID == s.By:
			return ErrHelper
		case len(edit.Changes()) == 0:
			return ErrEmpty
		}
		if err := edit.checkName(ctx, tx); err != nil {
			return err
		}
		if err := edit.applySmall(ctx, tx, s.By, day); err != nil {
			return err
		}
		edit.Version++
		if edit.State != EditApproved {
			edit.State, edit.SubmittedAt, edit.DecidedBy, edit.DecidedAt = EditWaiting, time.Now(), 0, time.Time{}
		}
		return nil
	})
}

const nameTakenSQL = `SELECT EXISTS (SELECT FROM product WHERE producer_id = $1 AND folded = $2 AND id <> $3)`

// checkName refuses a product without a name and two of one name by one maker.
func (e Edit) checkName(ctx context.Context, tx pgx.Tx) error {
	name, given := e.Patch["name"]
	if e.SubjectKind != ProductSubject || !given && e.SubjectID != 0 {
		return nil
	}
	if Fold(name) == "" {
		return Problems{"name": NeedsName}
	}
	var taken bool
	if err := tx.QueryRow(ctx, nameTakenSQL, e.ProducerID, Fold(name), e.SubjectID).Scan(&taken); err != nil {
		return err
	}
	if taken {
		return Problems{"name": NameTaken}
	}
	return nil
}

const ruleForSQL = `
SELECT s.price, s.capacity FROM trusted_producer t JOIN small_change_rule s ON s.province_code = $2 WHERE t.producer_id = $1`

// applySmall applies what may appear at once, as an edit of its own or, where
// nothing else is left, as this one.
func (e *Edit) applySmall(ctx context.Context, tx pgx.Tx, by int64, day Day) error {
	var price, capacity bool
	err := tx.QueryRow(ctx, ruleForSQL, e.ProducerID, e.ProvinceCode).Scan(&price, &capacity)
	if errors.Is(err, pgx.ErrNoRows) || e.SubjectID == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	may := map[string]bool{"price": price, "capacity": capacity}
	small := Edit{Patch: Values{}, Base: Values{}}
	for _, change := range e.Changes() {
		if may[change.Field.small()] {
			small.Patch[change.Field.Name], small.Base[change.Field.Name] = change.New, change.Old
		}
	}
	switch len(small.Patch) {
	case 0:
		return nil
	case len(e.Changes()):
		if err := e.apply(ctx, tx, false, day); err != nil {
			return err
		}
		e.decide(EditApproved, by, "")
		e.AtOnce, e.SubmittedAt = true, e.DecidedAt
		return e.record(ctx, tx, by, "listing.at-once")
	}
	return e.split(ctx, tx, small, by, day)
}

// split applies the small part as an edit of its own and leaves the rest.
func (e *Edit) split(ctx context.Context, tx pgx.Tx, small Edit, by int64, day Day) error {
	part, err := startApplied(ctx, tx, *e, by)
	if err != nil {
		return err
	}
	part.Patch, part.Base = small.Patch, small.Base
	if err := part.apply(ctx, tx, false, day); err != nil {
		return err
	}
	part.decide(EditApproved, by, "")
	part.AtOnce, part.SubmittedAt = true, part.DecidedAt
	for name := range small.Patch {
		delete(e.Patch, name)
		delete(e.Base, name)
	}
	if err := part.record(ctx, tx, by, "listing.at-once"); err != nil {
		return err
	}
	key := fmt.Sprintf("at-once-%d-%d", e.ID, part.ID)
	return finishStep(ctx, tx, Step{EditID: part.ID, By: by, Key: key}, "submit", &part, part.Patch)
}

const startAppliedSQL = `
INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id, state, decided_at)
VALUES ($1, $2, $3, $4, $5, 'approved', now()) RETURNING id`

// startApplied begins an edit that is approved in the same transaction, beside
// whatever is open on its subject.
func startApplied(ctx context.Context, tx pgx.Tx, like Edit, by int64) (Edit, error) {
	var id int64
	if err := tx.QueryRow(ctx, startAppliedSQL, like.SubjectKind, like.SubjectID, like.ProducerID, like.ProvinceCode, by).Scan(&id); err != nil {
		return Edit{}, err
	}
	return readEdit(ctx, tx, "e.id = $1", id)
}

// SmallChanges is a province's rule for what may appear at once.
type SmallChanges struct{ Price, Capacity bool }

// Rule reads the rule of a province; none is one that allows nothing.
func (e Edits) Rule(ctx context.Context, provinceCode string) (SmallChanges, error) {
	var rule SmallChanges
	err := e.DB.QueryRow(ctx, `SELECT price, capacity FROM small_change_rule WHERE province_code = $1`, provinceCode).Scan(&rule.Price, &rule.Capacity)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return rule, fmt.Errorf("reading the rule of province %s: %w", provinceCode, err)
	}
	return rule, nil
}

const setRuleSQL = `
INSERT INTO small_change_rule (province_code, price, capacity) VALUES ($1, $2, $3)
ON CONFLICT (province_code) DO UPDATE SET price = excluded.price, capacity = excluded.capacity, updated_at = now()`

// SetRule writes the rule of a province.
func (e Edits) SetRule(ctx context.Context, by int64, provinceCode string, rule SmallChanges) error {
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, setRuleSQL, provinceCode, rule.Price, rule.Capacity); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "rule.small", Subject: Subject{Kind: "province"}, ProvinceCode: provinceCode,
			Detail: map[string]string{"price": fmt.Sprint(rule.Price), "capacity": fmt.Sprint(rule.Capacity)}})
	})
	if err != nil {
		return fmt.Errorf("writing the rule of province %s: %w", provinceCode, err)
	}
	return nil
}

// Trust says whether a maker's small changes may appear at once.
func (e Edits) Trust(ctx context.Context, by, producerID int64, trusted bool) error {
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		sql, args := `DELETE FROM trusted_producer WHERE producer_id = $1`, []any{producerID}
		if trusted {
			sql, args = `INSERT INTO trusted_producer (producer_id, trusted_by) VALUES ($1, $2) ON CONFLICT DO NOTHING`, append(args, by)
		}
		if _, err := tx.Exec(ctx, sql, args...); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "producer.trust", Subject: Subject{Kind: ProducerSubject, ID: producerID},
			Detail: map[string]string{"trusted": fmt.Sprint(trusted)}})
	})
	if err != nil {
		return fmt.Errorf("trusting producer %d: %w", producerID, err)
	}
	return nil
}

// Trusted reports whether a maker's small changes may appear at once.
func (e Edits) Trusted(ctx context.Context, producerID int64) (bool, error) {
	var trusted bool
	if err := e.DB.QueryRow(ctx, `SELECT EXISTS (SELECT FROM trusted_producer WHERE producer_id = $1)`, producerID).Scan(&trusted); err != nil {
		return false, fmt.Errorf("asking whether producer %d is trusted: %w", producerID, err)
	}
	return trusted, nil
}
