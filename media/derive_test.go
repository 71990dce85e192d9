package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/webp"
)

// encoders are the ways WebP is written; each must do on its own.
func encoders(t *testing.T) map[string]*Deriver {
	t.Helper()
	all := map[string]*Deriver{"portable": {encodeWebP: encodePortable}}
	if l, err := openLibWebP(); err == nil {
		all["libwebp"] = &Deriver{encodeWebP: l.encodeWebP}
	} else {
		t.Logf("libwebp left out: %v", err)
	}
	return all
}

func derive(t *testing.T, d *Deriver, data []byte) Set {
	t.Helper()
	set, err := d.Derive(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func open(t *testing.T, d Derivative) image.Image {
	t.Helper()
	read := jpeg.Decode
	if d.Ext == ExtWebP {
		read = webp.Decode
	}
	m, err := read(bytes.NewReader(d.Data))
	if err != nil {
		t.Fatalf("%d.%s: %v", d.Width, d.Ext, err)
	}
	if got := m.Bounds().Size(); got != image.Pt(d.Width, d.Height) {
		t.Fatalf("%d.%s is %v, said to be %d × %d", d.Width, d.Ext, got, d.Width, d.Height)
	}
	if d.Ext == ExtWebP {
		fullRange(m) // TestDeriveOnWhite looks at the values themselves
	}
	return m
}

// TestDeriveLikeness: every size looks like the original, in brightness and in
// colour, whichever encoder made it.
func TestDeriveLikeness(t *testing.T) {
	t.Parallel()
	data := photoJPEG(t, 1700, 1275)
	original, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range encoders(t) {
		set := derive(t, d, data)
		var widths []int
		for _, v := range set.Derivatives {
			if v.Ext == ExtJPEG {
				widths = append(widths, v.Width)
			}
			want, got := shrink(original, v.Width, v.Height), shrink(open(t, v), v.Width, v.Height)
			for plane, p := range map[string][2][]byte{"Y": {want.Y, got.Y}, "Cb": {want.Cb, got.Cb}, "Cr": {want.Cr, got.Cr}} {
				if db := psnr(p[0], p[1]); db < 33 {
					t.Errorf("%s: %d.%s: plane %s is only %.1f dB like the original", name, v.Width, v.Ext, plane, db)
				}
			}
		}
		if diff := cmp.Diff([]int{320, 640, 960, 1600}, widths); diff != "" {
			t.Errorf("%s: widths: %s", name, diff)
		}
		if set.Width != 1700 || set.Height != 1275 {
			t.Errorf("%s: original of %d × %d", name, set.Width, set.Height)
		}
	}
}

func psnr(a, b []byte) float64 {
	sum := 0.0
	for i := range a {
		d := float64(a[i]) - float64(b[i])
		sum += d * d
	}
	return 10 * math.Log10(255*255/(sum/float64(len(a))+1e-9))
}

func TestDeriveNeverEnlarges(t *testing.T) {
	t.Parallel()
	for original, want := range map[image.Point][]int{
		{1, 1}: {1}, {33, 320}: {33}, {319, 200}: {319}, {320, 100}: {320},
		{1000, 700}: {320, 640, 960}, {1599, 400}: {320, 640, 960},
	} {
		data := ycc420.size(original.X, original.Y).write()
		for name, d := range encoders(t) {
			var widths []int
			for _, v := range derive(t, d, data).Derivatives {
				open(t, v)
				if v.Ext == ExtWebP {
					widths = append(widths, v.Width)
				}
			}
			if diff := cmp.Diff(want, widths); diff != "" {
				t.Errorf("%s, %v: %s", name, original, diff)
			}
		}
	}
}

// TestDeriveUpright: a red, green, blue and white quarter come out in their
// places from each of the eight ways a camera may have stored them.
func TestDeriveUpright(t *testing.T) {
	red, green := color.NRGBA{220, 30, 30, 255}, color.NRGBA{30, 180, 30, 255}
	blue, white := color.NRGBA{30, 30, 220, 255}, color.NRGBA{250, 250, 250, 255}
	const w, h = 330, 200
	// stored tells which shown pixel lies at x, y of the file, by the table of
	// the EXIF standard (where its 0th row and 0th column are).
	stored := map[int]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return w - 1 - y, x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return y, h - 1 - x },
	}
	shown := func(x, y int) color.NRGBA {
		return [2][2]color.NRGBA{{red, green}, {blue, white}}[min(1, 2*y/h)][min(1, 2*x/w)]
	}
	for orientation, at := range stored {
		fw, fh := w, h
		if orientation >= 5 {
			fw, fh = h, w
		}
		m := image.NewNRGBA(image.Rect(0, 0, fw, fh))
		for y := range fh {
			for x := range fw {
				m.SetNRGBA(x, y, shown(at(x, y)))
			}
		}
		set := derive(t, NewDeriver(), withExif(t, m, orientation))
		if set.Width != w || set.Height != h {
			t.Errorf("orientation %d: %d × %d", orientation, set.Width, set.Height)
		}
		for _, v := range set.Derivatives {
			got := open(t, v)
			for _, p := range []image.Point{{80, 50}, {240, 50}, {80, 150}, {240, 150}} {
				if want := shown(p.X, p.Y); !alike(want, got.At(p.X, p.Y)) {
					t.Errorf("orientation %d, %s at %v: %v, want %v", orientation, v.Ext, p, got.At(p.X, p.Y), want)
				}
			}
		}
	}
}

func alike(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	near := func(x, y uint32) bool { return max(x, y)-min(x, y) < 12<<8 }
	return near(ar, br) && near(ag, bg) && near(ab, bb)
}

// withExif encodes a JPEG as a phone does, with orientation and place.
func withExif(t *testing.T, m image.Image, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	body := append([]byte("Exif\x00\x00"), exif(orientation)...)
	out := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(body)+2))
	return append(append(out, body...), b.Bytes()[2:]...)
}

// TestDeriveForgetsPlace: nothing of a phone's metadata, least of all where a
// farmer lives, is left in what the public gets.
func TestDeriveForgetsPlace(t *testing.T) {
	t.Parallel()
	data := withExif(t, photo(700, 500, image.YCbCrSubsampleRatio420), 1)
	latitude := binary.BigEndian.AppendUint32(nil, 25141592)
	if !bytes.Contains(data, latitude) {
		t.Fatal("the original holds no place to begin with")
	}
	for name, d := range encoders(t) {
		set := derive(t, d, data)
		files := map[string][]byte{"thumbhash": set.Thumbhash, "preview": set.Preview}
		for _, v := range set.Derivatives {
			files[string(v.Ext)] = v.Data
			for _, trace := range []string{"Exif", "EXIF", "XMP ", "xpacket", "GPS", "ICCP", "MM\x00*", "II*\x00", string(latitude)} {
				if bytes.Contains(v.Data, []byte(trace)) {
					t.Errorf("%s: %d.%s holds %q", name, v.Width, v.Ext, trace)
				}
			}
			if v.Ext == ExtWebP && string(v.Data[12:16]) != "VP8 " {
				t.Errorf("%s: %d.webp begins with %q, not with the picture", name, v.Width, v.Data[12:16])
			}
		}
		for file, content := range files {
			if bytes.Contains(content, latitude) {
				t.Errorf("%s: %s holds the place", name, file)
			}
		}
	}
}

func TestDeriveOnWhite(t *testing.T) {
	clear := pngOf(t, 100, 80, func(x, y int) color.NRGBA {
		if x < 50 {
			return color.NRGBA{0, 0, 0, 0}
		}
		return color.NRGBA{200, 40, 40, 255}
	})
	for _, v := range derive(t, NewDeriver(), clear).Derivatives {
		if v.Ext == ExtWebP { // white is 235 there, not 255
			raw, err := webp.Decode(bytes.NewReader(v.Data))
			if err != nil {
				t.Fatal(err)
			}
			if c, _ := raw.At(20, 40).(color.YCbCr); c.Y < 233 || c.Y > 237 {
				t.Errorf("white is written as %v", c)
			}
		}
		m := open(t, v)
		if !alike(color.White, m.At(20, 40)) || !alike(color.NRGBA{200, 40, 40, 255}, m.At(80, 40)) {
			t.Errorf("%s: %v and %v", v.Ext, m.At(20, 40), m.At(80, 40))
		}
	}
}

// TestDeriveWebP: an upload that is itself a WebP keeps its colours.
func TestDeriveWebP(t *testing.T) {
	red := pngOf(t, 640, 480, func(x, y int) color.NRGBA { return color.NRGBA{200, 40, 40, 255} })
	first := derive(t, NewDeriver(), red).Derivatives
	for _, v := range derive(t, NewDeriver(), first[2].Data).Derivatives {
		if got := open(t, v).At(100, 100); !alike(color.NRGBA{200, 40, 40, 255}, got) {
			t.Errorf("%d.%s of %d.%s: %v", v.Width, v.Ext, first[2].Width, first[2].Ext, got)
		}
	}
}

func TestDeriveHEIC(t *testing.T) {
	t.Parallel()
	set := derive(t, NewDeriver(), heicGrid(t, 2, 1))
	if set.Width != 1024 || set.Height != 512 {
		t.Fatalf("%d × %d", set.Width, set.Height)
	}
	for _, v := range set.Derivatives {
		m := open(t, v)
		// Each tile runs from blue above left to yellow below right.
		at := func(x, y float64) color.Color { return m.At(int(x*float64(v.Width)), int(y*float64(v.Height))) }
		for _, left := range []float64{0, 0.5} {
			if !alike(color.NRGBA{13, 13, 242, 255}, at(left+0.025, 0.05)) || !alike(color.NRGBA{240, 240, 15, 255}, at(left+0.47, 0.94)) {
				t.Errorf("%d.%s: %v to %v", v.Width, v.Ext, at(left+0.025, 0.05), at(left+0.47, 0.94))
			}
		}
	}
}

func TestDerivePreview(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{400, 300}, {300, 400}, {300, 300}, {1000, 101}, {101, 1000}, {1, 1}} {
		m := photo(size.X, size.Y, image.YCbCrSubsampleRatio444)
		hash, preview, err := thumb(m)
		if err != nil {
			t.Fatal(err)
		}
		tiny, err := png.Decode(bytes.NewReader(preview))
		if err != nil {
			t.Fatal(err)
		}
		if b := tiny.Bounds(); len(preview) > 300 || len(hash) > 40 || b.Dx() > 8 || b.Dy() > 8 || b.Empty() {
			t.Errorf("%v: preview of %d bytes, %v; hash of %d bytes", size, len(preview), b, len(hash))
		}
		if b := tiny.Bounds(); (size.X > size.Y) != (b.Dx() > b.Dy()) {
			t.Errorf("%v: preview stands the other way: %v", size, b)
		}
	}
}

func TestDeriveRefusesDamage(t *testing.T) {
	whole := photoJPEG(t, 400, 300)
	cut := append(bytes.Clone(whole[:len(whole)/2]), 0xff, 0xd9) // an end, but too early
	for name, data := range map[string][]byte{
		"text": []byte("not a picture"),
		"cut":  cut,
	} {
		_, err := NewDeriver().Derive(t.Context(), data)
		if _, ok := errors.AsType[*RefusedError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeriveStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := NewDeriver().Derive(ctx, photoJPEG(t, 400, 300)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
