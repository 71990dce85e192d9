package view

import (
	"strings"

	"ocop/storefront/locale"
)

// consoleRoots are the first segments of what only those signed in see.
func consoleRoots() []string { return []string{"quan-ly", "van-phong", "tai-khoan"} }

// consoleWords pairs the segments of the consoles' addresses: Vietnamese,
// English. A segment that is not here is the same in both.
func consoleWords() [][2]string {
	return [][2]string{
		{"quan-ly", "manage"}, {"van-phong", "office"}, {"tai-khoan", "account"}, {"can-mua", "requests"},
		{"su-kien", "events"}, {"gian-hang", "booth"}, {"dang-ky", "apply"},
		{"san-pham", "products"}, {"chu-the", "producers"}, {"ho-so", "profile"}, {"anh", "pictures"},
		{"mat-khau", "password"}, {"khoa", "passkey"}, {"bat-dau", "begin"}, {"xoa", "delete"}, {"ket-thuc", "end"}, {"ket-thuc-het", "end-all"},
		{"moi", "new"}, {"xac-nhan", "claims"}, {"chap-nhan", "confirm"}, {"tu-choi", "refuse"}, {"dat-mat-khau", "reset-password"},
		{"bo-xac-thuc", "reset-factor"}, {"dong", "close"}, {"nguoi-giup", "helpers"}, {"thoi", "stop"},
		{"hop-thu", "inbox"}, {"ket-qua", "outcome"}, {"hoi-hang", "inquiries"}, {"dau-moi", "desks"}, {"lua-dao", "fraud"},
		{"cho-duyet", "queue"}, {"sao", "stars"}, {"quyet-dinh", "decisions"}, {"gop", "merge"}, {"nhat-ky", "audit"},
		{"nhap", "import"}, {"tu-ngu", "words"}, {"bao-sai", "reports"}, {"tong-quan", "overview"}, {"xuat", "export"}, {"nhan-xet", "remarks"},
		{"tin", "listings"}, {"sua", "edit"}, {"gui", "submit"}, {"bo", "discard"}, {"con-dung", "still-correct"}, {"xem", "preview"},
		{"lich-su", "history"}, {"hoan-tac", "undo"}, {"sua-anh", "edit-pictures"}, {"manh-anh", "picture-part"}, {"dong-y", "consent"}, {"tai-ve", "archive"},
		{"ten", "name"}, {"gia", "price"}, {"dong-goi", "packaging"}, {"san-luong", "capacity"}, {"giao-thuong", "trade"}, {"don-khach", "guests"},
		{"tien-nghi", "amenities"}, {"hoat-dong", "activities"}, {"nha-don", "houses"}, {"duong-den", "directions"},
		{"giay-to", "papers"}, {"sieu-thi", "supermarket"}, {"gioi-thieu", "introduction"}, {"lien-he", "contact"},
	}
}

// Console is an address of a console, given in Vietnamese, in the language of l:
// /van-phong/tai-khoan/12 becomes /en/office/account/12.
func (l Links) Console(path string) string {
	from, to := 0, 0
	bare, english := strings.CutPrefix(path, "/en/")
	if english {
		from = 1
	}
	if l.Lang == locale.EN {
		to = 1
	}
	segments := strings.Split(strings.TrimPrefix(bare, "/"), "/")
	for i, segment := range segments {
		for _, word := range consoleWords() {
			if segment == word[from] {
				segments[i] = word[to]
				break
			}
		}
	}
	if to == 1 {
		return "/en/" + strings.Join(segments, "/")
	}
	return "/" + strings.Join(segments, "/")
}

// IsConsole reports whether a path leads into a console.
func IsConsole(path string) bool {
	bare, english := strings.CutPrefix(path, "/en/")
	first, _, _ := strings.Cut(strings.TrimPrefix(bare, "/"), "/")
	for _, root := range consoleRoots() {
		if !english && first == root || english && (Links{Lang: locale.EN}).Console("/"+root) == "/en/"+first {
			return true
		}
	}
	return false
}
