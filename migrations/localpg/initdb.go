package localpg

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// superuser is the role the site works as, and database the one it works in.
const (
	superuser = "ocop"
	database  = "ocop"
)

// initdb makes an empty cluster. It is made under another name and renamed
// when complete, so that whatever stops it leaves no half of one. Trusting
// every connection is safe: the only socket lies in a folder that nobody but
// the owner and root can enter. The collation is plain bytes, the same on
// every machine; Vietnamese is sorted by naming vi-x-icu where it matters.
func initdb(ctx context.Context, in Installation, p place, noSync bool) error {
	unfinished := filepath.Join(p.cluster, "data.new")
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("clearing away an unfinished database: %w", err)
	}
	args := []string{"-D", unfinished, "--username=" + superuser, "--encoding=UTF8", "--no-locale", "--auth=trust", "--no-instructions"}
	if noSync || !syncsItself {
		args = append(args, "--no-sync")
	}
	c, err := spawn(command(in, p.owner, p.cluster, "initdb", args...), syscall.SIGTERM)
	if err != nil {
		return err
	}
	defer c.output.Close()
	if err := c.wait(ctx, syscall.SIGTERM); err != nil {
		return fmt.Errorf("making an empty database: %w", err)
	}
	if !noSync {
		if err := syncDisk(unfinished); err != nil {
			return fmt.Errorf("keeping an empty database: %w", err)
		}
	}
	if err := os.Rename(unfinished, p.data); err != nil {
		return fmt.Errorf("making an empty database: %w", err)
	}
	return nil
}
