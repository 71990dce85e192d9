package catalog

import "cmp"

// shownPlace is the one place that a list going out shows for a known product and
// its producer: the product's own, else the producer's. A row that only repeats it
// moves neither of them.
type shownPlace struct {
	commune, districtFormer, provinceFormer string
}

// shown is the place of a product as exportSQL writes it; none for a new one.
func (e *productEntry) shown() shownPlace {
	if e.fresh {
		return shownPlace{}
	}
	var producer producerFacts
	if e.producer != nil {
		producer = e.producer.was
	}
	return shownPlace{
		commune:        cmp.Or(e.was.commune.text(), producer.commune.text()),
		districtFormer: cmp.Or(e.was.districtFormer, producer.districtFormer),
		provinceFormer: cmp.Or(e.was.provinceFormer, producer.provinceFormer),
	}
}

// tells reports whether a value of a row says where an entry lies: not where it is
// empty, or repeats what is shown of the two while the entry itself has another.
func tells(value, shown, own string) bool {
	return value != "" && (Fold(value) != Fold(shown) || Fold(value) == Fold(own))
}

// formerPlace takes the district and province of before 1 July 2025.
func (e *entry) formerPlace(row *plannedRow, district, province *string) {
	if tells(row.row.DistrictFormer, row.shown.districtFormer, *district) {
		e.text(fieldDistrict, district, row.row.DistrictFormer)
	}
	if tells(row.place.former, row.shown.provinceFormer, *province) {
		e.text(fieldProvince, province, row.place.former)
	}
}
