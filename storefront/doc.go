// Package storefront is the site as visitors meet it: every address, what comes
// back, and what protects it. It knows Fiber, Redis and status codes, and
// nothing below it does. It refuses to know SQL and HTML: the catalogue, the
// search and the pictures are asked, and package view writes the pages.
package storefront
