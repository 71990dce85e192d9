package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// provider is the double of who sends SMS or Zalo messages: it checks the secret
// and takes each id once.
type provider struct {
	secret string
	answer int // in place of its own where not 0
	taken  map[int64]string
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var message struct {
		ID          int64
		Phone, Text string
	}
	switch err := json.NewDecoder(r.Body).Decode(&message); {
	case r.Header.Get("Authorization") != "Bearer "+p.secret:
		w.WriteHeader(http.StatusUnauthorized)
	case err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json":
		w.WriteHeader(http.StatusBadRequest)
	case p.answer != 0:
		w.WriteHeader(p.answer)
		io.Copy(w, io.LimitReader(strings.NewReader(strings.Repeat("no ", 1<<20)), 1<<20))
	default:
		p.taken[message.ID] = message.Phone + ": " + message.Text
		w.WriteHeader(http.StatusNoContent)
	}
}

func TestTextHook(t *testing.T) {
	p := &provider{secret: "of the provider", taken: make(map[int64]string)}
	server := httptest.NewServer(p)
	defer server.Close()
	const text = "Chợ OCOP: bấm để xác nhận\nhttps://ocop.example/xac-nhan/x"
	if err := newTextHook(server.URL, "another").SendText(t.Context(), 1, "+84900000001", text); err == nil {
		t.Error("a message refused for its secret counts as sent")
	}
	hook := newTextHook(server.URL, p.secret)
	p.answer = http.StatusServiceUnavailable
	if err := hook.SendText(t.Context(), 1, "+84900000001", text); err == nil || strings.Contains(err.Error(), "900000001") {
		t.Errorf("a provider that is away gives %v", err)
	}
	p.answer = 0
	for range 2 {
		if err := hook.SendText(t.Context(), 1, "+84900000001", text); err != nil {
			t.Error(err)
		}
	}
	if len(p.taken) != 1 || p.taken[1] != "+84900000001: "+text {
		t.Errorf("the provider has %v", p.taken)
	}
	server.Close()
	if err := hook.SendText(t.Context(), 2, "+84900000001", text); err == nil {
		t.Error("a message nobody took counts as sent")
	}
}
