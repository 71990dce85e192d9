package trade

import "ocop/catalog"

// Hanging is what requests to buy keep of producers and products, for mergers.
// Where both answered one request, each answer stays as it was given, with what was
// said about it; the kept one's people are told of it, see it and go on with it.
func Hanging() []catalog.Hanging {
	return []catalog.Hanging{
		{On: "producer", Table: "buying_match", Column: "producer_id", Key: "m.request_id::text"},
		{On: "producer", Table: "buying_pool_member", Column: "producer_id", Key: "m.pool_id::text"},
		{On: "producer", Table: "buying_answer", Column: "producer_id", Key: "m.id::text", Apart: "m.request_id"},
		{On: "producer", Table: "buying_word", Column: "producer_id", Key: "m.id::text", Only: `NOT EXISTS (
			SELECT FROM buying_answer a LEFT JOIN buying_pool_member p ON p.pool_id = a.pool_id
			WHERE a.id = m.answer_id AND $2 IN (a.producer_id, p.producer_id))`},
		{On: "producer", Table: "buying_verdict", Column: "producer_id", Key: "m.request_id || ' ' || m.by_buyer"},
		{On: "product", Table: "buying_match", Column: "product_id", Key: "m.request_id || ' ' || m.producer_id"},
		{On: "product", Table: "buying_pool_member", Column: "product_id", Key: "m.pool_id || ' ' || m.producer_id"},
		{On: "product", Table: "buying_answer", Column: "product_id", Key: "m.id::text"},
	}
}
