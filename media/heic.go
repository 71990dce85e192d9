package media

import "encoding/binary"

// inspectHEIC lets in a picture coded with HEVC, whole or in a grid of tiles,
// which is what phones write. The decoder believes the codec's own headers more
// than the container's, so both are read and the larger counts.
func inspectHEIC(data []byte) (Header, error) {
	if !heicBrand(data) {
		return Header{}, refuse(Unsupported, "HEIF brand %q", data[8:12])
	}
	f, err := readHEIF(data)
	if err != nil {
		return Header{}, err
	}
	item := f.items[f.primary]
	if item == nil {
		return Header{}, refuse(Damaged, "HEIC without a primary picture")
	}
	h := Header{Format: HEIC, Orientation: 1, Depth: 8}
	h.Width, h.Height = f.size(item)
	if h.Width == 0 || h.Height == 0 || h.Width > 1<<16 || h.Height > 1<<16 {
		return Header{}, refuse(Damaged, "HEIC of %d × %d pixels", h.Width, h.Height)
	}
	if int64(h.Width)*int64(h.Height) > MaxPixels {
		return Header{}, refuse(TooManyPixels, "%d × %d pixels", h.Width, h.Height)
	}
	m := heicMeasure{file: f, depth: 8}
	if err := m.add(f.primary, h.Width, h.Height); err != nil {
		return Header{}, err
	}
	for from, to := range f.refs["auxl"] { // transparency and depth maps of the picture
		if len(to) > 0 && f.items[from] != nil {
			w, hh := f.size(f.items[from])
			if err := m.add(from, w, hh); err != nil {
				return Header{}, err
			}
		}
	}
	h.Depth, h.Memory = m.depth, m.memory()
	if turn := f.property(item, "irot"); len(turn) > 0 && turn[0]&1 == 1 {
		h.Width, h.Height = h.Height, h.Width
	}
	return h, nil
}

// heicBrand tells HEVC pictures from the other kinds of HEIF, such as AVIF.
func heicBrand(data []byte) bool {
	size := min(int(binary.BigEndian.Uint32(data)), len(data))
	for at := 8; at+4 <= size; at += 4 {
		switch string(data[at : at+4]) {
		case "heic", "heix", "heim", "heis":
			return true
		}
	}
	return false
}

// size is what the container says of an item; 0, 0 if nothing.
func (f *heif) size(item *heifItem) (w, h int) {
	if b := f.property(item, "ispe"); len(b) >= 12 {
		return int(binary.BigEndian.Uint32(b[4:])), int(binary.BigEndian.Uint32(b[8:]))
	}
	return 0, 0
}

// heicMeasure adds up what decoding will touch.
type heicMeasure struct {
	file   *heif
	canvas int64 // pixels of grids put together
	coded  int64 // pixels of the largest coded item
	total  int64 // pixels of all coded items
	depth  int
	chroma int // 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4, 0 for grey
}

func (m *heicMeasure) add(id uint32, w, h int) error {
	item := m.file.items[id]
	switch item.kind {
	case "hvc1":
		return m.addCoded(item)
	case "grid":
		tiles := m.file.refs["dimg"][id]
		cols, rows, err := gridSize(item, w, h)
		if err != nil {
			return err
		}
		if len(tiles) != cols*rows {
			return refuse(Damaged, "HEIC grid of %d × %d with %d tiles", cols, rows, len(tiles))
		}
		m.canvas += int64(w) * int64(h)
		for _, tile := range tiles {
			t := m.file.items[tile]
			if t == nil || t.kind != "hvc1" {
				return refuse(Unsupported, "HEIC grid of something else than pictures")
			}
			if err := m.addCoded(t); err != nil {
				return err
			}
		}
		return nil
	}
	return refuse(Unsupported, "HEIC picture of kind %q", item.kind)
}

func (m *heicMeasure) addCoded(item *heifItem) error {
	config := m.file.property(item, "hvcC")
	s, err := hevcConfig(config)
	if err != nil {
		return err
	}
	if err := hevcNoParameters(item.extents, config); err != nil {
		return err
	}
	w, h := m.file.size(item)
	pixels := max(int64(s.w)*int64(s.h), int64(min(w, 1<<16))*int64(min(h, 1<<16)))
	m.coded, m.total = max(m.coded, pixels), m.total+pixels
	m.depth, m.chroma = max(m.depth, s.depth), max(m.chroma, s.chroma)
	if m.total > 2*MaxPixels {
		return refuse(TooManyPixels, "HEIC tiles of %d pixels together", m.total)
	}
	return nil
}

// memory was measured on the WebAssembly build of libheif and libde265: for
// a coded picture its planes, libde265's tables and the copy, all twice, since
// that memory is copied whenever it grows; much the same for a grid's canvas.
func (m *heicMeasure) memory() int64 {
	perCoded, perCanvas := int64(17), int64(20)
	if m.chroma >= 2 {
		perCoded, perCanvas = 22, 28
	}
	if m.depth > 8 {
		perCoded, perCanvas = perCoded*3/2, perCanvas*3/2
	}
	const machine = 40 << 20 // the compiled decoder
	return machine + perCoded*m.coded + perCanvas*m.canvas
}

// gridSize reads the columns and rows of a grid and holds its canvas against
// the size the container gave it.
func gridSize(item *heifItem, w, h int) (cols, rows int, err error) {
	var b []byte
	for _, e := range item.extents {
		b = append(b, e[:min(len(e), 64)]...)
	}
	r := &bytesReader{b: b}
	r.uint(1) // version
	size := 2 + 2*int(r.uint(1)&1)
	rows, cols = 1+int(r.uint(1)), 1+int(r.uint(1))
	gw, gh := r.uint(size), r.uint(size)
	if r.err() != nil || gw != uint64(w) || gh != uint64(h) {
		return 0, 0, refuse(Damaged, "HEIC grid of %d × %d in a picture of %d × %d", gw, gh, w, h)
	}
	return cols, rows, nil
}
