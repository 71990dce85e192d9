package catalog

import (
	"context"

	"github.com/jackc/pgx/v5"
)

const activitiesOfSQL = `
coalesce((SELECT string_agg(concat_ws(E'\t', a.name, a.name_en, a.kind, coalesce(nullif(a.minutes, 0)::text, ''), array_to_string(a.months, ','),
		coalesce(a.price::text, ''), coalesce(nullif(a.smallest_group, 1)::text, '')), E'\n' ORDER BY a.position)
	FROM destination_activity a WHERE a.product_id = s.id), '')`

const hostsOfSQL = `
coalesce((SELECT string_agg(concat_ws(E'\t', h.id::text, h.name, h.guests::text, coalesce(nullif(h.rooms, 0)::text, ''), array_to_string(h.languages, ',')), E'\n' ORDER BY h.position)
	FROM destination_host h WHERE h.product_id = s.id), '')`

const addTypedActivitySQL = `
INSERT INTO destination_activity (product_id, position, name, name_en, kind, minutes, months, price, smallest_group)
VALUES (@product, @position, @name, @name_en, @kind, coalesce(nullif(@minutes::text, '')::smallint, 0), coalesce(string_to_array(nullif(@months::text, ''), ','), '{}')::smallint[],
	nullif(@price::text, '')::bigint, greatest(1, nullif(@smallest_group::text, '')::smallint))`

func (e *Edit) writeActivities(ctx context.Context, tx pgx.Tx, change EditChange) error {
	if err := e.start(ctx, tx, "destination"); err != nil {
		return err
	}
	var batch pgx.Batch
	batch.Queue(dropActivitiesSQL, e.SubjectID)
	for i, line := range change.Field.ReadLines(change.New) {
		batch.Queue(addTypedActivitySQL, line.arguments(e.SubjectID, i))
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// arguments are the cells of a line for the row that it becomes.
func (v Values) arguments(product int64, position int) pgx.StrictNamedArgs {
	args := pgx.StrictNamedArgs{"product": product, "position": position}
	for name, value := range v {
		args[name] = value
	}
	return args
}

// The rows make room for their new places first, which must be unique at every
// moment.
const (
	shiftHostsSQL = `UPDATE destination_host SET position = position + 1000 WHERE product_id = $1`
	endHostsSQL   = `DELETE FROM destination_host WHERE product_id = $1 AND NOT id::text = ANY ($2::text[])`
)

const saveTypedHostSQL = `
WITH kept AS (
	UPDATE destination_host SET position = @position, name = @name, guests = @guests::text::smallint, rooms = coalesce(nullif(@rooms::text, '')::smallint, 0),
		languages = coalesce(string_to_array(nullif(@languages::text, ''), ','), '{}')
	WHERE product_id = @product AND id = nullif(@id::text, '')::bigint RETURNING id
)
INSERT INTO destination_host (product_id, position, name, guests, rooms, languages)
SELECT @product, @position, @name, @guests::text::smallint, coalesce(nullif(@rooms::text, '')::smallint, 0), coalesce(string_to_array(nullif(@languages::text, ''), ','), '{}')
WHERE NOT EXISTS (SELECT FROM kept)`

// writeHosts puts the houses of a village in the order of the edit. A house keeps
// its turns whatever it is called; the turns of one that is gone belong to nobody.
func (e *Edit) writeHosts(ctx context.Context, tx pgx.Tx, change EditChange) error {
	if err := e.start(ctx, tx, "destination"); err != nil {
		return err
	}
	lines := change.Field.ReadLines(change.New)
	ids := make([]string, len(lines))
	for i, line := range lines {
		ids[i] = line[LineID]
	}
	var batch pgx.Batch
	batch.Queue(`SELECT FROM destination WHERE product_id = $1 FOR UPDATE`, e.SubjectID) // as whoever takes a turn
	batch.Queue(endHostsSQL, e.SubjectID, ids)
	batch.Queue(shiftHostsSQL, e.SubjectID)
	for i, line := range lines {
		batch.Queue(saveTypedHostSQL, line.arguments(e.SubjectID, i))
	}
	return tx.SendBatch(ctx, &batch).Close()
}
