package storefront

import "testing"

// FuzzTradeNumbers holds what the forms of trade read as numbers to what they may
// be, whatever is typed.
func FuzzTradeNumbers(f *testing.F) {
	for _, seed := range []string{"500", "1,5", "1.500", "40.000.000 ₫", "09:30", "24:00", "-1", "1e9", "NaN", "\x00", "٣", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n := readAmount(text); n != -1 && !(n >= 0 && n < 1e9) {
			t.Errorf("readAmount(%q) = %v", text, n)
		}
		if n := readDong(text); n < -1 || n > 1e11 {
			t.Errorf("readDong(%q) = %v", text, n)
		}
		if n := readCount(text, -1, 1000, "x", func(string, string) {}); n < -1 || n > 1000 {
			t.Errorf("readCount(%q) = %v", text, n)
		}
		if minutes, ok := readHour(text); ok && (minutes < 0 || minutes >= 24*60) {
			t.Errorf("readHour(%q) = %v", text, minutes)
		}
	})
}
