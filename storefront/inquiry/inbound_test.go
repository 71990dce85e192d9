package inquiry

import (
	"strings"
	"testing"
)

func TestReadInbound(t *testing.T) {
	tests := []struct {
		name, raw string
		want      Inbound
	}{
		{"plain", "Message-ID: <a@b>\r\nTo: R+X@ocop.example\r\n\r\nCòn 20 kg.\r\n\r\nVào 22/11/2026, Chợ OCOP đã viết:\r\n> câu hỏi\r\n", Inbound{MessageID: "<a@b>", To: []string{"R+X@ocop.example"}, Text: "Còn 20 kg."}},
		{
			"alternative, quoted-printable", "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nC=C3=B2n h=C3=A0ng\r\n> =C4=91=C3=B4i\r\n-- \r\nHTX\r\n--x\r\nContent-Type: text/html\r\n\r\n<b>no</b>\r\n--x--\r\n",
			Inbound{Text: "Còn hàng"},
		},
		{"base64", "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nSOG6v3QgbcO5\r\nYQ==\r\n", Inbound{Text: "Hết mùa"}},
		{"automatic", "Auto-Submitted: auto-replied\r\n\r\nI am away\r\n", Inbound{Text: "I am away", Automatic: true}},
		{
			"returned", "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\nMessage-ID: <dsn@mx>\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@ocop.example>\r\n--r--\r\n",
			Inbound{MessageID: "<dsn@mx>", Returned: "<ours@ocop.example>", Status: "5.1.1", Automatic: true},
		},
		{
			"only late", "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 4.4.1\r\n\r\n--r\r\n\r\nMessage-ID: <ours@ocop.example>\r\n--r--\r\n",
			Inbound{Automatic: true},
		},
	}
	for _, test := range tests {
		got, err := ReadInbound([]byte(test.raw))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if strings.Join(got.To, ",") != strings.Join(test.want.To, ",") {
			t.Errorf("%s: to %v", test.name, got.To)
		}
		got.To, test.want.To = nil, nil
		if got.MessageID != test.want.MessageID || got.Text != test.want.Text || got.Returned != test.want.Returned || got.Status != test.want.Status || got.Automatic != test.want.Automatic {
			t.Errorf("%s:\ngot  %+v\nwant %+v", test.name, got, test.want)
		}
	}
}

// FuzzReadInbound reads what strangers send.
func FuzzReadInbound(f *testing.F) {
	f.Add([]byte("To: a@b\r\n\r\nx"))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x--"))
	f.Add([]byte("Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\nStatus: 5.1.1\r\nMessage-ID: <a@b>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		in, err := ReadInbound(raw)
		if err == nil && in.Text != CleanText(in.Text) {
			t.Errorf("text is not clean: %q", in.Text)
		}
	})
}

// FuzzJudge reads what strangers type.
func FuzzJudge(f *testing.F) {
	f.Add("Mai", "0900 000 123", "a@example.com", "1.200,5", "05/12/2026", "Xin giá chè")
	f.Add("", "+٨٤٩", "é@x", "1e9", "31/02/2027", "\x00\u202e")
	f.Fuzz(func(t *testing.T, name, phone, email, quantity, day, message string) {
		form := Form{Name: name, Phone: phone, Email: email, Quantity: quantity, Unit: "kg", NeededBy: day, Message: message, ConsentAnswer: true}
		i, problems := form.Judge(Product, "vi", today())
		if len(problems) > 0 {
			return
		}
		if i.Name == "" || i.Message == "" || i.Phone == "" && i.Email == "" {
			t.Errorf("an inquiry without name, message or contact is good: %+v", i)
		}
		if i.Phone != "" && (i.Phone[0] != '+' || len(i.Phone) > 16) {
			t.Errorf("phone %q", i.Phone)
		}
		if strings.ContainsAny(i.Email, "\r\n <>") {
			t.Errorf("email %q", i.Email)
		}
		if i.Quantity < 0 || i.Quantity > maxQuantity {
			t.Errorf("quantity %v", i.Quantity)
		}
	})
}
