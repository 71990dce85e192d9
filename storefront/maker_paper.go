package storefront

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/view"
)

// paperRequest is the largest request with the scan of a certificate.
const paperRequest = media.MaxBytes + 1<<20

// renderPapers is the screen of a product's certificates. The address may name
// one of them to be mended.
func (s *Server) renderPapers(c *fiber.Ctx, l makerListing, form view.Form) error {
	p := s.page(c)
	papers := catalog.ReadPapers(l.values()["papers"])
	v := view.MakerPapers{Action: l.path(p, "/giay-to"), Back: l.path(p, ""), Version: l.edit.Version, Key: key(), At: -1, Waiting: l.edit.State == catalog.EditWaiting}
	for i, paper := range papers {
		line := view.MakerPaper{Text: paperLine(p, paper), Edit: l.path(p, "/sua/"+papersScreen+"?so="+strconv.Itoa(i)), At: i}
		line.Ended = !paper.ExpiresOn.IsZero() && paper.ExpiresOn.Before(p.Today)
		if paper.File != "" {
			line.Scan = p.Console("/quan-ly/chu-the/" + productToken(l.producerID) + "/giay-to/" + paper.File)
		}
		v.Papers = append(v.Papers, line)
	}
	for _, kind := range catalog.CertificateKinds() {
		v.Kinds = append(v.Kinds, view.MakerOption{Value: kind, Label: p.T("paper." + kind)})
	}
	if at, err := strconv.Atoi(c.Query("so")); err == nil && at >= 0 && at < len(papers) {
		v.At, v.HasScan = at, papers[at].File != ""
		if !form.Has("kind") {
			form = paperForm(papers[at])
		}
	}
	v.Form = form
	s.frame(c, &p, l, p.T("maker.screen."+papersScreen))
	return s.render(c, view.EditPapers(p, v))
}

func paperForm(paper catalog.Paper) view.Form {
	return view.Form{}.With("kind", paper.Kind).With("number", paper.Number).With("issuer", paper.Issuer).
		With("expires_on", paper.ExpiresOn.String()).With("public", strconv.FormatBool(paper.Public))
}

// submitPapers adds, mends or takes out one certificate of a product.
func (s *Server) submitPapers(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	p, problem, scan := s.page(c), "", ""
	values, err := readFiles(c, paperRequest, media.MaxBytes+1, func(ctx context.Context, _, _ string, data []byte) error {
		kind, err := media.InspectPaper(data)
		if refused := (*media.RefusedError)(nil); errors.As(err, &refused) {
			problem = p.T("maker.refused.paper", "why", p.T("maker.refused."+string(refused.Reason)))
			return nil
		}
		scan = media.Hash(data)
		if err := s.pictures.Store.Put(ctx, paperKey(scan), data); err != nil {
			return fmt.Errorf("keeping a scan: %w", err)
		}
		return s.sent.AddPaper(ctx, s.who(c).ID, l.producerID, scan, kind, len(data))
	})
	if err != nil {
		return err
	}
	form, paper := readPaperForm(p, values)
	if problem != "" {
		form.Fail("scan", problem)
	}
	papers := catalog.ReadPapers(l.values()["papers"])
	papers, ok := changedPapers(papers, paper, values, scan)
	if values.Get("do") != "out" && !ok {
		form.Fail("kind", p.T("maker.problem.paper"))
	}
	version, err := strconv.Atoi(values.Get("version"))
	if given := values.Get("key"); err != nil || len(given) < 8 || len(given) > 64 {
		return badRequest{"maker.problem.form", ""}
	}
	if form.Failed() && values.Get("do") != "out" {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderPapers(c, l, form)
	}
	step := catalog.Step{EditID: l.edit.ID, Version: version, By: s.who(c).ID, Key: values.Get("key")}
	if _, err := s.save(c, l, step, catalog.Values{"papers": catalog.WritePapers(papers)}); err != nil {
		return s.papersNotKept(c, l, form, err)
	}
	return c.Redirect(l.path(p, "/sua/"+papersScreen), fiber.StatusSeeOther)
}

// readPaperForm reads the fields of one certificate.
func readPaperForm(p view.Page, values url.Values) (view.Form, catalog.Paper) {
	paper := catalog.Paper{Kind: values.Get("kind"), Number: catalog.Clean(values.Get("number")), Issuer: catalog.Clean(values.Get("issuer")), Public: values.Get("public") == "true"}
	form := view.Form{}
	for _, name := range []string{"kind", "number", "issuer", "expires_on", "public"} {
		form = form.With(name, values.Get(name))
	}
	if !slices.Contains(catalog.CertificateKinds(), paper.Kind) {
		form.Fail("kind", p.T("maker.problem.paper.kind"))
	}
	if err := paper.ExpiresOn.UnmarshalText([]byte(values.Get("expires_on"))); err != nil {
		form.Fail("expires_on", p.T("maker.problem.day"))
	}
	return form, paper
}

// changedPapers is the list with the form's certificate in its place.
func changedPapers(papers []catalog.Paper, paper catalog.Paper, values url.Values, scan string) ([]catalog.Paper, bool) {
	at, err := strconv.Atoi(values.Get("at"))
	known := err == nil && at >= 0 && at < len(papers)
	if values.Get("do") == "out" {
		if known {
			papers = slices.Delete(papers, at, at+1)
		}
		return papers, known
	}
	paper.File = scan
	if !known {
		papers, at = append(papers, paper), len(papers)
	} else if scan == "" {
		paper.File = papers[at].File
	}
	papers[at] = paper
	for i, other := range papers {
		if i != at && other.Kind == paper.Kind && other.Number == paper.Number {
			return papers, false
		}
	}
	return papers, true
}

func (s *Server) papersNotKept(c *fiber.Ctx, l makerListing, form view.Form, err error) error {
	var problems catalog.Problems
	var stale *catalog.StaleError
	p := s.page(c)
	switch {
	case errors.As(err, &problems):
		form.Fail("kind", p.T("maker.problem.paper"))
		c.Status(fiber.StatusUnprocessableEntity)
	case errors.As(err, &stale):
		l.edit = stale.Edit
		form.Fail("kind", p.T("maker.problem.stale"))
		c.Status(fiber.StatusConflict)
	default:
		return err
	}
	return s.renderPapers(c, l, form)
}

// paperKey is where a scan lies in the store, apart from what is public.
func paperKey(hash string) string { return "paper/" + hash }

// showPaper sends a scan that its producer lets anybody open.
func (s *Server) showPaper(c *fiber.Ctx) error {
	kind, err := s.sent.PublicPaperType(c.UserContext(), c.Params("hash"))
	if err != nil {
		return err
	}
	return s.sendPaper(c, kind)
}

// showOwnPaper sends a scan to those who act for its producer.
func (s *Server) showOwnPaper(c *fiber.Ctx) error {
	producerID, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	kind, err := s.sent.PaperType(c.UserContext(), producerID, c.Params("hash"))
	if err != nil {
		return err
	}
	return s.sendPaper(c, kind)
}

// sendPaper sends a stranger's file so that no browser runs or shows it here.
func (s *Server) sendPaper(c *fiber.Ctx, kind string) error {
	hash := c.Params("hash")
	file, size, err := s.pictures.Store.Open(c.UserContext(), paperKey(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return pgx.ErrNoRows
	}
	if err != nil {
		return fmt.Errorf("opening a scan: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, size))
	if err != nil {
		return fmt.Errorf("reading a scan: %w", err)
	}
	c.Set(fiber.HeaderContentType, media.PaperMIME(kind))
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="giay-to-`+hash[:8]+"."+kind+`"`)
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; sandbox")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Send(data)
}
