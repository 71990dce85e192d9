package main

import (
	"bytes"
	"strings"
	"testing"
)

// try runs a command with an environment and returns its exit code and what it
// printed.
func try(t *testing.T, environment map[string]string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), terminal{&stdout, &stderr, func(name string) string { return environment[name] }}, args)
	return code, stdout.String(), stderr.String()
}

func TestUsage(t *testing.T) {
	tests := []struct {
		args []string
		code int
		err  string
	}{
		{nil, exitUsage, "usage: ocop"},
		{[]string{"sell"}, exitUsage, `unknown command "sell"`},
		{[]string{"demo", "-colour"}, exitUsage, "-colour"},
		{[]string{"demo", "extra"}, exitUsage, "expected 0 argument"},
		{[]string{"import"}, exitUsage, "expected 1 argument"},
		{[]string{"import", "a", "b"}, exitUsage, "expected 1 argument"},
		{[]string{"serve"}, exitRefused, "OCOP_BASE_URL: required"},
		{[]string{"import", "/no/such/file"}, exitRefused, "no such file"},
	}
	for _, test := range tests {
		code, out, errs := try(t, nil, test.args...)
		if code != test.code || !strings.Contains(errs, test.err) || out != "" {
			t.Errorf("ocop %v exits %d and says %q on stderr, %q on stdout; want %d and %q", test.args, code, errs, out, test.code, test.err)
		}
	}
}

func TestHelpListsEverySetting(t *testing.T) {
	code, out, _ := try(t, nil, "serve", "-h")
	if code != exitDone {
		t.Errorf("serve -h exits %d", code)
	}
	for _, s := range settings() {
		if !strings.Contains(out, s.name) || !strings.Contains(out, s.fallback) {
			t.Errorf("serve -h does not list %s with its default", s.name)
		}
	}
}

func TestWrongSettingsAreRefusedByName(t *testing.T) {
	wrong := map[string]string{
		"OCOP_ADDR": "8080", "OCOP_BASE_URL": "ocop.example", "OCOP_SECRET": "short", "DATABASE_URL": "mysql://x/y", "REDIS_URL": "http://x",
		"MEILI_URL": "meili", "S3_ENDPOINT": "s3.example", "SMTP_URL": "mail.example", "OCOP_METRICS_ADDR": "host:port", "OCOP_TRUSTED_PROXIES": "proxy",
		"OCOP_CACHE_MB": "-1", "OCOP_TODAY": "22/11/2026",
	}
	for name, value := range wrong {
		if _, err := readConfig(func(n string) string { return map[string]string{name: value}[n] }); err == nil || !strings.HasPrefix(err.Error(), name+":") {
			t.Errorf("%s=%s gives %v", name, value, err)
		}
	}
	if _, err := readConfig(func(n string) string { return map[string]string{"S3_ENDPOINT": "https://s3.example"}[n] }); err == nil {
		t.Error("an S3 server without keys is taken")
	}
}

func TestDemoDerivesAddresses(t *testing.T) {
	tests := []struct{ addr, base, wantAddr, wantBase string }{
		{"", "", ":8080", "http://localhost:8080"},
		{":9000", "", ":9000", "http://localhost:9000"},
		{"127.0.0.1:9000", "", "127.0.0.1:9000", "http://localhost:9000"},
		{"192.0.2.7:9000", "", "192.0.2.7:9000", "http://192.0.2.7:9000"},
		{"", "http://village.example:9001", ":9001", "http://village.example:9001"},
		{"", "https://village.example/", ":443", "https://village.example"},
		{":9002", "https://village.example", ":9002", "https://village.example"},
	}
	for _, test := range tests {
		c, err := demoConfig(func(name string) string { return map[string]string{"OCOP_BASE_URL": test.base}[name] }, test.addr, "")
		if err != nil || c.Addr != test.wantAddr || c.BaseURL != test.wantBase {
			t.Errorf("-addr %q, base %q: listens on %q as %q, %v", test.addr, test.base, c.Addr, c.BaseURL, err)
		}
	}
	if _, err := demoConfig(func(name string) string { return map[string]string{"DATABASE_URL": "postgres://x/y"}[name] }, "", ""); err == nil {
		t.Error("the demo takes DATABASE_URL")
	}
}

func TestVersion(t *testing.T) {
	if code, out, _ := try(t, nil, "version"); code != exitDone || !strings.HasPrefix(out, "ocop ") {
		t.Errorf("version exits %d and prints %q", code, out)
	}
}
