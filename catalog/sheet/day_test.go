package sheet

import "testing"

func TestParseDay(t *testing.T) {
	for text, want := range map[string]string{
		"05/08/2029": "2029-08-05", "5/8/2029": "2029-08-05", "5-8-2029": "2029-08-05", "5.8.2029": "2029-08-05",
		"2029-08-05": "2029-08-05", "2029/8/5": "2029-08-05", "05/08/29": "2029-08-05", "ngày 05 tháng 8 năm 2026": "2026-08-05",
		"Ngày 5 tháng 08 năm 2026": "2026-08-05", "5 August 2026": "2026-08-05", "Aug 5, 2026": "2026-08-05",
		"05/08/2029 00:00:00": "2029-08-05", "2029-08-05T00:00:00Z": "2029-08-05", "45123": "2023-07-16", "45123.75": "2023-07-16",
		"2020": "2020", "năm 2020": "2020", "08/2026": "2026", "tháng 8 năm 2026": "2026", "August 2026": "2026",
		"29/02/2024": "2024-02-29",
	} {
		got, ok := parseDay(text, false)
		if !ok || got.String() != want {
			t.Errorf("%q = %s %v, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "x", "31/04/2024", "29/02/2023", "08/25/2026", "0912345678", "12", "1/2", "5/8/1889",
		"ngày     tháng     năm 2023 chưa", "99999", "1e5", "-45123", "2026-13-01", "1.2.3.4", "::", "T:"} {
		if got, ok := parseDay(text, false); ok {
			t.Errorf("%q = %s, want unreadable", text, got)
		}
	}
	if got, _ := parseDay("43661", true); got.String() != "2023-07-16" {
		t.Errorf("day 43661 from 1904 = %s", got)
	}
}

func TestDecision(t *testing.T) {
	for _, c := range []struct {
		text string
		want decision
	}{
		{"144/QĐ-UBND", decision{no: "144/QĐ-UBND"}},
		{"Quyết định số 3787/QĐ-UBND ngày 28/12/2023 của UBND tỉnh Trà Vinh", decision{"3787/QĐ-UBND", Day{2023, 12, 28}, "UBND tỉnh Trà Vinh"}},
		{"Số: 12 /QĐ-UBND, ngày 05 tháng 8 năm 2022", decision{"12/QĐ-UBND", Day{2022, 8, 5}, ""}},
		{"377/QĐ-BNN-VPĐP", decision{no: "377/QĐ-BNN-VPĐP"}},
		{"144/QĐ-UBND; 155/QĐ-UBND", decision{no: "144/QĐ-UBND; 155/QĐ-UBND"}},
		{"144", decision{no: "144"}},
	} {
		if got := parseDecision(c.text); got != c.want {
			t.Errorf("%q = %+v, want %+v", c.text, got, c.want)
		}
	}
	for _, draft := range []string{"(Kèm theo Quyết định số      /QĐ-UBND ngày   /  /2023)", "Căn cứ Nghị định 15/2018/NĐ-CP"} {
		if d, ok := findDecision(draft); ok {
			t.Errorf("%q = %+v, want none", draft, d)
		}
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"05/08/2029", "2029-08-05T00:00:00Z", "ngày 05 tháng 8 năm 2026", "45123.5", "Aug 5, 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, epoch := range []bool{false, true} {
			d, ok := parseDay(text, epoch)
			if ok && (d.Year < firstYear || d.Year > lastYear || d.Exact() && d.Time().Day() != d.Day) {
				t.Errorf("%q = %+v", text, d)
			}
		}
		findDay(text)
		findDecision(text)
	})
}
