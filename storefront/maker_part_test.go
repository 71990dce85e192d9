package storefront

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ocop/catalog"
)

// TestPictureResumes: a connection that breaks inside a picture costs what had not
// come; the rest is sent to where it stopped.
func TestPictureResumes(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := strings.TrimPrefix(d.listen(t), "http://")
	whole, secret := noise(t, 480, 360), d.signIn(t, "maker")
	third := len(whole) / 3
	send := func(at int, piece []byte) (int, string) {
		path := fmt.Sprintf("/quan-ly/tin/%s/manh-anh?khoa=khoa-thu-1&tu=%d&tong=%d&ten=che.jpg", d.product, at, len(whole))
		header := http.Header{"Cookie": {d.cookieName() + "=" + secret}, "Content-Type": {"application/octet-stream"}, "Accept": {"application/json"}}
		response, body := readAll(t, d.sendBody(t, http.MethodPost, path, header, bytes.NewReader(piece)))
		return response.StatusCode, string(body)
	}
	has := func(want int) bool {
		_, said := send(0, nil)
		return said == fmt.Sprintf(`{"offset":%d}`, want)
	}
	if status, said := send(0, whole[:third]); status != http.StatusOK || said != fmt.Sprintf(`{"offset":%d}`, third) {
		t.Fatalf("the first piece is answered %d, %s", status, said)
	}

	// The second says it is a third long, and the connection breaks within it, past the
	// 8 kB that the server waits for before it begins.
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(conn, "POST /quan-ly/tin/%s/manh-anh?khoa=khoa-thu-1&tu=%d&tong=%d HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n%s",
		d.product, third, len(whole), address, d.cookieName(), secret, third, whole[third:third+third/2])
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "what came of the broken piece is kept", func() bool { return has(third + third/2) })
	_ = conn.Close()

	// A piece that came before, and one too early, change nothing.
	for _, at := range []int{0, len(whole) - 9} {
		if send(at, whole[at:min(at+9, len(whole))]); !has(third + third/2) {
			t.Errorf("a piece at %d was taken", at)
		}
	}
	if d.openEdit(t).Patch["pictures"] != "" {
		t.Error("half a picture stands in the draft")
	}
	status, said := send(third+third/2, whole[third+third/2:])
	if status != http.StatusOK || !strings.Contains(said, `"version":`) {
		t.Fatalf("the last piece is answered %d, %s", status, said)
	}
	if got := len(catalog.ReadShots(d.openEdit(t).Patch["pictures"])) - len(catalog.ReadShots(d.openEdit(t).Base["pictures"])); got != 1 {
		t.Errorf("%d pictures are new", got)
	}
	if n := d.count(t, `SELECT count(*) FROM picture_part`); n != 0 {
		t.Errorf("%d pieces are left", n)
	}
}

// TestPartsAreBounded: what is never finished goes after a day, and nobody fills the
// database with halves.
func TestPartsAreBounded(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	now := time.Now()
	parts := catalog.Parts{DB: d.db, Now: func() time.Time { return now }}
	piece := make([]byte, catalog.MaxPart)
	if _, err := d.db.Exec(t.Context(), `INSERT INTO picture_part SELECT 1, 'khoa-day-1', n * $1::int, $2, $3 FROM generate_series(0, 511) n`, len(piece), piece, now); err != nil {
		t.Fatal(err)
	}
	if _, err := parts.Add(t.Context(), 1, "khoa-day-2", 0, piece); !errors.Is(err, catalog.ErrTooManyParts) {
		t.Errorf("a flood ends with %v", err)
	}
	if _, err := parts.Add(t.Context(), 2, "khoa-khac-1", 0, piece); err != nil {
		t.Errorf("another account: %v", err)
	}
	now = now.Add(25 * time.Hour)
	if have, err := parts.Add(t.Context(), 1, "khoa-moi-1", 0, piece); err != nil || have != len(piece) {
		t.Errorf("a day later: %d, %v", have, err)
	}
	if n := d.count(t, `SELECT count(*) FROM picture_part`); n != 1 {
		t.Errorf("%d pieces are kept", n)
	}
}

// noise is a JPEG that packs badly.
func noise(t *testing.T, width, height int) []byte {
	t.Helper()
	picture, random := image.NewRGBA(image.Rect(0, 0, width, height)), rand.New(rand.NewPCG(1, 2))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(random.Uint32())
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, picture, nil); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// TestMakerResumesPicture cuts a phone's signal while it sends a picture.
func TestMakerResumesPicture(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := d.listen(t)
	page := d.phone(t, address)
	page.MustNavigate(address + "/quan-ly/tin/" + d.product + "/sua/anh").MustWaitLoad()
	// Random pixels pack badly: several pieces, also after the phone has shrunk it.
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, noise(t, 1600, 1200), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (proto.NetworkEnable{}).Call(page); err != nil {
		t.Fatal(err)
	}
	slow := proto.NetworkEmulateNetworkConditions{Latency: 50, DownloadThroughput: 200_000, UploadThroughput: 200_000}
	if err := slow.Call(page); err != nil {
		t.Fatal(err)
	}
	page.MustElement("#pictures").MustSetFiles(path)
	page.MustElement("form[data-pictures] button").MustClick()
	eventually(t, "two pieces have come", func() bool { return d.count(t, `SELECT count(*) FROM picture_part`) >= 2 })
	offline(t, page, true)
	first := d.count(t, `SELECT max(extract(epoch FROM came_at) * 1000)::bigint FROM picture_part WHERE starts_at = 0`)
	eventually(t, "the phone says that it waits for the signal", func() bool {
		return strings.Contains(page.MustElement("[data-sending-list]").MustText(), "Mất tín hiệu")
	})
	if again := d.count(t, `SELECT max(extract(epoch FROM came_at) * 1000)::bigint FROM picture_part WHERE starts_at = 0`); again != first {
		t.Error("the first piece was sent twice")
	}
	offline(t, page, false)
	eventually(t, "the picture is in the draft", func() bool {
		edit := d.openEdit(t)
		return len(catalog.ReadShots(edit.Patch["pictures"])) == len(catalog.ReadShots(edit.Base["pictures"]))+1
	})
	eventually(t, "no piece is left", func() bool { return d.count(t, `SELECT count(*) FROM picture_part`) == 0 })
}
