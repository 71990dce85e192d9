package view

import "ocop/storefront/locale"

// canonical is the path search engines should know.
func canonical(p Page) string {
	if p.Canonical != "" {
		return p.Canonical
	}
	return p.Path
}

// vietnamesePath is the page's path in the site's first language.
func vietnamesePath(p Page) string {
	if p.Printer.Lang == locale.VI {
		return canonical(p)
	}
	return p.OtherPath
}

// shareTitle is the page's title where it is shared.
func shareTitle(p Page) string {
	if p.Title != "" {
		return p.Title
	}
	return p.T("site.title")
}

// shareImage is the path of the picture that goes with a shared page.
func shareImage(p Page) string {
	if p.ShareImage != "" {
		return p.ShareImage
	}
	return p.Assets.URL("icon-512.png")
}

// ownSearch reports whether a page carries a search box of its own, so that the
// header leaves its out.
func ownSearch(p Page) bool { return p.Path == p.Home() || p.Path == p.Products() }
