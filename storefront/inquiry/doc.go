// Package inquiry is where a visitor and a maker meet: questions and requests,
// consent to keep them, the maker's answer with one tap, what happens when there
// is none, and the mail all of that travels in. It owns the tables inquiry…, and
// mail…; it writes letters but knows no mail server, and knows nothing of pages,
// accounts or sessions.
package inquiry
