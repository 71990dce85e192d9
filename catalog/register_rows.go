package catalog

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
)

func join(columns []string) string { return strings.Join(columns, ", ") }

// assign writes "name = n.name" for every column but the first, the number.
func assign(columns []string) string {
	parts := make([]string, 0, len(columns))
	for _, c := range columns[1:] {
		parts = append(parts, c+" = n."+c)
	}
	return join(parts)
}

// communes adds the communes that were not known.
func (w *registerWriter) communes(ctx context.Context, fresh []*communeEntry) error {
	ids, err := w.number(ctx, "commune", len(fresh))
	if err != nil {
		return err
	}
	for i, c := range fresh {
		c.id = ids[i]
	}
	return w.copy(ctx, "commune", []string{"id", "province_code", "name", "folded"}, len(fresh), func(i int) []any {
		c := fresh[i]
		return []any{c.id, c.province, c.name, Fold(c.name)}
	})
}

// producers adds the new ones and changes the known ones.
func (w *registerWriter) producers(ctx context.Context, fresh, old []*producerEntry) error {
	ids, err := w.number(ctx, "producer", len(fresh))
	if err != nil {
		return err
	}
	for i, p := range fresh {
		p.id = ids[i]
	}
	if err := w.remember(ctx, "producer", identsOf(old), identsOf(fresh)); err != nil {
		return err
	}
	facts := factsOf("producer")
	values := func(p *producerEntry) []any {
		f := p.now
		return []any{p.id, f.name, orNull(string(f.kind)), f.commune.number(), f.address, f.districtFormer, f.provinceFormer}
	}
	if err := w.update(ctx, "producer", facts, assign(facts), len(old), func(i int) []any { return values(old[i]) }); err != nil {
		return err
	}
	return w.copy(ctx, "producer", append(facts, "slug", "folded", "province_code"), len(fresh), func(i int) []any {
		p := fresh[i]
		return append(values(p), p.slug, Fold(p.now.name), p.province)
	})
}

// products adds the new ones and changes the known ones.
func (w *registerWriter) products(ctx context.Context, fresh, old []*productEntry) error {
	ids, err := w.number(ctx, "product", len(fresh))
	if err != nil {
		return err
	}
	for i, p := range fresh {
		p.id = ids[i]
	}
	if err := w.remember(ctx, "product", identsOf(old), identsOf(fresh)); err != nil {
		return err
	}
	facts := factsOf("product")
	values := func(p *productEntry) []any {
		f := p.now
		return []any{p.id, f.name, f.nameEN, f.commune.number(), f.districtFormer, f.provinceFormer, orNull(f.group), smallOrNull(f.set), f.subgroup, f.source}
	}
	if err := w.update(ctx, "product", facts, assign(facts), len(old), func(i int) []any { return values(old[i]) }); err != nil {
		return err
	}
	return w.copy(ctx, "product", append(facts, "slug", "folded", "province_code", "producer_id"), len(fresh), func(i int) []any {
		p := fresh[i]
		var producer *int64
		if p.producer != nil {
			producer = &p.producer.id
		}
		return append(values(p), p.slug, Fold(p.now.name), p.province, producer)
	})
}

// endLinesSQL ends lines before others begin, so that no two of a product are
// in force on one day at any moment between.
const endLinesSQL = `
UPDATE recognition AS t SET superseded_on = n.superseded_on
FROM unnest(@ids::bigint[], @days::date[]) AS n (id, superseded_on) WHERE t.id = n.id`

// lines changes known recognitions and adds the new ones.
func (w *registerWriter) lines(ctx context.Context, old []*lineEntry, fresh []productLine) error {
	ids, err := w.number(ctx, "recognition", len(fresh))
	if err != nil {
		return err
	}
	for i := range fresh {
		fresh[i].line.now.ID = ids[i]
	}
	known := make([]int64, len(old))
	for i, l := range old {
		known[i] = l.now.ID
	}
	if err := w.remember(ctx, "recognition", known, ids); err != nil {
		return err
	}
	if err := w.endLines(ctx, old); err != nil {
		return err
	}
	facts := factsOf("recognition")
	values := func(r Recognition) []any {
		return []any{r.ID, string(r.Kind), smallOrNull(r.Stars), r.DecisionNo, r.Issuer, orNull(r.Generation), r.IssuedOn, smallOrNull(r.IssuedYear), r.ExpiresOn, r.SupersededOn, r.ProductCode}
	}
	if err := w.update(ctx, "recognition", facts, assign(facts), len(old), func(i int) []any { return values(old[i].now) }); err != nil {
		return err
	}
	return w.copy(ctx, "recognition", append([]string{"product_id"}, facts...), len(fresh), func(i int) []any {
		return append([]any{fresh[i].product.id}, values(fresh[i].line.now)...)
	})
}

func (w *registerWriter) endLines(ctx context.Context, old []*lineEntry) error {
	var ids []int64
	var days []Day
	for _, l := range old {
		if l.was.SupersededOn != l.now.SupersededOn && l.was.IssuedOn == l.now.IssuedOn {
			ids, days = append(ids, l.now.ID), append(days, l.now.SupersededOn)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, endLinesSQL, pgx.StrictNamedArgs{"ids": ids, "days": days})
	return err
}

// number is the commune's number in its table, nil where there is none.
func (e *communeEntry) number() *int64 {
	if e == nil {
		return nil
	}
	return &e.id
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func smallOrNull(n int) *int16 {
	if n == 0 {
		return nil
	}
	small := int16(n)
	return &small
}
