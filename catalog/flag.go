package catalog

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// FlaggedWord is a word that an officer should see before a text is shown: it
// may promise health or more than can be known (Decree 15/2018, Art. 27). It
// refuses nothing.
type FlaggedWord struct {
	ID   int64
	Word string // small letters with their marks
	Why  string
}

// FlaggedWords is the list that the offices keep.
type FlaggedWords struct{ DB *pgxpool.Pool }

// List reads the words in their order.
func (f FlaggedWords) List(ctx context.Context) ([]FlaggedWord, error) {
	rows, err := f.DB.Query(ctx, `SELECT id, word, why FROM flagged_word ORDER BY word`)
	if err != nil {
		return nil, fmt.Errorf("reading the flagged words: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[FlaggedWord])
	if err != nil {
		return nil, fmt.Errorf("reading the flagged words: %w", err)
	}
	return list, nil
}

// Add puts a word on the list; one that stands there gets the new reason.
func (f FlaggedWords) Add(ctx context.Context, word, why string, by int64) error {
	word, why = strings.ToLower(Clean(word)), Clean(why)
	if word == "" {
		return ErrReasonMissing
	}
	return f.change(ctx, by, "word.flag", word,
		`INSERT INTO flagged_word (word, why, account_id) VALUES ($1, $2, nullif($3::bigint, 0)) ON CONFLICT (word) DO UPDATE SET why = excluded.why`, word, why, by)
}

// Remove takes a word off the list.
func (f FlaggedWords) Remove(ctx context.Context, id, by int64) error {
	return f.change(ctx, by, "word.unflag", strconv.FormatInt(id, 10), `DELETE FROM flagged_word WHERE id = $1`, id)
}

func (f FlaggedWords) change(ctx context.Context, by int64, action, word, sql string, args ...any) error {
	err := pgx.BeginFunc(ctx, f.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sql, args...); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: action, Subject: Subject{Kind: "word"}, Detail: map[string]string{"word": word}})
	})
	if err != nil {
		return fmt.Errorf("changing the flagged words: %w", err)
	}
	return nil
}

// Span is a part of a text; flagged ones come with why.
type Span struct {
	Text string
	Why  string // empty for a part that nothing is wrong with
}

// Flag cuts a text into what is harmless and what stands on the list.
func Flag(text string, words []FlaggedWord) []Span {
	var spans []Span
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // a letter whose small form is longer: nothing can be cut
		lower = text
	}
	from := 0
	for at := 0; at < len(lower); {
		word := flaggedAt(lower, at, words)
		if word == nil {
			at++
			continue
		}
		if at > from {
			spans = append(spans, Span{Text: text[from:at]})
		}
		end := at + len(word.Word)
		spans = append(spans, Span{Text: text[at:end], Why: reasonOf(*word)})
		at, from = end, end
	}
	if from < len(text) {
		spans = append(spans, Span{Text: text[from:]})
	}
	return spans
}

func reasonOf(w FlaggedWord) string {
	if w.Why == "" {
		return w.Word
	}
	return w.Why
}

// flaggedAt is the longest word of the list that begins at a place and is a
// whole word there.
func flaggedAt(lower string, at int, words []FlaggedWord) *FlaggedWord {
	if !boundary(lower, at) {
		return nil
	}
	var best *FlaggedWord
	for i, w := range words {
		if strings.HasPrefix(lower[at:], w.Word) && boundary(lower, at+len(w.Word)) && (best == nil || len(w.Word) > len(best.Word)) {
			best = &words[i]
		}
	}
	return best
}

// boundary reports whether a word can begin or end at a place.
func boundary(text string, at int) bool {
	if at == 0 || at == len(text) {
		return true
	}
	before, after := []rune(text[max(0, at-4):at]), []rune(text[at:min(len(text), at+4)])
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) }
	return !letter(before[len(before)-1]) || !letter(after[0])
}

// Flagged reports whether a text holds any word of the list.
func Flagged(text string, words []FlaggedWord) bool {
	for _, span := range Flag(text, words) {
		if span.Why != "" {
			return true
		}
	}
	return false
}
