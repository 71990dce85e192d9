package assets

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"

	"github.com/andybalholm/brotli"
)

// bundle is a stylesheet or a script and the files it is joined from, in order.
type bundle struct{ name, dir, parts string }

// bundles is what pages link: the public site has its own, the consoles of makers
// and offices add theirs to it.
var bundles = []bundle{
	// Tokens on top, print at the end.
	{"site.css", "css", `buying
		tokens font base layout header footer form badge card list
		product certificate trade supply order map statistics home place prose notice combobox inquiry tourism signin compare event
		print`},
	// Written into files that people keep; no page links it.
	{"sheet.css", "css", `
		tokens tourism sheet`},
	{"console.css", "css", `
		console console_frame console_office maker fair`},
	// The files of a script do not depend on each other.
	{"site.js", "js", `
		suggest list facet near share gallery compare basket`},
	{"passkey.js", "js", `
		passkey`},
	{"inquiry.js", "js", `
		proof`},
	{"console.js", "js", `
		console maker maker_picture`},
	{"booth.js", "js", `
		booth`},
	{"booth_worker.js", "js", `
		booth_worker`},
}

// join is the text of a bundle's files.
func (b bundle) join() (string, error) {
	var out strings.Builder
	for name := range strings.FieldsSeq(b.parts) {
		body, err := embedded.ReadFile(b.dir + "/" + name + "." + b.dir)
		if err != nil {
			return "", fmt.Errorf("joining %s: %w", b.name, err)
		}
		out.Write(body)
	}
	return out.String(), nil
}

// minifyCSS drops comments and the white space that only people need. Strings
// are left as they are.
func minifyCSS(css string) string {
	out := make([]byte, 0, len(css))
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return string(out)
			}
			i += end + 3
		case c == '"':
			end := i + 1
			for end < len(css) && css[end] != '"' {
				end++
			}
			end = min(end+1, len(css))
			out = append(out, css[i:end]...)
			i = end - 1
		case c == ' ' || c == '\n' || c == '\t':
			// A space stays only between two words; "a:hover" and "+" inside
			// calc() keep theirs, because neither side of those is dropped here.
			if n := len(out); n > 0 && !strings.ContainsRune(" {};,>", rune(out[n-1])) {
				out = append(out, ' ')
			}
		case strings.IndexByte("{};,>", c) >= 0:
			out = bytes.TrimRight(out, " ")
			if c == '}' {
				out = bytes.TrimRight(out, ";")
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// compress makes both forms browsers accept, once, at the best they can do.
func compress(body []byte) (gz, br []byte, err error) {
	var g bytes.Buffer
	zw, err := gzip.NewWriterLevel(&g, gzip.BestCompression)
	if err != nil {
		return nil, nil, err
	}
	if _, err := zw.Write(body); err != nil {
		return nil, nil, err
	}
	if err := zw.Close(); err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	bw := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := bw.Write(body); err != nil {
		return nil, nil, err
	}
	if err := bw.Close(); err != nil {
		return nil, nil, err
	}
	return g.Bytes(), b.Bytes(), nil
}
