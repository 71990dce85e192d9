package media

import "bytes"

// paperTail is how far from the end of a PDF its mark of the end may lie.
const paperTail = 1024

// InspectPaper looks at the scan of a certificate before it is kept: a PDF, known
// by its content, or a picture that Inspect takes. It tells which; anything else
// gives a *RefusedError. A PDF that wants to run something is refused.
func InspectPaper(data []byte) (kind string, err error) {
	if len(data) > MaxBytes {
		return "", refuse(TooManyBytes, "a scan of %d bytes", len(data))
	}
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) && !bytes.HasPrefix(data, []byte("%PDF-2.")) {
		h, err := Inspect(data)
		return string(h.Format), err
	}
	if err := inspectPDF(data); err != nil {
		return "", err
	}
	return "pdf", nil
}

// PaperMIME is the content type of a kind that InspectPaper tells.
func PaperMIME(kind string) string {
	if kind == "pdf" {
		return "application/pdf"
	}
	return "image/" + kind
}
