package account

import "testing"

func TestPassword(t *testing.T) {
	h := NewHasher(1)
	kept, err := h.Hash(t.Context(), "đồi chè xanh")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"đồi chè xanh": true, "doi che xanh": false, "": false} {
		if got, err := h.Check(t.Context(), kept, password); got != want || err != nil {
			t.Errorf("%q is right: %v, %v; want %v", password, got, err, want)
		}
	}
	if again, _ := h.Hash(t.Context(), "đồi chè xanh"); again == kept {
		t.Error("the same password is kept twice in the same form")
	}
	if right, err := h.Check(t.Context(), "", ""); right || err != nil {
		t.Errorf("an account without a password can be entered: %v, %v", right, err)
	}
	for _, broken := range []string{"x", "$argon2id$v=19$m=1,t=1,p=1$!$!", "$argon2i$v=19$m=1,t=1,p=1$aa$aa"} {
		if _, err := h.Check(t.Context(), broken, "x"); err == nil {
			t.Errorf("%q is read as a kept password", broken)
		}
	}
}

func TestPhone(t *testing.T) {
	for typed, want := range map[string]string{
		"0900 000 001": "+84900000001", "+84 900.000.001": "+84900000001", "84900000001": "+84900000001",
		"0084900000001": "+84900000001", "+84 (0)900 000 001": "+84900000001", "0208 3 820 123": "+842083820123",
		"+33 1 23 45 67 89": "+33123456789", "900000001": "", "": "", "abc": "", "0900": "", "maker@example.com": "",
	} {
		if got := Phone(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func TestEmail(t *testing.T) {
	for typed, want := range map[string]string{
		" Maker@Example.com ": "maker@example.com", "x": "", "": "", "A <a@example.com>": "", "0900000001": "",
	} {
		if got := Email(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func FuzzLogin(f *testing.F) {
	for _, seed := range []string{"0900 000 001", "+84", "maker@example.com", "840", "+"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if phone := Phone(typed); phone != "" && Phone(phone) != phone {
			t.Errorf("%q becomes %q and that %q", typed, phone, Phone(phone))
		}
		if email := Email(typed); email != "" && Email(email) != email {
			t.Errorf("%q becomes %q and that %q", typed, email, Email(email))
		}
	})
}
