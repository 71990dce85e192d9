package catalog

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"ocop/catalog/sheet"
)

// ErrNameTaken says that the producer has a product of that name already.
var ErrNameTaken = errors.New("catalog: the producer has a product of that name")

const transferSQL = `
UPDATE product SET producer_id = @to, updated_at = now()
WHERE id = @id AND merged_into IS NULL AND producer_id IS DISTINCT FROM @to RETURNING name, province_code`

// followSQL lets the open change of a product follow it to its new producer, and
// so to that one's office.
const followSQL = `
UPDATE listing_edit e SET producer_id = r.id, province_code = r.province_code, updated_at = now(),
	taken_by = CASE WHEN e.province_code = r.province_code THEN e.taken_by END, taken_at = CASE WHEN e.province_code = r.province_code THEN e.taken_at END
FROM producer r WHERE r.id = $1 AND e.subject_kind = 'product' AND e.subject_id = $2 AND e.state IN ('draft', 'waiting', 'returned')`

// Transfer gives a listing to another producer; its address, stars and pictures
// stay as they are.
func (p Products) Transfer(ctx context.Context, id, to int64, reason string, by int64) error {
	if reason = Clean(reason); reason == "" {
		return ErrReasonMissing
	}
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		target, err := briefOf(ctx, tx, to)
		if err != nil {
			return err
		}
		var from, name, province string
		err = tx.QueryRow(ctx, `SELECT coalesce(r.name, '') FROM product p LEFT JOIN producer r ON r.id = p.producer_id WHERE p.id = $1`, id).Scan(&from)
		if err != nil {
			return err
		}
		err = tx.QueryRow(ctx, transferSQL, pgx.StrictNamedArgs{"id": id, "to": to}).Scan(&name, &province)
		var refused *pgconn.PgError
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return ErrAlreadyDone
		case errors.As(err, &refused) && refused.ConstraintName == "product_of_producer":
			return ErrNameTaken
		case err != nil:
			return err
		}
		if _, err := tx.Exec(ctx, followSQL, to, id); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{
			AccountID: by, Action: "product.transfer", Subject: Subject{"product", id}, ProvinceCode: province,
			Detail: map[string]string{"name": name, "from": from, "to": target.Name, "reason": reason},
		})
	})
	if err != nil {
		return fmt.Errorf("transferring product %d: %w", id, err)
	}
	return nil
}

const communeSQL = `
INSERT INTO commune (province_code, name, folded) VALUES (@province, @name, @folded)
ON CONFLICT (province_code, folded) DO UPDATE SET folded = excluded.folded RETURNING id`

// A producer's changes go to the office of its new province, open ones and those
// still to be checked; the trust of the old office does not.
const (
	moveEditsSQL = `
UPDATE listing_edit SET province_code = $2, taken_by = NULL, taken_at = NULL, updated_at = now()
WHERE producer_id = $1 AND province_code <> $2 AND (state IN ('draft', 'waiting', 'returned') OR at_once AND checked_at IS NULL)`
	endTrustSQL = `DELETE FROM trusted_producer WHERE producer_id = $1`
)

func moveOffice(ctx context.Context, tx pgx.Tx, producerID int64, from, to, reason string, by int64) error {
	if _, err := tx.Exec(ctx, moveEditsSQL, producerID, to); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, endTrustSQL, producerID)
	if err != nil || tag.RowsAffected() == 0 {
		return err
	}
	return Record(ctx, tx, Entry{
		AccountID: by, Action: "producer.trust", Subject: Subject{ProducerSubject, producerID}, ProvinceCode: from,
		Detail: map[string]string{"trusted": "false", "reason": reason},
	})
}

const placeNameSQL = `SELECT concat_ws(', ', nullif($2, ''), name) FROM province WHERE code = $1`

// placeName is a commune and its province as people write them.
func placeName(ctx context.Context, tx pgx.Tx, province, commune string) (name string, err error) {
	err = tx.QueryRow(ctx, placeNameSQL, province, commune).Scan(&name)
	return name, err
}

// Reassign puts a producer, and those of its products that stood in the same
// commune, into a commune of a province.
func (p Producers) Reassign(ctx context.Context, id int64, province, commune, reason string, by int64) error {
	if reason = Clean(reason); reason == "" {
		return ErrReasonMissing
	}
	commune = sheet.CommuneName(Clean(commune))
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		was, err := briefOf(ctx, tx, id)
		if err != nil {
			return err
		}
		var at *int64
		if Fold(commune) != "" {
			args := pgx.StrictNamedArgs{"province": province, "name": commune, "folded": Fold(commune)}
			if err := tx.QueryRow(ctx, communeSQL, args).Scan(&at); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `
			UPDATE product SET province_code = $2, commune_id = CASE WHEN product.commune_id IS NULL THEN NULL ELSE $3::bigint END, updated_at = now()
			FROM producer r WHERE r.id = $1 AND product.producer_id = r.id AND product.province_code = r.province_code
				AND (product.commune_id IS NULL OR product.commune_id = r.commune_id)`, id, province, at)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE producer SET province_code = $2, commune_id = $3, updated_at = now() WHERE id = $1`, id, province, at)
		var refused *pgconn.PgError
		if errors.As(err, &refused) && refused.Code == "23505" {
			return ErrNameTaken
		}
		if err != nil {
			return err
		}
		if province != was.ProvinceCode {
			if err := moveOffice(ctx, tx, id, was.ProvinceCode, province, reason, by); err != nil {
				return err
			}
		}
		from, err := placeName(ctx, tx, was.ProvinceCode, was.Commune)
		if err != nil {
			return err
		}
		to, err := placeName(ctx, tx, province, commune)
		if err != nil {
			return err
		}
		return Record(ctx, tx, Entry{
			AccountID: by, Action: "producer.reassign", Subject: Subject{"producer", id}, ProvinceCode: province,
			Detail: map[string]string{"name": was.Name, "from": from, "to": to, "reason": reason, "products": strconv.Itoa(was.Products)},
		})
	})
	if err != nil {
		return fmt.Errorf("re-assigning producer %d: %w", id, err)
	}
	return nil
}
