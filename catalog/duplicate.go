package catalog

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Likeness says why two producers may be one.
type Likeness string

// The reasons, the surest first.
const (
	SameTaxCode Likeness = "tax_code"
	SamePhone   Likeness = "phone"
	SameName    Likeness = "name"    // once short forms are written out
	SameCommune Likeness = "commune" // the same own name, in one commune, of another or no legal form
)

// ProducerBrief is a producer as offices list it.
type ProducerBrief struct {
	ID           int64
	Slug         string
	Name         string
	Kind         ProducerKind
	ProvinceCode string
	Commune      string
	Phone        string // for offices only
	TaxCode      string // likewise
	Products     int
	Down         bool // taken off the public pages
}

// Duplicate is a pair of producers that may be one.
type Duplicate struct {
	A, B  ProducerBrief // A holds more products
	Alike Likeness
}

const briefColumns = `
SELECT r.id, r.slug, r.name, coalesce(r.kind, '') AS kind, r.province_code, coalesce(c.name, '') AS commune, r.phone,
	coalesce(r.tax_code, '') AS tax_code, r.taken_down_at IS NOT NULL AS down,
	(SELECT count(*) FROM product p WHERE p.producer_id = r.id AND p.merged_into IS NULL) AS products
FROM producer r LEFT JOIN commune c ON c.id = r.commune_id
WHERE r.merged_into IS NULL`

const distinctSQL = `SELECT low_id, high_id FROM producer_distinct`

// Duplicates proposes producers of a province that may be one: they share a tax
// code, a phone, a name once its short forms are written out, or their own name
// and commune. Pairs that an office has called different are left out. Of
// several reasons the surest is told; an empty province means all.
func (p Producers) Duplicates(ctx context.Context, province string, most int) ([]Duplicate, error) {
	rows, err := p.DB.Query(ctx, briefColumns+` AND ($1 = '' OR r.province_code = $1) ORDER BY r.id`, province)
	if err != nil {
		return nil, fmt.Errorf("looking for duplicates: %w", err)
	}
	briefs, err := pgx.CollectRows(rows, pgx.RowToStructByName[ProducerBrief])
	if err != nil {
		return nil, fmt.Errorf("looking for duplicates: %w", err)
	}
	apart, err := p.distinct(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for duplicates: %w", err)
	}
	found := pairs(briefs, apart)
	return found[:min(most, len(found))], nil
}

// twins is a pair of numbers, the lower first.
type twins struct{ low, high int64 }

func pairOf(a, b int64) twins { return twins{min(a, b), max(a, b)} }

func (p Producers) distinct(ctx context.Context) (map[twins]bool, error) {
	rows, err := p.DB.Query(ctx, distinctSQL)
	if err != nil {
		return nil, err
	}
	apart := map[twins]bool{}
	var t twins
	_, err = pgx.ForEachRow(rows, []any{&t.low, &t.high}, func() error { apart[t] = true; return nil })
	return apart, err
}

// pairs finds the pairs that share a sign, the surest signs first. Of more than
// two that share one, each is paired with the first.
func pairs(briefs []ProducerBrief, apart map[twins]bool) []Duplicate {
	var found []Duplicate
	for _, alike := range []Likeness{SameTaxCode, SamePhone, SameName, SameCommune} {
		first := map[string]ProducerBrief{}
		for _, b := range briefs {
			sign := b.sign(alike)
			if sign == "" {
				continue
			}
			a, met := first[sign]
			if !met {
				first[sign] = b
				continue
			}
			if pair := pairOf(a.ID, b.ID); !apart[pair] {
				apart[pair] = true
				if b.Products > a.Products {
					a, b = b, a
				}
				found = append(found, Duplicate{A: a, B: b, Alike: alike})
			}
		}
	}
	return found
}

// sign is what must be the same for a likeness, empty where it is not known.
func (b ProducerBrief) sign(alike Likeness) string {
	switch alike {
	case SameTaxCode:
		return b.TaxCode
	case SamePhone:
		return phoneSign(b.Phone)
	case SameName:
		return key(b.ProvinceCode, spellOut(Fold(b.Name)))
	case SameCommune:
		own := ownName(spellOut(Fold(b.Name)))
		if own == "" || b.Commune == "" {
			return ""
		}
		return key(b.ProvinceCode, Fold(b.Commune), own)
	}
	return ""
}

// phoneSign is a phone number without its signs and its country code.
func phoneSign(phone string) string {
	var b strings.Builder
	for _, r := range phone {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(b.String(), "84"), "0")
	if len(digits) < 8 {
		return ""
	}
	return digits
}

// ownName is what is left of a producer's name without the words of its legal
// form and trade; empty where that is next to nothing.
func ownName(spelledOut string) string {
	name := " " + spelledOut + " "
	for _, form := range []string{
		"hop tac xa", "to hop tac", "lien hiep", "cong ty", "trach nhiem huu han", "co phan", "mot thanh vien", "thanh vien",
		"doanh nghiep tu nhan", "co so san xuat", "ho kinh doanh", "kinh doanh", "co so", "san xuat", "nong nghiep", "dich vu",
		"thuong mai", "tong hop", "va",
	} {
		name = strings.ReplaceAll(name, " "+form+" ", " ")
	}
	own := strings.Join(strings.Fields(name), " ")
	if len(own) < 4 {
		return ""
	}
	return own
}

const apartSQL = `
INSERT INTO producer_distinct (low_id, high_id, account_id) VALUES (@low, @high, nullif(@by::bigint, 0)) ON CONFLICT DO NOTHING`

// Apart remembers that two producers which look alike are not one.
func (p Producers) Apart(ctx context.Context, a, b, by int64) error {
	pair := pairOf(a, b)
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, apartSQL, pgx.StrictNamedArgs{"low": pair.low, "high": pair.high, "by": by}); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "producer.distinct", Subject: Subject{"producer", pair.low}, Detail: map[string]string{"other": fmt.Sprint(pair.high)}})
	})
	if err != nil {
		return fmt.Errorf("keeping producers %d and %d apart: %w", a, b, err)
	}
	return nil
}

// Brief is one producer as offices list it; pgx.ErrNoRows where there is none.
func (p Producers) Brief(ctx context.Context, id int64) (ProducerBrief, error) {
	rows, err := p.DB.Query(ctx, briefColumns+` AND r.id = $1`, id)
	if err != nil {
		return ProducerBrief{}, fmt.Errorf("reading producer %d: %w", id, err)
	}
	b, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[ProducerBrief])
	if err != nil {
		return ProducerBrief{}, fmt.Errorf("reading producer %d: %w", id, err)
	}
	return b, nil
}

// Named finds producers of a province by words of their name, for offices.
func (p Producers) Named(ctx context.Context, province, words string, most int) ([]ProducerBrief, error) {
	rows, err := p.DB.Query(ctx, briefColumns+` AND ($1 = '' OR r.province_code = $1) AND strpos(r.folded, $2) > 0 ORDER BY r.folded, r.id LIMIT $3`,
		province, Fold(words), most)
	if err != nil {
		return nil, fmt.Errorf("looking for producers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[ProducerBrief])
	if err != nil {
		return nil, fmt.Errorf("looking for producers: %w", err)
	}
	slices.SortStableFunc(list, func(a, b ProducerBrief) int { return cmp.Compare(b.Products, a.Products) })
	return list, nil
}
