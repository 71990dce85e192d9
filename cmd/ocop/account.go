package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

const accountUsage = `usage: ocop account list
       ocop account [flags] add NAME
       ocop account reset-password LOGIN
       ocop account reset-factor LOGIN
       ocop account close LOGIN

Makes the first administrator and repairs accounts that nobody can enter; offices
do the rest on the site. LOGIN is an e-mail address or a phone number. Passwords
are never typed here: add and reset-password print a link that sets one, good
once and for seven days. Everything is kept in the audit as done by the operator.

`

// accountCommand is what the words after "ocop account" act on.
type accountCommand struct {
	t        terminal
	accounts account.Accounts
	tokens   account.Tokens
	baseURL  string
	asked    account.Account // what the flags say of a new account
}

// runAccount makes and repairs accounts.
func runAccount(ctx context.Context, t terminal, args []string) error {
	set := t.flags("account", accountUsage)
	var asked account.Account
	role := set.String("role", string(account.Administrator), "of a new account: producer, helper, province_office, national_office or administrator")
	set.StringVar(&asked.Email, "email", "", "of a new account")
	set.StringVar(&asked.Phone, "phone", "", "of a new account")
	set.StringVar(&asked.ProvinceCode, "province", "", "code of the province, for a province office")
	set.StringVar(&asked.Lang, "lang", string(locale.VI), "language of letters to it: vi or en")
	words, flags := splitWords(args)
	if err := parse(t, set, flags, 0); err != nil {
		return err
	}
	asked.Role = account.Role(*role)
	c, err := readConfig(t.getenv)
	if err != nil {
		return err
	}
	return withDatabase(ctx, t, "ocop account", func(db *database) error {
		command := accountCommand{
			t: t, baseURL: c.BaseURL, asked: asked,
			accounts: account.Accounts{DB: db.pool, Hasher: account.NewHasher(1), Today: c.today},
			tokens:   account.Tokens{DB: db.pool, Now: time.Now},
		}
		return command.run(ctx, words)
	})
}

// splitWords parts the words of a command from its flags, which may stand before
// or behind them.
func splitWords(args []string) (words, flags []string) {
	for i := 0; i < len(args); i++ {
		switch {
		case !strings.HasPrefix(args[i], "-"):
			words = append(words, args[i])
		case strings.Contains(args[i], "=") || slices.Contains([]string{"-h", "-help", "--help"}, args[i]) || i+1 == len(args):
			flags = append(flags, args[i])
		default:
			flags = append(flags, args[i], args[i+1])
			i++
		}
	}
	return words, flags
}

func (a accountCommand) run(ctx context.Context, words []string) error {
	switch {
	case len(words) == 1 && words[0] == "list":
		return a.list(ctx)
	case len(words) == 2 && words[0] == "add":
		return a.add(ctx, words[1])
	case len(words) == 2 && slices.Contains([]string{"reset-password", "reset-factor", "close"}, words[0]):
		found, err := a.accounts.ByLogin(ctx, words[1])
		if errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("no account %q", words[1])
		}
		if err != nil {
			return err
		}
		return a.repair(ctx, words[0], found)
	}
	fmt.Fprint(a.t.err, accountUsage)
	return errUsage
}

func (a accountCommand) list(ctx context.Context) error {
	all, err := a.accounts.List(ctx, "", nil)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(a.t.out, 0, 0, 2, ' ', 0)
	for _, found := range all {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", found.ID, found.Role, found.ProvinceCode, found.State, found.Name, found.Email, found.Phone)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("printing accounts: %w", err)
	}
	return nil
}

func (a accountCommand) add(ctx context.Context, name string) error {
	who := a.asked
	who.Name, who.Email, who.Phone = catalog.Clean(name), account.Email(a.asked.Email), account.Phone(a.asked.Phone)
	switch {
	case !slices.Contains(account.Roles(), who.Role):
		return fmt.Errorf("-role: %q is none", who.Role)
	case who.Email == "" && a.asked.Email != "" || who.Phone == "" && a.asked.Phone != "":
		return errors.New("-email, -phone: cannot be read")
	case who.Email == "" && who.Phone == "":
		return errors.New("-email or -phone: one is needed to sign in")
	case (who.Role == account.ProvinceOffice) != (who.ProvinceCode != ""):
		return errors.New("-province: for a province office, and for it alone")
	case !slices.Contains(locale.Langs(), locale.Lang(who.Lang)):
		return fmt.Errorf("-lang: %q is neither vi nor en", who.Lang)
	}
	_, err := a.accounts.Invite(ctx, a.tokens, who, nil, 0, a.printLink)
	return err
}

func (a accountCommand) repair(ctx context.Context, what string, found account.Account) error {
	done := func(context.Context, pgx.Tx, account.Account, string) error { return nil }
	var err error
	switch what {
	case "reset-password":
		err = a.accounts.ResetPassword(ctx, a.tokens, found, 0, a.printLink)
	case "reset-factor":
		err = a.accounts.ResetFactor(ctx, found, 0, done)
	case "close":
		err = a.accounts.Close(ctx, found, 0, done, a.printAlone)
	}
	if err == nil {
		fmt.Fprintf(a.t.out, "%s: done for %s\n", what, found.Name)
	}
	return err
}

// printAlone prints which producers nobody acts for any more.
func (a accountCommand) printAlone(_ context.Context, _ pgx.Tx, producers []int64) error {
	_, err := fmt.Fprintf(a.t.out, "nobody acts any more for producers %v\n", producers)
	return err
}

// printLink prints the link that sets a password.
func (a accountCommand) printLink(_ context.Context, _ pgx.Tx, to account.Account, secret string) error {
	base := a.baseURL
	if base == "" {
		base = "https://YOUR-SITE" // the operator knows which
	}
	links := view.Links{Lang: locale.Lang(to.Lang)}
	_, err := fmt.Fprintf(a.t.out, "%s sets a password at %s%s\n", to.Name, base, links.SetPassword(secret))
	return err
}
