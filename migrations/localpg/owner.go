package localpg

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// owner is the user the server runs as. PostgreSQL refuses root, so root runs
// it as somebody without rights; everybody else runs it as themselves.
type owner struct {
	name     string
	uid, gid uint32
	other    bool // not the user of this process
}

// chooseOwner picks who runs the server. The folder of a cluster that is there
// already keeps the owner it has.
func chooseOwner(cluster string) (owner, error) {
	if os.Geteuid() != 0 {
		return owner{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	if info, err := os.Lstat(cluster); err == nil {
		stat := info.Sys().(*syscall.Stat_t)
		if stat.Uid != 0 {
			return owner{name: fmt.Sprintf("user %d", stat.Uid), uid: stat.Uid, gid: stat.Gid, other: true}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil && uid != 0 {
			return owner{name: "user " + name, uid: uint32(uid), gid: uint32(gid), other: true}, nil
		}
	}
	return owner{}, fmt.Errorf("PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody")
}

// privateDir makes path a folder of the owner that nobody else may enter. One
// that is there already must be just that: in a shared folder somebody else
// could have put a link or a folder of theirs in its place.
func (o owner) privateDir(path string) error {
	err := os.Mkdir(path, 0o700)
	switch {
	case err == nil && o.other:
		return os.Lchown(path, int(o.uid), int(o.gid))
	case err == nil:
		return nil
	case !os.IsExist(err):
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	stat := info.Sys().(*syscall.Stat_t)
	if info.IsDir() && stat.Uid == 0 && o.other {
		return os.Lchown(path, int(o.uid), int(o.gid)) // we were stopped between two steps
	}
	if !info.IsDir() || stat.Uid != o.uid {
		return fmt.Errorf("%s is not a folder of the user who runs the server", path)
	}
	if info.Mode().Perm() != 0o700 {
		return os.Chmod(path, 0o700)
	}
	return nil
}

// blockedAt returns the highest folder above and including dir that the owner
// cannot pass, or "". dir has its symbolic links resolved.
func (o owner) blockedAt(dir string) string {
	if !o.other {
		return ""
	}
	blocked := ""
	for {
		if !o.passes(dir) {
			blocked = dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return blocked
		}
		dir = parent
	}
}

// passes reports whether the owner may go through the folder dir.
func (o owner) passes(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	stat := info.Sys().(*syscall.Stat_t)
	switch {
	case stat.Uid == o.uid:
		return info.Mode()&0o100 != 0
	case stat.Gid == o.gid:
		return info.Mode()&0o010 != 0
	default:
		return info.Mode()&0o001 != 0
	}
}
