// Command ocop is the whole site in one binary: the public catalogue, its
// database migrations, the importer and a demonstration that needs nothing but
// an installed PostgreSQL.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// Exit codes of every sub-command.
const (
	exitDone    = 0
	exitRefused = 1 // refused or failed
	exitUsage   = 2
)

// errUsage says that the words of the command line were off; what was wrong has
// been printed.
var errUsage = errors.New("usage")

const usage = `usage: ocop <command> [flags]

  demo      show the whole site with sample data on embedded parts
  serve     run the site; settings come from the environment (ocop serve -h)
  migrate   bring the database schema up to date
  import    read a list of products: CSV or XLSX (ocop import -h)
  places    read communes with their points from CSV (ocop places -h)
  account   make the first administrator, repair accounts (ocop account -h)
  reindex   build the search projection anew
  health    ask a running site whether it is ready
  version   print the version
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, terminal{os.Stdout, os.Stderr, os.Getenv}, os.Args[1:])
	stop()
	os.Exit(code)
}

// terminal is what a command speaks to.
type terminal struct {
	out, err io.Writer
	getenv   func(string) string
}

// run carries out one command and returns its exit code.
func run(ctx context.Context, t terminal, args []string) int {
	slog.SetDefault(slog.New(slog.NewJSONHandler(t.err, nil)))
	if len(args) == 0 {
		fmt.Fprint(t.err, usage)
		return exitUsage
	}
	if args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(t.out, usage)
		return exitDone
	}
	commands := map[string]func(context.Context, terminal, []string) error{
		"demo": runDemo, "serve": runServe, "migrate": runMigrate, "import": runImport, "places": runPlaces,
		"reindex": runReindex, "account": runAccount, "health": runHealth, "version": runVersion,
	}
	command, ok := commands[args[0]]
	if !ok {
		fmt.Fprintf(t.err, "ocop: unknown command %q\n\n%s", args[0], usage)
		return exitUsage
	}
	err := command(ctx, t, args[1:])
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errUsage):
		return exitUsage
	}
	fmt.Fprintf(t.err, "ocop %s: %v\n", args[0], err)
	return exitRefused
}

// flags is a flag set that prints to the terminal and never exits.
func (t terminal) flags(name, text string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(t.err)
	set.Usage = func() {
		fmt.Fprint(set.Output(), text)
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and refuses words beyond the number of arguments expected.
// Help that was asked for goes to standard output.
func parse(t terminal, set *flag.FlagSet, args []string, arguments int) error {
	if slices.ContainsFunc(args, func(a string) bool { return a == "-h" || a == "-help" || a == "--help" }) {
		set.SetOutput(t.out)
	}
	switch err := set.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return errUsage
	case set.NArg() != arguments:
		fmt.Fprintf(set.Output(), "ocop %s: expected %d argument(s) after the flags, got %d\n", set.Name(), arguments, set.NArg())
		set.Usage()
		return errUsage
	}
	return nil
}
