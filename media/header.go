package media

import "bytes"

// What Inspect lets in.
const (
	MaxBytes  = 20 << 20   // bytes of a file
	MaxPixels = 50_000_000 // width × height
	MaxDecode = 300 << 20  // bytes of memory while decoding, by the header's estimate
	MaxRatio  = 10         // of the longer side to the shorter: WebP ends at 16,383 pixels
)

// Format is the kind of file an original came in.
type Format string

// The formats that are taken.
const (
	JPEG Format = "jpeg"
	PNG  Format = "png"
	WebP Format = "webp"
	HEIC Format = "heic"
)

// Header is what a picture says about itself before anything is decoded.
type Header struct {
	Format        Format
	Width, Height int   // pixels as shown, that is after Orientation
	Depth         int   // bits per channel
	Progressive   bool  // progressive JPEG or interlaced PNG
	CMYK          bool  // four inks, as print shops send them
	Orientation   int   // EXIF, 1 to 8; 1 is upright. HEIC turns itself: always 1
	Memory        int64 // bytes decoding will need at most, with the file itself
}

// Inspect reads the header of a picture and refuses with a *RefusedError what
// should never reach a decoder. It looks at structure only: a picture that
// passes may still turn out to be damaged when it is decoded.
func Inspect(data []byte) (Header, error) {
	if len(data) > MaxBytes {
		return Header{}, refuse(TooManyBytes, "%d bytes", len(data))
	}
	h, err := inspectFormat(data)
	if err != nil {
		return Header{}, err
	}
	if h.Width < 1 || h.Height < 1 {
		return Header{}, refuse(Damaged, "no size")
	}
	if int64(h.Width)*int64(h.Height) > MaxPixels {
		return Header{}, refuse(TooManyPixels, "%d × %d pixels", h.Width, h.Height)
	}
	h.Memory += int64(len(data))
	if h.Memory > MaxDecode {
		return Header{}, refuse(TooMuchMemory, "%d × %d pixels need %d MB", h.Width, h.Height, h.Memory>>20)
	}
	if max(h.Width, h.Height) > MaxRatio*min(h.Width, h.Height) {
		return Header{}, refuse(TooNarrow, "%d × %d pixels", h.Width, h.Height)
	}
	if h.Orientation >= 5 {
		h.Width, h.Height = h.Height, h.Width
	}
	return h, nil
}

func inspectFormat(data []byte) (Header, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return inspectJPEG(data)
	case bytes.HasPrefix(data, []byte(pngMagic)):
		return inspectPNG(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return inspectWebP(data)
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return inspectHEIC(data)
	}
	for _, magic := range []string{"GIF8", "BM", "II*\x00", "MM\x00*", "\x00\x00\x01\x00", "\xff\x0a", "8BPS"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return Header{}, refuse(Unsupported, "begins %q", magic)
		}
	}
	return Header{}, refuse(NotPicture, "unknown beginning %q", data[:min(len(data), 12)])
}
