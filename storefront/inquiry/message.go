package inquiry

import (
	"bytes"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// message is a letter with everything that makes it a mail.
type message struct {
	id         string // Message-ID with its brackets
	from       mail.Address
	letter     Letter
	refs       []string
	written    time.Time
	text, html string
}

// bytes is the mail as it goes over the wire (RFC 5322), the same at each
// attempt: the boundary comes from the Message-ID.
func (m message) bytes() ([]byte, error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary(m.boundary()); err != nil {
		return nil, fmt.Errorf("writing mail: %w", err)
	}
	m.writeHeader(&b, parts.Boundary())
	for _, part := range [][2]string{{"text/plain", m.text}, {"text/html", m.html}} {
		if err := writePart(parts, part[0], part[1]); err != nil {
			return nil, fmt.Errorf("writing mail: %w", err)
		}
	}
	if err := parts.Close(); err != nil {
		return nil, fmt.Errorf("writing mail: %w", err)
	}
	return b.Bytes(), nil
}

func (m message) boundary() string {
	local, _, _ := strings.Cut(strings.Trim(m.id, "<>"), "@")
	return "=_" + strings.ReplaceAll(local, "+", "_")
}

func (m message) writeHeader(b *bytes.Buffer, boundary string) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s: %s\r\n", name, value)
		}
	}
	line("Date", m.written.UTC().Format(time.RFC1123Z))
	line("From", m.from.String())
	line("To", (&mail.Address{Address: m.letter.To}).String())
	if m.letter.ReplyTo != "" {
		line("Reply-To", (&mail.Address{Address: m.letter.ReplyTo}).String())
	}
	line("Message-ID", m.id)
	if len(m.refs) > 0 {
		line("In-Reply-To", m.refs[len(m.refs)-1])
		line("References", strings.Join(m.refs, "\r\n "))
	}
	line("Subject", subject(m.letter.Subject))
	line("Content-Language", string(m.letter.Lang))
	// Programs must not answer programs (RFC 3834).
	line("Auto-Submitted", "auto-generated")
	if m.letter.Unsubscribe != "" {
		line("List-Unsubscribe", "<"+m.letter.Unsubscribe+">")
		line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	line("MIME-Version", "1.0")
	line("Content-Type", `multipart/alternative; boundary="`+boundary+`"`)
	b.WriteString("\r\n")
}

// subject is one line of encoded words, folded so that none is too long.
func subject(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", text), "?= =?", "?=\r\n =?")
}

func writePart(parts *multipart.Writer, kind, body string) error {
	part, err := parts.CreatePart(textproto.MIMEHeader{
		"Content-Type":              {kind + "; charset=utf-8"},
		"Content-Transfer-Encoding": {"quoted-printable"},
	})
	if err != nil {
		return err
	}
	w := quotedprintable.NewWriter(part)
	if _, err := w.Write([]byte(strings.ReplaceAll(body, "\n", "\r\n"))); err != nil {
		return err
	}
	return w.Close()
}
