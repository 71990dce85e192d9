package localpg

import (
	"os"
	"path/filepath"
	"testing"
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

func TestHoldBackClusterLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "createcluster.d")
	restore, err := holdBackCluster(dir)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "ocop.conf"))
	if err != nil || len(text) == 0 {
		t.Errorf("the packaging is told %q (%v)", text, err)
	}
	restore()
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%v is left behind", left)
	}
}
