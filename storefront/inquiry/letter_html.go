package inquiry

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"ocop/storefront/locale"
)

// Mail programs know neither stylesheets nor custom properties, so that the
// colours of the site are written out here.
const letterHTML = `<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{.Subject}}</title>
</head>
<body style="margin:0;padding:16px;background:#fdfbf6;color:#14231c;font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif;font-size:16px;line-height:1.6">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 16px;padding-bottom:8px;border-bottom:3px solid #0b6a4c;color:#0b6a4c;font-weight:bold">{{.Site}}</p>
{{- if .Greeting}}
<p style="margin:0 0 16px">{{.Greeting}}</p>
{{- end}}
{{- range .Paragraphs}}
<p style="margin:0 0 16px">{{.}}</p>
{{- end}}
{{- if .Facts}}
<table role="presentation" style="margin:0 0 16px;border-collapse:collapse;width:100%">
{{- range .Facts}}
<tr><td style="width:1%;padding:4px 12px 4px 0;color:#4a574f;vertical-align:top;white-space:nowrap;border-bottom:1px solid #ddd6c6">{{.Name}}</td><td style="padding:4px 0;vertical-align:top;border-bottom:1px solid #ddd6c6">{{.Text}}</td></tr>
{{- end}}
</table>
{{- end}}
{{- if .Quote}}
<blockquote style="margin:0 0 16px;padding:8px 16px;border-left:4px solid #a9d3bf;background:#f4f0e6">{{range $i, $line := lines .Quote}}{{if $i}}<br>{{end}}{{$line}}{{end}}</blockquote>
{{- end}}
{{- if .Warning}}
<div style="margin:0 0 16px;padding:8px 16px;border-left:4px solid #a23b22;background:#f9e9e2">{{range $i, $line := lines .Warning}}{{if $i}}<br>{{end}}{{$line}}{{end}}</div>
{{- end}}
{{- range .Buttons}}
<p style="margin:0 0 12px"><a href="{{.Address}}" style="display:inline-block;padding:12px 20px;border:2px solid #0b6a4c;border-radius:6px;text-decoration:none;font-weight:bold;{{if .Quiet}}background:#fdfbf6;color:#0b6a4c{{else}}background:#0b6a4c;color:#ffffff{{end}}">{{.Text}}</a></p>
{{- end}}
{{- range .Closing}}
<p style="margin:16px 0 0">{{.}}</p>
{{- end}}
<p style="margin:24px 0 0;padding-top:8px;border-top:1px solid #ddd6c6;color:#4a574f;font-size:14px">{{.Site}}{{if .Reason}}<br>{{.Reason}}{{end}}{{if .Unsubscribe}}<br><a href="{{.Unsubscribe}}" style="color:#0b6a4c">{{.Unwanted}}</a>{{end}}</p>
</div>
</body>
</html>
`

// page is the HTML of letters.
func newLetterPage() (*template.Template, error) {
	page, err := template.New("letter").
		Funcs(template.FuncMap{"lines": func(s string) []string { return strings.Split(s, "\n") }}).
		Parse(letterHTML)
	if err != nil {
		return nil, fmt.Errorf("reading the letter's page: %w", err)
	}
	return page, nil
}

// html is the letter for programs that show pages.
func (l Letter) html(page *template.Template, words *locale.Printer) (string, error) {
	var b bytes.Buffer
	err := page.Execute(&b, struct {
		Letter
		Site, Unwanted string
	}{l, words.T("site.name"), words.T("mail.unsubscribe")})
	if err != nil {
		return "", fmt.Errorf("writing a letter: %w", err)
	}
	return b.String(), nil
}
