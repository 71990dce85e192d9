// Package assets holds the files every page needs: one stylesheet, one script,
// one font and the icons. It knows their bytes, their compressed forms and the
// addresses that carry a hash of their content, so that browsers may keep them
// for a year. It knows nothing of pages, pictures of products or HTTP.
package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed css js fonts icons
var embedded embed.FS

// Prefix is the path all fingerprinted addresses begin with.
const Prefix = "/assets/"

// File is one asset as it is sent. Gzip and Brotli are nil where the file is
// compressed already, as fonts and PNG pictures are.
type File struct {
	Body        []byte
	Gzip        []byte
	Brotli      []byte
	ContentType string
	// Immutable is true for addresses with a hash: they never change content.
	Immutable bool
}

// Assets answers where a file is and what is in it. It is read-only after New
// and safe for concurrent use.
type Assets struct {
	url   map[string]string // plain name → address with the hash
	files map[string]File   // name, plain and with the hash → file
}

// New prepares every embedded file. It fails only where a stylesheet or the
// manifest names a file that does not exist.
func New() (*Assets, error) {
	a := &Assets{url: map[string]string{}, files: map[string]File{}}
	// Files that others point to come first, because their addresses are
	// written into the ones that follow.
	for _, dir := range []string{"fonts", "icons"} {
		if err := a.addFolder(dir); err != nil {
			return nil, err
		}
	}
	for _, b := range bundles {
		if err := a.addBundle(b); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// addBundle joins the files of a bundle, and makes a stylesheet small.
func (a *Assets) addBundle(b bundle) error {
	text, err := b.join()
	if err != nil {
		return err
	}
	if b.dir == "css" {
		if text, err = a.link(minifyCSS(text), `url("`, `")`); err != nil {
			return fmt.Errorf("linking %s: %w", b.name, err)
		}
	}
	return a.add(b.name, []byte(text))
}

// URL is the address of a file by its plain name ("site.css"), with the hash
// of its content. A name nobody knows gives an address that answers 404.
func (a *Assets) URL(name string) string {
	if url, ok := a.url[name]; ok {
		return url
	}
	return Prefix + name
}

// Text is what a file holds, for pages that stand alone.
func (a *Assets) Text(name string) string { return string(a.files[name].Body) }

// Open finds a file by what follows Prefix ("site.3f9a1c02b7.css") or by its
// plain name, as browsers ask for /favicon.ico.
func (a *Assets) Open(name string) (File, bool) {
	f, ok := a.files[name]
	return f, ok
}

func (a *Assets) addFolder(dir string) error {
	entries, err := fs.ReadDir(embedded, dir)
	if err != nil {
		return fmt.Errorf("reading %s: %w", dir, err)
	}
	for _, e := range entries { // sorted by name: pictures before the manifest
		body, err := embedded.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			return fmt.Errorf("reading %s: %w", e.Name(), err)
		}
		if path.Ext(e.Name()) == ".webmanifest" {
			linked, err := a.link(string(body), `"src": "`, `"`)
			if err != nil {
				return fmt.Errorf("linking %s: %w", e.Name(), err)
			}
			body = []byte(linked)
		}
		if err := a.add(e.Name(), body); err != nil {
			return err
		}
	}
	return nil
}

func (a *Assets) add(name string, body []byte) error {
	kind, packed := contentType(name)
	f := File{Body: body, ContentType: kind}
	if !packed {
		var err error
		if f.Gzip, f.Brotli, err = compress(body); err != nil {
			return fmt.Errorf("compressing %s: %w", name, err)
		}
	}
	a.files[name] = f

	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	a.url[name] = Prefix + hashed
	f.Immutable = true
	a.files[hashed] = f
	return nil
}

// link replaces each plain name that stands between open and end by the
// file's address.
func (a *Assets) link(text, open, end string) (string, error) {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, open)
		out.WriteString(before)
		if !found {
			return out.String(), nil
		}
		name, after, closed := strings.Cut(rest, end)
		url, known := a.url[name]
		if !closed || !known {
			return "", fmt.Errorf("no file named %q", name)
		}
		out.WriteString(open + url + end)
		text = after
	}
}

// contentType is what a file is sent as, and whether it is compressed already.
func contentType(name string) (kind string, packed bool) {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8", false
	case ".js":
		return "text/javascript; charset=utf-8", false
	case ".svg":
		return "image/svg+xml", false
	case ".webmanifest":
		return "application/manifest+json", false
	case ".ico":
		return "image/x-icon", false
	case ".png":
		return "image/png", true
	case ".woff2":
		return "font/woff2", true
	default:
		return "text/plain; charset=utf-8", false
	}
}
