package search

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// GapWeeks is how far back the board of gaps looks, the running week included.
const GapWeeks = 12

// Gap is something that people look for and the catalogue does not hold.
type Gap struct {
	Text         string // as most of the latest week's visitors wrote it, in small letters
	ProvinceCode string // empty where they named none
	ThisWeek     int    // different visitors; 0 while there are fewer than three
	Visitors     int    // of all weeks, each visitor once a week
	Weeks        int    // in which there were three or more
	Latest       catalog.Day
}

const gapsSQL = `
WITH line AS (
	SELECT week, folded, province_code, mode() WITHIN GROUP (ORDER BY typed) AS typed, count(*) AS visitors
	FROM search_silence WHERE week = @week
	GROUP BY week, folded, province_code HAVING count(*) >= 3
	UNION ALL
	SELECT week, folded, province_code, typed, visitors
	FROM search_demand WHERE week < @week AND week > @week::date - 7 * @weeks::integer
)
SELECT (array_agg(typed ORDER BY week DESC))[1] AS text, province_code,
	coalesce(sum(visitors) FILTER (WHERE week = @week), 0)::integer AS this_week,
	sum(visitors)::integer AS visitors, count(*)::integer AS weeks, max(week) AS latest
FROM line GROUP BY folded, province_code
ORDER BY this_week DESC, visitors DESC, folded, province_code LIMIT @most`

// Gaps lists what at least three different visitors looked for in one of the
// last weeks, what most look for now first.
func (d *Demand) Gaps(ctx context.Context, most int) ([]Gap, error) {
	args := pgx.StrictNamedArgs{"week": monday(d.today()), "weeks": GapWeeks, "most": most}
	rows, err := d.db.Query(ctx, gapsSQL, args)
	if err != nil {
		return nil, fmt.Errorf("reading demand: %w", err)
	}
	gaps, err := pgx.CollectRows(rows, pgx.RowToStructByName[Gap])
	if err != nil {
		return nil, fmt.Errorf("reading demand: %w", err)
	}
	return gaps, nil
}

const sumUpSQL = `
INSERT INTO search_demand (week, folded, province_code, typed, visitors)
SELECT week, folded, province_code, mode() WITHIN GROUP (ORDER BY typed), count(*)
FROM search_silence WHERE week < $1
GROUP BY week, folded, province_code HAVING count(*) >= 3
ON CONFLICT DO NOTHING`

// Close sums up the weeks that have ended and throws away who was in them, and
// sums older than a year. Several processes may close at once.
func (d *Demand) Close(ctx context.Context) error {
	week := monday(d.today())
	err := pgx.BeginFunc(ctx, d.db, func(tx pgx.Tx) error {
		for _, sql := range []string{
			sumUpSQL,
			`DELETE FROM search_silence WHERE week < $1`,
			`DELETE FROM search_salt WHERE week < $1`,
			`DELETE FROM search_demand WHERE week < $1::date - interval '1 year'`,
		} {
			if _, err := tx.Exec(ctx, sql, week); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("summing up demand: %w", err)
	}
	return nil
}
