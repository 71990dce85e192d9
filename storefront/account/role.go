package account

// Role is what somebody is on this site.
type Role string

// The roles, from those who make to those who watch.
const (
	Producer       Role = "producer"
	Helper         Role = "helper"
	ProvinceOffice Role = "province_office"
	NationalOffice Role = "national_office"
	Administrator  Role = "administrator"
)

// Roles lists the roles.
func Roles() []Role {
	return []Role{Producer, Helper, ProvinceOffice, NationalOffice, Administrator}
}

// Staff reports whether a role watches over others; such accounts need a second
// factor.
func (r Role) Staff() bool {
	return r == ProvinceOffice || r == NationalOffice || r == Administrator
}
