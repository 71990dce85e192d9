package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/locale"
)

// PublishedQuestion is a question to the operator whose writer agreed that it is
// shown with its answer.
type PublishedQuestion struct {
	Lang       locale.Lang
	Question   string
	Answer     string
	AnsweredAt time.Time
}

const publishedSQL = `
SELECT i.lang, i.message AS question, m.body AS answer, m.written_at AS answered_at
FROM inquiry i
JOIN inquiry_consent c ON c.inquiry_id = i.id AND c.purpose = 'publish'
JOIN inquiry_thread t ON t.inquiry_id = i.id AND t.answer IS NOT NULL AND t.answer <> 'fraud'
JOIN LATERAL (SELECT body, written_at FROM inquiry_message WHERE thread_id = t.id AND author <> 'inquirer' ORDER BY id LIMIT 1) m ON true
WHERE i.kind = 'operator' AND i.forgotten_at IS NULL
ORDER BY m.written_at DESC LIMIT 20`

// Published lists the newest of them.
func (q *Inquiries) Published(ctx context.Context) ([]PublishedQuestion, error) {
	rows, err := q.DB.Query(ctx, publishedSQL)
	if err != nil {
		return nil, fmt.Errorf("listing published questions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[PublishedQuestion])
	if err != nil {
		return nil, fmt.Errorf("listing published questions: %w", err)
	}
	return list, nil
}
