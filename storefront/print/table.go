package print

import (
	"context"
	"io"
	"strconv"
	"strings"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/locale"
)

// Table is a list of products for spreadsheets. Its columns carry names that the
// reader of lists knows, so that a file can go out, be corrected and come back.
type Table struct {
	Words   *locale.Printer
	Atlas   *catalog.Atlas
	Day     catalog.Day
	Address string // of the site, without a slash at the end
}

// Header names the columns.
func (t Table) Header() []string {
	header := []string{
		"STT", "Tên sản phẩm", "Tên tiếng Anh", "Chủ thể", "Loại hình chủ thể", "Xã", "Huyện cũ", "Tỉnh cũ", "Tỉnh",
		"Ngành", "Bộ", "Phân nhóm", "Hạng sao", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành", "Ngày hết hạn",
		"Tình trạng sao", "Giá tham khảo (đồng)", "Giá tính cho", "Đơn vị sản lượng",
	}
	for month := range 12 {
		header = append(header, "Sản lượng tháng "+strconv.Itoa(month+1))
	}
	header = append(header, "Đặt tối thiểu", "Đơn vị đặt tối thiểu", "Chứng nhận còn hạn", "Đủ hồ sơ siêu thị", "Trang sản phẩm")
	if t.Words.Lang == locale.EN {
		return t.english(header)
	}
	return header
}

// english names the columns in English, one for one.
func (t Table) english(header []string) []string {
	names := []string{
		"No", "Name", "English name", "Producer", "Producer type", "Commune", "Former district", "Province former", "Province",
		"Sector", "Set", "Subgroup", "Stars", "Decision no", "Decision date", "Issuer", "Expires on",
		"State of the star", "Guide price (dong)", "Price for", "Unit of capacity",
	}
	for month := range 12 {
		names = append(names, "Capacity in month "+strconv.Itoa(month+1))
	}
	names = append(names, "Minimum order", "Unit of minimum order", "Certificates in force", "Ready for supermarkets", "Page of the product")
	return names[:len(header)]
}

// Row is one product.
func (t Table) Row(number int, l catalog.Listing) []string {
	province, _ := t.Atlas.Province(l.ProvinceCode)
	group, _ := t.Atlas.Group(l.GroupSlug)
	star := l.Star(t.Day)
	row := []string{
		strconv.Itoa(number), l.Name, l.NameEN, l.ProducerName, "", l.Commune, l.DistrictFormer, l.ProvinceFormer, province.Name,
		t.Words.Text(group.Name, group.NameEN), "", l.Subgroup,
	}
	if l.ProducerKind != "" {
		row[4] = t.Words.T("kind." + string(l.ProducerKind))
	}
	if l.SetNumber > 0 {
		row[10] = strconv.Itoa(l.SetNumber)
	}
	row = append(row, t.rating(star)...)
	row = append(row, t.Words.T("status."+string(star.Status)))
	row = append(row, t.trade(l)...)
	return append(row, t.Address+t.path(l.Slug))
}

// rating is the decision that counts.
func (t Table) rating(star catalog.Star) []string {
	if star.Line == nil || star.Stars == 0 {
		return make([]string, 5)
	}
	cells := []string{strconv.Itoa(star.Stars), star.Line.DecisionNo, "", star.Line.Issuer, ""}
	if !star.Line.IssuedOn.IsZero() {
		cells[2] = star.Line.IssuedOn.String()
	}
	if !star.Until.IsZero() {
		cells[4] = star.Until.String()
	}
	return cells
}

// trade is what buyers ask.
func (t Table) trade(l catalog.Listing) []string {
	cells := make([]string, 3+12+4)
	if l.Price > 0 {
		cells[0], cells[1] = strconv.FormatInt(l.Price, 10), t.Words.Text(l.PriceUnit, l.PriceUnitEN)
	}
	if d := l.Trade; d != nil {
		if len(d.Capacity) == 12 {
			cells[2] = t.Words.Text(d.CapacityUnit, d.CapacityUnitEN)
			for month, amount := range d.Capacity {
				cells[3+month] = plain(amount)
			}
		}
		if d.MinimumOrder > 0 {
			cells[15], cells[16] = plain(d.MinimumOrder), t.Words.Text(d.MinimumOrderUnit, d.MinimumOrderUnitEN)
		}
	}
	var papers []string
	for _, c := range l.Certificates {
		if c.ValidOn(t.Day) {
			papers = append(papers, t.Words.T("paper."+c.Kind))
		}
	}
	cells[17] = strings.Join(papers, "; ")
	if l.Evidence().Ready(t.Day) {
		cells[18] = "x"
	}
	return cells
}

// plain is an amount as spreadsheets take it.
func plain(amount float64) string { return strconv.FormatFloat(amount, 'f', -1, 64) }

func (t Table) path(slug string) string {
	if t.Words.Lang == locale.EN {
		return "/en/products/" + slug
	}
	return "/san-pham/" + slug
}

// CSV writes the list for programs.
func (t Table) CSV(w io.Writer, listings []catalog.Listing) error {
	table, err := sheet.NewCSVWriter(w, t.Header())
	if err != nil {
		return err
	}
	for i, l := range listings {
		if err := table.Write(t.Row(i+1, l)); err != nil {
			return err
		}
	}
	return table.Close()
}

// XLSX writes the list as a workbook. It ends early with the context, and with an
// error of progress.
func (t Table) XLSX(ctx context.Context, w io.Writer, listings []catalog.Listing, progress Progress) error {
	rows := make([][]string, len(listings))
	for i, l := range listings {
		rows[i] = t.Row(i+1, l)
		if i%500 == 499 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := progress(i + 1); err != nil {
				return err
			}
		}
	}
	return sheet.WriteXLSX(w, "OCOP", t.Header(), rows)
}
