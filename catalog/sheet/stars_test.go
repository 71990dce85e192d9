package sheet

import "testing"

func TestParseStars(t *testing.T) {
	for text, want := range map[string]int{
		"4": 4, "4 sao": 4, "4 SAO": 4, "4sao": 4, "04 sao": 4, "4*": 4, "4 *": 4, "****": 4, "* * * *": 4, "★★★★": 4,
		"⭐⭐⭐⭐": 4, "⭐️⭐️⭐️": 3, "★★★★☆": 4, "4★": 4, "Đạt 4 sao": 4, "đạt hạng 4 sao": 4, "Hạng 4 sao": 4, "OCOP 4 sao": 4,
		"bốn sao": 4, "Bốn (04) sao": 4, "bốn": 4, "năm sao": 5, "Năm sao": 5, "ba sao": 3, "tư sao": 4, "4.0": 4, "4,0": 4,
		"4 stars": 4, "four stars": 4, "５ sao": 5, "3 sao năm 2021": 3, "Đạt 3 sao cấp tỉnh": 3, "0": 0, "0 sao": 0, "1": 1,
		"2 sao": 2, "chưa xếp hạng": 0, "Không đạt": 0, "5 sao cấp quốc gia": 5, "4 sao ****": 4,
	} {
		got, code := parseStars(clean(text))
		if code != "" || !got.Known || got.Value != want || got.Proposed {
			t.Errorf("%q = %+v %s, want %d", text, got, code, want)
		}
	}
	for text, want := range map[string]Code{
		"6": StarsRange, "85": StarsRange, "85 điểm": StarsUnreadable, "3-4 sao": StarsUnreadable, "3/4 sao": StarsUnreadable,
		"4.5": StarsUnreadable, "4 sao?": StarsUnreadable, "x": StarsUnreadable, "Đạt": StarsUnreadable, "sao": StarsUnreadable,
		"4 sao hoặc 5 sao": StarsUnreadable, "thu hồi": StarsUnreadable, "******": StarsRange, "4+": StarsUnreadable,
		"≥4": StarsUnreadable, "4 sao (đã thu hồi)": StarsUnreadable, "-4": StarsUnreadable, "☆☆☆": StarsUnreadable,
		"99999999999999999999": StarsUnreadable, "năm 2021": StarsUnreadable, "4 sao ***": StarsUnreadable,
	} {
		if got, code := parseStars(clean(text)); code != want {
			t.Errorf("%q = %+v %q, want %s", text, got, code, want)
		}
	}
	for _, text := range []string{"tiềm năng 5 sao", "Đề nghị 5 sao", "dự kiến 5 sao", "đề xuất công nhận 5 sao"} {
		if got, code := parseStars(clean(text)); code != "" || got.Value != 5 || !got.Proposed {
			t.Errorf("%q = %+v %s, want a proposal", text, got, code)
		}
	}
	if got, code := parseStars(""); got.Known || code != "" {
		t.Errorf("nothing = %+v %s", got, code)
	}
}

func FuzzParseStars(f *testing.F) {
	for _, s := range []string{"4 sao", "****", "★★★★☆", "Bốn (04) sao", "4,0", "năm 2021", "85 điểm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, code := parseStars(text)
		if s.Value < 0 || s.Value > 5 && code == "" {
			t.Errorf("%q = %d stars", text, s.Value)
		}
		if code != "" && s.Known {
			t.Errorf("%q is both known and %s", text, code)
		}
	})
}
