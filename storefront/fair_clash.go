package storefront

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// eventVersion tells an event as it stands from what it was before.
func eventVersion(e catalog.Event) string { return e.UpdatedAt.UTC().Format(time.RFC3339Nano) }

// marksField of the form holds a mark of every field as it was when the form was
// opened, so that what was typed can be told from what only stood there.
const marksField = "was"

// eventMarks are the marks of an event's fields, in the order of the form.
func (s *Server) eventMarks(e catalog.Event) string {
	form, marks := s.eventForm(e), make([]string, 0, len(eventFields()))
	for _, field := range eventFields() {
		marks = append(marks, fieldMark(form.Value(field.name)))
	}
	return strings.Join(marks, " ")
}

// fieldMark is short, and the same for texts that differ in their spaces alone:
// browsers write lines otherwise than we keep them.
func fieldMark(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:6])
}

// eventClashes are the fields that another officer has written since the form was
// opened and that hold something else in it. Those which whoever typed has left
// alone take over the other's text in the form that comes back.
func (s *Server) eventClashes(c *fiber.Ctx, now catalog.Event, form view.Form) (list []view.MakerChange, merged view.Form) {
	p := s.page(c)
	after, _ := s.readEvent(c, now)
	theirs, yours := s.eventForm(now), s.eventForm(after)
	was := strings.Fields(c.FormValue(marksField))
	for i, field := range eventFields() {
		old, typed := theirs.Value(field.name), yours.Value(field.name)
		if fieldMark(old) == fieldMark(typed) {
			continue
		}
		known := len(was) == len(eventFields())
		if known && was[i] == fieldMark(old) {
			continue // only whoever typed has touched it
		}
		change := view.MakerChange{Label: p.T(field.label), Old: s.shownEventValue(p, field.name, old), New: s.shownEventValue(p, field.name, typed)}
		if known && was[i] == fieldMark(typed) {
			form, change.New = form.With(field.name, old), p.T("fair.clash.taken")
		}
		list = append(list, change)
	}
	return list, form
}

// shownEventValue is what a field holds, as people read it.
func (s *Server) shownEventValue(p view.Page, field, value string) string {
	switch field {
	case "kind", "level":
		return p.T("event." + field + "." + value)
	case "least_stars":
		return p.T("fair.form.stars." + value)
	case "province":
		if province, known := s.index.Atlas().Province(value); known {
			return p.Text(province.Name, province.NameEN)
		}
		return p.T("fair.form.nowhere")
	case "starts_on", "ends_on", "apply_by":
		if day, err := catalog.ParseDay(value); err == nil && !day.IsZero() {
			return p.Day(day)
		}
	}
	if value == "" {
		return "–"
	}
	return value
}

// eventField is a field of the form of an event, with the key of its label.
type eventField struct{ name, label string }

// eventFields lists them in the order of the form.
func eventFields() []eventField {
	return []eventField{
		{"name", "fair.form.name"}, {"name_en", "fair.form.name_en"}, {"kind", "event.kind"}, {"level", "event.level"}, {"story", "fair.form.story"},
		{"story_en", "fair.form.story_en"}, {"province", "fair.form.province"}, {"country", "fair.form.country"}, {"venue", "fair.form.venue"},
		{"venue_en", "fair.form.venue_en"}, {"starts_on", "fair.form.starts_on"}, {"ends_on", "fair.form.ends_on"}, {"hours", "event.hours"},
		{"hours_en", "fair.form.hours_en"}, {"apply_by", "event.apply_by"}, {"booths", "fair.form.booths"}, {"least_stars", "event.condition"},
		{"cost", "event.cost"}, {"cost_en", "fair.form.cost_en"}, {"organiser", "event.organiser"}, {"organiser_en", "fair.form.organiser_en"},
		{"supporter", "event.supporter"}, {"supporter_en", "fair.form.supporter_en"}, {"document", "event.document"}, {"website", "event.website"},
		{"sales", "fair.form.sales"}, {"memoranda", "event.memoranda"}, {"contracts", "event.contracts"},
	}
}
