package print

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"golang.org/x/image/font/sfnt"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// letters is every letter of Vietnamese with every mark, and what else pages say.
const letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz" +
	"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ0123456789₫–—…·“”°%.,;:()/"

func TestEveryVietnameseLetterIsInTheFonts(t *testing.T) {
	for name, data := range map[string][]byte{"regular": regularFont, "strong": strongFont} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, letter := range letters {
			if glyph, err := font.GlyphIndex(&buffer, letter); err != nil || glyph == 0 {
				t.Errorf("%s lacks %q", name, letter)
			}
		}
	}
}

// words is a printer of Vietnamese.
func words(t testing.TB) *locale.Printer {
	t.Helper()
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all.In(locale.VI)
}

// sampleCatalogue is one of so many products in so many provinces, each with a
// picture of its own and everything there is to say.
func sampleCatalogue(t testing.TB, products, provinces int) Catalogue {
	c := Catalogue{Title: "Mọi miền", Day: catalog.NewDay(2026, 11, 22), Site: "Chợ OCOP", Address: "https://ocop.example", Words: words(t)}
	for i := range provinces {
		c.Chapters = append(c.Chapters, Chapter{Province: catalog.Province{Name: fmt.Sprintf("Tỉnh %d", i), NameEN: "Province"}})
	}
	for i := range products {
		chapter := &c.Chapters[i%provinces]
		chapter.Products = append(chapter.Products, catalog.Product{
			ID: int64(i), Slug: fmt.Sprintf("san-pham-%d", i), Name: fmt.Sprintf("Mật ong rừng tràm Ẵng Ỡ %d", i),
			Story: "Ong lấy mật hoa tràm vào mùa khô, người gác kèo vào rừng từ tờ mờ sáng. Mật để lắng, lọc qua vải rồi rót vào chai thủy tinh, không đun, không pha. " + letters,
			Price: 120_000, PriceUnit: "chai 500 ml", Packaging: "Chai thủy tinh 500 ml, thùng 24 chai",
			Trade:        catalog.Trade{ProductID: 1, Capacity: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, CapacityUnit: "chai", MinimumOrder: 24, MinimumOrderUnit: "chai"},
			Pictures:     []catalog.Picture{{Hash: fmt.Sprint(i), Width: 960, Height: 720, Widths: []int{320, 640, 960}}},
			Recognitions: []catalog.Recognition{{Stars: 3 + i%3, Kind: catalog.First, DecisionNo: "1/QĐ", IssuedOn: catalog.NewDay(2025, 1, 1)}},
		})
	}
	return c
}

// photograph is a picture that does not compress to nothing.
func photograph(width int) []byte {
	random := rand.New(rand.NewPCG(1, uint64(width)))
	img := image.NewRGBA(image.Rect(0, 0, width, width*3/4))
	for y := 0; y < width*3/4; y += 4 {
		for x := 0; x < width; x += 4 {
			c := color.RGBA{uint8(random.IntN(255)), uint8(x), uint8(y), 255}
			for i := range 16 {
				img.SetRGBA(x+i%4, y+i/4, c)
			}
		}
	}
	var out bytes.Buffer
	_ = jpeg.Encode(&out, img, nil) // into memory
	return out.Bytes()
}

// remarked is a JPEG with a remark of its own, so that it is another file.
func remarked(photo []byte, remark string) []byte {
	mark := append([]byte{0xff, 0xfe, 0, byte(len(remark) + 2)}, remark...)
	return slices.Concat(photo[:2], mark, photo[2:])
}

var pageMark = regexp.MustCompile(`/Type /Page\n`)

func TestContentsNameThePagesAsPrinted(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {7, 2}, {59, 9}, {150, 34}} {
		c := sampleCatalogue(t, size[0], size[1])
		pictures := func(context.Context, string, int) ([]byte, error) { return nil, pgx.ErrNoRows }
		plan := newBook(c, pictures).plan()
		var out bytes.Buffer
		printed := 0
		err := Print(t.Context(), &out, c, pictures, func(done int) error { printed = done; return nil })
		if err != nil || printed != size[0] {
			t.Fatalf("of %d products %d were printed: %v", size[0], printed, err)
		}
		last := plan[len(plan)-1]
		want := last.products[len(last.products)-1].page + 1 // the back
		if got := len(pageMark.FindAllIndex(out.Bytes(), -1)); got != want {
			t.Errorf("%d products: %d pages, the plan has %d", size[0], got, want)
		}
	}
}

func TestPrintingEndsWhenTold(t *testing.T) {
	stop := errors.New("stop")
	pictures := func(context.Context, string, int) ([]byte, error) { return nil, pgx.ErrNoRows }
	err := Print(t.Context(), &bytes.Buffer{}, sampleCatalogue(t, 10, 1), pictures, func(done int) error {
		if done == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) {
		t.Errorf("told to stop it says %v", err)
	}
}

// BenchmarkCatalogue prints 200 products with a picture each and tells the memory
// of the process.
func BenchmarkCatalogue(b *testing.B) {
	photos := map[int][]byte{640: photograph(640), 960: photograph(960)}
	c := sampleCatalogue(b, 200, 34)
	for b.Loop() {
		var out bytes.Buffer
		err := Print(b.Context(), &out, c, func(_ context.Context, hash string, width int) ([]byte, error) {
			return remarked(photos[width], hash), nil
		}, func(int) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len())/1e6, "MB-file")
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB-process")
}

// A catalogue for the press has room around the cut, says where to cut, and no
// links that nobody can press.
func TestPressEditionSaysWhereToCut(t *testing.T) {
	c := sampleCatalogue(t, 3, 1)
	for _, press := range []bool{false, true} {
		c.Press = press
		var file bytes.Buffer
		if err := Print(t.Context(), &file, c, noPictures, func(int) error { return nil }); err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]bool{"/TrimBox [25.51 25.51 445.04 620.79]": press, "/BleedBox [17.01 17.01": press, "/Subtype /Link": !press} {
			if got := bytes.Contains(file.Bytes(), []byte(text)); got != want {
				t.Errorf("press %v: %s is there: %v", press, text, got)
			}
		}
	}
}

// noPictures knows of none.
func noPictures(context.Context, string, int) ([]byte, error) { return nil, pgx.ErrNoRows }
