// Package print makes what people take away: lists as workbooks, and catalogues
// for the press. It keeps the orders for them, makes them in the background and
// stores the files. It knows PDF and no web page; who ordered it does not know.
package print
