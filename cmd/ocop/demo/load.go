// Package demo fills an empty catalogue with published products, written
// records and drawn pictures, so that a stranger sees the whole site. All of it
// is a sample and says so; it is loaded through the same importer and methods
// as real data.
package demo

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/account"
)

//go:embed products.csv records.json cases.json names_en.json points.json stays.json events.json
var files embed.FS

// loader fills one database for one day.
type loader struct {
	products     catalog.Products
	producers    catalog.Producers
	recognitions catalog.Recognitions
	intake       catalog.Intake
	accounts     account.Accounts
	factors      account.Factors
	atlas        *catalog.Atlas
	today        catalog.Day
}

// Load fills the catalogue once. It can be interrupted at any point: what is
// there is found again, and the sample recognitions, written last and all at
// once, mark the catalogue as done. Accounts that are missing are added each time.
func Load(ctx context.Context, db *pgxpool.Pool, secret string, today catalog.Day) error {
	seal, err := account.NewSeal(secret)
	if err != nil {
		return err
	}
	l := loader{
		products: catalog.Products{DB: db}, producers: catalog.Producers{DB: db},
		recognitions: catalog.Recognitions{DB: db}, intake: catalog.Intake{DB: db},
		accounts: account.Accounts{DB: db}, factors: account.Factors{DB: db, Seal: seal}, today: today,
	}
	done, err := l.recognitions.AnySample(ctx)
	if err != nil {
		return err
	}
	if l.atlas, err = (catalog.Places{DB: db}).Atlas(ctx); err != nil {
		return err
	}
	catalogue := []func(context.Context) error{l.importProducts, l.nameInEnglish, l.writeRecords, l.writeStays, l.writePoints, l.writeEvents, l.writeSamples}
	if done {
		catalogue = nil
	}
	for _, step := range append(catalogue, l.loadAccounts, l.loadVillage, l.loadBuying, l.loadFairs) {
		if err := step(ctx); err != nil && !moved(done, err) {
			return fmt.Errorf("loading the demo: %w", err)
		}
	}
	return nil
}

// moved reports whether a sample speaks of what is not where it was any more, in a
// demonstration that was filled before: whoever tries it merges producers and
// transfers listings, and it must start again all the same.
func moved(filled bool, err error) bool { return filled && errors.Is(err, pgx.ErrNoRows) }

// importProducts reads the published list.
func (l loader) importProducts(ctx context.Context) error {
	data, err := files.ReadFile("products.csv")
	if err != nil {
		return err
	}
	list, err := sheet.Read("products.csv", bytes.NewReader(data), sheet.Options{})
	if err != nil {
		return err
	}
	_, err = l.intake.Run(ctx, list, catalog.IntakeOptions{})
	return err
}

func (l loader) nameInEnglish(ctx context.Context) error {
	names, err := read[map[string]string]("names_en.json")
	if err != nil {
		return err
	}
	return l.products.NameInEnglish(ctx, names)
}

// read decodes one of the embedded files.
func read[T any](name string) (T, error) {
	var value T
	data, err := files.ReadFile(name)
	if err != nil {
		return value, err
	}
	if err := json.Unmarshal(data, &value); err != nil {
		return value, fmt.Errorf("reading %s: %w", name, err)
	}
	return value, nil
}

// named is how the written files name a product of the published list.
type named struct {
	Name     string `json:"name"`
	Producer string `json:"producer"`
	Province string `json:"province"`
}

// find looks up the product that a written file speaks of.
func (l loader) find(ctx context.Context, n named) (productID, producerID int64, err error) {
	province, ok := l.atlas.FindProvince(n.Province)
	if !ok {
		return 0, 0, fmt.Errorf("no province %q", n.Province)
	}
	return l.products.Find(ctx, catalog.Key{Name: n.Name, Producer: n.Producer, ProvinceCode: province.Code})
}
