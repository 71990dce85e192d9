package inquiry

import "ocop/catalog"

// Hanging is what inquiries keep of producers and products, for mergers: what was
// asked of the one is the other's to answer.
func Hanging() []catalog.Hanging {
	return []catalog.Hanging{
		{On: "producer", Table: "inquiry_thread", Column: "producer_id", Key: "m.id::text", Apart: "m.inquiry_id"},
		{On: "product", Table: "inquiry_product", Column: "product_id", Key: "m.thread_id::text"},
	}
}
