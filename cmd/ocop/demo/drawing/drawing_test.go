package drawing

import (
	"testing"
)

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		Draw(Tea, 1, 1600, 1200)
	}
}
