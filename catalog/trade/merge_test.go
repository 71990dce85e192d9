package trade

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

// Two makers who both answered are made one: what was said stays with its answer,
// and the kept one's people hear of both and go on with both.
func TestMergeOfTwoAnswers(t *testing.T) {
	m := newMarket(t, 3)
	ctx := t.Context()
	id := m.open(t)
	var answers []int64
	for i := range m.makers {
		answer, err := m.Answer(ctx, m.offer(id, i))
		ok(t, err)
		answers = append(answers, answer)
	}
	kept, dropped := m.makers[0], m.makers[1]
	ok(t, m.Say(ctx, id, answers[1], dropped, "Có sẵn hàng"))
	m.told = nil
	producers := catalog.Producers{DB: m.db, Hanging: Hanging()}
	merger, err := producers.Merge(ctx, kept, dropped, "Cùng một hợp tác xã", 7)
	ok(t, err)
	ok(t, m.Say(ctx, id, answers[1], 0, "Giao được khi nào?"))
	ok(t, m.Say(ctx, id, answers[1], kept, "Tuần sau"))
	if err := m.Say(ctx, id, answers[1], m.makers[2], "Tôi không liên quan"); err == nil {
		t.Error("a stranger writes about an answer")
	}
	all, err := m.Answers(ctx, id)
	ok(t, err)
	var said []int64
	for _, w := range all[1].Words {
		said = append(said, w.ProducerID)
	}
	if diff := cmp.Diff([]int64{dropped, 0, kept}, said); diff != "" {
		t.Errorf("words of the dropped one's answer are by others: %s", diff)
	}
	ok(t, m.Close(ctx, id, Bought, answers[0]))
	want := []string{fmt.Sprint("asked ", kept), "replied 0", fmt.Sprint("chosen ", kept), fmt.Sprint("ended ", m.makers[2])}
	if diff := cmp.Diff(want, m.told); diff != "" {
		t.Error(diff)
	}
	ok(t, producers.UndoMerge(ctx, merger, 7))
	if got, err := producers.Absorbed(ctx, kept); err != nil || !slices.Equal(got, []int64{kept}) {
		t.Errorf("undone, the kept one is %v, %v", got, err)
	}
}
