package media

import "encoding/binary"

const pngMagic = "\x89PNG\r\n\x1a\n"

// inspectPNG walks the chunks: lengths only, no checksums.
func inspectPNG(data []byte) (Header, error) {
	h := Header{Format: PNG, Orientation: 1}
	var color byte
	var transparent, pixels bool
	for pos, first := len(pngMagic), true; ; first = false {
		if pos+12 > len(data) {
			return Header{}, refuse(Truncated, "PNG ends between chunks")
		}
		n := int64(binary.BigEndian.Uint32(data[pos:]))
		kind := string(data[pos+4 : pos+8])
		if first && (kind != "IHDR" || n != 13) {
			return Header{}, refuse(Damaged, "PNG begins with %q", kind)
		}
		if n > int64(len(data)-pos-12) {
			return Header{}, refuse(Truncated, "PNG ends in %q", kind)
		}
		body := data[pos+8 : pos+8+int(n)]
		switch kind {
		case "IHDR":
			if !first {
				return Header{}, refuse(Damaged, "PNG with two headers")
			}
			w, hh := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
			if w > 1<<24 || hh > 1<<24 {
				return Header{}, refuse(TooManyPixels, "%d × %d pixels", w, hh)
			}
			h.Width, h.Height, h.Depth = int(w), int(hh), int(body[8])
			color, h.Progressive = body[9], body[12] != 0
		case "tRNS":
			transparent = true
		case "eXIf":
			h.Orientation = exifOrientation(body)
		case "IDAT":
			pixels = true
		case "IEND":
			if !pixels {
				return Header{}, refuse(Damaged, "PNG without pixels")
			}
			perPixel, err := pngPixel(color, h.Depth, transparent)
			h.Memory = perPixel * int64(h.Width) * int64(h.Height)
			if h.Progressive {
				h.Memory *= 2 // the passes are decoded beside the picture
			}
			return h, err
		}
		pos += 12 + int(n)
	}
}

// pngPixel is how many bytes a decoded pixel takes in image/png.
func pngPixel(color byte, depth int, transparent bool) (int64, error) {
	wide := int64(1)
	if depth == 16 {
		wide = 2
	}
	switch color {
	case 0: // grey
		if transparent {
			return 4 * wide, nil
		}
		return wide, nil
	case 3: // palette
		return 1, nil
	case 2, 4, 6: // RGB, grey with alpha, RGB with alpha
		return 4 * wide, nil
	}
	return 0, refuse(Damaged, "PNG of colour type %d", color)
}
