package main

import (
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// compose is what these tests read of compose.yaml.
type compose struct {
	Services map[string]service `yaml:"services"`
}

type service struct {
	Image       string            `yaml:"image"`
	Environment map[string]string `yaml:"environment"`
	Ports       []string          `yaml:"ports"`
	Networks    []string          `yaml:"networks"`
	Restart     string            `yaml:"restart"`
	Healthcheck struct {
		Test []string `yaml:"test"`
	} `yaml:"healthcheck"`
}

// variable is ${NAME}, ${NAME:-default} or ${NAME:?what is missing}.
var variable = regexp.MustCompile(`\$\{(\w+)(?::([-?])([^}]*))?\}`)

// readCompose reads compose.yaml as Docker does with every required variable
// set to 32 letters; it returns the names of those too.
func readCompose(t *testing.T) (c compose, required []string) {
	t.Helper()
	text := variable.ReplaceAllStringFunc(readFile(t, "compose.yaml"), func(found string) string {
		parts := variable.FindStringSubmatch(found)
		if parts[2] == "-" {
			return parts[3]
		}
		required = append(required, parts[1])
		return strings.Repeat("k", 32)
	})
	if err := yaml.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	slices.Sort(required)
	return c, slices.Compact(required)
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What compose.yaml gives the site must be settings, of the right form, and all
// that serve needs to run on parts of their own.
func TestComposeSettings(t *testing.T) {
	all, _ := readCompose(t)
	site := all.Services["site"]
	for name := range site.Environment {
		if !isSetting(name) {
			t.Errorf("%s is not a setting of the site", name)
		}
	}
	c, err := readConfig(func(name string) string { return site.Environment[name] })
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"OCOP_BASE_URL": c.BaseURL, "OCOP_SECRET": c.Secret, "DATABASE_URL": c.DatabaseURL,
		"REDIS_URL": c.RedisURL, "MEILI_URL": c.MeiliURL, "MEILI_KEY": c.MeiliKey, "S3_ENDPOINT": c.S3.Endpoint,
	} {
		if value == "" {
			t.Errorf("%s is not set", name)
		}
	}
}

// The two sides of a password must be the same one.
func TestComposePasswords(t *testing.T) {
	text := readFile(t, "compose.yaml")
	_, required := readCompose(t)
	want := []string{"MEILI_KEY", "OCOP_SECRET", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "S3_SECRET_KEY"}
	if diff := cmp.Diff(want, required); diff != "" {
		t.Errorf("required variables: %s", diff)
	}
	made := regexp.MustCompile(`for name in ([A-Z0-9_ ]+); do`).FindStringSubmatch(text)
	if made == nil {
		t.Fatal("the comment does not say how to make the passwords")
	}
	names := strings.Fields(made[1])
	slices.Sort(names)
	if diff := cmp.Diff(required, names); diff != "" {
		t.Errorf("the comment makes other passwords: %s", diff)
	}
}

// Only the site is published, and only to the machine itself; every part is
// pinned, watched and started again.
func TestComposeServices(t *testing.T) {
	c, _ := readCompose(t)
	if len(c.Services) != 5 {
		t.Errorf("%d services", len(c.Services))
	}
	for name, s := range c.Services {
		if s.Restart != "unless-stopped" {
			t.Errorf("%s: restart is %q", name, s.Restart)
		}
		if name == "site" {
			if len(s.Ports) != 1 || !strings.HasPrefix(s.Ports[0], "127.0.0.1:") {
				t.Errorf("site is published at %q", s.Ports)
			}
			continue
		}
		if len(s.Ports) != 0 || !slices.Equal(s.Networks, []string{"inside"}) {
			t.Errorf("%s can be reached from outside: ports %q, networks %q", name, s.Ports, s.Networks)
		}
		if _, tag, _ := strings.Cut(s.Image, ":"); tag == "" || tag == "latest" {
			t.Errorf("%s: %q names no version", name, s.Image)
		}
		if len(s.Healthcheck.Test) == 0 {
			t.Errorf("%s has no health check", name)
		}
	}
}

// The image's settings, words and Go version must be those of the program.
func TestDockerfile(t *testing.T) {
	text := readFile(t, "Dockerfile")
	for _, env := range regexp.MustCompile(`(?m)^ENV (\w+)=`).FindAllStringSubmatch(text, -1) {
		if !isSetting(env[1]) {
			t.Errorf("%s is not a setting of the site", env[1])
		}
	}
	for _, line := range []string{`(?m)^CMD \["(\w+)"\]`, `(?m)^HEALTHCHECK .* CMD \["/ocop", "(\w+)"\]`} {
		word := regexp.MustCompile(line).FindStringSubmatch(text)
		if word == nil {
			t.Errorf("no line like %s", line)
			continue
		}
		terminal := terminal{io.Discard, io.Discard, func(string) string { return "" }}
		if code := run(t.Context(), terminal, []string{word[1], "-h"}); code != exitDone {
			t.Errorf("ocop %s -h ends with %d", word[1], code)
		}
	}
	module := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(readFile(t, "go.mod"))
	if module == nil || !strings.Contains(text, "golang:"+module[1]+"-") {
		t.Errorf("the image is not built by the Go of go.mod, %q", module)
	}
}

// Files that git ignores, with secrets and data among them, stay out of the
// image's context as well.
func TestDockerignore(t *testing.T) {
	docker := readFile(t, ".dockerignore")
	for _, pattern := range strings.Fields(readFile(t, ".gitignore")) {
		if !strings.HasPrefix(pattern, "/") {
			pattern = "**/" + pattern
		}
		if !slices.Contains(strings.Split(docker, "\n"), pattern) {
			t.Errorf(".dockerignore lacks %s", pattern)
		}
	}
}

func isSetting(name string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.name == name })
}
