package media

import (
	"bytes"
	"errors"
	"image/color"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var (
	ycc420 = jpegShape{components: "\x01\x02\x03", sampling: []byte{0x22, 0x11, 0x11}, adobe: -1}
	ycc444 = jpegShape{components: "\x01\x02\x03", sampling: []byte{0x11, 0x11, 0x11}, adobe: -1}
	cmyk   = jpegShape{components: "\x01\x02\x03\x04", sampling: []byte{0x11, 0x11, 0x11, 0x11}, adobe: 0}
)

func (s jpegShape) size(w, h int) jpegShape { s.w, s.h = w, h; return s }

func (s jpegShape) passes() jpegShape { s.progressive = true; return s }

func (s jpegShape) turned(orientation int) jpegShape { s.exif = exif(orientation); return s }

func TestInspect(t *testing.T) {
	grey := func(x, y int) color.NRGBA { return color.NRGBA{100, 100, 100, 255} }
	for name, c := range map[string]struct {
		data []byte
		want Header
	}{
		"jpeg":              {ycc420.size(40, 30).write(), Header{Format: JPEG, Width: 40, Height: 30, Depth: 8, Orientation: 1}},
		"jpeg on its side":  {ycc420.size(40, 30).turned(6).write(), Header{Format: JPEG, Width: 30, Height: 40, Depth: 8, Orientation: 6}},
		"progressive jpeg":  {ycc420.size(40, 30).passes().write(), Header{Format: JPEG, Width: 40, Height: 30, Depth: 8, Orientation: 1, Progressive: true}},
		"cmyk jpeg":         {cmyk.size(40, 30).write(), Header{Format: JPEG, Width: 40, Height: 30, Depth: 8, Orientation: 1, CMYK: true}},
		"png":               {pngOf(t, 40, 30, grey), Header{Format: PNG, Width: 40, Height: 30, Depth: 8, Orientation: 1}},
		"interlaced png 16": {pngShape{w: 40, h: 30, depth: 16, color: 6, interlaced: true}.write(t), Header{Format: PNG, Width: 40, Height: 30, Depth: 16, Orientation: 1, Progressive: true}},
		"lossless webp":     {losslessWebP(40, 30, false), Header{Format: WebP, Width: 40, Height: 30, Depth: 8, Orientation: 1}},
		"heic":              {heicTile(t), Header{Format: HEIC, Width: 512, Height: 512, Depth: 8, Orientation: 1}},
		"heic grid":         {heicGrid(t, 3, 2), Header{Format: HEIC, Width: 1536, Height: 1024, Depth: 8, Orientation: 1}},
		"50 megapixels":     {ycc420.size(8000, 6250).write(), Header{Format: JPEG, Width: 8000, Height: 6250, Depth: 8, Orientation: 1}},
		"bytes behind":      {append(ycc420.size(40, 30).write(), "maker's notes"...), Header{Format: JPEG, Width: 40, Height: 30, Depth: 8, Orientation: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Inspect(c.data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got, cmpopts.IgnoreFields(Header{}, "Memory")); diff != "" {
				t.Error(diff)
			}
			if pixels := int64(got.Width) * int64(got.Height); got.Memory < pixels || got.Memory > MaxDecode {
				t.Errorf("estimate of %d bytes for %d pixels", got.Memory, pixels)
			}
		})
	}
}

func TestInspectRefuses(t *testing.T) {
	t.Parallel()
	photo := ycc420.size(400, 300).write()
	flat := pngOf(t, 40, 30, func(x, y int) color.NRGBA { return color.NRGBA{} })
	canvas := "\x00\x00\x00\x00\x27\x00\x00\x1d\x00\x00" // 40 × 30
	lossless := string(losslessWebP(40, 30, false)[20:])
	for name, c := range map[string]struct {
		data []byte
		want Reason
	}{
		"nothing":              {nil, NotPicture},
		"text named .jpg":      {[]byte("Chè Tân Cương, Thái Nguyên"), NotPicture},
		"html":                 {[]byte("<!doctype html><script>alert(1)</script>"), NotPicture},
		"svg":                  {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), NotPicture},
		"gif":                  {[]byte("GIF89a\x01\x00\x01\x00"), Unsupported},
		"avif":                 {[]byte("\x00\x00\x00\x14ftypavif\x00\x00\x00\x00mif1"), Unsupported},
		"21 MB":                {append(photo, make([]byte, 21<<20)...), TooManyBytes},
		"51 megapixels":        {ycc420.size(8200, 6250).write(), TooManyPixels},
		"a million wide":       {pngShape{w: 20_000_000, h: 1, depth: 8, color: 3}.write(t), TooManyPixels},
		"progressive, 4:4:4":   {ycc444.size(5000, 5000).passes().write(), TooMuchMemory},
		"cmyk":                 {cmyk.size(7000, 6000).write(), TooMuchMemory},
		"png of 16 bits":       {pngShape{w: 7000, h: 6000, depth: 16, color: 6}.write(t), TooMuchMemory},
		"lossless webp":        {losslessWebP(6000, 5000, false), TooMuchMemory},
		"heic":                 {heicGrid(t, 15, 12), TooMuchMemory},
		"thread":               {ycc420.size(3300, 300).write(), TooNarrow},
		"jpeg, half":           {photo[:len(photo)/2], Truncated},
		"jpeg, header only":    {photo[:60], Truncated},
		"png, half":            {flat[:len(flat)/2], Truncated},
		"webp, half":           {losslessWebP(40, 30, false)[:24], Truncated},
		"heic, half":           {heicTile(t)[:1200], Truncated},
		"jpeg without picture": {[]byte("\xff\xd8\xff\xd9\xff\xd9"), Damaged},
		"jpeg of no height":    {ycc420.size(40, 0).write(), Damaged},
		"a hundred scans":      {append(photo, bytes.Repeat([]byte("\xff\xda"), maxScans)...), Unsupported},
		"png without pixels":   {append(bytes.Clone(flat[:33]), flat[len(flat)-12:]...), Damaged},
		"moving webp":          {riff("VP8X", "\x02"+canvas[1:], "VP8L", lossless), Unsupported},
		"webp, other canvas":   {riff("VP8X", strings.Replace(canvas, "\x27", "\x28", 1), "VP8L", lossless), Damaged},
		"heic, parameters":     {heicWithParameters(t), Unsupported},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Inspect(c.data)
			refused, ok := errors.AsType[*RefusedError](err)
			if !ok || refused.Reason != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// heicWithParameters makes the coded picture a parameter set, which might name
// another size than the header.
func heicWithParameters(t *testing.T) []byte {
	t.Helper()
	data := heicTile(t)
	f, err := readHEIF(data)
	if err != nil {
		t.Fatal(err)
	}
	f.items[f.primary].extents[0][4] = nalSPS << 1 // behind the length; shares data's memory
	return data
}
