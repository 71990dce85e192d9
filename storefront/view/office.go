package view

import "ocop/catalog"

// OfficeView is the first page of the office's console.
type OfficeView struct {
	Province catalog.Province // of a province office, else zero
	Doors    []Door
	Audit    []catalog.AuditLine
	Names    map[int64]string
}

// Door is a way to a part of the console, with what waits there.
type Door struct {
	Name    string // of the messages office.NAME.title and office.door.NAME
	Path    string // Vietnamese
	Waiting int
}

// Add puts a door on the page.
func (v *OfficeView) Add(name, path string, waiting int) {
	v.Doors = append(v.Doors, Door{name, path, waiting})
}
