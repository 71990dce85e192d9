package demo

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
)

// Password opens every sample account. It is no secret: only the demo has it.
const Password = "cho-phien-que-minh-2026"

// passwordHash is what is kept of it, worked out once to save time.
const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$LkKUTDa8xjOd5ZOQdPR97w$2678Nj+gBPlJthaYbL3BpzgKtK6zJvm77np34bPIr9M"

// TOTPSecret is what the sample staff's authenticator app would hold.
const TOTPSecret = "MAUOCOPMAUOCOPMAUOCOPMAUOCOPMAUO"

// Secret seals what the demonstration keeps sealed where OCOP_SECRET is not set.
const Secret = "demonstration only, nothing here is secret"

// SignIn is a sample account that somebody may try.
type SignIn struct {
	account.Account
	Key      string // what tests and messages call it
	province string // of a province office
	acts     bool   // for the maker of sampleProduct
}

// sampleProduct is written out in full, so that its maker has everything to see.
func sampleProduct() named {
	return named{Name: "Chè Tôm Nõn", Producer: "Hợp tác xã chè Hảo Đạt", Province: "Thái Nguyên"}
}

// filingProduct is another of that maker, who is about to file for its re-rating.
func filingProduct() named {
	return named{Name: "Chè Đinh Tân Cương", Producer: sampleProduct().Producer, Province: sampleProduct().Province}
}

// SignIns are the sample accounts: both sides of one producer, and who watches.
func SignIns() []SignIn {
	in := func(key string, number int, name string, role account.Role) SignIn {
		return SignIn{Key: key, Account: account.Account{
			Name: name, Role: role, Email: key + "@example.com", Phone: fmt.Sprintf("+84900000%03d", number), Lang: "vi",
		}}
	}
	maker, helper := in("maker", 1, "Lê Thị Mẫu", account.Producer), in("helper", 2, "Trần Văn Giúp", account.Helper)
	officer, neighbour := in("officer", 3, "Nguyễn Thị Duyệt", account.ProvinceOffice), in("neighbour", 4, "Phạm Văn Bên", account.ProvinceOffice)
	maker.acts, helper.acts = true, true
	officer.province, neighbour.province = sampleProduct().Province, "Lào Cai"
	return []SignIn{
		maker, helper, officer, neighbour,
		in("national", 5, "Hoàng Thị Chung", account.NationalOffice), in("administrator", 6, "Vũ Văn Quản", account.Administrator),
	}
}

// helpDays is how long the sample helper may help, from the day of loading.
const helpDays = 90

// loadAccounts writes the sample accounts that are not there yet.
func (l loader) loadAccounts(ctx context.Context) error {
	for _, in := range SignIns() {
		_, err := l.accounts.ByLogin(ctx, in.Email)
		if errors.Is(err, pgx.ErrNoRows) {
			err = l.loadAccount(ctx, in)
		}
		if err != nil {
			return fmt.Errorf("loading the sample account %s: %w", in.Key, err)
		}
	}
	return nil
}

func (l loader) loadAccount(ctx context.Context, in SignIn) error {
	if in.province != "" {
		province, _ := l.atlas.FindProvince(in.province)
		in.ProvinceCode = province.Code
	}
	id, err := l.accounts.Add(ctx, in.Account)
	if err != nil {
		return err
	}
	if err := l.accounts.SetHash(ctx, id, passwordHash); err != nil {
		return err
	}
	if in.Role.Staff() {
		return l.factors.Preset(ctx, id, TOTPSecret)
	}
	if !in.acts {
		return nil
	}
	_, producerID, err := l.find(ctx, sampleProduct())
	if err != nil {
		return err
	}
	if in.Role == account.Producer {
		return l.accounts.ActFor(ctx, id, producerID)
	}
	maker, err := l.accounts.ByLogin(ctx, SignIns()[0].Email)
	if err != nil {
		return err
	}
	return l.accounts.HelpUntil(ctx, id, producerID, maker.ID, l.today.AddDays(helpDays))
}
