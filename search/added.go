package search

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

const addedSQL = `
SELECT word AS "from", other AS "to", kind, direction = 'one' AS one_way, '' AS within, coalesce(group_slug, '') AS "group"
FROM synonym_added ORDER BY id`

// refreshSynonyms reads the words that staff added; where they are others than
// before, a new thesaurus holds them beside those that come with the program,
// under the same rules.
func (x *Index) refreshSynonyms(ctx context.Context) error {
	rows, err := x.DB.Query(ctx, addedSQL)
	if err != nil {
		return fmt.Errorf("reading added synonyms: %w", err)
	}
	added, err := pgx.CollectRows(rows, pgx.RowToStructByName[Synonym])
	if err != nil {
		return fmt.Errorf("reading added synonyms: %w", err)
	}
	if x.thesaurus != nil && slices.Equal(added, x.added) {
		return nil
	}
	shipped, fillers, err := readThesaurus()
	if err != nil {
		return err
	}
	if x.words == nil {
		x.words = newLexicon()
	}
	x.thesaurus, x.added = newThesaurus(append(shipped, added...), fillers), added
	x.words.list(x.thesaurus)
	return nil
}

// groupToken is how a product's group stands in a document.
func groupToken(slug string) string { return "00group" + slug }
