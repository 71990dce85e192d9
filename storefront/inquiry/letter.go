package inquiry

import (
	"fmt"
	"strings"

	"ocop/storefront/locale"
)

// Letter is a mail as its writer thinks of it; its two forms, text and HTML, are
// both written from it.
type Letter struct {
	To          string      `json:"to"` // address
	Lang        locale.Lang `json:"lang"`
	Subject     string      `json:"subject"`
	Greeting    string      `json:"greeting,omitempty"`
	Paragraphs  []string    `json:"paragraphs"`
	Facts       []Fact      `json:"facts,omitempty"`
	Quote       string      `json:"quote,omitempty"`   // what somebody wrote, set apart
	Warning     string      `json:"warning,omitempty"` // set apart too, above the buttons
	Buttons     []Button    `json:"buttons,omitempty"`
	Closing     []string    `json:"closing,omitempty"`     // under the buttons
	Reason      string      `json:"reason,omitempty"`      // why the reader gets it, at the foot
	Thread      string      `json:"thread,omitempty"`      // letters of one thread to one reader are shown together
	ReplyTo     string      `json:"reply_to,omitempty"`    // address
	Unsubscribe string      `json:"unsubscribe,omitempty"` // page that ends such notices; empty for letters asked for
	Key         string      `json:"key,omitempty"`         // a letter with the key of an earlier one is not sent
	Secret      bool        `json:"secret,omitempty"`      // holds a code or link that opens an account: not kept once it is sent
}

// Fact is a line of a small table.
type Fact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Button is something the reader may do, by a link.
type Button struct {
	Text    string `json:"text"`
	Address string `json:"address"`
	Quiet   bool   `json:"quiet,omitempty"` // not the first choice
}

// text is the letter without any markup.
func (l Letter) text(words *locale.Printer) string {
	var b strings.Builder
	paragraph := func(s string) {
		if s != "" {
			b.WriteString(s + "\n\n")
		}
	}
	paragraph(l.Greeting)
	for _, p := range l.Paragraphs {
		paragraph(p)
	}
	for _, f := range l.Facts {
		fmt.Fprintf(&b, "%s: %s\n", f.Name, f.Text)
	}
	if len(l.Facts) > 0 {
		b.WriteByte('\n')
	}
	if l.Quote != "" {
		paragraph("> " + strings.ReplaceAll(l.Quote, "\n", "\n> "))
	}
	if l.Warning != "" {
		paragraph("! " + strings.ReplaceAll(l.Warning, "\n", "\n! "))
	}
	for _, button := range l.Buttons {
		paragraph(button.Text + ":\n" + button.Address)
	}
	for _, p := range l.Closing {
		paragraph(p)
	}
	b.WriteString("-- \n" + words.T("site.name") + "\n")
	if l.Reason != "" {
		b.WriteString(l.Reason + "\n")
	}
	if l.Unsubscribe != "" {
		b.WriteString(words.T("mail.unsubscribe") + ": " + l.Unsubscribe + "\n")
	}
	return b.String()
}
