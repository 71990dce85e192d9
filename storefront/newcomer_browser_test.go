package storefront

import (
	"strings"
	"testing"

	"github.com/go-rod/rod"

	"ocop/cmd/ocop/demo"
)

// newcomer walks by what the screens show: each step presses a link or a button
// that can be seen, and no address is ever typed.
type newcomer struct {
	t    *testing.T
	page *rod.Page
}

// presses follows the first link or button in sight that says something.
func (n newcomer) presses(text string) {
	n.t.Helper()
	button, err := n.page.ElementByJS(rod.Eval(`text => [...document.querySelectorAll("a, button")].find(e => e.checkVisibility() && e.innerText.replace(/\s+/g, " ").trim().startsWith(text))`, text))
	if err != nil {
		n.t.Fatalf("%s shows no %q: %v", n.page.MustInfo().URL, text, err)
	}
	turn(n.page, func() { button.MustClick() })
}

// writes fills the field under a label.
func (n newcomer) writes(label, text string) {
	n.t.Helper()
	field, err := n.page.ElementByJS(rod.Eval(`label => [...document.querySelectorAll("main label")].find(l => l.innerText.trim() === label)?.control`, label))
	if err != nil {
		n.t.Fatalf("%s asks for no %q: %v", n.page.MustInfo().URL, label, err)
	}
	field.MustSelectAllText().MustInput(text)
}

// reads fails the test where a screen does not say something.
func (n newcomer) reads(texts ...string) {
	n.t.Helper()
	all := n.page.MustElement("main").MustText()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			n.t.Fatalf("%s does not say %q: %.400s", n.page.MustInfo().URL, text, all)
		}
	}
}

// signsIn as one of the sample accounts.
func (n newcomer) signsIn(who string) {
	n.t.Helper()
	n.writes("E-mail hoặc số điện thoại", who)
	n.writes("Mật khẩu", demo.Password)
	n.presses("Đăng nhập")
}

// TestNewcomerFollowsTheScreens: from the front page a maker's new listing goes to
// its public page on a phone of 360 pixels, by what the screens show alone.
func TestNewcomerFollowsTheScreens(t *testing.T) {
	t.Parallel()
	site, page := newBrowsedSite(t)
	n := newcomer{t, page}
	page.MustNavigate(site.baseURL).MustWaitLoad()
	n.presses("Đăng nhập")
	n.signsIn("maker@example.com")
	n.presses("Thêm sản phẩm mới")
	n.writes("Tên sản phẩm", "Trà bưởi thử")
	n.presses("Bắt đầu")
	n.presses("Tên và câu chuyện")
	n.writes("Câu chuyện", "Ướp hoa bưởi mười hai đêm.")
	n.presses("Lưu")
	n.reads("Đã lưu phần “Tên và câu chuyện” vào bản nháp.")
	n.presses("Gửi văn phòng duyệt")
	n.reads("Đã gửi. Văn phòng sẽ xem và trả lời.")
	n.presses("Đăng xuất")

	n.signsIn("officer@example.com")
	n.writes("Mã 6 số hoặc mã dự phòng", page.MustElement("#sample-code").MustText())
	n.presses("Xác nhận")
	n.presses("Chờ duyệt")
	n.presses("Trà bưởi thử")
	n.presses("Duyệt")
	n.presses("Trang công khai")
	arrived(t, page, "/san-pham/tra-buoi-thu")
	n.reads("Trà bưởi thử", "Ướp hoa bưởi mười hai đêm.", "Hợp tác xã chè Hảo Đạt")
}
