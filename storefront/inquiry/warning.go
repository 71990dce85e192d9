package inquiry

import (
	"regexp"
	"strings"

	"ocop/catalog"
)

// pattern is a known way of cheating makers: all of its parts stand in one
// message. Makers were told to pay a deposit for somebody else's goods by people
// who said they bought for a barracks.
type pattern struct {
	key   string
	parts []string // regular expressions over folded text
}

func patterns() []pattern {
	const (
		deposit  = `\b(dat coc|tien coc|coc truoc|chuyen khoan truoc|ung truoc|tam ung|deposit|advance payment|prepay)\b`
		third    = `\b(ben thu ba|nha cung cap|cong ty khac|don vi khac|dat giup|mua giup|lay giup|mua ho|dat ho|dat kem|mua kem|gioi thieu cho|third party|my supplier|another supplier|on my behalf)\b`
		official = `\b(bo doi|quan doi|quan khu|su doan|trung doan|lu doan|tieu doan|doanh trai|bo chi huy|cong an|canh sat|bien phong|trai giam|uy ban|van phong chinh phu|army|military|police|barracks)\b`
		urgent   = `\b(gap|khan|ngay hom nay|trong hom nay|trong ngay|lap tuc|ngay bay gio|urgent|urgently|immediately|right now|today)\b`
	)
	return []pattern{
		{"deposit", []string{deposit, third}},
		{"official", []string{official, urgent}},
	}
}

// warnings are the keys of the patterns found in a message.
func warnings(message string) []string {
	found := []string{}
	folded := catalog.Fold(message)
	for _, p := range patterns() {
		all := true
		for _, part := range p.parts {
			all = all && regexp.MustCompile(part).MatchString(folded)
		}
		if all {
			found = append(found, p.key)
		}
	}
	if foreignLink(message) {
		found = append(found, "link")
	}
	return found
}

// foreignLink reports whether a message holds an address outside .vn, written
// with or without its scheme.
func foreignLink(message string) bool {
	link := regexp.MustCompile(`(?i)(?:\bhttps?://|\bwww\.)([^\s/?#]+)|\b((?:[a-z0-9-]+\.)+(?:com|net|org|info|top|xyz|shop|site|online|club|cc|cn|ru|io|me|ly|link|vip|icu))\b(?:/|\b)`)
	for _, match := range link.FindAllStringSubmatchIndex(message, -1) {
		if match[0] > 0 && message[match[0]-1] == '@' {
			continue // the end of a mail address
		}
		host := strings.ToLower(message[match[0]:match[1]])
		if match[2] >= 0 {
			host = strings.ToLower(message[match[2]:match[3]])
		}
		if !strings.HasSuffix(strings.TrimRight(host, "./"), ".vn") {
			return true
		}
	}
	return false
}
