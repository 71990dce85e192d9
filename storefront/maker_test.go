package storefront

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"ocop/catalog"
)

// makerDesk is the demonstration's site with its sample maker at work.
type makerDesk struct {
	*testSite
	producer, product string
	slug              string
}

func newMakerDesk(t *testing.T) *makerDesk {
	t.Helper()
	site := newDemoSite(t, nil)
	jobs, err := river.NewClient(riverpgxv5.New(site.db), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	site.pictures.Jobs = jobs
	own := site.places(t)[0]
	d := &makerDesk{testSite: site, producer: own.values["producer"], product: own.values["product"]}
	if err := site.db.QueryRow(t.Context(), `SELECT slug FROM product WHERE id = $1::text::bigint`, d.product).Scan(&d.slug); err != nil {
		t.Fatal(err)
	}
	return d
}

// as sends a request signed in as a sample account and returns status, address
// led to and body.
func (d *makerDesk) as(t *testing.T, key, method, path, kind string, body io.Reader) (int, string, string) {
	t.Helper()
	header := http.Header{"Cookie": {d.cookieName() + "=" + d.signIn(t, key)}, "Content-Type": {kind}}
	response := d.sendBody(t, method, path, header, body)
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(text)
}

const formType = "application/x-www-form-urlencoded"

// files is the body of a form with files: name of the file → content.
func files(t *testing.T, field string, contents map[string][]byte, values map[string]string) (string, *bytes.Buffer) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range values {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range contents {
		part, err := form.CreateFormFile(field, name)
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), &body
}

// photo is a JPEG of one colour.
func photo(t *testing.T, shade uint8) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 320, 240))
	for i := range picture.Pix {
		picture.Pix[i] = shade
	}
	picture.Set(0, 0, color.RGBA{shade, 0, 0, 255})
	var data bytes.Buffer
	if err := jpeg.Encode(&data, picture, nil); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func (d *makerDesk) openEdit(t *testing.T) catalog.Edit {
	t.Helper()
	id, err := strconv.ParseInt(d.product, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	edit, err := d.edits.OpenOn(t.Context(), catalog.Subject{Kind: catalog.ProductSubject, ID: id})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		t.Fatal(err)
	}
	return edit
}

func TestPicturesSentAtOnce(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	kind, body := files(t, "pictures", map[string][]byte{"a.jpg": photo(t, 10), "b.jpg": photo(t, 200), "c.txt": []byte("<script>alert(1)</script>")},
		map[string]string{"version": "0", "key": "pictures-at-once"})
	code, _, text := d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/anh", kind, body)
	if code != http.StatusUnprocessableEntity || !strings.Contains(text, "c.txt: tệp không phải ảnh") {
		t.Errorf("two pictures and a script: %d", code)
	}
	before := len(catalog.ReadShots(d.openEdit(t).Base["pictures"]))
	shots := catalog.ReadShots(d.openEdit(t).Patch["pictures"])
	if len(shots) != before+2 {
		t.Fatalf("%d pictures, want %d", len(shots), before+2)
	}
	last := shots[len(shots)-1].Hash
	code, _, _ = d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/sua-anh", formType,
		strings.NewReader("version="+strconv.Itoa(d.openEdit(t).Version)+"&key=pictures-move&do=up-"+last+"&alt."+last+"=H%E1%BB%99p"))
	moved := catalog.ReadShots(d.openEdit(t).Patch["pictures"])
	if code != http.StatusSeeOther || moved[len(moved)-2].Hash != last || moved[len(moved)-2].Alt != "Hộp" {
		t.Errorf("moving up: %d, %v", code, moved)
	}
	if code, _, _ = d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/xoa/"+last, formType, nil); code != http.StatusSeeOther {
		t.Errorf("deleting: %d", code)
	}
	if left := d.openEdit(t).Patch["pictures"]; strings.Contains(left, last) {
		t.Errorf("the deleted picture is still in the draft: %s", left)
	}
	if _, err := d.pictures.ByHash(t.Context(), last); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("the deleted picture's object is %v", err)
	}
}

func TestScanIsPrivateUntilSetPublic(t *testing.T) {
	d := newMakerDesk(t)
	pdf := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
	kind, body := files(t, "scan", map[string][]byte{"giay.pdf": append(bytes.Clone(pdf), "/JavaScript\n%%EOF"...)},
		map[string]string{"version": "0", "key": "scan-active", "kind": "halal", "number": "7", "at": "-1"})
	if code, _, text := d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/giay-to", kind, body); code != http.StatusUnprocessableEntity || !strings.Contains(text, "Không nhận được tệp này") {
		t.Errorf("a PDF with a script: %d", code)
	}
	kind, body = files(t, "scan", map[string][]byte{"giay.pdf": pdf}, map[string]string{"version": "0", "key": "scan-private", "kind": "halal", "number": "7", "at": "-1"})
	if code, _, _ := d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/giay-to", kind, body); code != http.StatusSeeOther {
		t.Fatalf("a PDF: %d", code)
	}
	papers := catalog.ReadPapers(d.openEdit(t).Patch["papers"])
	scan := papers[len(papers)-1].File
	own := "/quan-ly/chu-the/" + d.producer + "/giay-to/" + scan
	response := d.get(t, own, http.Header{"Cookie": {d.cookieName() + "=" + d.signIn(t, "maker")}})
	if response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Header.Get("Content-Disposition"), "attachment;") ||
		!strings.Contains(response.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("its maker gets %d, %v", response.StatusCode, response.Header)
	}
	d.publish(t)
	if got := d.get(t, "/giay-to/"+scan, nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("a private scan answers %d", got.StatusCode)
	}
	papers[len(papers)-1].Public = true
	d.change(t, catalog.Values{"papers": catalog.WritePapers(papers)})
	d.publish(t)
	if got := d.get(t, "/giay-to/"+scan, nil); got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("a public scan answers %d", got.StatusCode)
	}
}

// change saves fields as the maker.
func (d *makerDesk) change(t *testing.T, set catalog.Values) {
	t.Helper()
	id, _ := strconv.ParseInt(d.product, 10, 64)
	producer, _ := strconv.ParseInt(d.producer, 10, 64)
	_, err := d.edits.SaveDraft(t.Context(), catalog.Draft{
		Step: catalog.Step{By: 1, Key: key(), Version: d.openEdit(t).Version}, Subject: catalog.Subject{Kind: catalog.ProductSubject, ID: id}, ProducerID: producer, Set: set,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// publish submits and approves what is open on the product.
func (d *makerDesk) publish(t *testing.T) {
	t.Helper()
	e := d.openEdit(t)
	e, err := d.edits.Submit(t.Context(), catalog.Step{EditID: e.ID, Version: e.Version, By: 1, Key: key()}, d.day)
	if err == nil && e.State == catalog.EditWaiting {
		_, err = d.edits.Approve(t.Context(), catalog.Decision{Step: catalog.Step{EditID: e.ID, Version: e.Version, By: 2, Key: key()}, Day: d.day})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestConsentWithdrawn sees a person's name and number go from kept pages and the
// API within two seconds of one tap.
func TestConsentWithdrawn(t *testing.T) {
	d := newMakerDesk(t)
	d.follow(t)
	if _, err := d.db.Exec(t.Context(), `UPDATE producer SET contact_name = 'Lê Thị Mẫu Công Khai', contact_phone = '0900 000 077' WHERE id = $1::text::bigint`, d.producer); err != nil {
		t.Fatal(err)
	}
	path := "/quan-ly/chu-the/" + d.producer + "/dong-y"
	tap := func(field, do string) {
		if code, _, _ := d.as(t, "maker", "POST", path, formType, strings.NewReader("field="+field+"&do="+do)); code != http.StatusSeeOther {
			t.Fatalf("%s %s: %d", do, field, code)
		}
	}
	shows := func(text string) bool {
		body, err := io.ReadAll(d.get(t, "/san-pham/"+d.slug, nil).Body)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(body), text)
	}
	tap("contact_name", "give")
	tap("contact_phone", "give")
	if !within2(func() bool { return shows("Lê Thị Mẫu Công Khai") && shows("0900 000 077") }) {
		t.Fatal("what was agreed to is not shown")
	}
	tap("contact_phone", "withdraw")
	if !within2(func() bool { return !shows("0900 000 077") }) {
		t.Error("two seconds after it was withdrawn the number is still shown")
	}
	if !shows("Lê Thị Mẫu Công Khai") {
		t.Error("withdrawing one field took another")
	}
	var found int
	if err := d.db.QueryRow(t.Context(), `SELECT count(*) FROM search_document WHERE data::text LIKE '%0900 000 077%' OR data::text LIKE '%Mẫu Công Khai%'`).Scan(&found); err != nil || found != 0 {
		t.Errorf("the search index holds a person %d times, %v", found, err)
	}
}

// within2 waits two seconds for something to become so.
func within2(so func() bool) bool {
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if so() {
			return true
		}
	}
	return so()
}

func TestArchive(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	d.change(t, catalog.Values{"story": "=HYPERLINK(1)"})
	code, _, body := d.as(t, "maker", "GET", "/quan-ly/chu-the/"+d.producer+"/tai-ve", "", nil)
	pack, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if code != http.StatusOK || err != nil {
		t.Fatalf("%d, %v", code, err)
	}
	texts := map[string]string{}
	for _, file := range pack.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		texts[file.Name] = string(text)
	}
	if !strings.Contains(texts["du-lieu.json"], `"story": "=HYPERLINK(1)"`) || !strings.Contains(texts["du-lieu.csv"], ",'=HYPERLINK(1)") {
		t.Errorf("the archive lacks the draft, or its cell is a formula: %.300s", texts["du-lieu.csv"])
	}
}

func TestBodyLimits(t *testing.T) {
	d := newMakerDesk(t)
	code, _, _ := d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/sua/ten", formType, strings.NewReader("story="+strings.Repeat("a", formLimit)))
	if code != http.StatusRequestEntityTooLarge {
		t.Errorf("a form of more than %d bytes: %d", formLimit, code)
	}
	kind, body := files(t, "pictures", map[string][]byte{"a.jpg": bytes.Repeat([]byte{0xff}, 21<<20)}, nil)
	if code, _, text := d.as(t, "maker", "POST", "/quan-ly/tin/"+d.product+"/anh", kind, body); code != http.StatusUnprocessableEntity || !strings.Contains(text, "lớn hơn 20 MB") {
		t.Errorf("a picture of 21 MB: %d", code)
	}
}

// TestOfficeReadsValuesInWords: an officer reads a change as its maker does, not as
// it is kept.
func TestOfficeReadsValuesInWords(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	d.change(t, catalog.Values{"set_number": "12", "price": "1250000", "sample_available": "false"})
	e := d.openEdit(t)
	e, err := d.edits.Submit(t.Context(), catalog.Step{EditID: e.ID, Version: e.Version, By: 1, Key: key()}, d.day)
	if err != nil {
		t.Fatal(err)
	}
	_, _, text := d.as(t, "officer", "GET", "/van-phong/cho-duyet/"+strconv.FormatInt(e.ID, 10), "", nil)
	for _, want := range []string{"Bộ 12: Sản phẩm trà từ thực vật khác", "1.250.000", "Không"} {
		if !strings.Contains(text, want) {
			t.Errorf("the change does not say %q", want)
		}
	}
}
