package storefront

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// proxies are the machines whose word about a visitor's address is taken.
type proxies []netip.Prefix

// readProxies reads addresses and networks.
func readProxies(list []string) (proxies, error) {
	var trusted proxies
	for _, text := range list {
		if addr, err := netip.ParseAddr(text); err == nil {
			trusted = append(trusted, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("reading trusted proxies: %q is neither an address nor a network", text)
		}
		trusted = append(trusted, network.Masked())
	}
	return trusted, nil
}

func (p proxies) trust(addr netip.Addr) bool {
	for _, network := range p {
		if network.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}

// visitor is the address a request came from: the last one in X-Forwarded-For
// that no trusted proxy has. What stands before it anybody could have written.
func (p proxies) visitor(c *fiber.Ctx) string {
	remote, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok || !p.trust(remote) {
		return c.Context().RemoteIP().String()
	}
	chain := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for i := len(chain) - 1; i >= 0; i-- {
		addr, err := netip.ParseAddr(strings.TrimSpace(chain[i]))
		if err != nil {
			break
		}
		if remote = addr; !p.trust(addr) {
			break
		}
	}
	return remote.Unmap().String()
}
