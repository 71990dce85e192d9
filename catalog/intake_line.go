package catalog

import (
	"fmt"
	"slices"
	"strings"

	"ocop/catalog/sheet"
)

// firstRating is the year in which the programme began to give stars.
const firstRating = 2018

// workLine takes what a row says about stars: a new recognition, or more about
// a known one.
func (p *intakePlan) workLine(row *plannedRow) {
	stars := row.row.Stars
	switch {
	case !stars.Known:
		row.remark(StarsMissing, sheet.FieldStars, "")
		return
	case stars.Proposed:
		row.remark(StarsProposed, sheet.FieldStars, stars.Text)
		return
	case stars.Value < 3:
		row.remark(StarsBelow, sheet.FieldStars, stars.Text)
		return
	}
	line := p.lineOf(row)
	if known := row.product.find(line); known != nil {
		known.merge(line)
		row.line = known
	} else {
		if line.ExpiresOn.IsZero() && !line.IssuedOn.IsZero() {
			line.ExpiresOn = line.Expires()
		}
		row.line = &lineEntry{fresh: true, now: line}
		row.product.lines = append(row.product.lines, row.line)
	}
	now := &row.line.now
	if now.Generation == "" {
		now.Generation = p.register.generationOf(now.IssuedOn, now.IssuedYear)
	}
	if row.line.fresh && now.Kind == "" {
		now.Kind = row.product.occasion(row.line)
	}
	if today := p.opt.Today; !today.IsZero() && now.Issued().After(today) {
		row.remark(IssuedLater, sheet.FieldDecisionDate, now.Issued().String())
	}
}

// lineOf is the recognition that a row states. A day that the list gives ends
// the term only when it is an exact one after the issue.
func (p *intakePlan) lineOf(row *plannedRow) Recognition {
	r := row.row
	line := Recognition{
		Stars: r.Stars.Value, DecisionNo: r.DecisionNo, Issuer: r.Issuer, ProductCode: r.Code,
		Kind: occasionOf(r.Note), IssuedYear: r.Year,
	}
	if r.DecisionDate.Exact() {
		line.IssuedOn = NewDay(r.DecisionDate.Year, r.DecisionDate.Month, r.DecisionDate.Day)
	}
	if r.DecisionDate.Year != 0 {
		line.IssuedYear = r.DecisionDate.Year
	}
	if y := line.IssuedYear; y != 0 && y < firstRating {
		row.remark(YearUnlikely, sheet.FieldYear, fmt.Sprint(y))
		line.IssuedYear, line.IssuedOn = 0, Day{}
	}
	if end := r.ExpiresOn; !end.IsZero() {
		day := NewDay(end.Year, end.Month, end.Day)
		if !end.Exact() || day.Before(line.Issued()) {
			row.remark(ExpiryUnlikely, sheet.FieldExpiresOn, end.String())
		} else {
			line.ExpiresOn = day
		}
	}
	return line
}

// occasionOf reads the occasion of a rating from a note; empty where it says
// none.
func occasionOf(note string) RecognitionKind {
	folded := " " + Fold(note) + " "
	switch {
	case strings.Contains(folded, " nang hang "):
		return Upgrade
	case strings.Contains(folded, " danh gia lai "), strings.Contains(folded, " cong nhan lai "):
		return Rerating
	case strings.Contains(folded, " lan dau "):
		return First
	}
	return ""
}

// occasion is what a new line must be, by the lines before it.
func (p *productEntry) occasion(line *lineEntry) RecognitionKind {
	kind, best := First, Day{}
	for _, l := range p.lines {
		earlier := l != line && l.now.Stars > 0 && !l.now.Issued().IsZero() && l.now.Issued().Before(line.now.Issued())
		if !earlier || l.now.Issued().Before(best) {
			continue
		}
		best, kind = l.now.Issued(), Rerating
		if l.now.Stars < line.now.Stars {
			kind = Upgrade
		}
	}
	return kind
}

// find is the known recognition that a stated one speaks of: the one of the
// same decision, else the one of the same issue and stars. Numbers of decisions
// begin again every year, so the same number of another year is another
// decision. What states neither decision nor time speaks of the last
// recognition with these stars.
func (p *productEntry) find(stated Recognition) *lineEntry {
	if stated.DecisionNo != "" {
		for _, l := range p.lines {
			if sameDecision(l.now.DecisionNo, stated.DecisionNo) && sameTime(l.now, stated) {
				return l
			}
		}
	}
	var last *lineEntry
	for _, l := range p.lines {
		other := l.now.DecisionNo != "" && stated.DecisionNo != ""
		if other || l.now.Sample || l.now.Stars != stated.Stars || !sameTime(l.now, stated) {
			continue
		}
		if last == nil || !l.now.Issued().Before(last.now.Issued()) {
			last = l
		}
	}
	return last
}

func sameDecision(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", ""))
}

// sameTime reports whether two lines can be of one issue: the same day, or the
// same year where one knows no day, or no time at all in one of them.
func sameTime(a, b Recognition) bool {
	switch {
	case !a.IssuedOn.IsZero() && !b.IssuedOn.IsZero():
		return a.IssuedOn == b.IssuedOn
	case a.Issued().IsZero() || b.Issued().IsZero():
		return true
	}
	return a.Issued().Year == b.Issued().Year
}

// merge adds what a list states to a known recognition.
func (l *lineEntry) merge(stated Recognition) {
	now := &l.now
	now.Stars = stated.Stars
	if now.DecisionNo == "" {
		now.DecisionNo = stated.DecisionNo
	}
	if stated.Issuer != "" {
		now.Issuer = better(now.Issuer, stated.Issuer)
	}
	if stated.ProductCode != "" {
		now.ProductCode = stated.ProductCode
	}
	if stated.Kind != "" {
		now.Kind = stated.Kind
	}
	l.mergeTerm(stated)
}

// mergeTerm takes the days of a stated recognition. The end follows the day of
// issue, unless another one was set. Once an authority has revoked or extended
// it, the days are no longer for a list to change.
func (l *lineEntry) mergeTerm(stated Recognition) {
	now := &l.now
	if !now.RevokedOn.IsZero() || !now.ExtendedUntil.IsZero() {
		return
	}
	ownEnd := !now.ExpiresOn.IsZero() && (now.IssuedOn.IsZero() || now.ExpiresOn != now.IssuedOn.AddMonths(termMonths))
	if !stated.IssuedOn.IsZero() {
		now.IssuedOn = stated.IssuedOn
	}
	if now.IssuedYear == 0 || !now.IssuedOn.IsZero() && stated.IssuedYear != 0 {
		now.IssuedYear = stated.IssuedYear
	}
	switch {
	case !stated.ExpiresOn.IsZero() && !stated.ExpiresOn.Before(now.IssuedOn):
		now.ExpiresOn = stated.ExpiresOn
	case now.ExpiresOn.IsZero() && now.IssuedOn == l.was.IssuedOn: // 36 months after the issue, as before
	case !now.IssuedOn.IsZero() && (!ownEnd || now.ExpiresOn.Before(now.IssuedOn)):
		now.ExpiresOn = now.IssuedOn.AddMonths(termMonths)
	}
	if now.SupersededOn.Before(now.IssuedOn) {
		now.SupersededOn = Day{}
	}
}

// supersede ends every line at the issue of the next one. Of two lines issued
// on one day the one entered later counts.
func (p *productEntry) supersede() {
	var dated []*lineEntry
	for _, l := range p.lines {
		if l.now.Stars > 0 && !l.now.IssuedOn.IsZero() {
			dated = append(dated, l)
		}
	}
	slices.SortStableFunc(dated, func(a, b *lineEntry) int { return a.now.IssuedOn.number() - b.now.IssuedOn.number() })
	for i, l := range dated[:max(len(dated)-1, 0)] {
		end := dated[i+1].now.IssuedOn
		if old := l.now.SupersededOn; old.IsZero() || end.Before(old) || old.Before(l.now.IssuedOn) {
			l.now.SupersededOn = end
		}
	}
}

// changed lists what the list changes in a recognition.
func (l *lineEntry) changed() changes {
	var c changes
	if l.fresh {
		c.text("recognition", "", fmt.Sprintf("%d★ %s %s", l.now.Stars, l.now.DecisionNo, l.now.issueText()))
		return c
	}
	c.text("stars", setText(l.was.Stars), setText(l.now.Stars))
	c.text("decision_no", l.was.DecisionNo, l.now.DecisionNo)
	c.text("issued", l.was.issueText(), l.now.issueText())
	c.text("expires_on", l.was.ExpiresOn.String(), l.now.ExpiresOn.String())
	c.text("issuer", l.was.Issuer, l.now.Issuer)
	c.text("code", l.was.ProductCode, l.now.ProductCode)
	c.text("kind", string(l.was.Kind), string(l.now.Kind))
	c.text("generation", l.was.Generation, l.now.Generation)
	c.text("superseded_on", l.was.SupersededOn.String(), l.now.SupersededOn.String())
	return c
}

// issueText is the day of issue, or its year.
func (r Recognition) issueText() string {
	if r.IssuedOn.IsZero() {
		return setText(r.IssuedYear)
	}
	return r.IssuedOn.String()
}
