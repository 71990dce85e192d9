package storefront

import (
	"io"
	"net/http"
	"regexp"
	"testing"
)

// makerPages is one address of every screen a maker sees, and of signing in.
func makerPages(d *makerDesk) []string {
	listing, producer := "/quan-ly/tin/"+d.product, "/quan-ly/chu-the/"+d.producer
	pages := []string{
		"/dang-nhap", "/en/sign-in", "/dang-nhap/quen", "/dang-nhap/thu", "/dang-nhap/da-dong", "/quan-ly", "/en/manage", "/quan-ly/san-pham", "/quan-ly/hop-thu",
		"/quan-ly/can-mua", "/quan-ly/nguoi-giup", "/tai-khoan", "/en/account", "/tai-khoan/dong", "/en/account/close",
		listing, listing + "/lich-su", listing + "/xem", producer + "/dong-y", "/quan-ly/tin/h" + d.producer,
	}
	for _, kind := range []string{"product", "producer"} {
		base := listing
		if kind == "producer" {
			base = "/quan-ly/tin/h" + d.producer
		}
		for _, screen := range makerScreens(kind) {
			pages = append(pages, base+"/sua/"+screen.name)
		}
	}
	return pages
}

// TestMakerPageWeight adds up what a phone loads for each screen before pictures.
func TestMakerPageWeight(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	files := make(map[string]int)
	linked := regexp.MustCompile(`(?:href|src)="(/assets/[^"]+\.(?:css|js))"`)
	secret := d.signIn(t, "maker")
	for _, address := range makerPages(d) {
		header := http.Header{}
		if address[:5] != "/dang" && address != "/en/sign-in" {
			header.Set("Cookie", d.cookieName()+"="+secret)
		}
		plain := d.get(t, address, header)
		body, err := io.ReadAll(plain.Body)
		if err != nil {
			t.Fatal(err)
		}
		if plain.StatusCode != http.StatusOK && plain.StatusCode != http.StatusSeeOther {
			t.Errorf("%s answers %d", address, plain.StatusCode)
			continue
		}
		header.Set("Accept-Encoding", "gzip")
		packed, err := io.ReadAll(d.get(t, address, header).Body)
		if err != nil {
			t.Fatal(err)
		}
		total := len(packed)
		for _, found := range linked.FindAllSubmatch(body, -1) {
			name := string(found[1])
			if _, known := files[name]; !known {
				files[name] = d.weigh(t, name)
			}
			total += files[name]
		}
		if total > pageBudget {
			t.Errorf("%s weighs %d bytes with styles and scripts, budget %d", address, total, pageBudget)
		}
	}
}
