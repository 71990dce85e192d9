package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ocop/catalog"
	"ocop/storefront"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
)

// openMail prepares inquiries and their letters, and whoever carries those: the
// mail server of SMTP_URL, else a folder of the data.
func (s *site) openMail(demo bool) error {
	var err error
	if s.mails, err = inquiry.NewMails(s.db.pool, s.words, s.config.mailFrom(), time.Now); err != nil {
		return fmt.Errorf("OCOP_MAIL_FROM: %w", err)
	}
	s.mails.KeepSecrets = demo
	s.inquiry = &inquiry.Inquiries{
		DB: s.db.pool, Makers: catalog.Producers{DB: s.db.pool}, Mails: s.mails, Words: s.words, Signer: inquiry.NewSigner(cmp.Or(s.config.Secret, rand.Text())),
		Address: storefront.InquiryAddress(s.config.BaseURL), Desk: s.config.MailDesk,
		StandIns: storefront.StandIns(account.Accounts{DB: s.db.pool, Today: s.config.today}), ReplyTo: s.config.MailReply, Now: time.Now,
	}
	if demo || s.config.TextHook != "" {
		if s.inquiry.Texts, err = inquiry.NewTexts(s.db.pool, time.Now); err != nil {
			return err
		}
	}
	if s.config.SMTPURL == "" {
		s.sender = mailFolder(filepath.Join(s.config.Data, "mail"))
		return nil
	}
	s.sender, err = newMailServer(s.config.SMTPURL)
	return err
}

// texter is who carries short messages.
func (s *site) texter() inquiry.TextSender {
	if s.config.TextHook == "" {
		return keptTexts{}
	}
	return newTextHook(s.config.TextHook, s.config.TextSecret)
}

// mailFrom is the address letters come from.
func (c Config) mailFrom() string {
	if c.MailFrom != "" {
		return c.MailFrom
	}
	host := "localhost"
	if u, err := url.Parse(c.BaseURL); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return "ocop@" + host
}

// mailFolder keeps each mail as a file. A mail sent again is the same file.
type mailFolder string

// Send writes the mail to its file.
func (f mailFolder) Send(_ context.Context, _, _ string, mail inquiry.Outgoing) error {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return fmt.Errorf("keeping a mail: %w", err)
	}
	local, _, _ := strings.Cut(strings.Trim(mail.MessageID, "<>"), "@")
	path := filepath.Join(string(f), filepath.Base(local)+".eml")
	if err := os.WriteFile(path+".part", mail.Bytes, 0o600); err != nil {
		return fmt.Errorf("keeping a mail: %w", err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		return fmt.Errorf("keeping a mail: %w", err)
	}
	return nil
}

// mailServer speaks SMTP. The standard library's client is used because it shows
// at which step a delivery broke: only after the end of DATA may the mail have
// arrived all the same.
type mailServer struct {
	address, host string
	encrypted     bool // from the first byte (smtps)
	auth          smtp.Auth
}

// smtpPatience bounds one delivery.
const smtpPatience = time.Minute

// newMailServer reads smtp://user:password@host:587 or smtps://…:465.
func newMailServer(address string) (*mailServer, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("SMTP_URL: not an address")
	}
	server := &mailServer{host: u.Hostname(), encrypted: u.Scheme == "smtps"}
	port := u.Port()
	switch {
	case port != "":
	case server.encrypted:
		port = "465"
	default:
		port = "25"
	}
	server.address = net.JoinHostPort(server.host, port)
	if u.User != nil {
		password, _ := u.User.Password()
		server.auth = smtp.PlainAuth("", u.User.Username(), password, server.host)
	}
	return server, nil
}

// Send delivers one mail.
func (m *mailServer) Send(ctx context.Context, from, to string, mail inquiry.Outgoing) error {
	ctx, cancel := context.WithTimeout(ctx, smtpPatience)
	defer cancel()
	client, err := m.connect(ctx, from)
	if err != nil {
		return fmt.Errorf("reaching the mail server: %w", err)
	}
	defer client.Close()
	// A no to the sender is about this site and not about this mail: it waits.
	if err := client.Mail(from); err != nil {
		return fmt.Errorf("naming the sender to the mail server: %w", err)
	}
	if err := client.Rcpt(to); err != nil {
		return smtpError(err)
	}
	data, err := client.Data()
	if err != nil {
		return smtpError(err)
	}
	if _, err := data.Write(mail.Bytes); err != nil {
		return fmt.Errorf("handing over a mail: %w", err)
	}
	if err := data.Close(); err != nil {
		if answer := (*textproto.Error)(nil); errors.As(err, &answer) {
			return smtpError(err)
		}
		return fmt.Errorf("%w: %w", inquiry.ErrUnsure, err)
	}
	_ = client.Quit() // the mail is accepted; what follows changes nothing
	return nil
}

// connect greets the server, encrypted wherever it can.
func (m *mailServer) connect(ctx context.Context, from string) (*smtp.Client, error) {
	conn, err := (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "tcp", m.address)
	if err != nil {
		return nil, err
	}
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			conn.Close()
			return nil, err
		}
	}
	if m.encrypted {
		conn = tls.Client(conn, m.tls())
	}
	client, err := smtp.NewClient(conn, m.host)
	if err != nil {
		conn.Close()
		return nil, err
	}
	if err := m.greet(client, from); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}

func (m *mailServer) greet(client *smtp.Client, from string) error {
	_, domain, _ := strings.Cut(from, "@")
	if err := client.Hello(domain); err != nil {
		return err
	}
	if offered, _ := client.Extension("STARTTLS"); offered && !m.encrypted {
		if err := client.StartTLS(m.tls()); err != nil {
			return err
		}
	}
	if m.auth == nil {
		return nil
	}
	return client.Auth(m.auth)
}

func (m *mailServer) tls() *tls.Config {
	return &tls.Config{ServerName: m.host, MinVersion: tls.VersionTLS12}
}

// smtpError tells a permanent no (5xx) from one that time may mend.
func smtpError(err error) error {
	if answer := (*textproto.Error)(nil); errors.As(err, &answer) && answer.Code >= 500 {
		return &inquiry.RefusedError{Answer: answer.Error()}
	}
	return fmt.Errorf("handing over a mail: %w", err)
}
