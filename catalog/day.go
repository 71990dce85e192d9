package catalog

import (
	"fmt"
	"time"
	_ "time/tzdata" // the site's zone must be known on machines without zone files

	"github.com/jackc/pgx/v5/pgtype"
)

// Day is a date of the calendar, without a time or a zone. The zero Day means
// that the date is not known.
type Day struct {
	Year  int
	Month time.Month
	Date  int
}

// NewDay returns the day of the given date, normalised as time.Date does it.
func NewDay(year int, month time.Month, date int) Day {
	return dayOf(time.Date(year, month, date, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads a day written as 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, fmt.Errorf("reading a day: %w", err)
	}
	return dayOf(t), nil
}

// Zone is the site's time zone, that of Vietnam: seven hours ahead, summer and
// winter, for as long as there has been anything to record here. To load it by
// its name would read a file each time a day is asked for.
func Zone() *time.Location { return time.FixedZone("ICT", 7*60*60) }

// DayAt is the day on which t falls in Vietnam.
func DayAt(t time.Time) Day { return dayOf(t.In(Zone())) }

func dayOf(t time.Time) Day { return Day{t.Year(), t.Month(), t.Day()} }

// IsZero reports whether the day is unknown.
func (d Day) IsZero() bool { return d == Day{} }

// Time is midnight UTC of the day, for arithmetic and formatting.
func (d Day) Time() time.Time { return time.Date(d.Year, d.Month, d.Date, 0, 0, 0, 0, time.UTC) }

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool { return d.number() < e.number() }

// After reports whether d is later than e.
func (d Day) After(e Day) bool { return e.Before(d) }

func (d Day) number() int { return d.Year*10000 + int(d.Month)*100 + d.Date }

// AddDays is the day n days later.
func (d Day) AddDays(n int) Day { return dayOf(d.Time().AddDate(0, 0, n)) }

// AddMonths is the same date n months later, or the last day of that month
// where it is shorter, as PostgreSQL adds months.
func (d Day) AddMonths(n int) Day {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day{first.Year(), first.Month(), min(d.Date, last)}
}

// DaysUntil counts the days from d to e; negative where e is earlier.
func (d Day) DaysUntil(e Day) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

// String is the day as 2006-01-02, or nothing where it is unknown.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as 2006-01-02.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Day{}
		return nil
	}
	day, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = day
	return nil
}

// ScanDate lets pgx read a date column into a Day.
func (d *Day) ScanDate(v pgtype.Date) error {
	if !v.Valid {
		*d = Day{}
		return nil
	}
	*d = dayOf(v.Time)
	return nil
}

// DateValue lets pgx write a Day to a date column; an unknown day is NULL.
func (d Day) DateValue() (pgtype.Date, error) {
	return pgtype.Date{Time: d.Time(), Valid: !d.IsZero()}, nil
}
