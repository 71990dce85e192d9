package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strconv"
	"strings"

	"ocop/catalog"
)

// detail is what a product's page shows beside its line in the list.
type detail struct {
	described    catalog.Product
	trade        *catalog.Trade
	certificates []catalog.Certificate
	pictures     []catalog.Picture
	recognitions []catalog.Recognition
}

// detail writes the page of a product: most are told in full, some have little.
func (g *generator) detail(l catalog.Listing) detail {
	random := rand.New(rand.NewPCG(148, uint64(l.ID)))
	d := detail{described: catalog.Product{ID: l.ID, NameEN: l.NameEN}, recognitions: g.history(random, l)}
	for range random.IntN(3) {
		d.pictures = append(d.pictures, catalog.Picture{ProductID: l.ID, Hash: pictureHash(random.IntN(pictures)), Width: 1600, Height: 1200, Alt: l.Name})
	}
	if random.IntN(4) == 0 {
		return d
	}
	g.describe(random, l, &d.described)
	if random.IntN(3) > 0 {
		d.trade = tradeOf(random, l.ID)
	}
	for _, c := range random.Perm(len(catalog.CertificateKinds()))[:random.IntN(4)] {
		d.certificates = append(d.certificates, catalog.Certificate{
			ProductID: l.ID, Kind: catalog.CertificateKinds()[c], Number: strconv.Itoa(1000 + random.IntN(9000)),
			Issuer: "Chi cục Quản lý chất lượng", ExpiresOn: g.today.AddDays(random.IntN(900) - 100),
		})
	}
	return d
}

// describe fills in the texts of a page.
func (g *generator) describe(random *rand.Rand, l catalog.Listing, p *catalog.Product) {
	vi, en := sentences()
	var story, storyEN []string
	for _, i := range random.Perm(len(vi))[:3+random.IntN(4)] {
		story, storyEN = append(story, vi[i]), append(storyEN, en[i])
	}
	p.Story, p.StoryEN = strings.Join(story, " "), strings.Join(storyEN, " ")
	p.Packaging, p.PackagingEN = "Hộp giấy, bên trong có túi hút chân không", "A paper box with a vacuum bag inside"
	p.Ingredients, p.IngredientsEN = "Nguyên liệu địa phương, không chất bảo quản", "Local ingredients, no preservatives"
	p.Storage, p.StorageEN = "Nơi khô ráo, thoáng mát, tránh nắng", "A dry, cool place out of the sun"
	p.ShelfLife, p.ShelfLifeEN = strconv.Itoa(6+random.IntN(18))+" tháng", "See the pack"
	p.Usage, p.UsageEN = "Dùng ngay sau khi mở gói", "Use soon after opening"
	for _, k := range g.kinds {
		if strings.HasPrefix(l.Name, k.name) {
			p.Price, p.PriceUnit, p.PriceUnitEN = k.price, k.unit, k.unitEN
		}
	}
	p.GTIN = fmt.Sprintf("893%010d", l.ID)
}

func tradeOf(random *rand.Rand, id int64) *catalog.Trade {
	t := &catalog.Trade{
		ProductID: id, CapacityUnit: "kg", CapacityUnitEN: "kg", MinimumOrder: float64(10 + random.IntN(200)),
		MinimumOrderUnit: "kg", MinimumOrderUnitEN: "kg", LeadDays: 2 + random.IntN(20),
		PaymentTerms: "Chuyển khoản trước 30%", PaymentTermsEN: "30% in advance by transfer",
	}
	for range 12 {
		t.Capacity = append(t.Capacity, float64(random.IntN(50)*100))
	}
	return t
}

// history adds what followed the decision of the list: of those whose term has
// run out most were rated again, some of the others are about to be, a few were
// extended, revoked or proposed for more.
func (g *generator) history(random *rand.Rand, l catalog.Listing) []catalog.Recognition {
	if len(l.Recognitions) == 0 {
		return nil
	}
	last := l.Recognitions[len(l.Recognitions)-1]
	next := catalog.Recognition{
		ProductID: l.ID, Kind: catalog.Rerating, Stars: last.Stars, DecisionNo: decision(random), Issuer: last.Issuer, Generation: "qd148-2023",
	}
	switch n := random.IntN(20); {
	case last.Expires().Before(g.today) && n < 12:
		next.IssuedOn = last.Expires().AddDays(1)
		if n < 2 {
			next.ExtendedUntil = next.Expires().AddMonths(6)
			next.ExpiresOn = next.Expires()
		}
		return []catalog.Recognition{next}
	case n == 18:
		next.Kind, next.IssuedOn = catalog.Upgrade, last.IssuedOn.AddDays(10)
		next.RevokedOn, next.RevocationDecision, next.RevocationGround = next.IssuedOn.AddDays(5), decision(random), "Không duy trì điều kiện"
		return []catalog.Recognition{next}
	case n == 19 && last.Stars == 4:
		return []catalog.Recognition{{ProductID: l.ID, Kind: catalog.Upgrade, ProposedStars: 5, SentOn: g.today.AddDays(-10)}}
	}
	return nil
}

// pictures is how many different pictures the products share.
const pictures = 100

func pictureHash(i int) string {
	sum := sha256.Sum256(strconv.AppendInt(nil, int64(i), 10))
	return hex.EncodeToString(sum[:16])
}

// picture is what media would tell of a picture whose sizes have been made. The
// files do not exist: only pages are asked for.
func picture(i int) (catalog.Picture, error) {
	random := rand.New(rand.NewPCG(1, uint64(i)))
	small := image.NewNRGBA(image.Rect(0, 0, 8, 6))
	from, to := random.IntN(200), random.IntN(200)
	for n := range 48 {
		mix := uint8(from + (to-from)*n/48)
		small.SetNRGBA(n%8, n/8, color.NRGBA{mix, 255 - mix, uint8(from + n%8), 255})
	}
	var preview bytes.Buffer
	if err := png.Encode(&preview, small); err != nil {
		return catalog.Picture{}, fmt.Errorf("drawing a preview: %w", err)
	}
	return catalog.Picture{Hash: pictureHash(i), Width: 1600, Height: 1200, Widths: []int{320, 640, 960, 1600}, Preview: preview.Bytes()}, nil
}
