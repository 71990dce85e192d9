package media

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"io"
)

// What is unpacked of the objects that a PDF keeps in compressed streams, how
// many streams are looked into, because each costs the same whatever it holds,
// and how far before a stream its description is looked for.
const (
	maxPDFObjects = 8 << 20
	maxPDFStreams = 4000 // a certificate of a hundred pages has some hundreds
	pdfDictionary = 4 << 10
)

// activeNames are the names by which a PDF runs, opens or brings something. No
// scan of a certificate needs any.
func activeNames() []string {
	return []string{"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData", "/GoToE"}
}

// inspectPDF refuses a PDF that does anything but show pages, and one that
// cannot be looked into: encrypted, or with objects packed in a rare way. A
// whole PDF library was weighed and left: what it would have to read is just what
// strangers send, and the file is only ever sent as an attachment.
func inspectPDF(data []byte) error {
	if !bytes.Contains(data[max(0, len(data)-paperTail):], []byte("%%EOF")) {
		return refuse(Truncated, "a PDF without its end")
	}
	plain := plainNames(data)
	if name := activeName(plain); name != "" {
		return refuse(Unsupported, "a PDF that runs something: %s", name)
	}
	if holdsName(plain, "/Encrypt") {
		return refuse(Unsupported, "a PDF that is encrypted")
	}
	if !holdsName(plain, "/ObjStm") {
		return nil
	}
	for _, rare := range []string{"/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/RunLengthDecode", "/Crypt"} {
		if holdsName(plain, rare) {
			return refuse(Unsupported, "a PDF whose objects are packed by %s", rare)
		}
	}
	return inspectStreams(data)
}

// inspectStreams looks into every stream that may hold objects.
func inspectStreams(data []byte) error {
	if bytes.Count(data, []byte("stream")) > 2*maxPDFStreams { // each has a beginning and an end
		return refuse(TooManyBytes, "a PDF of very many streams")
	}
	left := int64(maxPDFObjects)
	for from := 0; ; {
		at := bytes.Index(data[from:], []byte("stream"))
		if at < 0 {
			return nil
		}
		at += from
		from = at + len("stream")
		dictionary := plainNames(data[max(0, at-pdfDictionary):at])
		dictionary = dictionary[max(0, bytes.LastIndex(dictionary, []byte(" obj"))):]
		if holdsName(dictionary, "/ObjStm") && holdsName(dictionary, "/Predictor") {
			return refuse(Unsupported, "a PDF whose objects are packed by a predictor")
		}
		objects, err := unpackObjects(data[from:], left)
		if err != nil {
			return err
		}
		left -= int64(len(objects))
		if name := activeName(plainNames(objects)); name != "" {
			return refuse(Unsupported, "a PDF that runs something: %s", name)
		}
	}
}

// unpackObjects is the text of a packed stream of objects, which begins with a
// number; empty for any other stream. What does not end properly is taken as far
// as it goes, as readers do.
func unpackObjects(stream []byte, most int64) ([]byte, error) {
	for range 2 { // the end of the line before it
		if len(stream) > 0 && (stream[0] == '\r' || stream[0] == '\n') {
			stream = stream[1:]
		}
	}
	reader, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		return nil, nil // not packed, or not by the one way that is looked into
	}
	defer reader.Close()
	head := make([]byte, 64)
	n, _ := io.ReadFull(reader, head)
	first := bytes.TrimLeft(head[:n], "\x00\t\n\f\r ")
	if len(first) == 0 || first[0] != '%' && (first[0] < '0' || first[0] > '9') {
		return nil, nil
	}
	rest, err := io.ReadAll(io.LimitReader(reader, most+1))
	if int64(len(rest)) > most {
		return nil, refuse(TooManyBytes, "a PDF of very many objects")
	}
	var broken flate.CorruptInputError
	if err != nil && !errors.As(err, &broken) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, zlib.ErrChecksum) {
		return nil, err
	}
	return append(head[:n], rest...), nil
}

// plainNames writes out the letters that a name may hide as #xx.
func plainNames(data []byte) []byte {
	if bytes.IndexByte(data, '#') < 0 {
		return data
	}
	plain := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		var letter [1]byte
		if data[i] == '#' && i+2 < len(data) {
			if _, err := hex.Decode(letter[:], data[i+1:i+3]); err == nil {
				plain = append(plain, letter[0])
				i += 2
				continue
			}
		}
		plain = append(plain, data[i])
	}
	return plain
}

// activeName is the first name that makes a PDF active; empty for none.
func activeName(plain []byte) string {
	for _, name := range activeNames() {
		if holdsName(plain, name) {
			return name
		}
	}
	return ""
}

// holdsName reports whether a text holds a name whole, not as the beginning of a
// longer one.
func holdsName(plain []byte, name string) bool {
	for from := 0; ; {
		at := bytes.Index(plain[from:], []byte(name))
		if at < 0 {
			return false
		}
		from += at + len(name)
		if from == len(plain) || bytes.IndexByte([]byte("\x00\t\n\f\r ()<>[]{}/%"), plain[from]) >= 0 {
			return true
		}
	}
}
