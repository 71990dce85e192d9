package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"

	"ocop/catalog"
)

// special is a state of a star made by hand, so that the demonstration shows
// each of them.
type special struct {
	named
	Recognitions []line `json:"recognitions"`
}

// line is a recognition as cases.json writes it.
type line struct {
	Kind               catalog.RecognitionKind `json:"kind"`
	Stars              int                     `json:"stars"`
	Issuer             string                  `json:"issuer"`
	DecisionNo         string                  `json:"decision_no"`
	IssuedOn           catalog.Day             `json:"issued_on"`
	IssuedYear         int                     `json:"issued_year"`
	ExpiresOn          catalog.Day             `json:"expires_on"`
	ExtendedUntil      catalog.Day             `json:"extended_until"`
	DossierFiledOn     catalog.Day             `json:"dossier_filed_on"`
	ProposedStars      int                     `json:"proposed_stars"`
	SentOn             catalog.Day             `json:"sent_on"`
	SupersededOn       catalog.Day             `json:"superseded_on"`
	RevokedOn          catalog.Day             `json:"revoked_on"`
	RevocationDecision string                  `json:"revocation_decision"`
	RevocationGround   string                  `json:"revocation_ground"`
	DiscontinuedOn     catalog.Day             `json:"discontinued_on"`
	ProductCode        string                  `json:"product_code"`
	Generation         string                  `json:"generation"`
}

// recognition is the line for a product, flagged as a sample.
func (l line) recognition(productID int64) catalog.Recognition {
	return catalog.Recognition{
		ProductID: productID, Kind: l.Kind, Stars: l.Stars, Issuer: l.Issuer, DecisionNo: l.DecisionNo,
		IssuedOn: l.IssuedOn, IssuedYear: l.IssuedYear, ExpiresOn: l.ExpiresOn, ExtendedUntil: l.ExtendedUntil,
		DossierFiledOn: l.DossierFiledOn, ProposedStars: l.ProposedStars, SentOn: l.SentOn, SupersededOn: l.SupersededOn,
		RevokedOn: l.RevokedOn, RevocationDecision: l.RevocationDecision, RevocationGround: l.RevocationGround,
		DiscontinuedOn: l.DiscontinuedOn, ProductCode: l.ProductCode, Generation: l.Generation, Sample: true,
	}
}

// writeSamples enters the states made by hand and the sample re-ratings, all or
// none.
func (l loader) writeSamples(ctx context.Context) error {
	cases, err := read[[]special]("cases.json")
	if err != nil {
		return err
	}
	var lines []catalog.Recognition
	byHand := make(map[int64]bool)
	for _, c := range cases {
		id, _, err := l.find(ctx, c.named)
		if err != nil {
			return err
		}
		byHand[id] = true
		for _, r := range c.Recognitions {
			lines = append(lines, r.recognition(id))
		}
	}
	ids, err := l.products.IDs(ctx)
	if err != nil {
		return err
	}
	listings, err := l.products.Listings(ctx, ids)
	if err != nil {
		return err
	}
	for _, listing := range listings {
		if !byHand[listing.ID] {
			lines = append(lines, l.reratings(listing)...)
		}
	}
	return l.recognitions.Add(ctx, lines)
}

// untilEnd is how many days the star of [filingProduct] has left: the days in
// which to file for a re-rating are running.
const untilEnd = 150

// reratings is a sample re-rating for two of three products whose term has run
// out or is unverified, always the same ones, and for the one whose maker shall
// file for the next; the others stay as they are.
func (l loader) reratings(listing catalog.Listing) []catalog.Recognition {
	star := listing.Star(l.today)
	number, filing := hash(listing), filingProduct()
	// Spread over the 36 months before today, so that some are about to end.
	issued := l.today.AddDays(-int(number/3%1050) - 10)
	switch {
	case listing.Name == filing.Name && listing.ProducerName == filing.Producer:
		issued = l.today.AddDays(untilEnd).AddMonths(-36)
	case star.Status != catalog.Expired && star.Status != catalog.Unverified || number%3 == 0:
		return nil
	}
	district := listing.DistrictFormer
	if star.Stars == 3 && district == "" && issued.Before(twoTiers()) {
		// Without a known district the star can only be of after the districts.
		issued = l.today.AddDays(-int(number / 3 % 500))
	}
	issuer, decision := l.issuerOf(listing, star.Stars, issued)
	generation := "qd148-2023"
	if !issued.Before(catalog.NewDay(2026, 5, 22)) {
		generation = "qd26-2026"
	}
	return []catalog.Recognition{{
		ProductID: listing.ID, Kind: catalog.Rerating, Stars: star.Stars, Issuer: issuer,
		DecisionNo: fmt.Sprintf("MẪU-%d/%s", number%4000+100, decision), IssuedOn: issued, ExpiresOn: issued.AddMonths(36),
		Generation: generation, Sample: true,
	}}
}

// twoTiers is the day on which districts ceased to exist.
func twoTiers() catalog.Day { return catalog.NewDay(2025, 7, 1) }

// issuerOf is the body that gave such stars on a day (Decisions 148/QĐ-TTg,
// 1489/QĐ-TTg and 26/2026/QĐ-TTg), and the sign of its decisions.
func (l loader) issuerOf(listing catalog.Listing, stars int, day catalog.Day) (issuer, sign string) {
	province, _ := l.atlas.Province(listing.ProvinceCode)
	today := strings.Replace(strings.Replace(province.FullName, "Tỉnh", "tỉnh", 1), "Thành phố", "thành phố", 1)
	switch {
	case stars == 5 && day.Before(catalog.NewDay(2025, 3, 1)):
		return "Bộ Nông nghiệp và Phát triển nông thôn", "QĐ-BNN-VPĐP"
	case stars == 5:
		return "Bộ Nông nghiệp và Môi trường", "QĐ-BNNMT"
	case !day.Before(twoTiers()):
		return "UBND " + today, "QĐ-UBND"
	case stars == 3 && listing.DistrictFormer != "":
		return "UBND " + districtOf(listing.DistrictFormer), "QĐ-UBND"
	}
	return "UBND " + formerName(listing.ProvinceFormer), "QĐ-UBND"
}

// districtOf puts "huyện" before a district that the source names alone.
func districtOf(name string) string {
	folded := catalog.Fold(name)
	for _, kind := range []string{"huyen ", "thi xa ", "thanh pho ", "tp ", "quan ", "tx "} {
		if strings.HasPrefix(folded, kind) {
			return name
		}
	}
	return "huyện " + name
}

func formerName(name string) string {
	switch name {
	case "Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế":
		return "thành phố " + name
	}
	return "tỉnh " + name
}

// hash is the same number for a product in every run.
func hash(l catalog.Listing) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, l.Name, "|", l.ProducerName, "|", l.ProvinceCode)
	return h.Sum32()
}
