// Package account knows who signs in, how they prove who they are, and what
// each role may do. It knows nothing of requests and cookies, nor of what is
// done with a permission once it is given.
package account
