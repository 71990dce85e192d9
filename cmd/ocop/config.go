package main

import (
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"ocop/catalog"
)

// Config is every setting. Nobody else reads the environment.
type Config struct {
	Addr           string // host:port to listen on
	BaseURL        string // as visitors type it, without a slash at the end
	Data           string // folder of what runs embedded
	Operator       string // who runs the site: name, address, contact
	Secret         string // at least 32 characters, for signed links
	DatabaseURL    string
	RedisURL       string
	MeiliURL       string
	MeiliKey       string
	S3             S3
	SMTPURL        string
	MailFrom       string // address letters come from; empty for one at the base URL's host
	MailDesk       string // where letters to the operator go; empty leaves them to the consoles
	MailReply      string // address with {token} in it where replies arrive; empty where none can
	TextHook       string // where short messages are handed over; empty sends none
	TextSecret     string // shown to that hook
	MailSecret     string // of the hook that takes replies and bounces; empty closes it
	MetricsAddr    string
	TrustedProxies []string
	CacheBytes     int
	Today          catalog.Day // the site's day, fixed; zero for the day it is
}

// S3 is where pictures are kept outside the data folder.
type S3 struct {
	Endpoint, Bucket, AccessKey, SecretKey string
}

// setting is one environment variable.
type setting struct {
	name, fallback, help string
	read                 func(*Config, string) error
}

// settings lists every variable with its default, what it is for and how it is
// read. An empty value means the default.
func settings() []setting {
	return []setting{
		{"OCOP_ADDR", ":8080", "address to listen on", func(c *Config, v string) error { return listenAddress(&c.Addr, v) }},
		{"OCOP_BASE_URL", "", "address visitors type, required by serve; https turns on HSTS and cookies that travel by https only", func(c *Config, v string) error { return baseURL(&c.BaseURL, v) }},
		{"OCOP_DATA", "data", "folder for what runs embedded", text(func(c *Config) *string { return &c.Data })},
		{"OCOP_OPERATOR", "", "who runs the site and answers for it: name, address, registration, contact", text(func(c *Config) *string { return &c.Operator })},
		{"OCOP_SECRET", "", "at least 32 random characters for signed links and one-way marks of visitors, required by serve; a new one ends the links sent before", func(c *Config, v string) error { return secret(&c.Secret, v) }},
		{"DATABASE_URL", "", "PostgreSQL 15 or newer; empty runs a private one in OCOP_DATA", address(func(c *Config) *string { return &c.DatabaseURL }, "postgres", "postgresql")},
		{"REDIS_URL", "", "Redis for finished pages; empty keeps them in this process", address(func(c *Config) *string { return &c.RedisURL }, "redis", "rediss", "unix")},
		{"MEILI_URL", "", "Meilisearch, for more than some 50,000 products; empty has PostgreSQL search", address(func(c *Config) *string { return &c.MeiliURL }, "http", "https")},
		{"MEILI_KEY", "", "its key, which must search, write documents and manage indexes", text(func(c *Config) *string { return &c.MeiliKey })},
		{"S3_ENDPOINT", "", "S3 server for pictures, e.g. https://s3.example.vn; empty keeps them in OCOP_DATA", address(func(c *Config) *string { return &c.S3.Endpoint }, "http", "https")},
		{"S3_BUCKET", "ocop", "bucket for pictures", text(func(c *Config) *string { return &c.S3.Bucket })},
		{"S3_ACCESS_KEY", "", "its access key", text(func(c *Config) *string { return &c.S3.AccessKey })},
		{"S3_SECRET_KEY", "", "its secret key", text(func(c *Config) *string { return &c.S3.SecretKey })},
		{"SMTP_URL", "", "mail server, e.g. smtp://user:password@mail.example.vn:587; empty keeps mails in OCOP_DATA", address(func(c *Config) *string { return &c.SMTPURL }, "smtp", "smtps")},
		{"OCOP_MAIL_FROM", "", "address letters come from; empty for ocop@ and the host of OCOP_BASE_URL", text(func(c *Config) *string { return &c.MailFrom })},
		{"OCOP_MAIL_DESK", "", "address that letters to the operator go to; empty keeps them in the office's console", text(func(c *Config) *string { return &c.MailDesk })},
		{"OCOP_MAIL_REPLY", "", "address for replies, e.g. reply+{token}@example.vn, led to the mail hook; empty takes no replies", func(c *Config, v string) error { return replyAddress(&c.MailReply, v) }},
		{"OCOP_TEXT_HOOK", "", "address that short messages (SMS, Zalo) are handed to; empty sends none", address(func(c *Config) *string { return &c.TextHook }, "http", "https")},
		{"OCOP_TEXT_SECRET", "", "shown to that hook as Authorization: Bearer …", text(func(c *Config) *string { return &c.TextSecret })},
		{"OCOP_MAIL_SECRET", "", "at least 32 characters that open the hook for replies and bounces; empty closes it", func(c *Config, v string) error { return secret(&c.MailSecret, v) }},
		{"OCOP_METRICS_ADDR", "", "address for /metrics and profiles, for loopback; empty for none", func(c *Config, v string) error { return listenAddress(&c.MetricsAddr, v) }},
		{"OCOP_TRUSTED_PROXIES", "", "addresses or networks, by commas, whose X-Forwarded-For is believed", func(c *Config, v string) error { return proxies(&c.TrustedProxies, v) }},
		{"OCOP_CACHE_MB", "48", "memory for finished pages in MB; 0 keeps none", func(c *Config, v string) error { return megabytes(&c.CacheBytes, v) }},
		{"OCOP_TODAY", "", "the site's day as YYYY-MM-DD, for the demo and tests only", func(c *Config, v string) error { return day(&c.Today, v) }},
	}
}

// readConfig reads every setting; the first wrong one is refused by its name.
func readConfig(getenv func(string) string) (Config, error) {
	var c Config
	for _, s := range settings() {
		value := strings.TrimSpace(getenv(s.name))
		if value == "" {
			value = s.fallback
		}
		if value == "" {
			continue
		}
		if err := s.read(&c, value); err != nil {
			return Config{}, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if c.S3.Endpoint != "" && (c.S3.AccessKey == "" || c.S3.SecretKey == "") {
		return Config{}, fmt.Errorf("S3_ACCESS_KEY, S3_SECRET_KEY: both are needed with S3_ENDPOINT")
	}
	return c, nil
}

// printSettings lists the settings for -h.
func printSettings(w io.Writer) {
	for _, s := range settings() {
		fallback := ""
		if s.fallback != "" {
			fallback = " (default " + s.fallback + ")"
		}
		fmt.Fprintf(w, "  %-21s %s%s\n", s.name, s.help, fallback)
	}
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error { *field(c) = v; return nil }
}

func address(field func(*Config) *string, schemes ...string) func(*Config, string) error {
	return func(c *Config, v string) error {
		u, err := url.Parse(v)
		if err != nil {
			return fmt.Errorf("not an address")
		}
		for _, scheme := range schemes {
			if u.Scheme == scheme && (u.Host != "" || u.Path != "") {
				*field(c) = v
				return nil
			}
		}
		return fmt.Errorf("must begin with %s://", strings.Join(schemes, ":// or "))
	}
}

func listenAddress(field *string, v string) error {
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		return fmt.Errorf("%q is not host:port", v)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q has no port between 0 and 65535", v)
	}
	*field = v
	return nil
}

func baseURL(field *string, v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return fmt.Errorf("%q is not http:// or https:// and a host", v)
	}
	*field = u.Scheme + "://" + u.Host
	return nil
}

func secret(field *string, v string) error {
	if len(v) < 32 {
		return fmt.Errorf("needs at least 32 characters")
	}
	*field = v
	return nil
}

func replyAddress(field *string, v string) error {
	if _, err := mail.ParseAddress(strings.Replace(v, "{token}", "x", 1)); err != nil || !strings.Contains(v, "{token}") {
		return fmt.Errorf("%q is not a mail address with {token} in it", v)
	}
	*field = v
	return nil
}

func proxies(field *[]string, v string) error {
	for _, proxy := range strings.Split(v, ",") {
		proxy = strings.TrimSpace(proxy)
		_, wrongAddress := netip.ParseAddr(proxy)
		_, wrongNetwork := netip.ParsePrefix(proxy)
		if wrongAddress != nil && wrongNetwork != nil {
			return fmt.Errorf("%q is neither an address nor a network", proxy)
		}
		*field = append(*field, proxy)
	}
	return nil
}

func megabytes(field *int, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 1<<16 {
		return fmt.Errorf("%q is not a number of megabytes", v)
	}
	*field = n << 20
	return nil
}

func day(field *catalog.Day, v string) error {
	d, err := catalog.ParseDay(v)
	if err != nil {
		return fmt.Errorf("%q is not YYYY-MM-DD", v)
	}
	*field = d
	return nil
}
