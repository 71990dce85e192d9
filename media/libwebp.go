//go:build (linux || darwin) && (amd64 || arm64) && !nodynamic

//lint:file-ignore U1000 the structs mirror libwebp's, whose layout counts

package media

import (
	"errors"
	"fmt"
	"image"
	"runtime"
	"slices"
	"unsafe"

	"github.com/ebitengine/purego"
)

// libwebp is the machine's own WebP library, found when the program runs, so
// that neither cgo nor the library is needed to build it.
type libwebp struct {
	configInit  func(config *webpConfig, preset int32, quality float32, abi int32) int32
	pictureInit func(picture *webpPicture, abi int32) int32
	pictureFree func(picture *webpPicture)
	writerInit  func(writer *webpWriter)
	writerClear func(writer *webpWriter)
	encode      func(config *webpConfig, picture *webpPicture) int32
	memoryWrite uintptr
}

// The layout of these structs belongs to version 2 of the encoder's interface,
// unchanged since 2012; libwebp checks the version itself when they are set up.
const webpEncoderABI = 0x020f

type webpConfig struct {
	lossless int32
	quality  float32
	method   int32
	_        [26]int32 // the fields of 1.5
	_        [16]int32 // room for those of later versions
}

type webpPicture struct {
	useARGB, colorspace int32
	width, height       int32
	y, u, v             *byte
	yStride, uvStride   int32
	a                   *byte
	aStride             int32
	_                   [2]uint32
	argb                unsafe.Pointer
	argbStride          int32
	_                   [3]uint32
	writer              uintptr
	custom              *webpWriter
	_                   int32
	_                   unsafe.Pointer
	stats               unsafe.Pointer
	failure             int32
	_, _                unsafe.Pointer
	_                   [3]uint32
	_, _                unsafe.Pointer
	_                   [8]uint32
	_, _                unsafe.Pointer
	_                   [2]unsafe.Pointer
	_                   [64]byte // room for fields of later versions
}

type webpWriter struct {
	mem           *byte
	size, maxSize uint64
	_             [16]byte
}

// openLibWebP finds the library and binds the six functions an encoder needs.
func openLibWebP() (*libwebp, error) {
	names := []string{"libwebp.so.7", "libwebp.so"}
	if runtime.GOOS == "darwin" {
		names = []string{"libwebp.7.dylib", "libwebp.dylib", "/opt/homebrew/lib/libwebp.dylib"}
	}
	var library uintptr
	err := errors.New("no name to look for")
	for _, name := range names {
		if library, err = purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL); err == nil {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("opening libwebp: %w", err)
	}
	var l libwebp
	for name, target := range map[string]any{
		"WebPConfigInitInternal":  &l.configInit,
		"WebPPictureInitInternal": &l.pictureInit,
		"WebPPictureFree":         &l.pictureFree,
		"WebPMemoryWriterInit":    &l.writerInit,
		"WebPMemoryWriterClear":   &l.writerClear,
		"WebPEncode":              &l.encode,
	} {
		address, err := purego.Dlsym(library, name)
		if err != nil {
			return nil, fmt.Errorf("binding libwebp: %w", err)
		}
		purego.RegisterFunc(target, address)
	}
	if l.memoryWrite, err = purego.Dlsym(library, "WebPMemoryWrite"); err != nil {
		return nil, fmt.Errorf("binding libwebp: %w", err)
	}
	return &l, nil
}

// encodeWebP compresses the planes as they are, without a detour over RGB.
func (l *libwebp) encodeWebP(m *image.YCbCr) ([]byte, error) {
	config, picture, writer := new(webpConfig), new(webpPicture), new(webpWriter)
	if l.configInit(config, 0, webpQuality, webpEncoderABI) == 0 || l.pictureInit(picture, webpEncoderABI) == 0 {
		return nil, errors.New("encoding WebP: libwebp has another version of its interface")
	}
	config.method = webpMethod

	planes := limitedRange(m)
	var pins runtime.Pinner // C keeps these addresses while it works
	defer pins.Unpin()
	pins.Pin(&planes.Y[0])
	pins.Pin(writer)
	picture.width, picture.height = int32(m.Rect.Dx()), int32(m.Rect.Dy())
	picture.y, picture.u, picture.v = &planes.Y[0], &planes.Cb[0], &planes.Cr[0]
	picture.yStride, picture.uvStride = int32(planes.YStride), int32(planes.CStride)
	l.writerInit(writer)
	defer l.writerClear(writer)
	picture.writer, picture.custom = l.memoryWrite, writer
	defer l.pictureFree(picture)

	if l.encode(config, picture) == 0 {
		return nil, fmt.Errorf("encoding WebP: libwebp failed with %d", picture.failure)
	}
	return slices.Clone(unsafe.Slice(writer.mem, writer.size)), nil
}
