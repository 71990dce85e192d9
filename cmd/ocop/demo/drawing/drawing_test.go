package drawing

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/jpeg"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Small sheets are enough to tell drawings apart, and quick.
const testWidth, testHeight = 240, 180

// given are the seeds of a kind that products can be given.
func given(kind Kind) []uint64 {
	seeds := plateOf(kind).seeds
	for _, h := range hintsOf(kind) {
		seeds = append(seeds, h.seeds...)
	}
	return seeds
}

func TestDrawingsAreDistinct(t *testing.T) {
	type drawing struct {
		kind Kind
		seed uint64
	}
	seen := map[uint64]drawing{}
	for _, kind := range Kinds() {
		mine := map[uint64]bool{}
		for _, seed := range given(kind) {
			if mine[seed] {
				continue
			}
			mine[seed] = true
			img := Draw(kind, seed, testWidth, testHeight)
			h := fnv.New64a()
			h.Write(img.Pix)
			if other, ok := seen[h.Sum64()]; ok {
				t.Errorf("%s %d is the same picture as %s %d", kind, seed, other.kind, other.seed)
			}
			seen[h.Sum64()] = drawing{kind, seed}
			if n := colours(img); n < 600 {
				t.Errorf("%s %d has only %d colours: hardly a picture", kind, seed, n)
			}
			if !img.Opaque() {
				t.Errorf("%s %d leaves paper unpainted", kind, seed)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("%d drawings, want at least 100", len(seen))
	}
}

func colours(img *image.RGBA) int {
	set := map[[3]byte]bool{}
	for i := 0; i < len(img.Pix); i += 4 {
		set[[3]byte(img.Pix[i:i+3])] = true
	}
	return len(set)
}

func TestDrawingsAreDeterministic(t *testing.T) {
	for _, kind := range Kinds() {
		seed := given(kind)[0]
		if !bytes.Equal(Draw(kind, seed, testWidth, testHeight).Pix, Draw(kind, seed, testWidth, testHeight).Pix) {
			t.Errorf("%s %d came out differently the second time", kind, seed)
		}
	}
}

// The thing itself must stand out from its place: the picture of a kind differs from the bare backdrop well beyond noise.
func TestEveryKindDrawsSomething(t *testing.T) {
	bare := Draw("nothing of the kind", 0, testWidth, testHeight)
	for _, kind := range Kinds() {
		img := Draw(kind, given(kind)[0], testWidth, testHeight)
		edges, blank := contrast(img), contrast(bare)
		if edges < 2*blank {
			t.Errorf("%s shows %d strong edges, a bare landscape already %d", kind, edges, blank)
		}
	}
}

// contrast counts neighbouring pixels whose brightness jumps.
func contrast(img *image.RGBA) int {
	n := 0
	for y := range img.Rect.Dy() {
		for x := 1; x < img.Rect.Dx(); x++ {
			i := img.PixOffset(x, y)
			a := int(img.Pix[i]) + int(img.Pix[i+1]) + int(img.Pix[i+2])
			b := int(img.Pix[i-4]) + int(img.Pix[i-3]) + int(img.Pix[i-2])
			if a-b > 60 || b-a > 60 {
				n++
			}
		}
	}
	return n
}

func TestOtherShapesAreCroppedNotStretched(t *testing.T) {
	for _, size := range []image.Point{{320, 320}, {400, 120}, {90, 200}, {1, 1}} {
		if got := Draw(Tea, 1, size.X, size.Y).Rect.Size(); got != size {
			t.Errorf("Draw at %v gave %v", size, got)
		}
	}
}

func TestEncode(t *testing.T) {
	img := Draw(Honey, 0, 1600, 1200)
	data, err := Encode(img)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 600_000 {
		t.Errorf("a drawing takes %d bytes", len(data))
	}
	got, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(image.Pt(1600, 1200), image.Pt(got.Width, got.Height)); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		Draw(Rice, 0, 1600, 1200)
	}
}
