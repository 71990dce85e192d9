package storefront

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"ocop/catalog/fair"
)

// gate stands between a browser and the site and can be shut, for the page and
// for its service worker.
type gate struct {
	mu   sync.Mutex
	shut bool
	open []net.Conn
}

// before puts a gate before an address and returns its own.
func (g *gate) before(t *testing.T, address string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close(); g.set(true) })
	go func() {
		for {
			front, err := listener.Accept()
			if err != nil {
				return
			}
			back, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
			if err != nil || !g.take(front, back) {
				front.Close()
				continue
			}
			go func() { io.Copy(back, front); back.Close() }()
			go func() { io.Copy(front, back); front.Close() }()
		}
	}()
	return "http://" + listener.Addr().String()
}

func (g *gate) take(connections ...net.Conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = append(g.open, connections...)
	return !g.shut
}

func (g *gate) set(shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = shut
	if shut {
		for _, c := range g.open {
			c.Close()
		}
		g.open = nil
	}
}

// TestBoothWithoutNetwork opens the booth's page and notes a contact and a
// memorandum with the network off; they arrive when it is back, and once.
func TestBoothWithoutNetwork(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	var network gate
	address := network.before(t, d.listen(t))
	page := d.phone(t, address)
	const booth = "/quan-ly/su-kien/1/gian-hang"
	page.MustNavigate(address + booth).MustWaitLoad()
	eventually(t, "the page is kept on the phone", func() bool {
		return strings.Contains(page.MustElement("[data-booth-ready]").MustText(), "cả khi mất mạng")
	})
	notes := func() []fair.Note {
		t.Helper()
		list, err := d.fairs.Notes(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	before := len(notes())

	network.set(true)
	offline(t, page, true)
	page.MustNavigate(address + booth).MustWaitLoad()
	page.MustElement("#organisation").MustInput("Siêu thị Thử")
	page.MustElement("#what").MustInput("Chè Tôm Nõn")
	page.MustElement("#quantity").MustInput("200")
	page.MustElement("#unit").MustInput("kg")
	page.MustElement("form[data-booth] button[type=submit]").MustClick()
	eventually(t, "the memorandum waits on the phone", func() bool {
		return strings.Contains(page.MustElement("[data-booth-waiting]").MustText(), "Siêu thị Thử")
	})
	page.MustElement(`[name="kind"][value="contact"]`).MustClick()
	page.MustElement("#who").MustInput("Lê Văn Siêu")
	page.MustElement("#contact").MustInput("0900 000 045")
	page.MustElement("form[data-booth] button[type=submit]").MustClick()
	eventually(t, "without consent nothing is kept", func() bool {
		return strings.Contains(page.MustElement("[data-booth-state]").MustText(), "Còn thiếu")
	})
	page.MustElement("#consent").MustClick()
	page.MustElement("form[data-booth] button[type=submit]").MustClick()
	eventually(t, "both wait", func() bool { return len(page.MustElements("[data-booth-list] > li")) == 2 })
	kept := page.MustEval(`() => localStorage.getItem("booth:1")`).Str()
	if len(notes()) != before {
		t.Fatal("a note reached the site without a network")
	}

	network.set(false)
	offline(t, page, false)
	eventually(t, "both arrive when the network is back", func() bool { return len(notes()) == before+2 })
	page.MustEval(`kept => localStorage.setItem("booth:1", kept)`, kept) // as if the answer had been lost
	page.MustNavigate(address + booth).MustWaitLoad()
	eventually(t, "they are sent again", func() bool {
		return page.MustEval(`() => localStorage.getItem("booth:1")`).Str() == "[]"
	})
	if len(notes()) != before+2 {
		t.Errorf("sent twice, %d notes arrived", len(notes())-before)
	}
}
