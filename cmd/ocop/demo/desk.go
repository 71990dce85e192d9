package demo

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/cmd/ocop/demo/drawing"
	"ocop/storefront/account"
)

//go:embed desk.json
var deskFile []byte

// deskChange is a change that a sample maker asks for, on one product of desk.json.
type deskChange struct {
	named
	Days     int            `json:"days"`     // that it has waited
	New      bool           `json:"new"`      // a new product beside the named one
	Set      catalog.Values `json:"set"`      // what it changes
	Expired  int            `json:"expired"`  // days since the certificate that it brings has run out; 0 brings none
	Returned string         `json:"returned"` // why the office sent it back; empty where it waits
}

// sampleWords end every text that no maker wrote.
const sampleWords = "\n\n(Nội dung mẫu của bản dùng thử, không phải lời của chủ thể.)"

// deskAuthor enters the sample changes of makers who have no account of their
// own; claimant wants to become one.
func deskAuthor() SignIn {
	return SignIn{Key: "author", Account: account.Account{
		Name: "Nông Thị Mẫu", Role: account.Producer, Email: "author@example.com", Phone: "+84900000007", Lang: "vi",
	}}
}

// LoadDesk gives the sample offices something to do, once: changes that wait, one
// of them with words to look at and one with a certificate that has run out, one
// that was sent back, reports of what is wrong, and somebody who claims to be a
// producer.
func LoadDesk(ctx context.Context, db *pgxpool.Pool, today catalog.Day) error {
	l := loader{
		products: catalog.Products{DB: db}, producers: catalog.Producers{DB: db}, accounts: account.Accounts{DB: db}, today: today,
	}
	var err error
	if l.atlas, err = (catalog.Places{DB: db}).Atlas(ctx); err != nil {
		return err
	}
	d := desk{loader: l, edits: catalog.Edits{DB: db}, complaints: catalog.Complaints{DB: db}, claims: account.Claims{DB: db}}
	// The account comes after the claim, so that it stands for both.
	author, err := l.accounts.ByLogin(ctx, deskAuthor().Email)
	filled := err == nil
	if errors.Is(err, pgx.ErrNoRows) {
		if err = d.claim(ctx); err == nil {
			author.ID, err = l.accounts.Add(ctx, deskAuthor().Account)
		}
	}
	if err != nil {
		return fmt.Errorf("loading the demo's desk: %w", err)
	}
	d.author = author.ID
	for _, step := range []func(context.Context) error{d.ask, d.report} {
		if err := step(ctx); err != nil && !moved(filled, err) {
			return fmt.Errorf("loading the demo's desk: %w", err)
		}
	}
	return nil
}

// desk fills the offices' queues.
type desk struct {
	loader
	edits      catalog.Edits
	complaints catalog.Complaints
	claims     account.Claims
	author     int64
}

// ask has makers ask for the changes of desk.json. Each is asked for under a key
// of its own, so that it is there once however often this runs.
func (d desk) ask(ctx context.Context) error {
	var list []deskChange
	if err := json.Unmarshal(deskFile, &list); err != nil {
		return fmt.Errorf("reading desk.json: %w", err)
	}
	for i, a := range list {
		if err := d.askOne(ctx, fmt.Sprintf("sample-desk-%02d", i+1), a); err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
	}
	return nil
}

func (d desk) askOne(ctx context.Context, key string, a deskChange) error {
	id, producer, err := d.find(ctx, a.named)
	if err != nil {
		return err
	}
	subject := catalog.Subject{Kind: catalog.ProductSubject, ID: id}
	if a.New {
		subject.ID = 0
	}
	edit, err := d.edits.SaveDraft(ctx, catalog.Draft{
		Step: catalog.Step{By: d.author, Key: key + "-draft"}, Subject: subject, ProducerID: producer, Set: d.values(a),
	})
	var stale *catalog.StaleError
	if errors.As(err, &stale) {
		return nil // somebody who tries the demo works on it already
	}
	if err != nil || edit.State != catalog.EditDraft {
		return err
	}
	step := catalog.Step{EditID: edit.ID, Version: edit.Version, By: d.author, Key: key + "-submit"}
	if edit, err = d.edits.Submit(ctx, step, d.today); err != nil {
		return err
	}
	if err := d.edits.Backdate(ctx, edit.ID, a.Days); err != nil || a.Returned == "" {
		return err
	}
	officer, err := d.accounts.ByLogin(ctx, "officer@example.com")
	if err != nil {
		return err
	}
	_, err = d.edits.Return(ctx, catalog.Step{EditID: edit.ID, Version: edit.Version, By: officer.ID, Key: key + "-return"}, a.Returned, false)
	return err
}

// values are what a sample change sets, its texts marked as samples.
func (d desk) values(a deskChange) catalog.Values {
	set := catalog.Values{}
	maps.Copy(set, a.Set)
	if story := set["story"]; story != "" {
		set["story"] = story + sampleWords
	}
	if a.Expired > 0 {
		set["papers"] = catalog.WritePapers([]catalog.Paper{
			{Kind: "attp", Number: "MẪU-018/2023", Issuer: "Chi cục Quản lý chất lượng (mẫu)", ExpiresOn: d.today.AddDays(-a.Expired)},
			{Kind: "vietgap", Number: "MẪU-VG-41", Issuer: "Tổ chức chứng nhận (mẫu)", ExpiresOn: d.today.AddMonths(14)},
		})
	}
	return set
}

// report has two visitors say what is wrong on a page.
func (d desk) report(ctx context.Context) error {
	tea := named{Name: "Trà hoa vàng Bắc Kạn túi lọc", Producer: "Công ty TNHH Hà Diệp", Province: "Thái Nguyên"}
	for i, r := range []catalog.Complaint{
		{Reason: "star", Body: "(Báo sai mẫu) Hộp bán ở chợ Tam Giác dán tem 4 sao, trang này lại ghi khác. Xin kiểm tra giúp.", Contact: "khach.mau@example.com"},
		{Reason: "picture", Body: "(Báo sai mẫu) Ảnh trên trang là loại hộp cũ, hộp đang bán đã đổi màu và tên."},
	} {
		about := tea
		if i == 1 {
			about = sampleProduct()
		}
		id, _, err := d.find(ctx, about)
		if err != nil {
			return err
		}
		province, _ := d.atlas.FindProvince(about.Province)
		r.SubjectKind, r.SubjectID, r.ProvinceCode, r.Proven = catalog.ProductSubject, id, province.Code, true
		if err := d.complaints.File(ctx, r, nil, catalog.Reporter{FormKey: fmt.Sprintf("sample-report-%02d", i+1)}); err != nil {
			return err
		}
	}
	return nil
}

// claim has somebody ask for an account of a producer, with a drawing in place
// of the photo of the certificate.
func (d desk) claim(ctx context.Context) error {
	_, producer, err := d.find(ctx, named{Name: "Mật ong Phúc Thành", Producer: "HTX nuôi ong Phúc Thành", Province: "Thái Nguyên"})
	if err != nil {
		return err
	}
	photo, err := drawing.Encode(drawing.Draw("honey", 7, 900, 640))
	if err != nil {
		return err
	}
	_, err = d.claims.Add(ctx, account.Claim{
		ProducerID: producer, Name: "Ma Văn Mẫu", Email: "ong.mau@example.com", Phone: "+84900000008", BusinessNo: "9999999998", Lang: "vi",
		Note: "Yêu cầu mẫu: tôi là giám đốc hợp tác xã, ảnh kèm theo chỉ là hình vẽ.",
	}, photo)
	return err
}
