package media

import (
	"bytes"
	"encoding/binary"
)

// inspectWebP walks the chunks of a still picture.
func inspectWebP(data []byte) (Header, error) {
	size := int64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size > int64(len(data)) {
		return Header{}, refuse(Truncated, "WebP of %d bytes has %d", size, len(data))
	}
	h := Header{Format: WebP, Depth: 8, Orientation: 1}
	var canvasW, canvasH int
	var lossless, alpha bool
	rest := data[12:max(12, size)]
	for len(rest) >= 8 {
		n := int64(binary.LittleEndian.Uint32(rest[4:]))
		if n > int64(len(rest)-8) {
			return Header{}, refuse(Truncated, "WebP ends in %q", rest[:4])
		}
		kind, body := string(rest[:4]), rest[8:8+n]
		switch kind {
		case "VP8X":
			if len(body) != 10 {
				return Header{}, refuse(Damaged, "WebP canvas of %d bytes", len(body))
			}
			if body[0]&2 != 0 {
				return Header{}, refuse(Unsupported, "moving WebP")
			}
			canvasW, canvasH = 1+int(uint24(body[4:])), 1+int(uint24(body[7:]))
		case "ALPH":
			alpha = true
		case "EXIF":
			h.Orientation = exifOrientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		case "VP8 ", "VP8L":
			if h.Width != 0 {
				return Header{}, refuse(Damaged, "WebP with two pictures")
			}
			lossless = kind == "VP8L"
			if h.Width, h.Height = webpFrame(body, lossless); h.Width == 0 {
				return Header{}, refuse(Damaged, "WebP without a key frame")
			}
		}
		rest = rest[min(8+n+n&1, int64(len(rest))):]
	}
	if h.Width == 0 {
		return Header{}, refuse(Damaged, "WebP without a picture")
	}
	if canvasW != 0 && (canvasW != h.Width || canvasH != h.Height) {
		return Header{}, refuse(Damaged, "WebP canvas %d × %d around %d × %d", canvasW, canvasH, h.Width, h.Height)
	}
	h.Memory = webpMemory(int64(h.Width+15)*int64(h.Height+15), lossless, alpha)
	return h, nil
}

// webpFrame reads the size out of a lossy or lossless frame; 0, 0 if it is none.
func webpFrame(body []byte, lossless bool) (w, h int) {
	switch {
	case lossless && len(body) >= 5 && body[0] == 0x2f:
		b := binary.LittleEndian.Uint32(body[1:])
		return int(b&0x3fff) + 1, int(b>>14&0x3fff) + 1
	case !lossless && len(body) >= 10 && body[0]&1 == 0 && uint24(body[3:]) == 0x2a019d:
		return int(binary.LittleEndian.Uint16(body[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(body[8:]) & 0x3fff)
	}
	return 0, 0
}

// webpMemory follows x/image/webp: planes for lossy frames, twice four bytes a
// pixel for lossless data (transforms write a second picture), and for the
// latter Huffman tables, of which it takes 2,600 groups at most.
func webpMemory(pixels int64, lossless, alpha bool) int64 {
	const groups, groupBytes = 2600, 48 << 10
	var memory int64
	if !lossless {
		memory += pixels * 3 / 2
	}
	if alpha {
		memory += pixels
	}
	if lossless || alpha {
		memory += 8*pixels + min(groups, pixels/16+1)*groupBytes
	}
	return memory
}

func uint24(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
}
