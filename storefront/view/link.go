package view

import (
	"net/url"
	"strconv"
	"strings"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Links writes the addresses of the site in one language. Nothing else does.
type Links struct{ Lang locale.Lang }

// path chooses between the Vietnamese and the English form of an address.
func (l Links) path(vi, en string) string {
	if l.Lang == locale.EN {
		return "/en" + en
	}
	return vi
}

// part chooses between the two forms of a part of an address.
func (l Links) part(vi, en string) string {
	if l.Lang == locale.EN {
		return en
	}
	return vi
}

// Home is the front page: / or /en/.
func (l Links) Home() string { return l.path("/", "/") }

// Products is the list of products without any filter.
func (l Links) Products() string { return l.path("/san-pham", "/products") }

// ProductsWith is the list with parameters, which are written in a fixed order.
func (l Links) ProductsWith(query url.Values) string { return withQuery(l.Products(), query) }

// Product is the page of one product.
func (l Links) Product(slug string) string { return l.Products() + "/" + slug }

// ProductsCSV is the list with parameters as a table.
func (l Links) ProductsCSV(query url.Values) string { return withQuery(l.Products()+".csv", query) }

// SaveSearch is the form that has the list with parameters followed.
func (l Links) SaveSearch(query url.Values) string {
	return withQuery(l.path("/theo-doi", "/follow"), query)
}

// SavedSearch is where its owner's letters lead.
func (l Links) SavedSearch(token string) string { return l.SaveSearch(nil) + "/" + token }

// SearchAsked says that a letter is on its way.
func (l Links) SearchAsked() string { return l.path("/theo-doi/da-gui", "/follow/sent") }

// SearchEnded says that no more letters come.
func (l Links) SearchEnded() string { return l.path("/theo-doi/da-dung", "/follow/ended") }

// Orders is where files are asked for.
func (l Links) Orders() string { return l.path("/tai-ve", "/downloads") }

// Order is the page of a file that is being made.
func (l Links) Order(token string) string { return l.Orders() + "/" + token }

// OrderFile is the file, the same in both languages.
func (l Links) OrderFile(token string) string { return "/tai-ve/" + token + "/tep" }

// OrderCancel is where the making of a file is ended.
func (l Links) OrderCancel(token string) string { return l.Order(token) + l.path("/huy", "/cancel") }

// Compare is products side by side.
func (l Links) Compare(slugs ...string) string {
	return withQuery(l.path("/so-sanh", "/compare"), url.Values{"sp": slugs})
}

// Trail is the maker's trail of a product.
func (l Links) Trail(slug string) string {
	return l.path("/san-pham/"+slug+"/cung-duong", "/products/"+slug+"/trail")
}

// TrailFile is the same as one file to keep.
func (l Links) TrailFile(slug string) string { return l.Trail(slug) + ".html" }

// Producers is the list of producers.
func (l Links) Producers() string { return l.path("/chu-the", "/producers") }

// ProducersWith is the list of producers with parameters.
func (l Links) ProducersWith(query url.Values) string { return withQuery(l.Producers(), query) }

// Producer is the page of one producer.
func (l Links) Producer(slug string) string { return l.Producers() + "/" + slug }

// Provinces is the page of all provinces.
func (l Links) Provinces() string { return l.path("/tinh-thanh", "/provinces") }

// Province is the page of one province.
func (l Links) Province(slug string) string { return l.Provinces() + "/" + slug }

// Group is the page of one of the six groups.
func (l Links) Group(slug string) string { return l.path("/nhom/", "/groups/") + slug }

// Set is the page of one of the 26 criteria sets.
func (l Links) Set(number int) string {
	return l.Group(catalog.Set{Number: number}.Slug())
}

// Tourism is the page of community tourism.
func (l Links) Tourism() string { return l.path("/du-lich", "/tourism") }

// TourismWith is the same list with parameters.
func (l Links) TourismWith(query url.Values) string { return withQuery(l.Tourism(), query) }

// Destination is the page of one service of community tourism.
func (l Links) Destination(slug string) string { return l.Tourism() + "/" + slug }

// Promotion is the list of events.
func (l Links) Promotion() string { return l.path("/xuc-tien", "/promotion") }

// PromotionWith is the same list with parameters.
func (l Links) PromotionWith(query url.Values) string { return withQuery(l.Promotion(), query) }

// Event is the page of one event, sale point or gift set.
func (l Links) Event(slug string) string { return l.Promotion() + "/" + slug }

// EventsICS is every event as a calendar for programs.
func (l Links) EventsICS() string { return l.Promotion() + ".ics" }

// EventICS is one event as a file for a calendar.
func (l Links) EventICS(slug string) string { return l.path("/lich/", "/calendar/") + slug + ".ics" }

// AskAll is the form that asks the makers of some products at once.
func (l Links) AskAll(slugs []string) string {
	return withQuery(l.path("/hoi-hang", "/inquire"), url.Values{"p": slugs})
}

// StayRequest is the form that asks to stay at a place or to visit it.
func (l Links) StayRequest(slug string) string {
	return l.path("/du-lich/"+slug+"/hoi-hang", "/tourism/"+slug+"/inquire")
}

// StayICS is an agreed stay as a file for the guest's calendar.
func (l Links) StayICS(token string) string {
	return l.path("/cau-hoi/"+token+"/lich.ics", "/inquiry/"+token+"/stay.ics")
}

// HostICS is the same for the maker.
func (l Links) HostICS(token string) string {
	return l.path("/tra-loi/"+token+"/lich.ics", "/answer/"+token+"/stay.ics")
}

// Statistics is the page of numbers.
func (l Links) Statistics() string { return l.path("/thong-ke", "/statistics") }

// Demand is the board of what people look for in vain.
func (l Links) Demand() string { return l.path("/thong-ke/nhu-cau", "/statistics/demand") }

// DemandCSV is the same board as a table for spreadsheets.
func (l Links) DemandCSV() string { return "/thong-ke/nhu-cau.csv" }

// OpenData is the page of what anyone may take.
func (l Links) OpenData() string { return l.path("/du-lieu-mo", "/open-data") }

// Dump is a file of a day's open data, the same in both languages.
func (l Links) Dump(name string) string { return "/du-lieu-mo/" + name }

// APIDescription is the description of the API for programs.
func (l Links) APIDescription() string { return "/api/openapi.json" }

// About, Rules, Privacy, Ranking, Accessibility and SiteMap are pages of prose.
func (l Links) About() string { return l.path("/gioi-thieu", "/about") }

// Rules is the operating rules of the site.
func (l Links) Rules() string { return l.path("/quy-che", "/rules") }

// Privacy says what is kept of whom and for how long.
func (l Links) Privacy() string { return l.path("/bao-ve-du-lieu", "/privacy") }

// Ranking says how results are ordered.
func (l Links) Ranking() string { return l.path("/cach-sap-xep", "/ranking") }

// Accessibility says what works for whom and what does not yet.
func (l Links) Accessibility() string { return l.path("/tro-nang", "/accessibility") }

// SiteMap lists every kind of page.
func (l Links) SiteMap() string { return l.path("/so-do", "/site-map") }

// Inquire is the form that asks about a product.
func (l Links) Inquire(slug string) string { return l.Product(slug) + l.inquireTail() }

// InquireProducer is the form that asks a producer.
func (l Links) InquireProducer(slug string) string {
	return l.Producer(slug) + l.inquireTail()
}

func (l Links) inquireTail() string {
	if l.Lang == locale.EN {
		return "/inquire"
	}
	return "/hoi-hang"
}

// Basket is one form about several products.
func (l Links) Basket() string { return l.path("/hoi-hang", "/inquire") }

// BasketOf is that form with one product in it.
func (l Links) BasketOf(slug string) string {
	return l.Basket() + "?" + url.Values{"p": {slug}}.Encode()
}

// Contact is the form to whoever runs the site.
func (l Links) Contact() string { return l.path("/lien-he", "/contact") }

// InquiryState is what has become of an inquiry, behind its signed link.
func (l Links) InquiryState(token string) string { return l.path("/cau-hoi/", "/inquiry/") + token }

// InquiryConfirm is where a contact is confirmed.
func (l Links) InquiryConfirm(token string) string { return l.path("/xac-nhan/", "/confirm/") + token }

// InquiryAnswer is where a maker answers.
func (l Links) InquiryAnswer(token string) string { return l.path("/tra-loi/", "/answer/") + token }

// Unsubscribe is where a maker ends letters about questions.
func (l Links) Unsubscribe(token string) string {
	return l.path("/thoi-nhan/", "/unsubscribe/") + token
}

// Mails is what the demo's site has sent.
func (l Links) Mails() string { return l.path("/thu", "/mail") }

// Mail is one letter of it.
func (l Links) Mail(id int64) string { return l.Mails() + "/" + strconv.FormatInt(id, 10) }

// Suggest is what a search box asks while somebody types.
func (l Links) Suggest() string { return "/api/v1/suggest?lang=" + string(l.Lang) }

// Feed is the Atom feed of recognitions.
func (l Links) Feed() string { return "/feed.atom" }

// Picture is a derivative of a picture in one width, as webp or jpg.
func Picture(hash string, width int, ext string) string {
	return "/anh/" + hash + "/" + strconv.Itoa(width) + "." + ext
}

// Paper is the scan of a certificate that its producer lets anybody open.
func Paper(hash string) string { return "/giay-to/" + hash }

// withQuery appends parameters, sorted, and nothing where there are none.
func withQuery(path string, query url.Values) string {
	if encoded := query.Encode(); encoded != "" {
		return path + "?" + encoded
	}
	return path
}

// nouns pairs the first segments of addresses: Vietnamese, English.
func nouns() [][2]string {
	return [][2]string{
		{"/theo-doi/da-gui", "/follow/sent"}, {"/theo-doi/da-dung", "/follow/ended"}, {"/theo-doi", "/follow"},
		{"/san-pham", "/products"}, {"/chu-the", "/producers"}, {"/tinh-thanh", "/provinces"},
		{"/nhom", "/groups"}, {"/so-sanh", "/compare"}, {"/tai-ve", "/downloads"}, {"/du-lich", "/tourism"}, {"/thong-ke/nhu-cau", "/statistics/demand"}, {"/thong-ke", "/statistics"},
		{"/nhom", "/groups"}, {"/so-sanh", "/compare"}, {"/du-lich", "/tourism"}, {"/xuc-tien", "/promotion"}, {"/thong-ke/nhu-cau", "/statistics/demand"}, {"/thong-ke", "/statistics"},
		{"/gioi-thieu", "/about"}, {"/quy-che", "/rules"}, {"/bao-ve-du-lieu", "/privacy"},
		{"/can-mua/moi", "/requests/new"}, {"/can-mua/da-gui", "/requests/sent"}, {"/can-mua/cua-toi", "/requests/mine"}, {"/can-mua", "/requests"},
		{"/cach-sap-xep", "/ranking"}, {"/tro-nang", "/accessibility"}, {"/so-do", "/site-map"}, {"/du-lieu-mo", "/open-data"}, {"/thu", "/mail"},
		{"/bao-sai-san-pham", "/report-product"}, {"/bao-sai-chu-the", "/report-producer"},
		{"/dang-nhap/mat-khau", "/sign-in/password"}, {"/dang-nhap/quen", "/sign-in/forgotten"}, {"/dang-nhap/thu/ma", "/sign-in/mail/code"},
		{"/dang-nhap/thu", "/sign-in/mail"}, {"/dang-nhap/ma", "/sign-in/code"}, {"/dang-nhap/thiet-lap", "/sign-in/set-up"}, {"/dang-nhap", "/sign-in"}, {"/dang-xuat", "/sign-out"},
		{"/hoi-hang", "/inquire"}, {"/lien-he", "/contact"}, {"/cau-hoi", "/inquiry"}, {"/xac-nhan", "/confirm"}, {"/tra-loi", "/answer"},
		{"/thoi-nhan", "/unsubscribe"}, {"/tra-loi-hen", "/meeting-answer"}, {"/hen", "/meeting"}, {"/bien-ban", "/memorandum"},
	}
}

// Translate turns the path of a page into that of the same page in the
// language of l: /san-pham/che becomes /en/products/che. A path it does not
// know leads home.
func (l Links) Translate(path string) string {
	if IsConsole(path) {
		return l.Console(path)
	}
	bare := strings.TrimPrefix(path, "/en")
	for _, noun := range nouns() {
		for _, form := range noun {
			if bare == form || strings.HasPrefix(bare, form+"/") {
				rest := strings.TrimPrefix(bare, form)
				if noun[0] == "/xuc-tien" {
					rest = strings.NewReplacer("/hen/", l.part("/hen/", "/meet/"), "/meet/", l.part("/hen/", "/meet/")).Replace(rest)
				}
				for _, ending := range []string{"/hoi-hang", "/inquire"} {
					if page, ok := strings.CutSuffix(rest, ending); ok {
						return l.path(noun[0]+page+"/hoi-hang", noun[1]+page+"/inquire")
					}
				}
				return l.path(noun[0]+rest, noun[1]+rest)
			}
		}
	}
	return l.Home()
}
