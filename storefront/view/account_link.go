package view

import "net/url"

// SignIn is the way in for makers and offices.
func (l Links) SignIn() string { return l.path("/dang-nhap", "/sign-in") }

// SecondFactor asks for the code of an app, SetUp puts the account into one.
func (l Links) SecondFactor() string { return l.path("/dang-nhap/ma", "/sign-in/code") }

// SetUp is where an account is put into an app.
func (l Links) SetUp() string { return l.path("/dang-nhap/thiet-lap", "/sign-in/set-up") }

// SetPassword is where the secret of a link sets a password.
func (l Links) SetPassword(secret string) string {
	return withQuery(l.NewPassword(), url.Values{"khoa": {secret}})
}

// NewPassword is the form for a password.
func (l Links) NewPassword() string { return l.path("/dang-nhap/mat-khau", "/sign-in/password") }

// Forgotten asks for a link that sets a new password, ByMail for a code that
// signs in once.
func (l Links) Forgotten() string { return l.path("/dang-nhap/quen", "/sign-in/forgotten") }

// ByMail is where a code is sent by mail.
func (l Links) ByMail() string { return l.path("/dang-nhap/thu", "/sign-in/mail") }

// MailCode is where that code is typed.
func (l Links) MailCode() string { return l.path("/dang-nhap/thu/ma", "/sign-in/mail/code") }

// WithNext is an address that remembers where somebody wanted to go.
func (l Links) WithNext(path, next string) string {
	if next == "" {
		return path
	}
	return withQuery(path, url.Values{"tiep": {next}})
}

// Passkey is where a passkey signs in, PasskeyBegin where the browser is asked
// for one.
func (l Links) Passkey() string { return l.path("/dang-nhap/khoa", "/sign-in/passkey") }

// PasskeyBegin is where signing in by passkey begins.
func (l Links) PasskeyBegin() string {
	return l.path("/dang-nhap/khoa/bat-dau", "/sign-in/passkey/begin")
}

// ClaimOf is where somebody says that they are a producer.
func (l Links) ClaimOf(slug string) string {
	return l.path("/chu-the/"+slug+"/nhan", "/producers/"+slug+"/claim")
}

// ClosedAccount is where somebody is led whose account has just been closed.
func (l Links) ClosedAccount() string { return l.path("/dang-nhap/da-dong", "/sign-in/closed") }

// SignOut is where the form that signs out goes.
func (l Links) SignOut() string { return l.path("/dang-xuat", "/sign-out") }
