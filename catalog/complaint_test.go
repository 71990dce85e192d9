package catalog_test

import (
	"errors"
	"testing"

	"ocop/catalog"
)

func TestComplaints(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	complaints := catalog.Complaints{DB: db}
	id := number(t, db, `SELECT id FROM product WHERE name = 'Kẹo dừa'`)
	report := catalog.Complaint{SubjectKind: "product", SubjectID: id, ProvinceCode: "86", Reason: "star", Body: "Sao đã hết hạn", Contact: "0900 000 123"}
	for _, r := range []struct {
		key    string
		proven bool
	}{{"form-key-1", false}, {"form-key-2", true}, {"form-key-2", true}} {
		report.Proven = r.proven
		if err := complaints.File(t.Context(), report, nil, catalog.Reporter{FormKey: r.key}); err != nil {
			t.Fatal(err)
		}
	}
	open, err := complaints.Open(t.Context(), "86", 10)
	if err != nil || len(open) != 2 || !open[0].Proven || open[0].SubjectName != "Kẹo dừa" {
		t.Fatalf("open are %+v, %v", open, err)
	}
	if other, err := complaints.Open(t.Context(), "01", 10); err != nil || len(other) != 0 {
		t.Errorf("another province sees %+v, %v", other, err)
	}
	if err := complaints.Close(t.Context(), open[0].ID, "", 3); !errors.Is(err, catalog.ErrReasonMissing) {
		t.Errorf("closed without an outcome: %v", err)
	}
	if err := complaints.Close(t.Context(), open[0].ID, "Đã sửa", 3); err != nil {
		t.Fatal(err)
	}
	if err := complaints.Close(t.Context(), open[0].ID, "Đã sửa", 3); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("closed twice: %v", err)
	}
	closed, err := complaints.Get(t.Context(), open[0].ID)
	if err != nil || !closed.Closed || closed.Contact != "" || closed.Outcome != "Đã sửa" {
		t.Errorf("closed it is %+v, %v", closed, err)
	}
	for field, wrong := range map[string]catalog.Complaint{"reason": {Reason: "x", Body: "y"}, "body": {Reason: "star"}, "": {Reason: "star", Body: "y"}} {
		if got := wrong.Check(); got != field {
			t.Errorf("%+v is wrong in %q, want %q", wrong, got, field)
		}
	}
}
