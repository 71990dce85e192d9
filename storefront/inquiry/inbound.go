package inquiry

import (
	"bytes"
	"context"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
)

// Inbound is a mail that came in: an answer to a thread, or a letter of ours that
// came back.
type Inbound struct {
	MessageID string
	To        []string // addresses it was sent to
	Text      string   // what was written, without what it quotes
	Returned  string   // Message-ID of a letter that came back for good; empty for answers
	Status    string   // why, as 5.1.1
	Automatic bool     // written by a program
}

// ReadInbound reads a mail as a mail server hands it over (RFC 5322).
func ReadInbound(raw []byte) (Inbound, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Inbound{}, fmt.Errorf("reading a mail: %w", err)
	}
	in := Inbound{MessageID: strings.TrimSpace(m.Header.Get("Message-ID"))}
	for _, name := range []string{"Delivered-To", "X-Original-To", "To", "Cc"} {
		if list, err := m.Header.AddressList(name); err == nil {
			for _, address := range list {
				in.To = append(in.To, address.Address)
			}
		}
	}
	if auto := strings.ToLower(m.Header.Get("Auto-Submitted")); auto != "" && auto != "no" {
		in.Automatic = true
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return Inbound{}, fmt.Errorf("reading a mail: %w", err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err == nil && kind == "multipart/report" && params["report-type"] == "delivery-status" {
		in.Returned, in.Status = returned(body)
		in.Automatic = true
		return in, nil
	}
	in.Text = withoutQuotes(plainText(textproto.MIMEHeader(m.Header), body, 0))
	return in, nil
}

// returned finds in a report of non-delivery (RFC 3464) which letter came back
// and why; only what is final counts.
func returned(body []byte) (messageID, status string) {
	final := regexp.MustCompile(`(?mi)^Status:[ \t]*(5\.[0-9]{1,3}\.[0-9]{1,3})`).FindSubmatch(body)
	original := regexp.MustCompile(`(?mi)^Message-ID:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,200}>)`).FindAllSubmatch(body, -1)
	if final == nil || len(original) == 0 {
		return "", ""
	}
	return string(original[len(original)-1][1]), string(final[1])
}

// plainText is the first plain part of a mail, decoded.
func plainText(h textproto.MIMEHeader, body []byte, depth int) string {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && depth < 4 {
		parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err != nil {
				return ""
			}
			inner, err := io.ReadAll(part)
			if err != nil {
				return ""
			}
			if text := plainText(part.Header, inner, depth+1); text != "" {
				return text
			}
		}
	}
	if kind != "text/plain" {
		return ""
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body, err = io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	case "base64":
		body, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(bytes.Join(bytes.Fields(body), nil))))
	default:
		err = nil
	}
	if err != nil && len(body) == 0 {
		return ""
	}
	return strings.ToValidUTF8(string(body), "")
}

// withoutQuotes cuts off what an answer quotes and how its writer signs.
func withoutQuotes(text string) string {
	intro := regexp.MustCompile(`(?i)^(on .{4,200} wrote:|vào .{4,200} đã viết:|-{3,} ?(original message|thư gốc|forwarded message).*|_{10,}|from: .+)$`)
	var kept []string
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		bare := strings.TrimSpace(line)
		if line == "-- " || bare == "--" || intro.MatchString(bare) {
			break
		}
		if !strings.HasPrefix(bare, ">") {
			kept = append(kept, line)
		}
	}
	return CleanText(strings.Join(kept, "\n"))
}

// Receive takes a mail that came in. An answer joins its thread once, however
// often the hook is called; ErrLink says that no thread of ours was meant.
func (q *Inquiries) Receive(ctx context.Context, in Inbound) error {
	if in.Returned != "" {
		return q.Mails.Bounce(ctx, in.Returned, in.Status)
	}
	if in.Automatic {
		return nil // programs must not answer programs (RFC 3834)
	}
	for _, to := range in.To {
		link, err := q.readReplyAddress(to)
		if err != nil {
			continue
		}
		by := ByMaker
		if link.Side == 'i' {
			by = ByInquirer
		}
		text := cut(in.Text, maxMessage)
		err = q.Write(ctx, link.ID, by, text, in.MessageID)
		if errors.Is(err, ErrClosed) || errors.Is(err, ErrMessage) || errors.Is(err, ErrUsed) {
			return nil // nothing a mail server could do about it
		}
		return err
	}
	return ErrLink
}

func (q *Inquiries) readReplyAddress(to string) (Link, error) {
	before, after, found := strings.Cut(strings.ToLower(q.ReplyTo), "{token}")
	to = strings.ToLower(to)
	if !found || !strings.HasPrefix(to, before) || !strings.HasSuffix(to, after) || len(to) < len(before)+len(after) {
		return Link{}, ErrLink
	}
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(to[len(before) : len(to)-len(after)]))
	if err != nil {
		return Link{}, ErrLink
	}
	return q.Signer.Read(UseReply, base64.RawURLEncoding.EncodeToString(raw), q.Now())
}
