package media

import "fmt"

// Reason says in one stable word why a picture was refused, so that a page can
// tell it in the visitor's language.
type Reason string

// The reasons [Inspect] and [Deriver.Derive] refuse for.
const (
	NotPicture    Reason = "not_a_picture"   // no picture format we have heard of
	Unsupported   Reason = "unsupported"     // a picture, but not a JPEG, PNG, WebP or HEIC we can read
	Truncated     Reason = "truncated"       // the file ends too early, as after a broken upload
	Damaged       Reason = "damaged"         // the file contradicts itself
	TooManyBytes  Reason = "too_many_bytes"  // more than MaxBytes
	TooManyPixels Reason = "too_many_pixels" // more than MaxPixels
	TooMuchMemory Reason = "too_much_memory" // decoding would need more than MaxDecode
	TooNarrow     Reason = "too_narrow"      // one side more than MaxRatio times the other
)

// RefusedError is a picture that will not be taken, however often it is tried.
type RefusedError struct {
	Reason Reason
	Detail string // for the log, in English
}

func (e *RefusedError) Error() string {
	return "picture refused (" + string(e.Reason) + "): " + e.Detail
}

func refuse(reason Reason, format string, args ...any) error {
	return &RefusedError{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}
