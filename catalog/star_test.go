package catalog

import "testing"

func day(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestStarOn(t *testing.T) {
	today := day("2026-11-22")
	four := Recognition{ID: 1, Stars: 4, IssuedOn: day("2025-08-05")}
	with := func(change func(*Recognition)) Recognition {
		r := four
		change(&r)
		return r
	}
	tests := []struct {
		name     string
		lines    []Recognition
		status   Status
		badge    int
		awaiting int
	}{
		{"no line", nil, NoStar, 0, 0},
		{"in its term", []Recognition{four}, Valid, 4, 0},
		{"181 days left", []Recognition{with(func(r *Recognition) { r.ExpiresOn = today.AddDays(181) })}, Valid, 4, 0},
		{"180 days left", []Recognition{with(func(r *Recognition) { r.ExpiresOn = today.AddDays(180) })}, Expiring, 4, 0},
		{"on its last day", []Recognition{with(func(r *Recognition) { r.ExpiresOn = today })}, Expiring, 4, 0},
		{"the day after", []Recognition{with(func(r *Recognition) { r.ExpiresOn = today.AddDays(-1) })}, Expired, 0, 0},
		{"dossier filed", []Recognition{with(func(r *Recognition) { r.ExpiresOn, r.DossierFiledOn = today.AddDays(30), today.AddDays(-100) })}, ReRating, 4, 0},
		{"dossier filed, term over", []Recognition{with(func(r *Recognition) { r.ExpiresOn, r.DossierFiledOn = today.AddDays(-1), today.AddDays(-100) })}, Expired, 0, 0},
		{"extended", []Recognition{with(func(r *Recognition) { r.ExpiresOn, r.ExtendedUntil = day("2026-07-17"), day("2027-01-13") })}, Extended, 4, 0},
		{"extension over", []Recognition{with(func(r *Recognition) { r.ExpiresOn, r.ExtendedUntil = day("2026-03-17"), today.AddDays(-1) })}, Expired, 0, 0},
		{"revoked", []Recognition{with(func(r *Recognition) { r.RevokedOn = today })}, Revoked, 0, 0},
		{"to be revoked tomorrow", []Recognition{with(func(r *Recognition) { r.RevokedOn = today.AddDays(1) })}, Valid, 4, 0},
		{"discontinued", []Recognition{with(func(r *Recognition) { r.DiscontinuedOn = today })}, Discontinued, 0, 0},
		{"revoked and discontinued", []Recognition{with(func(r *Recognition) { r.RevokedOn, r.DiscontinuedOn = today, today })}, Revoked, 0, 0},
		{"revoked, then rated anew", []Recognition{
			with(func(r *Recognition) { r.RevokedOn = day("2025-12-01") }),
			{ID: 2, Stars: 3, IssuedOn: day("2026-06-01")},
		}, Valid, 3, 0},
		{"upgraded", []Recognition{
			{ID: 2, Stars: 5, Kind: Upgrade, IssuedOn: day("2026-06-01")},
			with(func(r *Recognition) { r.SupersededOn = day("2026-06-01") }),
		}, Valid, 5, 0},
		{"decision of tomorrow", []Recognition{four, {ID: 2, Stars: 5, IssuedOn: today.AddDays(1)}}, Valid, 4, 0},
		{"proposed only", []Recognition{{ID: 1, ProposedStars: 5, SentOn: day("2026-09-01")}}, Awaiting, 0, 5},
		{"proposed beside a star", []Recognition{four, {ID: 2, ProposedStars: 5, SentOn: day("2026-09-01")}}, Valid, 4, 5},
		{"proposed on the line itself", []Recognition{with(func(r *Recognition) { r.ProposedStars, r.SentOn = 5, day("2026-09-01") })}, Valid, 4, 5},
		{"proposal answered", []Recognition{
			with(func(r *Recognition) { r.SupersededOn = day("2026-10-01") }),
			{ID: 2, ProposedStars: 5, SentOn: day("2026-09-01")},
			{ID: 3, Stars: 5, IssuedOn: day("2026-10-01")},
		}, Valid, 5, 0},
		{"proposed beside a lapsed star", []Recognition{
			with(func(r *Recognition) { r.ExpiresOn = day("2026-01-01") }),
			{ID: 2, ProposedStars: 5, SentOn: day("2026-09-01")},
		}, Expired, 0, 5},
		{"year 2025 alone", []Recognition{{Stars: 3, IssuedYear: 2025}}, Valid, 3, 0},
		{"year 2024 alone", []Recognition{{Stars: 3, IssuedYear: 2024}}, Expiring, 3, 0},
		{"year 2023 alone", []Recognition{{Stars: 3, IssuedYear: 2023}}, Unverified, 0, 0},
		{"year 2022 alone", []Recognition{{Stars: 3, IssuedYear: 2022}}, Expired, 0, 0},
		{"not even a year", []Recognition{{Stars: 3}}, Unverified, 0, 0},
		{"not even a year, then re-rated", []Recognition{{ID: 1, Stars: 3}, {ID: 2, Stars: 3, Kind: Rerating, IssuedOn: day("2025-01-01")}}, Valid, 3, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			star := StarOn(today, test.lines)
			if star.Status != test.status || star.Badge() != test.badge || star.Awaiting != test.awaiting {
				t.Errorf("StarOn = %s, badge %d, awaiting %d; want %s, %d, %d",
					star.Status, star.Badge(), star.Awaiting, test.status, test.badge, test.awaiting)
			}
		})
	}
}

func TestStarIsTheSameInAnyOrder(t *testing.T) {
	lines := []Recognition{
		{ID: 1, Stars: 3, IssuedOn: day("2021-01-01")},
		{ID: 2, Stars: 4, IssuedOn: day("2023-12-01")},
		{ID: 3, ProposedStars: 5, SentOn: day("2026-09-01")},
	}
	want := StarOn(day("2026-11-22"), lines)
	got := StarOn(day("2026-11-22"), []Recognition{lines[2], lines[1], lines[0]})
	if got.Status != want.Status || got.Line.ID != 2 || want.Line.ID != 2 {
		t.Errorf("StarOn = %+v, in another order %+v", want, got)
	}
}

func TestTermOfThirtySixMonths(t *testing.T) {
	for issued, expires := range map[string]string{"2026-08-05": "2029-08-05", "2024-02-29": "2027-02-28", "2023-01-31": "2026-01-31"} {
		if got := (Recognition{IssuedOn: day(issued)}).Expires(); got != day(expires) {
			t.Errorf("issued %s expires %s, want %s", issued, got, expires)
		}
	}
}

// TestEndYear holds the year against the days: from the first to the last day
// of a year the term ends in the same one.
func TestEndYear(t *testing.T) {
	for _, issued := range []string{"2024-01-01", "2024-02-29", "2024-12-31"} {
		end := Recognition{IssuedOn: day(issued)}.Expires()
		if got := (Recognition{IssuedYear: 2024}).EndYear(); got != end.Year {
			t.Errorf("issued in 2024 ends in %d, issued on %s on %s", got, issued, end)
		}
	}
	if got := (Recognition{}).EndYear(); got != 0 {
		t.Errorf("a line without a year ends in %d", got)
	}
}

func TestSeveralPlacesHaveSeveralCodes(t *testing.T) {
	hue := []FormerPlace{{Code: "46", Name: "Huế"}, {Code: "46", Name: "Thừa Thiên Huế"}}
	if Several(hue) || Several(nil) || !Several(append(hue, FormerPlace{Code: "45", Name: "Quảng Trị"})) {
		t.Error("one place under two names is not a merger; two places are")
	}
}
