package localpg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// OldestMajor is the oldest PostgreSQL the site works with.
const OldestMajor = 15

// ErrNotInstalled says that no PostgreSQL new enough was found, and what to do.
var ErrNotInstalled = errors.New("no PostgreSQL 15 or newer was found on this machine; " +
	"install it (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; " +
	"macOS: brew install postgresql@17) or set DATABASE_URL to a server you have")

// Installation is one set of PostgreSQL programs on this machine.
type Installation struct {
	BinDir  string // where initdb and postgres lie, symbolic links resolved
	Major   int    // 15 of "15.14"
	Version string // as the server prints it: "15.14"
}

// binDirs are the places where packages put the server, outside of PATH.
func binDirs() []string {
	return []string{
		"/usr/lib/postgresql/*/bin",                 // Debian, Ubuntu
		"/usr/pgsql-*/bin",                          // Fedora, RHEL by postgresql.org
		"/usr/libexec/postgresql*",                  // Alpine
		"/opt/homebrew/opt/postgresql*/bin",         // macOS, Apple silicon
		"/usr/local/opt/postgresql*/bin",            // macOS, Intel
		"/home/linuxbrew/.linuxbrew/opt/p*sql*/bin", // Homebrew on Linux
		"/Applications/Postgres.app/Contents/Versions/*/bin",
		"/usr/local/pgsql/bin", // built by hand
	}
}

// Find returns the newest installed PostgreSQL, or [ErrNotInstalled].
func Find(ctx context.Context) (Installation, error) {
	found := findAll(ctx)
	if len(found) == 0 {
		return Installation{}, ErrNotInstalled
	}
	return found[0], nil
}

// findMajor returns the installed PostgreSQL that can read a cluster of that
// major version: no other can. For 0, no cluster yet, that is the newest.
func findMajor(ctx context.Context, major int) (Installation, error) {
	if major == 0 {
		return Find(ctx)
	}
	found := findAll(ctx)
	for _, in := range found {
		if in.Major == major {
			return in, nil
		}
	}
	if len(found) == 0 {
		return Installation{}, fmt.Errorf("the data were written by PostgreSQL %d: %w", major, ErrNotInstalled)
	}
	return Installation{}, fmt.Errorf("the data were written by PostgreSQL %d and this machine has PostgreSQL %s: "+
		"install version %d again, or move the data with pg_upgrade", major, found[0].Version, major)
}

// findAll returns every usable installation, the newest first.
func findAll(ctx context.Context) []Installation {
	var dirs []string
	if path, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, filepath.Dir(resolve(path)))
	}
	for _, pattern := range binDirs() {
		match, _ := filepath.Glob(pattern) // fails on a bad pattern only
		for _, dir := range match {
			dirs = append(dirs, resolve(dir))
		}
	}
	slices.Sort(dirs)
	var found []Installation
	for _, dir := range slices.Compact(dirs) {
		if in, err := inspect(ctx, dir); err == nil && in.Major >= OldestMajor {
			found = append(found, in)
		}
	}
	slices.SortStableFunc(found, func(a, b Installation) int { return b.Major - a.Major })
	return found
}

// inspect asks the server in dir for its version.
func inspect(ctx context.Context, dir string) (Installation, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Installation{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return Installation{}, err
	}
	return parseVersion(dir, string(out))
}

// parseVersion reads "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)",
// and "16beta1" and "17devel" in the place of the number.
func parseVersion(dir, out string) (Installation, error) {
	m := regexp.MustCompile(`\(PostgreSQL\) ((\d+)[^ \n]*)`).FindStringSubmatch(out)
	if m == nil {
		return Installation{}, fmt.Errorf("%s/postgres answers %q to --version", dir, out)
	}
	major, err := strconv.Atoi(m[2])
	if err != nil {
		return Installation{}, fmt.Errorf("reading the version of %s/postgres: %w", dir, err)
	}
	return Installation{BinDir: dir, Major: major, Version: m[1]}, nil
}

// resolve follows symbolic links as far as they lead anywhere.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
