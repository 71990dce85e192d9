package localpg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const (
	// defaultFallback is where clusters lie whose data folder cannot be reached.
	defaultFallback = "/var/lib/ocop"
	socketFile      = ".s.PGSQL.5432"
	// longestSocket is what every system takes: Linux 107 bytes, macOS 103.
	longestSocket = 103
)

// place is where everything of one cluster lies.
type place struct {
	dataDir string // of the site; links resolved
	cluster string // 0700, of the owner: holds the data, the log and the socket
	data    string // PostgreSQL's PGDATA
	socket  string // the folder of the socket: cluster, or a short one
	owner   owner
	notes   []string
}

// openDataDir makes the data folder if need be and returns its real path. As
// root it becomes passable, and no more than that, for the server's user.
func openDataDir(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("no data folder was given")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding the data folder: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return "", fmt.Errorf("finding the data folder: %w", err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return "", fmt.Errorf("looking at the data folder: %w", err)
	}
	if os.Geteuid() == 0 && info.Mode()&0o001 == 0 {
		if err := os.Chmod(dir, 0o711); err != nil {
			return "", fmt.Errorf("letting the server's user pass the data folder: %w", err)
		}
	}
	return dir, nil
}

// locate decides where the cluster of dataDir lies. One that exists stays
// where it is. A new one lies in the data folder unless the server's user
// cannot get there; then it lies in fallback.
func locate(dataDir, fallback string) (place, error) {
	sum := sha256.Sum256([]byte(dataDir))
	inside := filepath.Join(dataDir, "postgres")
	outside := filepath.Join(fallback, hex.EncodeToString(sum[:6]))
	cluster := inside
	if !exists(filepath.Join(inside, "data")) && exists(filepath.Join(outside, "data")) {
		cluster = outside
	}
	who, err := chooseOwner(cluster)
	if err != nil {
		return place{}, err
	}
	p := place{dataDir: dataDir, owner: who}
	if !exists(filepath.Join(inside, "data")) && who.blockedAt(dataDir) != "" {
		cluster = outside
	}
	if cluster == outside {
		p.notes = append(p.notes, fmt.Sprintf("the database of %s lies in %s, because the server's %s cannot reach the data folder",
			dataDir, outside, who.name))
	}
	p.cluster, p.data, p.socket = cluster, filepath.Join(cluster, "data"), cluster
	if len(filepath.Join(cluster, socketFile)) > longestSocket {
		p.socket = shortDir(hex.EncodeToString(sum[:6]), who)
	}
	return p, nil
}

// shortDir names a folder for a socket whose own place has too long a path.
func shortDir(name string, who owner) string {
	short := "ocop-" + strconv.Itoa(int(who.uid)) + "-" + name
	dir := filepath.Join(os.TempDir(), short)
	if len(filepath.Join(dir, socketFile)) > longestSocket || who.blockedAt(resolve(os.TempDir())) != "" {
		dir = filepath.Join("/tmp", short)
	}
	return dir
}

// prepare makes the folders, each of the owner and closed to others.
func (p place) prepare() error {
	parent := filepath.Dir(p.cluster)
	if err := makePassable(parent); err != nil {
		return fmt.Errorf("making the folder for the database: %w", err)
	}
	if blocked := p.owner.blockedAt(parent); blocked != "" {
		return fmt.Errorf("%s, who runs the database in %s, cannot pass %s: chmod o+x %s",
			p.owner.name, p.cluster, blocked, blocked)
	}
	if err := p.owner.privateDir(p.cluster); err != nil {
		return fmt.Errorf("making the folder for the database: %w", err)
	}
	if p.socket == p.cluster {
		return nil
	}
	if err := p.owner.privateDir(p.socket); err != nil {
		return fmt.Errorf("making the folder for the database's socket: %w", err)
	}
	return nil
}

// makePassable makes a folder that all may pass and only its maker may list,
// even where the umask is stricter. One that is there stays as it is.
func makePassable(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	err := os.Mkdir(dir, 0o711)
	if os.IsExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Chmod(dir, 0o711)
}

// major returns the major version that wrote the cluster, 0 where none exists.
func (p place) major() (int, error) {
	text, err := os.ReadFile(filepath.Join(p.data, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading which PostgreSQL wrote the data: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("reading which PostgreSQL wrote the data: %w", err)
	}
	return major, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
