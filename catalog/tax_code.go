package catalog

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ErrTaxCode says that a text is no tax code.
var ErrTaxCode = errors.New("catalog: not a tax code")

// TaxCode reads a tax code as people write it: ten digits, with three more for a
// branch, or the twelve of a person, which a household business has. Empty stays
// empty.
func TaxCode(text string) (string, error) {
	code := strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' {
			return -1
		}
		return r
	}, Clean(text))
	if len(code) == 13 && !strings.Contains(code, "-") {
		code = code[:10] + "-" + code[10:]
	}
	if code != "" && !regexp.MustCompile(`^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$`).MatchString(code) {
		return "", ErrTaxCode
	}
	return code, nil
}

const setTaxCodeSQL = `
UPDATE producer SET tax_code = nullif(@code, ''), updated_at = now()
WHERE id = @id AND merged_into IS NULL AND coalesce(tax_code, '') <> @code RETURNING province_code`

// SetTaxCode enters or corrects the tax code by which offices tell producers
// apart, or takes it away. It is never published, and the audit says only that
// it was changed, because twelve digits are the number of a person.
func (p Producers) SetTaxCode(ctx context.Context, id int64, text string, by int64) error {
	code, err := TaxCode(text)
	if err != nil {
		return err
	}
	err = pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		e := Entry{AccountID: by, Action: "producer.tax-code", Subject: Subject{ProducerSubject, id}, Detail: map[string]string{}}
		err := tx.QueryRow(ctx, setTaxCodeSQL, pgx.StrictNamedArgs{"id": id, "code": code}).Scan(&e.ProvinceCode)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAlreadyDone
		}
		if err != nil {
			return err
		}
		return Record(ctx, tx, e)
	})
	if err != nil {
		return fmt.Errorf("writing the tax code of producer %d: %w", id, err)
	}
	return nil
}
