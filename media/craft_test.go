package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

// This file writes pictures by hand that encoders would not, or only slowly:
// valid ones of any size that hold one colour, and invalid ones.

// jpegShape is what a hand-written JPEG should be.
type jpegShape struct {
	w, h        int
	components  string // one letter each, its sampling as hexadecimal in sampling
	sampling    []byte
	progressive bool
	adobe       int    // transform of an Adobe segment, -1 for none
	exif        []byte // a TIFF structure
}

// write gives a whole JPEG whose coefficients are all zero: one scan of one bit
// a block.
func (s jpegShape) write() []byte {
	b := []byte{0xff, 0xd8}
	segment := func(marker byte, body ...byte) {
		b = append(b, 0xff, marker)
		b = binary.BigEndian.AppendUint16(b, uint16(len(body)+2))
		b = append(b, body...)
	}
	if s.exif != nil {
		segment(0xe1, append([]byte("Exif\x00\x00"), s.exif...)...)
	}
	if s.adobe >= 0 {
		segment(0xee, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, byte(s.adobe))
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	frame := []byte{8, byte(s.h >> 8), byte(s.h), byte(s.w >> 8), byte(s.w), byte(len(s.components))}
	scan := []byte{byte(len(s.components))}
	blocks, hmax, vmax := 0, 1, 1
	for i, id := range []byte(s.components) {
		frame = append(frame, id, s.sampling[i], 0)
		scan = append(scan, id, 0)
		hmax, vmax = max(hmax, int(s.sampling[i]>>4)), max(vmax, int(s.sampling[i]&15))
		blocks += int(s.sampling[i]>>4) * int(s.sampling[i]&15)
	}
	code := append([]byte{1}, make([]byte, 16)...) // one code of one bit, for symbol 0
	if s.progressive {
		segment(0xc2, frame...)
		segment(0xc4, append([]byte{0x00}, code...)...)
		segment(0xda, append(scan, 0, 0, 0)...)
	} else {
		segment(0xc0, frame...)
		segment(0xc4, append([]byte{0x00}, code...)...)
		segment(0xc4, append([]byte{0x10}, code...)...)
		segment(0xda, append(scan, 0, 63, 0)...)
		blocks *= 2 // no difference, then end of block
	}
	mcus := (s.w + 8*hmax - 1) / (8 * hmax) * ((s.h + 8*vmax - 1) / (8 * vmax))
	if len(s.components) == 1 {
		mcus = (s.w + 7) / 8 * ((s.h + 7) / 8)
	}
	b = append(b, make([]byte, (mcus*blocks+7)/8)...)
	return append(b, 0xff, 0xd9)
}

// pngShape is what a hand-written PNG should be.
type pngShape struct {
	w, h, depth int
	color       byte
	interlaced  bool
}

// write gives a whole black PNG; an interlaced one is right in its header only.
func (s pngShape) write(t testing.TB) []byte {
	t.Helper()
	b := []byte(pngMagic)
	chunk := func(kind string, body []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
		b = append(append(b, kind...), body...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[len(b)-len(body)-4:]))
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(s.w))
	head = binary.BigEndian.AppendUint32(head, uint32(s.h))
	head = append(head, byte(s.depth), s.color, 0, 0, 0)
	if s.interlaced {
		head[12] = 1
	}
	chunk("IHDR", head)
	channels := map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[s.color]
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]byte, 1+s.w*channels*s.depth/8)
	for range s.h {
		if _, err := z.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return b
}

// pngOf encodes a small picture.
func pngOf(t testing.TB, w, h int, at func(x, y int) color.NRGBA) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, at(x, y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// riff wraps chunks, given as kind and body in turn, into a WebP file.
func riff(chunks ...string) []byte {
	var body []byte
	for i := 0; i < len(chunks); i += 2 {
		body = append(body, chunks[i]...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(chunks[i+1])))
		body = append(body, chunks[i+1]...)
		if len(chunks[i+1])%2 == 1 {
			body = append(body, 0)
		}
	}
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(b, "WEBP"...), body...)
}

// bitWriter writes bits, least significant first, as lossless WebP has them.
type bitWriter struct {
	b []byte
	n int
}

func (w *bitWriter) put(v uint32, n int) {
	for ; n > 0; n, v = n-1, v>>1 {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n/8] |= byte(v&1) << (w.n % 8)
		w.n++
	}
}

// symbol writes a Huffman code of a single symbol, which then takes no bits.
func (w *bitWriter) symbol(v uint32) {
	w.put(0b101, 3) // simple, one symbol, of eight bits
	w.put(v, 8)
}

// losslessWebP is a picture of one colour; with trees it has as many groups of
// Huffman tables as are allowed, as large as they can be made in few bits.
func losslessWebP(w, h int, trees bool) []byte {
	b := &bitWriter{}
	b.put(0x2f, 8)
	b.put(uint32(w-1), 14)
	b.put(uint32(h-1), 14)
	b.put(0, 4+2) // no alpha, version; no transforms, no colour cache
	n := 1
	if trees {
		b.put(1, 1)
		b.put(0, 3) // a group for every 4 × 4 pixels, all of them the last one:
		b.put(0, 1)
		for _, v := range []uint32{2599 % 256, 2599 / 256, 0, 0, 0} { // green, red, blue, alpha, distance
			b.symbol(v)
		}
		n = 2600
	} else {
		b.put(0, 1)
	}
	for range n {
		for tree := range 5 {
			if trees && tree >= 1 && tree <= 3 {
				b.evenTree()
			} else {
				b.symbol(0)
			}
		}
	}
	if trees {
		b.b = append(b.b, make([]byte, w*h*3)...) // a byte for each channel
	}
	return riff("VP8L", string(b.b))
}

// evenTree writes a code of 256 symbols of eight bits each.
func (w *bitWriter) evenTree() {
	w.put(0, 1)    // not simple
	w.put(12-4, 4) // lengths for twelve length codes follow, of which
	w.put(0, 3*11) // none but
	w.put(1, 3)    // the twelfth, "8", is used
	w.put(0, 1)    // for all symbols
}

// heicTile is a 512 × 512 picture in one coded item.
func heicTile(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/tile.heic")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// heicGrid is a picture of cols × rows tiles, as phones write them.
func heicGrid(t testing.TB, cols, rows int) []byte {
	t.Helper()
	f, err := readHEIF(heicTile(t))
	if err != nil {
		t.Fatal(err)
	}
	tile := f.items[f.primary]
	u16 := func(v int) string { return string(binary.BigEndian.AppendUint16(nil, uint16(v))) }
	u32 := func(v int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(v))) }
	box := func(kind, body string) string { return u32(8+len(body)) + kind + body }
	full := func(kind, body string) string { return box(kind, "\x00\x00\x00\x00"+body) }

	const grid = 1
	n := cols * rows
	gridData := "\x00\x01" + string([]byte{byte(rows - 1), byte(cols - 1)}) + u32(512*cols) + u32(512*rows)
	items, refs, places := u16(n+1), u16(grid)+u16(n), ""
	entry := func(id int, kind string) string {
		return box("infe", "\x02\x00\x00\x00"+u16(id)+u16(0)+kind+"\x00")
	}
	items += entry(grid, "grid")
	links := u32(n+1) + u16(grid) + "\x01\x03"
	for id := grid + 1; id <= n+1; id++ {
		items += entry(id, "hvc1")
		refs += u16(id)
		links += u16(id) + "\x02\x81\x02"
	}
	file := ""
	for range 2 { // once to learn where the data will lie
		at := len(file) - len(gridData) - len(tile.extents[0])
		places = "\x44\x00" + u16(n+1) + u16(grid) + u16(0) + u16(1) + u32(at) + u32(len(gridData))
		for id := grid + 1; id <= n+1; id++ {
			places += u16(id) + u16(0) + u16(1) + u32(at+len(gridData)) + u32(len(tile.extents[0]))
		}
		properties := box("hvcC", string(f.property(tile, "hvcC"))) + full("ispe", u32(512)+u32(512)) +
			full("ispe", u32(512*cols)+u32(512*rows))
		file = box("ftyp", "heic\x00\x00\x00\x00mif1heic") + full("meta",
			full("hdlr", "\x00\x00\x00\x00pict"+string(make([]byte, 13)))+
				full("pitm", u16(grid))+full("iinf", items)+
				full("iref", box("dimg", refs))+
				box("iprp", box("ipco", properties)+full("ipma", links))+
				full("iloc", places)) +
			box("mdat", gridData+string(tile.extents[0]))
	}
	return []byte(file)
}

// exif is a TIFF structure with an orientation and a place in Đà Lạt.
func exif(orientation int) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x02")
	b = append(b, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0)
	b = append(b, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38) // GPS directory
	b = append(b, 0, 0, 0, 0)
	b = append(b, 0, 2)
	b = append(b, 0, 1, 0, 2, 0, 0, 0, 2, 'N', 0, 0, 0) // north
	b = append(b, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68)  // latitude
	b = append(b, 0, 0, 0, 0)
	for _, v := range []uint32{11, 1, 56, 1, 25141592, 1000000} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}
