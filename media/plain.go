package media

import "context"

// Plain inspects a picture and draws it anew as one JPEG, at most as wide as the
// widest public size and without anything that cameras write into files: for
// papers that only some people may see and that therefore never become public
// sizes. most bounds the memory it may take.
func Plain(ctx context.Context, data []byte, most int64) ([]byte, error) {
	h, err := Inspect(data)
	if err != nil {
		return nil, err
	}
	if h.Memory > most {
		return nil, refuse(TooMuchMemory, "%d × %d pixels need %d MB", h.Width, h.Height, h.Memory>>20)
	}
	m, _, _, err := decodeLargest(ctx, data, h)
	if err != nil {
		return nil, err
	}
	return encodeJPEG(m)
}
