package testdb

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations"
	"ocop/migrations/localpg"
)

// useEnv makes a copy of this test program use a database and stay.
const useEnv = "OCOP_TESTDB_USE"

func TestMain(m *testing.M) {
	if os.Getenv(useEnv) != "" {
		own, err := startOwn(context.Background())
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(own.URL())
		select {} // until it is killed
	}
	os.Exit(m.Run())
}

func TestDatabaseIsMigratedAndAlone(t *testing.T) {
	one, two := New(t), New(t)
	pending, err := migrations.Pending(t.Context(), one)
	if err != nil || pending {
		t.Errorf("a new database lacks migrations: %v (%v)", pending, err)
	}
	if _, err := one.Exec(t.Context(), "CREATE TABLE word (word text)"); err != nil {
		t.Fatal(err)
	}
	if _, err := two.Exec(t.Context(), "SELECT FROM word"); err == nil {
		t.Error("a table of one test is seen by another")
	}
}

func TestFilledOnceAndCopied(t *testing.T) {
	fills := 0
	fill := func(ctx context.Context, db *pgxpool.Pool) error {
		fills++
		_, err := db.Exec(ctx, "CREATE TABLE word AS SELECT 'first' AS word")
		return err
	}
	one, two := Filled(t, t.Name(), fill), Filled(t, t.Name(), fill)
	if fills != 1 {
		t.Errorf("filled %d times for two databases", fills)
	}
	if _, err := one.Exec(t.Context(), "UPDATE word SET word = 'changed'"); err != nil {
		t.Fatal(err)
	}
	var word string
	if err := two.QueryRow(t.Context(), "SELECT word FROM word").Scan(&word); err != nil || word != "first" {
		t.Errorf("the second copy holds %q after a change of the first (%v)", word, err)
	}
}

// On a server that was given, what ended programs left is dropped, and what
// running ones use is not.
func TestFilledOfEndedProgramsGoes(t *testing.T) {
	s := serverFor(t)
	nothing := func(context.Context, *pgxpool.Pool) error { return nil }
	used, err := s.fill(t.Context(), nothing)
	if err != nil {
		t.Fatal(err)
	}
	left := filledPrefix + "left_by_a_program_that_ended"
	if err := s.create(t.Context(), left, s.template); err != nil {
		t.Fatal(err)
	}
	if _, err := s.fill(t.Context(), nothing); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{used: true, left: false} {
		var there bool
		if err := s.admin.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there != want {
			t.Errorf("%s is there: %t, want %t (%v)", name, there, want, err)
		}
	}
}

func TestDatabaseGoesWithItsTest(t *testing.T) {
	var address string
	t.Run("inner", func(t *testing.T) {
		address = URL(t)
		// A connection that the test forgot must not keep the database.
		conn, err := pgx.Connect(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if address == "" {
		t.Skip("skipped, because this test needs a database, for want of which the inner one was skipped")
	}
	if conn, err := pgx.Connect(t.Context(), address); err == nil {
		conn.Close(t.Context())
		t.Error("the database is still there after its test")
	}
}

// The way of CI: a server that is named, here one of our own with the disk.
func TestNamedServer(t *testing.T) {
	URL(t) // skips where there is no PostgreSQL
	dir, err := os.MkdirTemp(memory(), folderName)
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	own, err := localpg.Start(t.Context(), localpg.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer own.Stop(context.Background())
	for i := range 2 { // the second finds the first one's template
		s, err := openServer(t.Context(), own.URL())
		if err != nil {
			t.Fatal(err)
		}
		defer s.admin.Close()
		if s.strategy != "WAL_LOG" {
			t.Errorf("a server with fsync copies by %s", s.strategy)
		}
		name := fmt.Sprint("named_", i)
		if err := s.create(t.Context(), name, s.template); err != nil {
			t.Fatal(err)
		}
		conn, err := pgx.Connect(t.Context(), s.address(name))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context())
		if _, err := conn.Exec(t.Context(), "SELECT FROM river_job"); err != nil {
			t.Errorf("the database is not migrated: %v", err)
		}
	}
}

func TestKilledProgramLeavesNothing(t *testing.T) {
	URL(t) // skips where there is no PostgreSQL
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), useEnv+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("the other program says %q (%v)", line, err)
	}
	config, err := pgx.ParseConfig(strings.Fields(line)[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(config.Host) // of the cluster, whose folder holds the socket
	if !strings.Contains(dir, folderName) {
		t.Fatalf("the database lies in %s", dir)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() // says that it was killed
	for range 300 {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s is still there", dir)
}

func TestSweepKeepsWhatIsUsedAndYoung(t *testing.T) {
	root := t.TempDir()
	old := time.Now().Add(-time.Hour)
	for name, aged := range map[string]bool{"left": true, "young": false} {
		dir := filepath.Join(root, folderName+name)
		if err := os.MkdirAll(filepath.Join(dir, "postgres", "data"), 0o700); err != nil {
			t.Fatal(err)
		}
		if aged {
			if err := os.Chtimes(dir, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep(t.Context(), root)
	if _, err := os.Stat(filepath.Join(root, folderName+"left")); !os.IsNotExist(err) {
		t.Error("an old folder that nobody holds was kept")
	}
	if _, err := os.Stat(filepath.Join(root, folderName+"young")); err != nil {
		t.Error("a folder that may be about to be used was removed")
	}
}

// BenchmarkDatabase is what a test pays: its database made, and dropped.
func BenchmarkDatabase(b *testing.B) {
	URL(b) // skips where there is no PostgreSQL
	s, err := shared()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("made", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if err := s.create(b.Context(), fmt.Sprint("bench_", n), s.template); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := s.execute(b.Context(), fmt.Sprint("DROP DATABASE bench_", n)); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	b.Run("made and dropped", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if err := s.create(b.Context(), fmt.Sprint("bench_", n), s.template); err != nil {
				b.Fatal(err)
			}
			if err := s.execute(b.Context(), fmt.Sprint("DROP DATABASE bench_", n)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
