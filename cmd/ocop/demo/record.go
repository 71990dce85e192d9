package demo

import (
	"context"

	"ocop/catalog"
)

// record is a full entry written for the demonstration, generic enough to be
// true of any such product.
type record struct {
	named
	NameEN             string      `json:"name_en"`
	Set                int         `json:"set"`
	Story              string      `json:"story"`
	StoryEN            string      `json:"story_en"`
	Packaging          string      `json:"packaging"`
	PackagingEN        string      `json:"packaging_en"`
	Ingredients        string      `json:"ingredients"`
	IngredientsEN      string      `json:"ingredients_en"`
	Storage            string      `json:"storage"`
	StorageEN          string      `json:"storage_en"`
	ShelfLife          string      `json:"shelf_life"`
	ShelfLifeEN        string      `json:"shelf_life_en"`
	Usage              string      `json:"usage"`
	UsageEN            string      `json:"usage_en"`
	Price              int64       `json:"price"` // dong
	PriceUnit          string      `json:"price_unit"`
	PriceUnitEN        string      `json:"price_unit_en"`
	Capacity           []float64   `json:"capacity"` // for each month
	CapacityUnit       string      `json:"capacity_unit"`
	CapacityUnitEN     string      `json:"capacity_unit_en"`
	MinimumOrder       float64     `json:"minimum_order"`
	MinimumOrderUnit   string      `json:"minimum_order_unit"`
	MinimumOrderUnitEN string      `json:"minimum_order_unit_en"`
	LeadDays           *int        `json:"lead_days"`
	Sample             *bool       `json:"sample"`
	Invoice            *bool       `json:"invoice"`
	PaymentTerms       string      `json:"payment_terms"`
	PaymentTermsEN     string      `json:"payment_terms_en"`
	Certificates       []paper     `json:"certificates"`
	GTIN               string      `json:"gtin"`
	TraceURL           string      `json:"trace_url"`
	DeclarationNo      string      `json:"declaration_no"`
	AdApprovalNo       string      `json:"ad_approval_no"`
	AlcoholPercent     float64     `json:"alcohol_percent"`
	Point              *point      `json:"point"`
	ProducerProfile    *producerOf `json:"producer_profile"`
}

type paper struct {
	Kind    string      `json:"kind"`
	Expires catalog.Day `json:"expires"`
}

// point is an approximate point of a well-known place.
type point struct {
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	Label   string  `json:"label"`
	LabelEN string  `json:"label_en"`
}

// producerOf holds fictitious contacts.
type producerOf struct {
	Story       string      `json:"story"`
	StoryEN     string      `json:"story_en"`
	Phone       string      `json:"phone"`
	Email       string      `json:"email"`
	ConfirmedOn catalog.Day `json:"confirmed_on"`
}

// writeRecords fills in the products that have a full record.
func (l loader) writeRecords(ctx context.Context) error {
	records, err := read[[]record]("records.json")
	if err != nil {
		return err
	}
	for _, r := range records {
		if err := l.writeRecord(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (l loader) writeRecord(ctx context.Context, r record) error {
	id, producerID, err := l.find(ctx, r.named)
	if err != nil {
		return err
	}
	if r.Set > 0 {
		if err := l.products.Classify(ctx, id, r.Set); err != nil {
			return err
		}
	}
	if err := l.products.Describe(ctx, r.product(id)); err != nil {
		return err
	}
	if len(r.Capacity) > 0 {
		if err := l.products.SaveTrade(ctx, r.trade(id)); err != nil {
			return err
		}
	}
	for _, c := range r.Certificates {
		if err := l.products.SaveCertificate(ctx, catalog.Certificate{ProductID: id, Kind: c.Kind, ExpiresOn: c.Expires}); err != nil {
			return err
		}
	}
	if producerID == 0 {
		return nil
	}
	return l.producers.Describe(ctx, r.producer(producerID), true)
}

func (r record) product(id int64) catalog.Product {
	return catalog.Product{
		ID: id, NameEN: r.NameEN, Story: r.Story, StoryEN: r.StoryEN, Packaging: r.Packaging, PackagingEN: r.PackagingEN,
		Ingredients: r.Ingredients, IngredientsEN: r.IngredientsEN, Storage: r.Storage, StorageEN: r.StorageEN,
		ShelfLife: r.ShelfLife, ShelfLifeEN: r.ShelfLifeEN, Usage: r.Usage, UsageEN: r.UsageEN,
		Price: r.Price, PriceUnit: r.PriceUnit, PriceUnitEN: r.PriceUnitEN, AlcoholPercent: r.AlcoholPercent,
		GTIN: r.GTIN, TraceURL: r.TraceURL, DeclarationNo: r.DeclarationNo, AdApprovalNo: r.AdApprovalNo,
	}
}

func (r record) trade(id int64) catalog.Trade {
	t := catalog.Trade{
		ProductID: id, Capacity: r.Capacity, CapacityUnit: r.CapacityUnit, CapacityUnitEN: r.CapacityUnitEN,
		MinimumOrder: r.MinimumOrder, MinimumOrderUnit: r.MinimumOrderUnit, MinimumOrderUnitEN: r.MinimumOrderUnitEN,
		LeadDays: -1, SampleAvailable: r.Sample, Invoice: r.Invoice, PaymentTerms: r.PaymentTerms, PaymentTermsEN: r.PaymentTermsEN,
	}
	if r.LeadDays != nil {
		t.LeadDays = *r.LeadDays
	}
	return t
}

func (r record) producer(id int64) catalog.Producer {
	p := catalog.Producer{ID: id}
	if profile := r.ProducerProfile; profile != nil {
		p.Story, p.StoryEN, p.Phone, p.Email, p.ConfirmedOn = profile.Story, profile.StoryEN, profile.Phone, profile.Email, profile.ConfirmedOn
	}
	if at := r.Point; at != nil {
		p.Lat, p.Lon, p.PointLabel, p.PointLabelEN = at.Lat, at.Lon, at.Label, at.LabelEN
	}
	return p
}
