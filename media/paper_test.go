package media

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// pdfOf is a PDF with the given bodies.
func pdfOf(bodies ...string) []byte {
	return []byte("%PDF-1.7\n" + strings.Join(bodies, "\n") + "\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n")
}

// packedStream is a stream of a PDF, compressed, under a dictionary.
func packedStream(dictionary, text string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write([]byte(text)) // a buffer takes everything
	_ = w.Close()
	return fmt.Sprintf("5 0 obj\n<<%s/Length %d>>\nstream\r\n%s\nendstream\nendobj", dictionary, packed.Len(), packed.String())
}

const (
	objects = "/Type/ObjStm/N 2/First 10/Filter/FlateDecode"
	page    = "1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction [3 0 R /Fit]>> endobj"
)

// TestPDF: a scan is taken; what runs, opens or brings something is not, in the
// open, with its name written in numbers, or packed.
func TestPDF(t *testing.T) {
	bomb := strings.Repeat("1 0 ", maxPDFObjects/4+64)
	for name, c := range map[string]struct {
		data []byte
		want Reason // empty is taken
	}{
		"a page":                     {pdfOf(page), ""},
		"packed objects":             {pdfOf(page, packedStream(objects, "1 0 2 20 <</Type/Page>> <</Type/Font>>")), ""},
		"a name that begins alike":   {pdfOf(page, "2 0 obj <</JSONLike 1/LaunchPad 2>> endobj"), ""},
		"a word on a page":           {pdfOf(page, packedStream(objects, "1 0 <</Type/Page>>"), packedStream("/Filter/FlateDecode", "BT (/JavaScript ) Tj ET")), ""},
		"a picture in an old wrap":   {pdfOf(page, "4 0 obj <</Subtype/Image/Filter[/ASCII85Decode/DCTDecode]>> stream\nxyz\nendstream endobj"), ""},
		"a script":                   {pdfOf("1 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj"), Unsupported},
		"a script in numbers":        {pdfOf("1 0 obj <</S/J#61vaScript/#4a#53(app.alert(1))>> endobj"), Unsupported},
		"a program":                  {pdfOf("1 0 obj <</S /Launch /F (a.exe)>> endobj"), Unsupported},
		"a file inside":              {pdfOf("1 0 obj <</Type/EmbeddedFile>> stream\nMZ\nendstream endobj"), Unsupported},
		"a form that is sent":        {pdfOf("1 0 obj <</S/SubmitForm/F(http://a.example)>> endobj"), Unsupported},
		"a packed script":            {pdfOf(page, packedStream(objects, "1 0 2 20 <</S/JavaScript/JS(app.alert(1))>>")), Unsupported},
		"packed, in numbers":         {pdfOf(page, packedStream("/Type/Obj#53tm/Filter/FlateDecode", "1 0 <</S/J#61vaScript>>")), Unsupported},
		"packed, described falsely":  {pdfOf(page, packedStream(objects, "1 0 <</Type/Page>>"), packedStream("/X (obj)/Filter/FlateDecode", "1 0 <</S/Launch>>")), Unsupported},
		"packed twice":               {pdfOf(page, packedStream("/Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]", "31")), Unsupported},
		"packed by a predictor":      {pdfOf(page, packedStream(objects+"/DecodeParms<</Predictor 12>>", "\x02xyz")), Unsupported},
		"encrypted":                  {pdfOf(page, "9 0 obj <</Encrypt 3 0 R>> endobj"), Unsupported},
		"objects that are a bomb":    {pdfOf(page, packedStream(objects, bomb)), TooManyBytes},
		"many pages":                 {pdfOf(page, packedStream(objects, "1 0"), strings.Repeat("stream\nendstream ", maxPDFStreams-1)), ""},
		"streams without end":        {pdfOf(page, packedStream(objects, "1 0"), strings.Repeat("stream\n", 2*maxPDFStreams)), TooManyBytes},
		"cut off":                    {[]byte("%PDF-1.7\n" + page), Truncated},
		"something else by its name": {[]byte("MZ\x90\x00 certificate.pdf %%EOF"), NotPicture},
	} {
		kind, err := InspectPaper(c.data)
		var refused *RefusedError
		switch {
		case c.want == "" && (err != nil || kind != "pdf"):
			t.Errorf("%s is refused: %v", name, err)
		case c.want != "" && (!errors.As(err, &refused) || refused.Reason != c.want):
			t.Errorf("%s gives %q, %v, want %s", name, kind, err, c.want)
		}
	}
}

// FuzzInspectPaper: whatever comes in is a kind of scan, or refused with a
// reason, and no PDF that is taken holds a script in the open.
func FuzzInspectPaper(f *testing.F) {
	f.Add(pdfOf(page))
	f.Add(pdfOf(page, packedStream(objects, "1 0 2 20 <</S/JavaScript/JS(x)>>")))
	f.Add(pdfOf("1 0 obj <</S/J#61vaScript>> endobj"))
	f.Add(pdfOf(page, packedStream(objects, "1 0"), strings.Repeat("stream\n", 2*maxPDFStreams)))
	f.Add([]byte("%PDF-1.4 stream\r\n\x78\x9c stream %%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		kind, err := InspectPaper(data)
		if err != nil {
			var refused *RefusedError
			if !errors.As(err, &refused) || refused.Reason == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		if kind == "" || kind == "pdf" && bytes.Contains(data, []byte("/JavaScript ")) {
			t.Fatalf("taken as %q", kind)
		}
	})
}
