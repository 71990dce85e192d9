package media

// hevcSize is what a sequence parameter set says of the pictures that follow.
type hevcSize struct {
	w, h, depth, chroma int
}

const (
	nalVPS = 32
	nalSPS = 33
	nalPPS = 34
)

// hevcConfig reads the largest picture any parameter set of an hvcC box allows.
func hevcConfig(config []byte) (hevcSize, error) {
	var most hevcSize
	if len(config) < 23 {
		return most, refuse(Damaged, "HEVC configuration of %d bytes", len(config))
	}
	r := &bytesReader{b: config[22:]}
	for arrays := r.uint(1); arrays > 0 && !r.short; arrays-- {
		r.uint(1) // what this array should hold; each unit says it again
		for n := r.uint(2); n > 0 && !r.short; n-- {
			unit := r.take(int(r.uint(2)))
			if r.short || len(unit) < 2 || unit[0]>>1&63 != nalSPS {
				continue
			}
			s, ok := hevcSPS(unit[2:])
			if !ok {
				return most, refuse(Damaged, "HEVC parameters that end too early")
			}
			most.w, most.h = max(most.w, s.w), max(most.h, s.h)
			most.depth, most.chroma = max(most.depth, s.depth), max(most.chroma, s.chroma)
		}
	}
	if r.short || most.w == 0 || most.h == 0 {
		return most, refuse(Damaged, "HEVC configuration without a size")
	}
	return most, nil
}

// hevcNoParameters refuses a picture that carries parameter sets among its
// slices, where the standard forbids them for still pictures: they could name
// another size than the header.
func hevcNoParameters(extents [][]byte, config []byte) error {
	prefix := int(config[21]&3) + 1
	if len(extents) != 1 || len(extents[0]) == 0 {
		return refuse(Unsupported, "HEIC picture in %d pieces", len(extents))
	}
	data := extents[0]
	for len(data) > prefix {
		r := &bytesReader{b: data}
		n := r.uint(prefix)
		if n == 0 || n > uint64(len(r.b)) {
			return refuse(Damaged, "HEVC unit of %d bytes in %d", n, len(r.b))
		}
		if kind := r.b[0] >> 1 & 63; kind >= nalVPS && kind <= nalPPS {
			return refuse(Unsupported, "HEVC parameters inside the picture")
		}
		data = r.b[n:]
	}
	return nil
}

// hevcSPS reads a sequence parameter set (ITU-T H.265, 7.3.2.2) as far as the
// bit depth.
func hevcSPS(unit []byte) (hevcSize, bool) {
	r := &bitReader{b: unescape(unit)}
	r.skip(4)
	layers := int(r.bits(3)) // sub-layers less one
	r.skip(1)
	r.skip(96) // general profile, tier and level
	var profile, level [8]bool
	for i := range layers {
		profile[i], level[i] = r.bits(1) == 1, r.bits(1) == 1
	}
	if layers > 0 {
		r.skip(2 * (8 - layers))
	}
	for i := range layers {
		if profile[i] {
			r.skip(88)
		}
		if level[i] {
			r.skip(8)
		}
	}
	r.exp() // its number
	var s hevcSize
	if s.chroma = int(r.exp()); s.chroma == 3 {
		r.skip(1)
	}
	w, h := r.exp(), r.exp()
	if r.bits(1) == 1 { // a window cut out of what is coded
		for range 4 {
			r.exp()
		}
	}
	luma, chroma := r.exp(), r.exp()
	s.w, s.h, s.depth = int(min(w, 1<<17)), int(min(h, 1<<17)), 8+int(min(max(luma, chroma), 8))
	return s, !r.short && s.chroma <= 3
}

// unescape removes the emulation prevention bytes of a NAL unit; the first
// kilobyte holds more than is read here.
func unescape(unit []byte) []byte {
	out := make([]byte, 0, 1024)
	zeros := 0
	for _, b := range unit[:min(len(unit), 1024)] {
		if zeros >= 2 && b == 3 {
			zeros = 0
			continue
		}
		if b == 0 {
			zeros++
		} else {
			zeros = 0
		}
		out = append(out, b)
	}
	return out
}

// bitReader reads bits, most significant first, and remembers that it ran out.
type bitReader struct {
	b     []byte
	at    int
	short bool
}

func (r *bitReader) skip(n int) { r.at += n }

func (r *bitReader) bits(n int) uint32 {
	if r.at+n > 8*len(r.b) {
		r.short = true
		return 0
	}
	var v uint32
	for ; n > 0; n-- {
		v = v<<1 | uint32(r.b[r.at>>3]>>(7-r.at&7)&1)
		r.at++
	}
	return v
}

// exp reads an unsigned Exp-Golomb number.
func (r *bitReader) exp() uint32 {
	zeros := 0
	for r.bits(1) == 0 {
		if zeros++; zeros > 31 || r.short {
			r.short = true
			return 0
		}
	}
	return 1<<zeros - 1 + r.bits(zeros)
}
