package catalog

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Synonym is a pair of words that an office added to those the program knows.
type Synonym struct {
	ID          int64
	Word, Other string
	Kind        string // north-south, related, spelling
	Direction   string // both, or one: Word also finds Other
	GroupSlug   string // empty for all groups
}

// Notice is what the site tells everybody for some days.
type Notice struct {
	ID           int64
	Body, BodyEN string
	FromDay      Day
	ToDay        Day
}

// LegalText is what an office adds to a legal page, in one version.
type LegalText struct {
	ID      int64
	Page    string // rules, privacy
	Lang    string
	Version int
	Body    string // paragraphs with an empty line between them
	Reason  string
	At      time.Time
}

// Wordings are the texts that offices keep: synonyms, notices, legal pages.
type Wordings struct{ DB *pgxpool.Pool }

// SynonymKinds are the kinds of synonym.
func SynonymKinds() []string { return []string{"north-south", "related", "spelling"} }

// Synonyms lists the words that offices added.
func (w Wordings) Synonyms(ctx context.Context) ([]Synonym, error) {
	return rowsOf[Synonym](ctx, w.DB, `SELECT id, word, other, kind, direction, coalesce(group_slug, '') AS group_slug FROM synonym_added ORDER BY word, other`)
}

func rowsOf[T any](ctx context.Context, db *pgxpool.Pool, sql string, args ...any) ([]T, error) {
	rows, err := db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("reading words: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	if err != nil {
		return nil, fmt.Errorf("reading words: %w", err)
	}
	return list, nil
}

// AddSynonym adds a pair; one that is there gets the new kind and direction.
func (w Wordings) AddSynonym(ctx context.Context, s Synonym, by int64) error {
	s.Word, s.Other = Clean(s.Word), Clean(s.Other)
	if s.Word == "" || s.Other == "" || s.Word == s.Other {
		return ErrReasonMissing
	}
	return w.change(ctx, by, "word.synonym", s.Word+" = "+s.Other, `
INSERT INTO synonym_added (word, other, kind, direction, group_slug, account_id) VALUES ($1, $2, $3, $4, nullif($5, ''), nullif($6::bigint, 0))
ON CONFLICT (word, other) DO UPDATE SET kind = excluded.kind, direction = excluded.direction, group_slug = excluded.group_slug`,
		s.Word, s.Other, s.Kind, s.Direction, s.GroupSlug, by)
}

// RemoveSynonym takes a pair away.
func (w Wordings) RemoveSynonym(ctx context.Context, id, by int64) error {
	return w.change(ctx, by, "word.unsynonym", strconv.FormatInt(id, 10), `DELETE FROM synonym_added WHERE id = $1`, id)
}

// Notices lists the notices that are not over on a day.
func (w Wordings) Notices(ctx context.Context, day Day) ([]Notice, error) {
	return rowsOf[Notice](ctx, w.DB, `SELECT id, body, body_en, from_day, to_day FROM notice WHERE to_day >= $1 ORDER BY from_day, id`, day)
}

// AddNotice puts up a notice from a day to a day.
func (w Wordings) AddNotice(ctx context.Context, n Notice, by int64) error {
	if n.Body, n.BodyEN = Clean(n.Body), Clean(n.BodyEN); n.Body == "" || n.FromDay.IsZero() || n.ToDay.Before(n.FromDay) {
		return ErrReasonMissing
	}
	return w.change(ctx, by, "word.notice", n.Body, `
INSERT INTO notice (body, body_en, from_day, to_day, account_id) VALUES ($1, $2, $3, $4, nullif($5::bigint, 0))`, n.Body, n.BodyEN, n.FromDay, n.ToDay, by)
}

// RemoveNotice takes a notice off.
func (w Wordings) RemoveNotice(ctx context.Context, id, by int64) error {
	return w.change(ctx, by, "word.unnotice", strconv.FormatInt(id, 10), `DELETE FROM notice WHERE id = $1`, id)
}

// LegalTexts lists every version of what was added to the legal pages, the
// latest first.
func (w Wordings) LegalTexts(ctx context.Context) ([]LegalText, error) {
	return rowsOf[LegalText](ctx, w.DB, `SELECT id, page, lang, version, body, reason, at FROM legal_text ORDER BY id DESC LIMIT 100`)
}

// Legal is what counts today on a legal page in a language; empty for nothing.
func (w Wordings) Legal(ctx context.Context, page, lang string) (LegalText, error) {
	list, err := rowsOf[LegalText](ctx, w.DB, `SELECT id, page, lang, version, body, reason, at FROM legal_text WHERE page = $1 AND lang = $2 ORDER BY version DESC LIMIT 1`, page, lang)
	if err != nil || len(list) == 0 {
		return LegalText{}, err
	}
	return list[0], nil
}

// WriteLegal adds a version; the ones before stay.
func (w Wordings) WriteLegal(ctx context.Context, t LegalText, by int64) error {
	if t.Reason = Clean(t.Reason); t.Reason == "" {
		return ErrReasonMissing
	}
	return w.change(ctx, by, "word.legal", t.Page+" "+t.Lang+": "+t.Reason, `
INSERT INTO legal_text (page, lang, version, body, reason, account_id)
SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, nullif($5::bigint, 0) FROM legal_text WHERE page = $1 AND lang = $2`,
		t.Page, t.Lang, cleanProse(t.Body), t.Reason, by)
}

// change writes a text, records it, and has every process drop its pages: a
// notice may stand on each.
func (w Wordings) change(ctx context.Context, by int64, action, word, sql string, args ...any) error {
	err := pgx.BeginFunc(ctx, w.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sql, args...); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SELECT pg_notify('catalog', 'all')`); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: action, Subject: Subject{Kind: "word"}, Detail: map[string]string{"word": word}})
	})
	if err != nil {
		return fmt.Errorf("changing words: %w", err)
	}
	return nil
}
