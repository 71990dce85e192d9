package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ListHeader names the columns of an exported list, in the words that the reader
// of lists understands, so that a file can go out, be corrected and come back.
func ListHeader() []string {
	return []string{
		"STT", "Tên sản phẩm", "Tên tiếng Anh", "Chủ thể", "Loại hình", "Địa chỉ", "Xã", "Huyện cũ", "Tỉnh cũ", "Tỉnh", "Nhóm sản phẩm", "Bộ sản phẩm",
		"Phân nhóm", "Hạng sao", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành", "Ngày hết hạn", "Mã sản phẩm", "Nguồn",
	}
}

// Of each product the line is exported that was issued last.
const exportSQL = `
SELECT p.name, p.name_en, coalesce(r.name, ''), coalesce(r.kind, ''), coalesce(r.address, ''), coalesce(c.name, rc.name, ''),
	coalesce(nullif(p.district_former, ''), r.district_former, ''), coalesce(nullif(p.province_former, ''), r.province_former, ''), v.name,
	coalesce(p.group_slug, ''), coalesce(p.set_number::text, ''), p.subgroup, coalesce(l.stars::text, ''), coalesce(l.issued_year::text, ''),
	coalesce(l.decision_no, ''), coalesce(to_char(l.issued_on, 'DD/MM/YYYY'), ''), coalesce(l.issuer, ''),
	coalesce(to_char(l.expires_on, 'DD/MM/YYYY'), ''), coalesce(l.product_code, ''), p.source_url
FROM product p
JOIN province v ON v.code = p.province_code
LEFT JOIN producer r ON r.id = p.producer_id
LEFT JOIN commune c ON c.id = p.commune_id
LEFT JOIN commune rc ON rc.id = r.commune_id
LEFT JOIN LATERAL (
	SELECT * FROM recognition n WHERE n.product_id = p.id AND n.stars IS NOT NULL
	ORDER BY coalesce(n.issued_on, make_date(n.issued_year, 1, 1)) DESC NULLS LAST, n.id DESC LIMIT 1) l ON true
WHERE p.merged_into IS NULL AND ($1 = '' OR p.province_code = $1)
	AND ($2 = '' OR strpos(p.folded, $2) > 0 OR strpos(coalesce(r.folded, ''), $2) > 0)
	AND ($3::bigint[] IS NULL OR p.id = ANY ($3))
ORDER BY v.name, r.folded, p.folded, p.id LIMIT $4`

// Export is a list of products as offices write them.
func (p Products) Export(ctx context.Context, of Choice) ([][]string, error) {
	rows, err := p.DB.Query(ctx, exportSQL, of.ProvinceCode, Fold(of.Words), of.Among, of.Most)
	if err != nil {
		return nil, fmt.Errorf("exporting a list: %w", err)
	}
	number := 0
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]string, error) {
		number++
		cells := make([]string, len(ListHeader()))
		cells[0] = fmt.Sprint(number)
		targets := make([]any, 0, len(cells)-1)
		for i := range cells[1:] {
			targets = append(targets, &cells[i+1])
		}
		return cells, row.Scan(targets...)
	})
	if err != nil {
		return nil, fmt.Errorf("exporting a list: %w", err)
	}
	return list, nil
}
