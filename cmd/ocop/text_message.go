package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// textHook hands short messages to the operator's provider of SMS or Zalo, by a
// POST of {"id", "phone", "text"} with the secret in the Authorization header. Any
// 2xx means taken; the id is the same when a message is handed over again.
type textHook struct {
	address, secret string
	client          *http.Client
}

func newTextHook(address, secret string) textHook {
	return textHook{address, secret, &http.Client{Timeout: 20 * time.Second}}
}

// SendText hands one short message over.
func (h textHook) SendText(ctx context.Context, id int64, phone, body string) error {
	message, err := json.Marshal(struct {
		ID    int64  `json:"id"`
		Phone string `json:"phone"`
		Text  string `json:"text"`
	}{id, phone, body})
	if err != nil {
		return fmt.Errorf("writing a short message: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address, bytes.NewReader(message))
	if err != nil {
		return fmt.Errorf("handing over a short message: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		request.Header.Set("Authorization", "Bearer "+h.secret)
	}
	answer, err := h.client.Do(request)
	if err != nil {
		return fmt.Errorf("handing over a short message: %w", err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<16)); err != nil {
		return fmt.Errorf("handing over a short message: %w", err)
	}
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("handing over a short message: the hook answered %s", answer.Status)
	}
	return nil
}

// keptTexts is the double of a provider: the demo shows what it was given.
type keptTexts struct{}

// SendText takes everything; the message stays in its table.
func (keptTexts) SendText(context.Context, int64, string, string) error { return nil }
