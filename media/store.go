package media

import (
	"context"
	"io"
	"io/fs"
	"strings"
)

// Store keeps files under keys such as "public/0a1b/320.webp". Folder and S3
// are the two there are. A key holds lower-case letters, digits, "." and "-"
// in parts divided by "/"; another is refused.
type Store interface {
	// Put writes a file whole or not at all, over what was there.
	Put(ctx context.Context, key string, data []byte) error
	// Open reads a file and tells its size in bytes. One that is not there
	// gives fs.ErrNotExist.
	Open(ctx context.Context, key string) (io.ReadCloser, int64, error)
	// Delete removes files; those that are not there count as removed.
	Delete(ctx context.Context, keys ...string) error
	// List names the files whose keys begin with a prefix that ends in "/".
	List(ctx context.Context, prefix string) ([]string, error)
	// Ready tells whether files can be kept just now.
	Ready(ctx context.Context) error
}

// checkKey keeps a store's keys so plain that no file system and no server
// reads anything into them.
func checkKey(op, key string) error {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789.-"
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || part[0] == '.' || part[0] == '-' || len(key) > 200 || strings.Trim(part, letters) != "" {
			return &fs.PathError{Op: op, Path: key, Err: fs.ErrInvalid}
		}
	}
	return nil
}
