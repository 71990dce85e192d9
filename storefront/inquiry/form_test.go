package inquiry

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
)

func today() catalog.Day { return catalog.NewDay(2026, 11, 22) }

func TestReadPhone(t *testing.T) {
	tests := []struct{ typed, phone, wrong string }{
		{"", "", ""}, {"0900 000 123", "+84900000123", ""}, {"+84 900.000.123", "+84900000123", ""}, {"0084900000123", "+84900000123", ""},
		{"+84 (0)900 000 123", "+84900000123", ""}, {"０９００００００１２３", "", "phone"}, {"０９０００００１２３", "+84900000123", ""},
		{"02083 123 4567", "", "phone"}, {"0208 3123 456", "+842083123456", ""}, {"+81 90 1234 5678", "+819012345678", ""},
		{"90 1234 5678", "", "phone_foreign"}, {"+0123456789", "", "phone_foreign"}, {"0900", "", "phone"}, {"gọi tôi", "", "phone"}, {"---", "", "phone"},
		{"+1", "", "phone_foreign"}, {"0100000000", "", "phone"},
	}
	for _, test := range tests {
		if phone, wrong := ReadPhone(test.typed); phone != test.phone || wrong != test.wrong {
			t.Errorf("ReadPhone(%q) = %q, %q; want %q, %q", test.typed, phone, wrong, test.phone, test.wrong)
		}
	}
}

func TestReadQuantityAndDay(t *testing.T) {
	for typed, want := range map[string]float64{"200": 200, "1.500": 1500, "1,500": 1500, "1.200,5": 1200.5, "1,200.50": 1200.5, "2,5": 2.5, "10 000": 10000, "": 0} {
		if got, wrong := readQuantity(typed); got != want || wrong != "" {
			t.Errorf("readQuantity(%q) = %v, %q; want %v", typed, got, wrong, want)
		}
	}
	for typed, want := range map[string]string{"0": "quantity", "-5": "quantity", "1e9": "quantity", "1000000000": "quantity_large", "nhiều": "quantity", "NaN": "quantity", "1..5": "quantity"} {
		if _, wrong := readQuantity(typed); wrong != want {
			t.Errorf("readQuantity(%q) says %q, want %q", typed, wrong, want)
		}
	}
	for typed, want := range map[string]string{"2026-12-05": "", "5/12/2026": "", "05.12.2026": "", "22/11/2026": "", "21/11/2026": "day_past", "31/02/2027": "day", "2030-01-01": "day_far", "mai": "day", "0000-00-00": "day"} {
		if _, wrong := ReadDay(typed, today()); wrong != want {
			t.Errorf("ReadDay(%q) says %q, want %q", typed, wrong, want)
		}
	}
}

func TestJudge(t *testing.T) {
	good := Form{Name: " Mai  Lan ", Email: "Mai@example.com", Message: "Xin giá\r\n\r\n\r\n10 kg chè", ConsentAnswer: true, ConsentFollow: true, Public: true}
	i, problems := good.Judge(Product, "vi", today())
	if len(problems) > 0 || i.Name != "Mai Lan" || i.Message != "Xin giá\n\n10 kg chè" || !slices.Equal(i.Consents, []Purpose{ForAnswer, ForFollow}) {
		t.Errorf("a good form gives %+v, %v", i, problems)
	}
	_, problems = Form{Quantity: "5"}.Judge(Operator, "vi", today())
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
	}
	if got := strings.Join(fields, " "); got != "topic name phone unit message consent_answer" {
		t.Errorf("an empty form has problems in %s", got)
	}
}

func TestWarnings(t *testing.T) {
	for message, want := range map[string]string{
		"Cho hỏi giá 20 hộp chè giao Hà Nội, có hóa đơn không ạ?":                                             "",
		"Bên mình là cửa hàng ở Huế, cần báo giá gấp trong tuần.":                                             "",
		"Em bên trung đoàn 88, cần gấp 200 thùng trong ngày, nhờ đặt giúp của nhà cung cấp rồi cọc trước 30%": "deposit official",
		"Anh chuyển tiền cọc cho bên thứ ba giúp em":                                                          "deposit",
		"Xem mẫu ở https://bit.ly/abc":                                                                        "link",
		"Xem trang http://htx.vn/san-pham hoặc www.ocop.gov.vn":                                               "",
		"Gửi báo giá về mai@gmail.com giúp tôi":                                                               "",
		"Vào shop-qua-tet.top để nhận đơn":                                                                    "link",
		"We are from the army and need it urgently":                                                           "official",
		"Gia đình tôi muốn đặt cọc giữ hàng tới Tết có được không":                                            "",
	} {
		if got := strings.Join(warnings(message), " "); got != want {
			t.Errorf("%q is warned of as %q, want %q", message, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	s := NewSigner("one secret, long enough")
	l := Link{Use: UseAnswer, ID: 1<<40 + 7, Answer: CallMe, Until: now.Add(time.Hour)}
	token := s.Sign(l)
	if got, err := s.Read(UseAnswer, token, now); err != nil || got.ID != l.ID || got.Answer != CallMe {
		t.Errorf("Read gives %+v, %v", got, err)
	}
	if _, err := s.Read(UseAnswer, token, now.Add(2*time.Hour)); err != ErrExpired {
		t.Errorf("an old link gives %v", err)
	}
	if _, err := s.Read(UseState, token, now); err != ErrLink {
		t.Errorf("a link for another use gives %v", err)
	}
	if _, err := NewSigner("another secret").Read(UseAnswer, token, now); err != ErrLink {
		t.Errorf("a link of another site gives %v", err)
	}
	for n := range len(token) {
		broken := []byte(token)
		broken[n] ^= 1
		if got, err := s.Read(UseAnswer, string(broken), now); err == nil && got.Answer != l.Answer {
			t.Errorf("a link changed at %d gives %+v", n, got)
		}
		if _, err := s.Read(UseAnswer, token[:n], now); err == nil {
			t.Errorf("a link cut at %d is read", n)
		}
	}
}

func TestVisit(t *testing.T) {
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	s := NewSigner("one secret, long enough")
	key := s.NewFormKey(now)
	proof := Prove(key)
	tests := []struct {
		name       string
		visit      Visit
		after      time.Duration
		ok, gentle bool
	}{
		{"a person", Visit{FormKey: key, Proof: proof}, 20 * time.Second, true, false},
		{"without a script", Visit{FormKey: key}, 20 * time.Second, true, true},
		{"too fast", Visit{FormKey: key, Proof: proof}, time.Second, true, true},
		{"into the trap", Visit{FormKey: key, Proof: proof, Trap: "x"}, 20 * time.Second, true, true},
		{"too old", Visit{FormKey: key, Proof: proof}, 25 * time.Hour, false, false},
		{"not ours", Visit{FormKey: NewSigner("x").NewFormKey(now), Proof: proof}, 20 * time.Second, false, false},
		{"nothing", Visit{}, 20 * time.Second, false, false},
	}
	for _, test := range tests {
		if ok, gentle := s.judge(test.visit, now.Add(test.after)); ok != test.ok || gentle != test.gentle {
			t.Errorf("%s: %v, %v", test.name, ok, gentle)
		}
	}
}

// TestProof: only a number that was worked for proves a form.
func TestProof(t *testing.T) {
	const key = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	proof := Prove(key)
	if len(proof) < 3 || !Proven(key, proof) || Proven(key, "") || Proven(key, "0"+proof) || Proven("B"+key[1:], proof) && Proven("C"+key[1:], proof) {
		t.Errorf("the proof %s is none", proof)
	}
}
