package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
)

// asked is a sample question and what became of it.
type asked struct {
	product  string // slug
	name     string
	lang     locale.Lang
	message  string
	quantity string
	unit     string
	ago      time.Duration
	after    time.Duration // until the answer
	answer   inquiry.Answer
	words    string
	outcome  string
}

const sampleDay = 24 * time.Hour

// askedSamples are enough for one maker to be known for answering within a day,
// and one of each thing an office should see: silence, fraud, business.
func askedSamples() []asked {
	return []asked{
		{"che-tom-non", "Khách mẫu Minh Anh", "vi", "Xin báo giá 20 kg chè đóng túi 200 g, giao tại Hà Nội trước Tết.", "20", "kg", 80 * sampleDay, 6 * time.Hour, inquiry.Available, "Còn hàng, giá như trên trang, gửi xe khách được.", "business"},
		{"che-tom-non", "Khách mẫu Quốc Bảo", "vi", "Cửa hàng chúng tôi muốn lấy thử 5 kg, có xuất hóa đơn không?", "5", "kg", 66 * sampleDay, 9 * time.Hour, inquiry.CallMe, "", "business"},
		{"che-dinh-tan-cuong", "Khách mẫu Thu Hà", "vi", "Chè đinh vụ này còn không, tôi cần 2 kg làm quà.", "2", "kg", 51 * sampleDay, 5 * time.Hour, inquiry.SeasonOver, "Vụ này đã hết, khoảng tháng 3 có lại.", "nothing"},
		{"che-tom-non", "Sample visitor Emma", "en", "We run a small tea room and would like 10 kg. Can you ship to Da Nang?", "10", "kg", 38 * sampleDay, 14 * time.Hour, inquiry.Available, "Yes, two days by bus.", ""},
		{"che-tom-non", "Khách mẫu Văn Lộc", "vi", "Đơn vị bộ đội cần gấp 200 kg trong hôm nay, anh chị đặt cọc mua giúp thêm hàng của nhà cung cấp bên tôi nhé.", "200", "kg", 20 * sampleDay, 3 * time.Hour, inquiry.Fraud, "", ""},
		{"che-dinh-tan-cuong", "Khách mẫu Lan Chi", "vi", "Hợp tác xã có nhận khách tham quan đồi chè không, đoàn khoảng 15 người?", "", "", 9 * sampleDay, 8 * time.Hour, inquiry.Written, "Có, đẹp nhất là sáng sớm, xin gọi trước một ngày.", ""},
		{"che-tom-non", "Khách mẫu Hoàng Nam", "vi", "Tôi cần 3 kg chè gửi trong tuần, có túi giấy không?", "3", "kg", 5 * time.Hour, 0, "", "", ""},
		{"mat-ong-phuc-thanh", "Khách mẫu Kim Oanh", "vi", "Xin giá 30 chai mật ong 500 ml cho quà cuối năm.", "30", "chai", 30 * sampleDay, 30 * time.Hour, inquiry.Available, "", "business"},
		{"ruou-men-la-bang-phuc", "Khách mẫu Đức Thắng", "vi", "Nhà hàng hỏi 50 lít rượu men lá, giao hằng tháng.", "50", "lít", 5 * sampleDay, 0, "", "", ""},
		{"tra-hich", "Khách mẫu Ngọc Mai", "vi", "Cho tôi hỏi trà có loại hộp quà không, cần 40 hộp.", "40", "hộp", 60 * time.Hour, 0, "", "", ""},
		{"thuc-pham-bao-ve-suc-khoe-vicumax-nano-curcumin", "Khách mẫu Hải Yến", "vi", "Nhà thuốc muốn làm đại lý, xin gửi bảng giá.", "", "", 15 * sampleDay, 20 * time.Hour, inquiry.Unsuitable, "", ""},
	}
}

// Ask sends the sample questions that nobody has asked yet by the way every
// question goes, each on its own day, and answers those that were answered.
func Ask(ctx context.Context, db *pgxpool.Pool, q inquiry.Inquiries, now time.Time) error {
	products := catalog.Products{DB: db}
	for n, a := range askedSamples() {
		product, err := products.BySlug(ctx, a.product)
		if err != nil {
			return fmt.Errorf("asking a sample question: %w", err)
		}
		if n == 0 {
			if known, err := q.Inbox(ctx, []int64{product.Producer.ID}); err != nil || len(known) > 0 {
				return err
			}
		}
		if err := a.ask(ctx, q, product, n, now); err != nil {
			return fmt.Errorf("asking a sample question: %w", err)
		}
	}
	return nil
}

func (a asked) ask(ctx context.Context, q inquiry.Inquiries, product catalog.Product, n int, now time.Time) error {
	at := now.Add(-a.ago)
	q.Now = func() time.Time { return at }
	form := inquiry.Form{
		Name: a.name, Phone: fmt.Sprintf("0900 000 %03d", 600+n), Email: fmt.Sprintf("khach-mau-%d@example.com", n+1),
		Quantity: a.quantity, Unit: a.unit, Message: a.message, ConsentAnswer: true, ConsentFollow: true,
	}
	i, problems := form.Judge(inquiry.Product, a.lang, catalog.DayAt(at))
	if len(problems) > 0 {
		return fmt.Errorf("a sample is wrong in %s", problems[0].Field)
	}
	key := q.Signer.NewFormKey(at.Add(-time.Minute))
	target := inquiry.Target{
		ProducerID: product.Producer.ID, ProductIDs: []int64{product.ID}, Subject: product.Name, SubjectEN: product.NameEN,
		ProvinceCode: product.Producer.ProvinceCode, GroupSlug: product.GroupSlug,
	}
	receipt, err := q.Submit(ctx, i, inquiry.Visit{FormKey: key, Proof: inquiry.Prove(key), Network: "sample"}, []inquiry.Target{target})
	if err != nil {
		return err
	}
	if a.answer == "" {
		return nil
	}
	return a.settle(ctx, q, receipt.ID, at)
}

// settle confirms the writer, answers, and writes down what came of it.
func (a asked) settle(ctx context.Context, q inquiry.Inquiries, id int64, at time.Time) error {
	q.Now = func() time.Time { return at.Add(a.after / 2) }
	if err := q.Confirm(ctx, id); err != nil {
		return err
	}
	q.Now = func() time.Time { return at.Add(a.after) }
	state, err := q.ByID(ctx, id)
	if err != nil {
		return err
	}
	thread := state.Threads[0].ID
	if err := q.Answer(ctx, thread, a.answer, a.words); err != nil && !errors.Is(err, inquiry.ErrUsed) {
		return err
	}
	if a.outcome == "" {
		return nil
	}
	return q.Settle(ctx, thread, inquiry.Outcome{Result: a.outcome})
}
