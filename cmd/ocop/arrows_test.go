package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows is the map of the house: what each package may import of the others.
// A package that is not here has no room yet; draw it before you build it.
func arrows() map[string][]string {
	places := []string{"ocop/catalog/sheet"}
	data := append([]string{"ocop/migrations"}, places...)
	catalogue := append([]string{"ocop/catalog"}, data...)
	return map[string][]string{
		"ocop/catalog/sheet":         nil,
		"ocop/catalog/trade":         catalogue,
		"ocop/catalog/fair":          catalogue,
		"ocop/catalog":               data,
		"ocop/migrations":            nil,
		"ocop/migrations/localpg":    nil,
		"ocop/migrations/testdb":     {"ocop/migrations", "ocop/migrations/localpg"},
		"ocop/media":                 catalogue,
		"ocop/search":                catalogue,
		"ocop/storefront/assets":     nil,
		"ocop/storefront/kept":       nil,
		"ocop/storefront/locale":     {"ocop/catalog"},
		"ocop/storefront/opendata":   append([]string{"ocop/media"}, catalogue...),
		"ocop/storefront/account":    {"ocop/catalog", "ocop/migrations"},
		"ocop/storefront/inquiry":    append([]string{"ocop/storefront/locale"}, catalogue...),
		"ocop/storefront/print":      append([]string{"ocop/media", "ocop/storefront/locale", "ocop/catalog/fair"}, catalogue...),
		"ocop/storefront/view":       {"ocop/catalog", "ocop/catalog/sheet", "ocop/catalog/trade", "ocop/catalog/fair", "ocop/storefront/assets", "ocop/storefront/kept", "ocop/storefront/locale"},
		"ocop/storefront":            append([]string{"ocop/media", "ocop/search", "ocop/catalog/trade", "ocop/catalog/fair", "ocop/storefront/account", "ocop/storefront/assets", "ocop/storefront/inquiry", "ocop/storefront/locale", "ocop/storefront/opendata", "ocop/storefront/print", "ocop/storefront/view"}, catalogue...),
		"ocop/cmd/ocop/demo/drawing": nil,
		"ocop/cmd/ocop/demo":         append([]string{"ocop/catalog/trade", "ocop/catalog/fair", "ocop/media", "ocop/cmd/ocop/demo/drawing", "ocop/storefront/account", "ocop/storefront/inquiry", "ocop/storefront/locale"}, catalogue...),
		"ocop/cmd/ocop":              {"*"},
		"ocop/cmd/ocop-load":         {"*"},
	}
}

// knows says which package alone may import a part from outside.
func knows() map[string][]string {
	return map[string][]string{
		"github.com/gofiber/fiber/v2":           {"ocop/storefront", "ocop/cmd/ocop-load"},
		"github.com/redis/go-redis/v9":          {"ocop/storefront", "ocop/cmd/ocop", "ocop/cmd/ocop-load"},
		"github.com/a-h/templ":                  {"ocop/storefront/kept", "ocop/storefront/view", "ocop/storefront"},
		"github.com/meilisearch/meilisearch-go": {"ocop/search"},
		"github.com/minio/minio-go/v7":          {"ocop/media"},
		"github.com/xuri/excelize/v2":           {"ocop/catalog/sheet"},
		"github.com/arran4/golang-ical":         {"ocop/storefront"},
		"github.com/pressly/goose/v3":           {"ocop/migrations"},
		"github.com/prometheus/client_golang":   {"ocop/storefront"},
		"github.com/alicebob/miniredis/v2":      {"ocop/cmd/ocop", "ocop/cmd/ocop-load"},
		"github.com/go-webauthn/webauthn":       {"ocop/storefront/account"},
		"github.com/pquerna/otp":                {"ocop/storefront/account"},
		"codeberg.org/go-pdf/fpdf":              {"ocop/storefront/print"},
		"github.com/skip2/go-qrcode":            {"ocop/storefront/print"},
		"golang.org/x/crypto":                   {"ocop/storefront/account"},
		"os/exec":                               {"ocop/migrations/localpg", "ocop/migrations/testdb", "ocop/cmd/ocop-load"},
	}
}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestArrows(t *testing.T) {
	for _, p := range packages(t) {
		allowed, drawn := arrows()[p.ImportPath]
		if !drawn {
			t.Errorf("%s is not on the map", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "ocop/") && !slices.Contains(allowed, imported) && !slices.Contains(allowed, "*") {
				t.Errorf("%s must not import %s", p.ImportPath, imported)
			}
			for part, who := range knows() {
				if (imported == part || strings.HasPrefix(imported, part+"/")) && !slices.Contains(who, p.ImportPath) {
					t.Errorf("%s must not know %s", p.ImportPath, imported)
				}
			}
		}
	}
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "ocop/...").Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	var list []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return list
		case err != nil:
			t.Fatalf("reading go list: %v", err)
		}
		list = append(list, p)
	}
}
