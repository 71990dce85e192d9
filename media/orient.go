package media

import "image"

// orient turns and mirrors a picture as its EXIF orientation asks, so that the
// number itself can be dropped.
func orient(m *image.YCbCr, orientation int) *image.YCbCr {
	if orientation <= 1 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	dst := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	orientPlane(dst.Y, m.Y, w, h, orientation)
	orientPlane(dst.Cb, m.Cb, (w+1)/2, (h+1)/2, orientation)
	orientPlane(dst.Cr, m.Cr, (w+1)/2, (h+1)/2, orientation)
	return dst
}

// orientPlane fills dst, w × h, from the tightly packed src. The eight
// orientations are a start in src and a step for each axis of dst.
func orientPlane(dst, src []byte, w, h, orientation int) {
	stride, last := w, w*h-1
	if orientation >= 5 {
		stride = h
	}
	var start, right, down int
	switch orientation {
	case 2: // mirrored
		start, right, down = w-1, -1, stride
	case 3: // upside down
		start, right, down = last, -1, -stride
	case 4: // mirrored upside down
		start, right, down = last-(w-1), 1, -stride
	case 5: // mirrored along the main diagonal
		start, right, down = 0, stride, 1
	case 6: // to be turned clockwise
		start, right, down = last-(stride-1), -stride, 1
	case 7: // mirrored along the other diagonal
		start, right, down = last, -stride, -1
	case 8: // to be turned anticlockwise
		start, right, down = stride-1, stride, -1
	}
	for y := range h {
		from := start + y*down
		for x := range w {
			dst[y*w+x] = src[from]
			from += right
		}
	}
}
