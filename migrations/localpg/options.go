package localpg

import (
	"maps"
	"slices"
	"strings"
)

// Options say where a private server keeps its data and how it behaves.
type Options struct {
	DataDir string // the site's data folder; made if need be
	Command string // what holds the folder, for whoever is refused: "ocop demo"
	Address string // where the holder's site answers, if it is known

	// FsyncOff trades safety for speed: a crash of the machine may lose
	// everything. For tests only.
	FsyncOff bool
	// Settings are PostgreSQL's own, over those of this package.
	Settings map[string]string
	// FallbackDir holds the clusters of root's data folders that the server's
	// user cannot reach; /var/lib/ocop when empty.
	FallbackDir string
}

func (o Options) fallback() string {
	if o.FallbackDir == "" {
		return defaultFallback
	}
	return o.FallbackDir
}

// arguments returns the command line of the server. The settings are given
// here and not in a file, so that they always fit the program that runs.
func (o Options) arguments(p place) []string {
	settings := map[string]string{
		"listen_addresses":        "",
		"port":                    "5432",
		"unix_socket_directories": quoteList(p.socket),
		"unix_socket_permissions": "0700",
		"max_connections":         "60",
		"shared_buffers":          "128MB",
		"work_mem":                "8MB",
		"max_wal_size":            "256MB",
		"random_page_cost":        "1.1", // there are hardly any spinning disks left
		"jit":                     "off", // costs more than our short queries take
		"timezone":                "UTC",
		// Nobody replicates from here: one process less.
		"max_logical_replication_workers": "0",
		// One file for each day of the week, each begun anew after a week.
		"logging_collector":        "on",
		"log_directory":            p.cluster + "/log",
		"log_filename":             "postgres-%a.log",
		"log_truncate_on_rotation": "on",
		"log_rotation_age":         "1d",
		"log_rotation_size":        "0",
		"log_checkpoints":          "off",
	}
	if o.FsyncOff {
		settings["fsync"] = "off"
		settings["full_page_writes"] = "off"
	}
	maps.Copy(settings, o.Settings)
	args := []string{"-D", p.data}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// quoteList writes one path as PostgreSQL reads a list of them, where a comma
// or a space would otherwise begin the next.
func quoteList(path string) string {
	return `"` + strings.ReplaceAll(path, `"`, `""`) + `"`
}
