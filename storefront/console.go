package storefront

import (
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// consoleSection is an entry of the consoles' navigation.
type consoleSection struct {
	name   string // of the message console.nav.NAME, and Page.Section
	path   string // Vietnamese
	action account.Action
}

// consoleSections is the navigation of the consoles in its order. An entry is
// shown to whoever may do its action.
func consoleSections() []consoleSection {
	return []consoleSection{
		{"manage", "/quan-ly", account.Manage},
		{"inbox", inboxPath, account.AnswerInquiries},
		{"requests", "/quan-ly/can-mua", account.AnswerInquiries},
		{"events", fairPath, account.TakePart},
		{"office", "/van-phong", account.Office},
		{"office_requests", "/van-phong/can-mua", account.ManageRequests},
		{"office_events", officeFairPath, account.ManageEvents},
		{"helpers", "/quan-ly/nguoi-giup", account.GrantHelper},
		{"accounts", officeAccounts, account.ManageAccounts},
		{"settings", "/tai-khoan", account.OwnAccount},
	}
}

// person is the frame's knowledge of somebody signed in.
func (s *Server) person(p view.Page, who *account.Session) *view.Person {
	person := &view.Person{Name: who.Name, Role: p.T("role." + string(who.Role))}
	if province, ok := s.index.Atlas().Province(who.ProvinceCode); ok {
		person.Role = p.T("role.of", "role", person.Role, "province", p.Text(province.Name, province.NameEN))
	}
	for _, section := range consoleSections() {
		if who.Role.May(section.action) {
			person.Nav = append(person.Nav, view.NavEntry{Section: section.name, Label: p.T("console.nav." + section.name), Path: p.Console(section.path)})
		}
	}
	return person
}
