package localpg

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseVersion(t *testing.T) {
	for out, want := range map[string]Installation{
		"postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n": {"/bin", 15, "15.14"},
		"postgres (PostgreSQL) 18beta2\n":                        {"/bin", 18, "18beta2"},
		"postgres (PostgreSQL) 9.6.24\n":                         {"/bin", 9, "9.6.24"},
	} {
		if got, err := parseVersion("/bin", out); err != nil || got != want {
			t.Errorf("%q is read as %v (%v)", out, got, err)
		}
	}
	for _, out := range []string{"", "postgres 15", "initdb (PostgreSQL) \n"} {
		if got, err := parseVersion("/bin", out); err == nil {
			t.Errorf("%q is read as %v", out, got)
		}
	}
}

func TestFindMajorThatIsGone(t *testing.T) {
	needPostgres(t)
	if in, err := findMajor(t.Context(), 9); err == nil {
		t.Errorf("PostgreSQL %s is said to serve data of version 9", in.Version)
	}
}

// What apt-get is asked, on a machine whose list of packages is missing, by a
// program in its place that keeps a record.
func TestInstallAsksApt(t *testing.T) {
	dir := t.TempDir()
	createcluster := filepath.Join(dir, "createcluster.d")
	script := filepath.Join(dir, "apt-get")
	text := `#!/bin/sh
cd ` + dir + `
echo "$* $DEBIAN_FRONTEND $(tail -n 1 createcluster.d/ocop.conf)" >>record
[ "$1" = update ] && touch list
[ -e list ]
`
	if err := os.WriteFile(script, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := install(t.Context(), io.Discard, script, createcluster); err != nil {
		t.Fatal(err)
	}
	const ask = "install -y --no-install-recommends postgresql noninteractive create_main_cluster = false\n"
	want := ask + "update noninteractive create_main_cluster = false\n" + ask
	record, err := os.ReadFile(filepath.Join(dir, "record"))
	if diff := cmp.Diff(want, string(record)); err != nil || diff != "" {
		t.Errorf("apt-get was asked otherwise (%v):\n%s", err, diff)
	}
	if exists(createcluster) {
		t.Error("the packaging is still told to make no clusters")
	}
}
