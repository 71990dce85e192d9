package print

import (
	"context"
	"errors"
	"io"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/catalog/sheet"
	"ocop/storefront/locale"
)

// FairRecord is the list of events a maker has taken part in, for the dossier of
// criterion B 4.3 (Decision 26/2026/QĐ-TTg).
type FairRecord struct {
	Words   *locale.Printer
	Atlas   *catalog.Atlas
	Day     catalog.Day
	Address string
}

// row is one event, in the order of the header.
func (r FairRecord) row(x fair.Participant) []string {
	province, _ := r.Atlas.Province(x.EventProvince)
	where := r.Words.Text(province.Name, province.NameEN)
	if where == "" && x.Country != "VN" {
		where = r.Words.T("event.country." + x.Country)
	}
	return []string{
		r.Words.T("fair.reach." + string(x.Reach())), r.Words.Text(x.EventName, x.EventNameEN), r.Words.T("event.kind." + string(x.EventKind)),
		r.Words.T("event.level." + x.EventLevel), r.Words.Day(x.StartsOn), r.Words.Day(x.EndsOn), r.Words.Text(x.Venue, x.VenueEN), where,
		r.Words.Text(x.Organiser, x.OrganiserEN), x.Document, x.Booth,
	}
}

// CSV writes the record for spreadsheets.
func (r FairRecord) CSV(w io.Writer, list []fair.Participant) error {
	header := []string{}
	for _, key := range []string{"reach", "event", "kind", "level", "from", "to", "venue", "where", "organiser", "document", "booth", "page"} {
		header = append(header, r.Words.T("fair.column."+key))
	}
	path := "/xuc-tien/"
	if r.Words.Lang == locale.EN {
		path = "/en/promotion/"
	}
	var rows [][]string
	for _, x := range list {
		rows = append(rows, append(r.row(x), r.Address+path+x.EventSlug))
	}
	return sheet.WriteCSV(w, header, rows)
}

// record prints the list on A4, near and far apart, with the code to the maker's
// page so that it can be checked.
func (w *Worker) record(ctx context.Context, file io.Writer, order Order) error {
	list, err := w.fairs().Record(ctx, order.SubjectID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errors.New("print: there is no record any more")
	}
	atlas, err := catalog.Places{DB: w.Orders.DB}.Atlas(ctx)
	if err != nil {
		return err
	}
	b := w.newSheet(order)
	r := FairRecord{Words: b.Words, Atlas: atlas, Day: b.Day, Address: b.Address}
	if err := b.recordHead(list); err != nil {
		return err
	}
	y := 74.0
	for _, reach := range fair.Reaches() {
		named := false
		for _, x := range list {
			if x.Reach() != reach {
				continue
			}
			if y > sheetHeight-44 {
				b.sheet()
				y = 22
			}
			if !named {
				b.write(strong, 12, leaf)
				b.SetXY(20, y)
				b.CellFormat(170, 6, b.Words.T("fair.reach."+string(reach)), "", 0, "L", false, 0, "")
				y, named = y+9, true
			}
			y = b.recordLine(y, r.row(x)) + 3
		}
		if named {
			y += 4
		}
	}
	b.write(regular, 8.5, inkSoft)
	b.paragraph(20, max(y+2, sheetHeight-24), 170, 4.4, 3, b.Words.T("fair.record.source", "site", b.Site, "day", b.Words.Day(b.Day)))
	return b.finish(file)
}

func (b *book) recordHead(list []fair.Participant) error {
	b.sheet()
	maker := list[0]
	b.write(strong, 20, ink)
	y := b.paragraph(20, 22, 136, 9, 2, b.Title)
	b.write(strong, 12, ink)
	y = b.paragraph(20, y+3, 136, 6, 2, maker.ProducerName)
	b.write(regular, 10, inkSoft)
	y = b.paragraph(20, y+1, 136, 5, 2, reachWords(b.Words, list))
	if b.Sample {
		b.paragraph(20, y+1, 136, 5, 1, b.Words.T("print.sample"))
	}
	path := "/chu-the/"
	if b.Words.Lang == locale.EN {
		path = "/en/producers/"
	}
	return b.qr(164, 22, 26, b.Address+path+maker.ProducerSlug)
}

// recordLine is one event: when, what and where, who organised it and on what
// paper it rests.
func (b *book) recordLine(y float64, row []string) float64 {
	b.rule(20, y-1, 170, line)
	b.write(strong, 9.5, ink)
	b.SetXY(20, y)
	b.CellFormat(44, 5, row[4]+" –", "", 0, "L", false, 0, "")
	b.SetXY(20, y+5)
	b.CellFormat(44, 5, row[5], "", 0, "L", false, 0, "")
	at := b.paragraph(66, y, 124, 5, 2, row[1])
	b.write(regular, 9, inkSoft)
	at = b.paragraph(66, at, 124, 4.6, 2, joined(" · ", row[2], row[3], joined(", ", row[6], row[7])))
	booth := ""
	if row[10] != "" {
		booth = b.Words.T("event.booth") + " " + row[10]
	}
	at = b.paragraph(66, at, 124, 4.6, 2, joined(" · ", row[8], row[9], booth))
	return max(at, y+10) + 1
}

// joined puts together what is not empty.
func joined(between string, parts ...string) string {
	text := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if text != "" {
			text += between
		}
		text += part
	}
	return text
}
