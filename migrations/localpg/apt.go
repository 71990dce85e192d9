package localpg

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// CanInstall reports whether [Install] can work here: a Debian-like system,
// and the rights of root.
func CanInstall() bool {
	_, err := exec.LookPath("apt-get")
	_, debian := os.Stat("/etc/debian_version")
	return err == nil && debian == nil && os.Geteuid() == 0
}

// Install installs the package postgresql with apt-get, after saying so on
// out, where apt's own words go too. The package would also make a cluster of
// its own and start it at every boot: that is held back while it installs.
// Where [CanInstall] says no it returns [ErrNotInstalled].
func Install(ctx context.Context, out io.Writer) error {
	if !CanInstall() {
		return ErrNotInstalled
	}
	fmt.Fprintln(out, "No PostgreSQL 15 or newer is installed. Installing the package postgresql with apt-get;"+
		" no server of the system's own is started.")
	if err := install(ctx, out, "apt-get", "/etc/postgresql-common/createcluster.d"); err != nil {
		return err
	}
	_, err := Find(ctx)
	return err
}

// install runs aptGet, twice where the list of packages is missing or old,
// which is the usual reason of a failure.
func install(ctx context.Context, out io.Writer, aptGet, createcluster string) error {
	restore, err := holdBackCluster(createcluster)
	if err != nil {
		return fmt.Errorf("keeping the package from starting a server: %w", err)
	}
	defer restore()
	apt := func(args ...string) error {
		cmd := exec.CommandContext(ctx, aptGet, args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = out, out
		return cmd.Run()
	}
	if apt("install", "-y", "--no-install-recommends", "postgresql") == nil {
		return nil
	}
	if err := apt("update"); err != nil {
		return fmt.Errorf("updating the list of packages: %w", err)
	}
	if err := apt("install", "-y", "--no-install-recommends", "postgresql"); err != nil {
		return fmt.Errorf("installing the package postgresql: %w", err)
	}
	return nil
}

// holdBackCluster tells Debian's packaging, by a file in dir, not to make a
// cluster for a server package that is installed now. What it returns takes
// that back, so that an administrator who installs PostgreSQL later gets what
// the package promises.
func holdBackCluster(dir string) (restore func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "ocop.conf")
	text := "# Written by ocop while it installs PostgreSQL; it removes this file when done.\n" +
		"create_main_cluster = false\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return nil, err
	}
	return func() {
		os.Remove(path)
		os.Remove(dir) // goes only when nothing else is in it
	}, nil
}
