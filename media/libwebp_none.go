//go:build !((linux || darwin) && (amd64 || arm64)) || nodynamic

package media

import (
	"errors"
	"image"
)

type libwebp struct{}

func openLibWebP() (*libwebp, error) {
	return nil, errors.New("opening libwebp: not on this platform")
}

func (*libwebp) encodeWebP(m *image.YCbCr) ([]byte, error) {
	return encodePortable(m)
}
