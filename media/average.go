package media

// plane is a picture of 8-bit values, one or three to a pixel, read by rows.
type plane struct {
	pix      []byte
	stride   int
	w, h     int
	channels int
	row      func(y int) []byte // makes a row where pix is nil; valid until the next
}

// span is the run of source pixels under one pixel of the result, and how much
// each counts.
type span struct {
	from    int
	weights []uint32 // together one
}

// one is the sum of a span's weights. Twice applied to 255, across and down,
// it still fits 32 bits.
const one = 1 << 12

// spans lays `to` pixels over `from` pixels. Weights are rounded so that the
// rounding errors of a span cancel out.
func spans(from, to int) []span {
	all := make([]span, to)
	scale := float64(from) / float64(to)
	for i := range all {
		start, end := float64(i)*scale, float64(i+1)*scale
		first := min(int(start), from-1)
		s := span{from: first}
		covered, given := 0.0, uint32(0)
		for at := first; at < from && (float64(at) < end-1e-6 || at == first); at++ {
			covered += min(end, float64(at+1)) - max(start, float64(at))
			weight := uint32(covered/scale*one+0.5) - given
			given += weight
			s.weights = append(s.weights, weight)
		}
		s.weights[len(s.weights)-1] += one - given
		all[i] = s
	}
	return all
}

// average writes the plane, w × h pixels small, tightly into dst.
func (p plane) average(dst []byte, w, h int) {
	across, down := spans(p.w, w), spans(p.h, h)
	n := w * p.channels
	reduced, sum := make([]uint32, n), make([]uint32, n)
	last := -1
	for y, s := range down {
		clear(sum)
		for i, weight := range s.weights {
			if at := s.from + i; at != last {
				p.reduce(reduced, at, across)
				last = at
			}
			for x, v := range reduced {
				sum[x] += v * weight
			}
		}
		out := dst[y*n : (y+1)*n]
		for x := range out {
			out[x] = byte((sum[x] + one*one/2) / (one * one))
		}
	}
}

// reduce averages one row of the source across.
func (p plane) reduce(dst []uint32, y int, across []span) {
	var row []byte
	if p.pix != nil {
		row = p.pix[y*p.stride:]
	} else {
		row = p.row(y)
	}
	if p.channels == 1 {
		for x, s := range across {
			var sum uint32
			under := row[s.from:][:len(s.weights)]
			for i, weight := range s.weights {
				sum += uint32(under[i]) * weight
			}
			dst[x] = sum
		}
		return
	}
	for x, s := range across {
		var r, g, b uint32
		under := row[3*s.from:][:3*len(s.weights)]
		for i, weight := range s.weights {
			r += uint32(under[3*i]) * weight
			g += uint32(under[3*i+1]) * weight
			b += uint32(under[3*i+2]) * weight
		}
		dst[3*x], dst[3*x+1], dst[3*x+2] = r, g, b
	}
}
