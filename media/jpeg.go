package media

import (
	"bytes"
	"encoding/binary"
)

// maxScans bounds the passes of a progressive JPEG: each is a few bytes in the
// file and a walk over the whole picture for the decoder. Encoders write about
// ten.
const maxScans = 100

// jpegFrame is what the segments before the first scan tell.
type jpegFrame struct {
	seen        bool
	progressive bool
	components  [][2]int // sampling factors, horizontal and vertical
	rgb         bool     // component ids spell RGB
	jfif        bool
	adobe       bool
	transform   byte // of the Adobe segment
	w, h        int
	orientation int
}

func inspectJPEG(data []byte) (Header, error) {
	f := jpegFrame{orientation: 1}
	scan, err := f.read(data)
	if err != nil {
		return Header{}, err
	}
	if !f.seen {
		return Header{}, refuse(Damaged, "JPEG without a frame")
	}
	// A marker cannot occur inside compressed data, so the last one is real; what
	// phones append behind the picture does no harm.
	if bytes.LastIndex(data[scan:], []byte{0xff, 0xd9}) < 0 {
		return Header{}, refuse(Truncated, "JPEG without an end")
	}
	if n := bytes.Count(data[scan:], []byte{0xff, 0xda}); n > maxScans {
		return Header{}, refuse(Unsupported, "JPEG of %d scans", n)
	}
	return Header{
		Format: JPEG, Width: f.w, Height: f.h, Depth: 8,
		Progressive: f.progressive, CMYK: len(f.components) == 4,
		Orientation: f.orientation, Memory: f.memory(),
	}, nil
}

// read walks the segments up to the first scan and returns where that begins.
func (f *jpegFrame) read(data []byte) (int, error) {
	for pos := 2; pos+4 <= len(data); {
		if data[pos] != 0xff {
			pos++ // decoders skip stray bytes between segments, so must we
			continue
		}
		marker := data[pos+1]
		switch {
		case marker == 0xff:
			pos++
			continue
		case marker == 0 || marker >= 0xd0 && marker <= 0xd7:
			pos += 2
			continue
		case marker == 0xd9:
			return 0, refuse(Damaged, "JPEG ends before its picture")
		}
		n := int(binary.BigEndian.Uint16(data[pos+2:]))
		if n < 2 {
			return 0, refuse(Damaged, "JPEG segment of %d bytes", n)
		}
		if pos+2+n > len(data) {
			break
		}
		if marker == 0xda {
			return pos, nil
		}
		if err := f.segment(marker, data[pos+4:pos+2+n]); err != nil {
			return 0, err
		}
		pos += 2 + n
	}
	return 0, refuse(Truncated, "JPEG ends in its header")
}

func (f *jpegFrame) segment(marker byte, body []byte) error {
	switch {
	case marker >= 0xc0 && marker <= 0xc2:
		return f.frame(marker, body)
	case marker > 0xc2 && marker <= 0xcf && marker != 0xc4 && marker != 0xcc:
		return refuse(Unsupported, "JPEG process %x", marker)
	case marker == 0xe0 && bytes.HasPrefix(body, []byte("JFIF\x00")):
		f.jfif = true
	case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
		f.orientation = exifOrientation(body[6:])
	case marker == 0xee && len(body) >= 12 && bytes.HasPrefix(body, []byte("Adobe")):
		f.adobe, f.transform = true, body[11]
	}
	return nil
}

func (f *jpegFrame) frame(marker byte, body []byte) error {
	if f.seen {
		return refuse(Damaged, "JPEG with two frames")
	}
	if len(body) < 6 || len(body) != 6+3*int(body[5]) {
		return refuse(Damaged, "JPEG frame of %d bytes", len(body))
	}
	if body[0] != 8 {
		return refuse(Unsupported, "JPEG of %d bits", body[0])
	}
	f.seen, f.progressive = true, marker == 0xc2
	f.h, f.w = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	var ids []byte
	for c := body[6:]; len(c) >= 3; c = c[3:] {
		h, v := int(c[1]>>4), int(c[1]&15)
		if h < 1 || h > 4 || v < 1 || v > 4 {
			return refuse(Damaged, "JPEG sampling %x", c[1])
		}
		ids, f.components = append(ids, c[0]), append(f.components, [2]int{h, v})
	}
	if n := len(f.components); n != 1 && n != 3 && n != 4 {
		return refuse(Unsupported, "JPEG of %d components", n)
	}
	f.rgb = string(ids) == "RGB"
	return nil
}

// memory follows image/jpeg: a plane for each component; all coefficients as
// 32-bit numbers when progressive; a second, interleaved picture for RGB and
// CMYK. Planes are padded to whole blocks.
func (f *jpegFrame) memory() int64 {
	if len(f.components) == 1 {
		f.components[0] = [2]int{1, 1} // alone, a component's sampling means nothing
	}
	hmax, vmax := 1, 1
	for _, c := range f.components {
		hmax, vmax = max(hmax, c[0]), max(vmax, c[1])
	}
	mcus := int64((f.w+8*hmax-1)/(8*hmax)) * int64((f.h+8*vmax-1)/(8*vmax))
	var samples int64
	for _, c := range f.components {
		samples += mcus * 64 * int64(c[0]*c[1])
	}
	memory := samples
	if f.progressive {
		memory += 4 * samples
	}
	if len(f.components) == 4 || len(f.components) == 3 && !f.jfif && (f.rgb || f.adobe && f.transform == 0) {
		memory += 4 * int64(f.w) * int64(f.h)
	}
	return memory
}
