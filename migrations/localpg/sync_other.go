//go:build !linux

package localpg

// syncsItself says whether initdb has to bring its files to the disk.
const syncsItself = true

// syncDisk has nothing left to do after initdb.
func syncDisk(string) error { return nil }
