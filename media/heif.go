package media

import (
	"encoding/binary"
	"slices"
)

// heifItem is one of the coded or derived pictures in a HEIF file.
type heifItem struct {
	kind       string
	extents    [][]byte // its data, in the order they are joined
	properties []int    // indexes into heif.properties, from 0
}

// heifProperty is what an item is described by: a size, a codec, a turn.
type heifProperty struct {
	kind string
	body []byte
}

// heif is the table of contents of a HEIF file.
type heif struct {
	primary    uint32
	items      map[uint32]*heifItem
	properties []heifProperty
	refs       map[string]map[uint32][]uint32 // kind → from → to
	idat       []byte
	seen       map[string]bool
}

// maxItems bounds the tiles of a picture: phones write 512-pixel tiles, 192 of
// them for 48 megapixels.
const maxItems = 2048

// readHEIF reads the boxes that list what a HEIF file holds.
func readHEIF(data []byte) (*heif, error) {
	f := &heif{items: map[uint32]*heifItem{}, refs: map[string]map[uint32][]uint32{}, seen: map[string]bool{}}
	var meta []byte
	if err := eachBox(data, func(kind string, body []byte) error {
		if kind == "meta" && meta == nil && len(body) > 4 {
			meta = body[4:]
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if meta == nil {
		return nil, refuse(Damaged, "HEIF without contents")
	}
	var locations []byte
	err := eachBox(meta, func(kind string, body []byte) error {
		if err := f.once(kind); err != nil {
			return err
		}
		r := &bytesReader{b: body}
		switch kind {
		case "pitm":
			if r.version() == 0 {
				f.primary = uint32(r.uint(2))
			} else {
				f.primary = uint32(r.uint(4))
			}
		case "iinf":
			return f.readItems(r)
		case "iref":
			return f.readRefs(r)
		case "iprp":
			return f.readProperties(body)
		case "iloc":
			locations = body
		case "idat":
			f.idat = body
		}
		return r.err()
	})
	if err != nil {
		return nil, err
	}
	return f, f.readLocations(&bytesReader{b: locations}, data)
}

func (f *heif) readItems(r *bytesReader) error {
	size := 4
	if r.version() == 0 {
		size = 2
	}
	r.uint(size)
	return eachBox(r.b, func(kind string, body []byte) error {
		e := &bytesReader{b: body}
		version := e.version()
		if kind != "infe" || version < 2 {
			return nil
		}
		id := uint32(e.uint(2 * (int(version) - 1)))
		e.uint(2) // protection
		f.items[id] = &heifItem{kind: string(e.take(4))}
		if len(f.items) > maxItems {
			return refuse(Unsupported, "HEIF of more than %d items", maxItems)
		}
		return e.err()
	})
}

func (f *heif) readRefs(r *bytesReader) error {
	size := 2
	if r.version() != 0 {
		size = 4
	}
	return eachBox(r.b, func(kind string, body []byte) error {
		e := &bytesReader{b: body}
		from := uint32(e.uint(size))
		if f.refs[kind] == nil {
			f.refs[kind] = map[uint32][]uint32{}
		}
		for n := e.uint(2); n > 0 && e.err() == nil; n-- {
			f.refs[kind][from] = append(f.refs[kind][from], uint32(e.uint(size)))
		}
		return e.err()
	})
}

func (f *heif) readProperties(body []byte) error {
	var associations []byte
	err := eachBox(body, func(kind string, body []byte) error {
		if err := f.once(kind); err != nil {
			return err
		}
		switch kind {
		case "ipco":
			return eachBox(body, func(kind string, body []byte) error {
				f.properties = append(f.properties, heifProperty{kind, body})
				return nil
			})
		case "ipma":
			associations = body
		}
		return nil
	})
	if err != nil {
		return err
	}
	r := &bytesReader{b: associations}
	version, flags := r.version(), r.flags
	idSize := 2
	if version != 0 {
		idSize = 4
	}
	for n := r.uint(4); n > 0 && r.err() == nil; n-- {
		item := f.items[uint32(r.uint(idSize))]
		for k := r.uint(1); k > 0 && r.err() == nil; k-- {
			index := int(r.uint(1) & 0x7f)
			if flags&1 != 0 {
				index = index<<8 | int(r.uint(1))
			}
			if item != nil && index >= 1 && index <= len(f.properties) {
				item.properties = append(item.properties, index-1)
			}
		}
	}
	return r.err()
}

// readLocations finds each item's bytes in the file or in the idat box.
func (f *heif) readLocations(r *bytesReader, data []byte) error {
	version := r.version()
	sizes := r.uint(2)
	offsetSize, lengthSize, baseSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15)
	indexSize, idSize := 0, 2
	if version >= 1 {
		indexSize = int(sizes & 15)
	}
	if version >= 2 {
		idSize = 4
	}
	for _, size := range []int{offsetSize, lengthSize, baseSize, indexSize} {
		if size != 0 && size != 4 && size != 8 {
			return refuse(Damaged, "HEIF offsets of %d bytes", size)
		}
	}
	for n := r.uint(idSize); n > 0 && r.err() == nil; n-- {
		item := f.items[uint32(r.uint(idSize))]
		source := data
		if version >= 1 && r.uint(2)&15 == 1 {
			source = f.idat
		}
		r.uint(2) // data reference
		base := r.uint(baseSize)
		for k := r.uint(2); k > 0 && r.err() == nil; k-- {
			r.uint(indexSize)
			from, length := base+r.uint(offsetSize), r.uint(lengthSize)
			if from > uint64(len(source)) || length > uint64(len(source))-from {
				return refuse(Truncated, "HEIF data end at %d of %d bytes", len(source), from+length)
			}
			if item != nil {
				item.extents = append(item.extents, source[from:from+length])
			}
		}
	}
	return r.err()
}

// once refuses a second table of a kind: which one a decoder believes is its
// own affair, and so a way to show it something else than us.
func (f *heif) once(kind string) error {
	if f.seen[kind] && kind != "free" && kind != "skip" {
		return refuse(Unsupported, "HEIF with two boxes %q", kind)
	}
	f.seen[kind] = true
	return nil
}

// property returns the body of an item's last property of that kind, which is
// the one decoders keep, or nil.
func (f *heif) property(item *heifItem, kind string) []byte {
	for _, i := range slices.Backward(item.properties) {
		if f.properties[i].kind == kind {
			return f.properties[i].body
		}
	}
	return nil
}

// eachBox calls do with every box in data. A box that does not fit is what a
// broken upload looks like.
func eachBox(data []byte, do func(kind string, body []byte) error) error {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 0:
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < head {
			return refuse(Damaged, "HEIF box of %d bytes", size)
		}
		if size > uint64(len(data)) {
			return refuse(Truncated, "HEIF ends in %q", data[4:8])
		}
		if err := do(string(data[4:8]), data[head:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}

// bytesReader reads big-endian numbers and remembers that it ran out.
type bytesReader struct {
	b     []byte
	flags uint64
	short bool
}

func (r *bytesReader) take(n int) []byte {
	if n > len(r.b) {
		r.short = true
		return make([]byte, n)
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

// uint reads a number of n ≤ 8 bytes.
func (r *bytesReader) uint(n int) uint64 {
	var v uint64
	for _, b := range r.take(min(n, 8)) {
		v = v<<8 | uint64(b)
	}
	return v
}

// version reads the version and flags a full box begins with.
func (r *bytesReader) version() uint64 {
	v := r.uint(1)
	r.flags = r.uint(3)
	return v
}

func (r *bytesReader) err() error {
	if r.short {
		return refuse(Damaged, "HEIF box ends too early")
	}
	return nil
}
