package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ground is what a run stands on: the program under measure and a generated
// catalogue, in folders that go with the run unless they were given.
type ground struct {
	binary string
	data   string
	slugs  []string // of the catalogue's products

	folder string
	given  bool // the data folder is the caller's and stays
}

// prepare builds the site where binary names none, and fills the data folder,
// one of its own where data names none.
func prepare(ctx context.Context, binary, data string, products int) (*ground, error) {
	folder, err := os.MkdirTemp("", "ocop-load-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	g := &ground{binary: binary, data: data, folder: folder, given: data != ""}
	if !g.given {
		g.data = filepath.Join(folder, "data")
	}
	if g.binary == "" {
		g.binary, err = buildSite(ctx, folder)
	}
	if err == nil {
		g.slugs, err = fill(ctx, g.data, products)
	}
	if err != nil {
		return nil, errors.Join(err, g.clear(ctx))
	}
	return g, nil
}

// clear removes what prepare made.
func (g *ground) clear(ctx context.Context) error {
	var err error
	if !g.given {
		err = remove(context.WithoutCancel(ctx), g.data)
	}
	return errors.Join(err, os.RemoveAll(g.folder))
}
