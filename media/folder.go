package media

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// Folder is a Store in a folder of this machine. Nothing outside the folder can
// be reached through it, not even by a symbolic link.
type Folder struct {
	root *os.Root
}

// scratch is where files are written before they get their name; no key begins
// with an underscore.
const scratch = "_new"

// OpenFolder opens dir as a store and makes it where it is missing. It clears
// away what a process that was killed left half written.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("making the picture folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the picture folder: %w", err)
	}
	f := &Folder{root: root}
	if err := f.clearScratch(); err != nil {
		root.Close()
		return nil, fmt.Errorf("clearing the picture folder: %w", err)
	}
	return f, nil
}

// clearScratch leaves young files alone: they may be another process's.
func (f *Folder) clearScratch() error {
	if err := f.root.MkdirAll(scratch, 0o750); err != nil {
		return err
	}
	entries, err := fs.ReadDir(f.root.FS(), scratch)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && time.Since(info.ModTime()) > time.Hour {
			err = f.root.Remove(path.Join(scratch, e.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Put implements Store: the file is on the disk before it gets its name.
func (f *Folder) Put(ctx context.Context, key string, data []byte) error {
	if err := errors.Join(checkKey("put", key), ctx.Err()); err != nil {
		return err
	}
	temporary := path.Join(scratch, rand.Text())
	if err := f.write(temporary, data); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", key, err), f.remove(temporary))
	}
	if err := f.root.MkdirAll(path.Dir(key), 0o750); err != nil {
		return errors.Join(fmt.Errorf("making the folder of %s: %w", key, err), f.remove(temporary))
	}
	if err := f.root.Rename(temporary, key); err != nil {
		return errors.Join(fmt.Errorf("naming %s: %w", key, err), f.remove(temporary))
	}
	return nil
}

func (f *Folder) write(name string, data []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o640)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// Open implements Store.
func (f *Folder) Open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	if err := errors.Join(checkKey("open", key), ctx.Err()); err != nil {
		return nil, 0, err
	}
	file, err := f.root.Open(key)
	if err != nil {
		return nil, 0, fmt.Errorf("opening %s: %w", key, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, 0, errors.Join(fmt.Errorf("opening %s: %w", key, err), file.Close())
	}
	return file, info.Size(), nil
}

// Delete implements Store. Folders that become empty go, too, but for the first
// level, where others may be adding theirs.
func (f *Folder) Delete(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := errors.Join(checkKey("delete", key), ctx.Err()); err != nil {
			return err
		}
		if err := f.remove(key); err != nil {
			return fmt.Errorf("deleting %s: %w", key, err)
		}
		for dir := path.Dir(key); strings.Contains(dir, "/"); dir = path.Dir(dir) {
			if f.root.Remove(dir) != nil {
				break // not empty
			}
		}
	}
	return nil
}

func (f *Folder) remove(name string) error {
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// List implements Store.
func (f *Folder) List(ctx context.Context, prefix string) ([]string, error) {
	dir := strings.TrimSuffix(prefix, "/")
	if err := errors.Join(checkKey("list", dir), ctx.Err()); err != nil {
		return nil, err
	}
	var keys []string
	err := fs.WalkDir(f.root.FS(), dir, func(key string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			keys = append(keys, key)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing %s: %w", prefix, err)
	}
	return keys, nil
}

// Ready implements Store.
func (f *Folder) Ready(ctx context.Context) error {
	if _, err := f.root.Stat(scratch); err != nil {
		return fmt.Errorf("looking at the picture folder: %w", err)
	}
	return ctx.Err()
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.root.Close() }
