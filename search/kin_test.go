package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBestOfKin asks for kin twice, then after a write: the answer is that of the
// filters, of the moment.
func TestBestOfKin(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		names := func(hits []*Hit) (list []string) {
			for _, hit := range hits {
				list = append(list, hit.Name)
			}
			return list
		}
		check := func() {
			t.Helper()
			for _, province := range []string{"", "thai-nguyen", "lam-dong"} {
				filters := map[Field][]string{Group: {"food"}}
				if province != "" {
					filters[Province] = []string{province}
				}
				for _, n := range []int{1, 9} {
					got := names(s.index.Best(Kin{Group, "food", province}, n))
					if diff := cmp.Diff(names(s.index.Top(filters, n)), got); diff != "" {
						t.Errorf("%d of %q: %s", n, province, diff)
					}
				}
			}
		}
		check()
		check()
		best := s.index.Best(Kin{Group, "food", ""}, 1)
		if len(best) == 0 {
			t.Fatal("no food in the fixture")
		}
		if _, err := s.db.Exec(t.Context(), `UPDATE product SET name = 'Tên mới' WHERE id = $1`, best[0].ID); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		check()
		if _, err := s.db.Exec(t.Context(), `UPDATE product SET taken_down_at = now(), takedown_reason = 'x' WHERE id = $1`, best[0].ID); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		check()
	})
}
