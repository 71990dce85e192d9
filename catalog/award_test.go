package catalog_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

func today() catalog.Day { return catalog.NewDay(2026, 11, 22) }

func starLines(t *testing.T, db *pgxpool.Pool) []string {
	t.Helper()
	return lines(t, db, `SELECT p.name || ' ' || l.stars || ' ' || l.kind || ' ' || l.in_force FROM recognition l JOIN product p ON p.id = l.product_id
		WHERE p.slug IN ('tra-sen', 'mat-ong') ORDER BY l.id`)
}

func TestEnterDecision(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	recognitions := catalog.Recognitions{DB: db}
	tea, honey := number(t, db, `SELECT id FROM product WHERE slug = 'tra-sen'`), number(t, db, `SELECT id FROM product WHERE slug = 'mat-ong'`)
	decision := catalog.Award{
		No: "900/QĐ-UBND", Issuer: "UBND tỉnh Vĩnh Long", IssuedOn: catalog.NewDay(2026, 6, 30),
		Lines: []catalog.AnnexLine{{ProductID: tea, Stars: 4}, {ProductID: honey, Stars: 3, Kind: catalog.Rerating}},
	}
	if err := recognitions.Enter(t.Context(), decision, today(), 5); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Trà sen 3 first [2024-03-01,2026-06-30)", "Mật ong 3 first [2025-06-05,2026-06-30)",
		"Trà sen 4 upgrade [2026-06-30,2029-07-01)", "Mật ong 3 rerating [2026-06-30,2029-07-01)",
	}
	if diff := cmp.Diff(want, starLines(t, db)); diff != "" {
		t.Error(diff)
	}

	// A decision of an earlier day would overlap; none of its lines is taken.
	earlier := decision
	earlier.No, earlier.IssuedOn = "800/QĐ-UBND", catalog.NewDay(2026, 5, 30)
	var clash *catalog.Overlap
	if err := recognitions.Enter(t.Context(), earlier, today(), 5); !errors.As(err, &clash) || clash.ProductName != "Trà sen" || clash.With.DecisionNo != "900/QĐ-UBND" {
		t.Errorf("an earlier decision gives %v", err)
	}
	if diff := cmp.Diff(want, starLines(t, db)); diff != "" {
		t.Error(diff)
	}
	for field, wrong := range map[string]catalog.Award{
		"no":         {Issuer: "x", IssuedOn: today(), Lines: decision.Lines},
		"issued_on":  {No: "1", Issuer: "x", IssuedOn: today().AddDays(1), Lines: decision.Lines},
		"lines":      {No: "1", Issuer: "x", IssuedOn: today()},
		"stars":      {No: "1", Issuer: "x", IssuedOn: today(), Lines: []catalog.AnnexLine{{ProductID: tea, Stars: 2}}},
		"expires_on": {No: "1", Issuer: "x", IssuedOn: today(), ExpiresOn: today(), Lines: decision.Lines},
	} {
		var problem *catalog.DecisionProblem
		if err := recognitions.Enter(t.Context(), wrong, today(), 5); !errors.As(err, &problem) || problem.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestRulings(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	recognitions := catalog.Recognitions{DB: db}
	tea := number(t, db, `SELECT id FROM product WHERE slug = 'tra-sen'`)
	line := number(t, db, `SELECT l.id FROM recognition l JOIN product p ON p.id = l.product_id WHERE p.slug = 'tra-sen'`)
	honey := number(t, db, `SELECT l.id FROM recognition l JOIN product p ON p.id = l.product_id WHERE p.slug = 'mat-ong'`)
	ruling := catalog.Ruling{DecisionNo: "77/QĐ-UBND", On: catalog.NewDay(2026, 9, 1), Ground: "Không còn đáp ứng tiêu chí", By: 5}

	if _, err := db.Exec(t.Context(), `UPDATE recognition SET issued_on = '2023-08-01', expires_on = '2026-08-01' WHERE id = $1`, line); err != nil {
		t.Fatal(err)
	}
	if err := recognitions.Extend(t.Context(), line, catalog.NewDay(2027, 1, 29), ruling, today()); err == nil {
		t.Error("extended by more than 180 days")
	}
	if err := recognitions.Extend(t.Context(), line, catalog.NewDay(2027, 1, 28), ruling, today()); err != nil {
		t.Error(err)
	}
	if err := recognitions.Revoke(t.Context(), line, catalog.Ruling{DecisionNo: "1", On: today(), Ground: ""}, today()); err == nil {
		t.Error("revoked without a ground")
	}
	if err := recognitions.Revoke(t.Context(), line, ruling, today()); err != nil {
		t.Fatal(err)
	}
	if err := recognitions.Revoke(t.Context(), line, ruling, today()); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("revoked twice: %v", err)
	}
	if err := recognitions.Discontinue(t.Context(), honey, ruling, today()); err != nil {
		t.Fatal(err)
	}
	want := []string{"Trà sen 3 first [2023-08-01,2026-09-01)", "Mật ong 3 first [2025-06-05,2028-06-06)"}
	if diff := cmp.Diff(want, starLines(t, db)); diff != "" {
		t.Error(diff)
	}
	past, err := recognitions.Past(t.Context(), tea)
	if err != nil || len(past) != 2 || past[0].Cause != catalog.CauseRevoke || past[1].Was.ExtendedUntil != (catalog.Day{}) || past[0].Was.ExtendedUntil.IsZero() {
		t.Errorf("the past is %+v, %v", past, err)
	}
}

// TestExtensionIsForTheMissedWindow: Art. 12.3 is for those whose last day to file
// was over when the rule came, and for no others.
func TestExtensionIsForTheMissedWindow(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	recognitions := catalog.Recognitions{DB: db}
	line := number(t, db, `SELECT l.id FROM recognition l JOIN product p ON p.id = l.product_id WHERE p.slug = 'tra-sen'`)
	ruling := catalog.Ruling{DecisionNo: "77/QĐ-UBND", On: catalog.NewDay(2026, 6, 1), Ground: "Điều 12 khoản 3", By: 5}
	for end, want := range map[string]bool{
		"2026-05-21": false, "2026-05-22": true, "2026-09-18": true, "2026-09-19": false, "2027-03-01": false, "2024-05-01": false,
	} {
		if _, err := db.Exec(t.Context(), `UPDATE recognition SET issued_on = $2::date - 1096, expires_on = $2::date, extended_until = NULL WHERE id = $1`, line, end); err != nil {
			t.Fatal(err)
		}
		day, err := catalog.ParseDay(end)
		if err != nil {
			t.Fatal(err)
		}
		var problem *catalog.DecisionProblem
		err = recognitions.Extend(t.Context(), line, day.AddDays(30), ruling, today())
		if (err == nil) != want || err != nil && (!errors.As(err, &problem) || problem.Field != "window") {
			t.Errorf("a star that ends on %s: %v", end, err)
		}
	}
}

// TestCorrectionsAreCheckedAsEntering: nothing goes in by a correction that could
// not be entered, and nothing known is taken away.
func TestCorrectionsAreCheckedAsEntering(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	recognitions := catalog.Recognitions{DB: db}
	line := number(t, db, `SELECT l.id FROM recognition l JOIN product p ON p.id = l.product_id WHERE p.slug = 'tra-sen'`)
	_, err := db.Exec(t.Context(), `UPDATE recognition SET decision_no = '12/QĐ-UBND', issuer = 'UBND huyện', issued_on = '2023-08-01', expires_on = '2026-08-01',
		extended_until = '2026-12-01', revoked_on = '2026-11-01' WHERE id = $1`, line)
	if err != nil {
		t.Fatal(err)
	}
	good := catalog.Recognition{Stars: 3, Kind: catalog.First, DecisionNo: "12/QĐ-UBND", Issuer: "UBND huyện", IssuedOn: catalog.NewDay(2023, 8, 2), ExpiresOn: catalog.NewDay(2026, 8, 2)}
	for name, test := range map[string]struct {
		change func(*catalog.Recognition)
		field  string
	}{
		"two stars":             {func(r *catalog.Recognition) { r.Stars = 2 }, "stars"},
		"no number":             {func(r *catalog.Recognition) { r.DecisionNo = " " }, "no"},
		"no issuer":             {func(r *catalog.Recognition) { r.Issuer = "" }, "issuer"},
		"no day of issue":       {func(r *catalog.Recognition) { r.IssuedOn = catalog.Day{} }, "issued_on"},
		"tomorrow":              {func(r *catalog.Recognition) { r.IssuedOn = today().AddDays(1) }, "issued_on"},
		"before the programme":  {func(r *catalog.Recognition) { r.IssuedOn = catalog.NewDay(2017, 12, 31) }, "issued_on"},
		"after its revocation":  {func(r *catalog.Recognition) { r.IssuedOn = catalog.NewDay(2026, 11, 2) }, "issued_on"},
		"ends when it begins":   {func(r *catalog.Recognition) { r.ExpiresOn = r.IssuedOn }, "expires_on"},
		"ends after extension":  {func(r *catalog.Recognition) { r.ExpiresOn = catalog.NewDay(2026, 12, 2) }, "expires_on"},
		"term beyond extension": {func(r *catalog.Recognition) { r.IssuedOn, r.ExpiresOn = catalog.NewDay(2024, 8, 1), catalog.Day{} }, "expires_on"},
	} {
		to := good
		test.change(&to)
		var problem *catalog.DecisionProblem
		if err := recognitions.Correct(t.Context(), line, to, "Nhập nhầm", today(), 5); !errors.As(err, &problem) || problem.Field != test.field {
			t.Errorf("%s: %v, want a problem of %s", name, err, test.field)
		}
	}
	if err := recognitions.Correct(t.Context(), line, good, "Nhập nhầm", today(), 5); err != nil {
		t.Error(err)
	}
	// What a list did not say may stay unknown.
	if _, err := db.Exec(t.Context(), `UPDATE recognition SET decision_no = '', issuer = '' WHERE id = $1`, line); err != nil {
		t.Fatal(err)
	}
	good.DecisionNo, good.Issuer = "", ""
	if err := recognitions.Correct(t.Context(), line, good, "Nhập nhầm", today(), 5); err != nil {
		t.Error(err)
	}
}

// TestCorrectAndAnnul: the line before follows the day of issue of the one that
// replaced it, and counts again when that is annulled.
func TestCorrectAndAnnul(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	recognitions := catalog.Recognitions{DB: db}
	tea := number(t, db, `SELECT id FROM product WHERE slug = 'tra-sen'`)
	decision := catalog.Award{No: "900/QĐ-UBND", Issuer: "UBND tỉnh Vĩnh Long", IssuedOn: catalog.NewDay(2026, 6, 30), Lines: []catalog.AnnexLine{{ProductID: tea, Stars: 4}}}
	if err := recognitions.Enter(t.Context(), decision, today(), 5); err != nil {
		t.Fatal(err)
	}
	line := number(t, db, `SELECT id FROM recognition WHERE decision_no = '900/QĐ-UBND'`)
	to := catalog.Recognition{Stars: 4, Kind: catalog.Upgrade, DecisionNo: "900/QĐ-UBND", Issuer: "UBND tỉnh Vĩnh Long", IssuedOn: catalog.NewDay(2026, 6, 20), ExpiresOn: catalog.NewDay(2029, 6, 20)}
	if err := recognitions.Correct(t.Context(), line, to, "Nhập nhầm ngày", today(), 5); err != nil {
		t.Fatal(err)
	}
	ofTea := `SELECT stars || ' ' || in_force FROM recognition WHERE product_id = (SELECT id FROM product WHERE slug = 'tra-sen') ORDER BY id`
	if diff := cmp.Diff([]string{"3 [2024-03-01,2026-06-20)", "4 [2026-06-20,2029-06-21)"}, lines(t, db, ofTea)); diff != "" {
		t.Error(diff)
	}
	to.IssuedOn = catalog.NewDay(2024, 2, 1) // before the line it replaced
	var problem *catalog.DecisionProblem
	if err := recognitions.Correct(t.Context(), line, to, "Nhập nhầm ngày", today(), 5); !errors.As(err, &problem) || problem.Field != "line" {
		t.Errorf("a star of two lines on one day: %v", err)
	}
	if err := recognitions.Annul(t.Context(), line, "Nhập nhầm sản phẩm", 5); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"3 [2024-03-01,2027-03-02)"}, lines(t, db, ofTea)); diff != "" {
		t.Error(diff)
	}
	past, err := recognitions.Past(t.Context(), tea)
	if err != nil || len(past) != 2 || past[0].Cause != catalog.CauseAnnul || past[0].Was.DecisionNo != "900/QĐ-UBND" {
		t.Errorf("the past is %+v, %v", past, err)
	}
}
