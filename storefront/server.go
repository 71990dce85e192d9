package storefront

import (
	"context"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"ocop/catalog"
	"ocop/media"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/assets"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/opendata"
	"ocop/storefront/print"
)

// Options is what a Server is made of.
type Options struct {
	DB             *pgxpool.Pool
	Redis          redis.UniversalClient
	Finder         *search.Finder
	Index          *search.Index
	Demand         *search.Demand // nil counts nothing
	Pictures       *media.Pictures
	Words          *locale.Words // nil reads them
	Mails          *inquiry.Mails
	MailSecret     string // opens the hook for replies and bounces; empty closes it
	Operator       string // who runs the site: name, address, contact (Law 122/2025/QH15, Art. 17)
	Secret         string // seals what the database alone must not open
	BaseURL        string // without a slash at the end; https turns on HSTS
	Demo           bool   // sample data: every page says so
	TrustedProxies []string
	CacheBytes     int // of finished pages kept in memory; 0 keeps none
	SharedPages    int // most pages kept in Redis, for one that evicts nothing; 0 leaves it to Redis
	Checks         []Check
}

// Server answers for the whole site.
type Server struct {
	products   catalog.Products
	producers  catalog.Producers
	former     catalog.FormerSlugs
	edits      catalog.Edits
	takedowns  catalog.Takedowns
	awards     catalog.Recognitions
	flags      catalog.FlaggedWords
	audit      catalog.Audit
	imports    catalog.Imports
	complaints catalog.Complaints
	wordings   catalog.Wordings
	notices    atomic.Pointer[[]catalog.Notice]
	accounts   account.Accounts
	sessions   account.Sessions
	factors    account.Factors
	guesses    account.Guesses
	tokens     account.Tokens
	claims     account.Claims
	passkeys   *account.Passkeys // nil where the site's address cannot have any
	redis      redis.UniversalClient
	drawing    chan struct{} // one certificate of a claim at a time
	guards     []guarded     // every route of the consoles
	uploads    []string      // routes of it that take files
	stays      catalog.Destinations
	events     catalog.Events
	finder     *search.Finder
	index      *search.Index
	demand     *search.Demand
	dumps      opendata.Shelf
	dump       atomic.Pointer[opendata.Package] // the newest; nil while there is none
	dumpWanted chan struct{}
	searches   inquiry.SavedSearches
	pictures   *media.Pictures
	assets     *assets.Assets
	words      *locale.Words
	mails      *inquiry.Mails
	mailSecret string
	orders     *print.Orders
	cache      *pageCache
	limits     *limiter
	proxies    proxies
	health     *health
	measures   *measures
	baseURL    string
	operator   string
	demo       bool
	consents   catalog.Consents
	sent       catalog.Uploads // pictures and scans of makers
	away       atomic.Bool     // the database does not answer
	app        *fiber.App
}

// Limits of a request. Addresses longer than maxURI get our own 414, headers
// longer than readBuffer our own 431. An answer that fits into writeBuffer, as
// every page does compressed, leaves in one piece.
const (
	readBuffer     = 32 << 10
	writeBuffer    = 16 << 10
	maxURI         = 8 << 10
	requestTimeout = 10 * time.Second
	idleTimeout    = 60 * time.Second
	queryDeadline  = 5 * time.Second
	// Each password being checked needs 19 MB.
	passwordsAtOnce = 3
)

// New puts the site together. It answers 503 until SetReady is called.
func New(o Options) (*Server, error) {
	files, err := assets.New()
	if err != nil {
		return nil, fmt.Errorf("preparing assets: %w", err)
	}
	words := o.Words
	if words == nil {
		if words, err = locale.Load(); err != nil {
			return nil, err
		}
	}
	cache, err := newPageCache(o.Redis, o.CacheBytes, o.SharedPages)
	if err != nil {
		return nil, err
	}
	trusted, err := readProxies(o.TrustedProxies)
	if err != nil {
		return nil, err
	}
	seal, err := account.NewSeal(o.Secret)
	if err != nil {
		return nil, err
	}
	health := newHealth(o.Checks)
	s := &Server{
		products: catalog.Products{DB: o.DB}, producers: catalog.Producers{DB: o.DB}, former: catalog.FormerSlugs{DB: o.DB},
		finder: o.Finder, index: o.Index, demand: o.Demand, pictures: o.Pictures,
		consents: catalog.Consents{DB: o.DB}, sent: catalog.Uploads{DB: o.DB},
		dumps: opendata.Shelf{Store: o.Pictures.Store, DB: o.DB}, dumpWanted: make(chan struct{}, 1),
		assets: files, words: words, mails: o.Mails, mailSecret: o.MailSecret, cache: cache, limits: newLimiter(), proxies: trusted,
		health: health, measures: newMeasures(health), baseURL: o.BaseURL, operator: o.Operator, demo: o.Demo,
	}
	s.searches = inquiry.SavedSearches{DB: o.DB, Now: time.Now}
	if s.orders, err = print.NewOrders(o.DB, o.Pictures.Store, time.Now); err != nil {
		return nil, err
	}
	s.stays = catalog.Destinations{DB: o.DB}
	s.edits, s.takedowns, s.awards = catalog.Edits{DB: o.DB}, catalog.Takedowns{DB: o.DB}, catalog.Recognitions{DB: o.DB}
	s.complaints, s.wordings = catalog.Complaints{DB: o.DB}, catalog.Wordings{DB: o.DB}
	s.flags, s.audit, s.imports = catalog.FlaggedWords{DB: o.DB}, catalog.Audit{DB: o.DB}, catalog.Imports{DB: o.DB}
	s.accounts = account.Accounts{DB: o.DB, Hasher: account.NewHasher(passwordsAtOnce), Today: o.Index.Day}
	s.sessions = account.Sessions{DB: o.DB, Today: o.Index.Day}
	s.redis, s.drawing = o.Redis, make(chan struct{}, 1)
	if canHavePasskeys(o.BaseURL) {
		if s.passkeys, err = account.NewPasskeys(o.DB, seal, o.BaseURL, words.In(locale.VI).T("site.name")); err != nil {
			return nil, err
		}
	}
	s.claims = account.Claims{DB: o.DB}
	s.tokens = account.Tokens{DB: o.DB, Now: time.Now}
	s.guesses = account.Guesses{DB: o.DB, Now: time.Now}
	s.factors = account.Factors{DB: o.DB, Seal: seal, Now: time.Now}
	s.events = catalog.Events{DB: o.DB}
	s.app = fiber.New(fiber.Config{
		AppName: "ocop", ServerHeader: "", DisableStartupMessage: true,
		Immutable: true, CaseSensitive: true, StrictRouting: true, UnescapePath: true,
		ReadBufferSize: readBuffer, WriteBufferSize: writeBuffer, BodyLimit: formLimit, StreamRequestBody: true, DisablePreParseMultipartForm: true,
		ReadTimeout: requestTimeout, WriteTimeout: 2 * requestTimeout, IdleTimeout: idleTimeout,
		ErrorHandler: s.showProblem,
	})
	s.routes()
	return s, nil
}

// routes is every address of the site.
func (s *Server) routes() {
	s.app.Use(s.measure, s.recover, s.limit, s.hearSilence, s.cached, s.protect, s.deadline, s.bound)

	s.app.Get("/healthz", s.showAlive)
	s.app.Get("/readyz", s.showReady)
	s.app.Get("/assets/:name", s.showAsset)
	s.app.Get("/favicon.ico", s.showIcon)
	s.app.Get("/anh/:hash/:file", s.showPicture)
	s.app.Get("/robots.txt", s.showRobots)

	s.app.Use(s.started)

	// What the catalogue shows.
	s.both("/", "/", s.showHome)
	s.both("/san-pham", "/products", s.listProducts)
	s.both("/san-pham/:slug", "/products/:slug", s.showProduct)
	s.both("/tai-ve/:token", "/downloads/:token", s.showOrder)
	s.app.Get("/tai-ve/:token/tep", s.showOrderFile)
	s.app.Post("/tai-ve", s.submitOrder)
	s.app.Post("/en/downloads", s.submitOrder)
	s.app.Post("/tai-ve/:token/huy", s.submitCancel)
	s.app.Post("/en/downloads/:token/cancel", s.submitCancel)
	s.both("/theo-doi", "/follow", s.showSaveSearch)
	s.both("/theo-doi/da-gui", "/follow/sent", s.showSearchAsked)
	s.both("/theo-doi/da-dung", "/follow/ended", s.showSearchEnded)
	s.both("/theo-doi/:token", "/follow/:token", s.showSavedSearch)
	s.app.Post("/theo-doi", s.submitSaveSearch)
	s.app.Post("/en/follow", s.submitSaveSearch)
	s.app.Post("/theo-doi/:token", s.submitSavedSearch)
	s.app.Post("/en/follow/:token", s.submitSavedSearch)
	s.both("/so-sanh", "/compare", s.showComparison)
	s.both("/san-pham/:slug/cung-duong", "/products/:slug/trail", s.showTrail)
	s.both("/san-pham/:slug/cung-duong.html", "/products/:slug/trail.html", s.showTrailFile)
	s.both("/chu-the", "/producers", s.listProducers)
	s.both("/chu-the/:slug", "/producers/:slug", s.showProducer)
	s.both("/tinh-thanh", "/provinces", s.listProvinces)
	s.both("/tinh-thanh/:slug", "/provinces/:slug", s.showProvince)
	s.both("/nhom/:slug", "/groups/:slug", s.showGroup)
	s.both("/du-lich", "/tourism", s.listTourism)
	s.both("/du-lich/:slug", "/tourism/:slug", s.showDestination)
	s.both("/xuc-tien", "/promotion", s.listEvents)
	s.both("/xuc-tien/:slug", "/promotion/:slug", s.showEvent)
	s.both("/lich/:file", "/calendar/:file", s.showEventICS)
	s.both("/thong-ke", "/statistics", s.showStatistics)
	s.both("/thong-ke/nhu-cau", "/statistics/demand", s.showDemand)
	s.both("/du-lieu-mo", "/open-data", s.showOpenData)
	s.both("/gioi-thieu", "/about", s.showAbout)
	s.both("/quy-che", "/rules", s.showRules)
	s.both("/bao-ve-du-lieu", "/privacy", s.showPrivacy)
	s.both("/cach-sap-xep", "/ranking", s.showRanking)
	s.both("/tro-nang", "/accessibility", s.showAccessibility)
	s.both("/so-do", "/site-map", s.showSiteMap)

	// Meeting: inquiries, tourism and trade.
	if s.demo { // what the site has sent, shown to anybody
		s.both("/thu", "/mail", s.listMails)
		s.both("/thu/:id", "/mail/:id", s.showMail)
	}

	// What is wrong on a page.
	s.both("/bao-sai-san-pham/:slug", "/report-product/:slug", s.newProductComplaint)
	s.both("/bao-sai-chu-the/:slug", "/report-producer/:slug", s.newProducerComplaint)
	s.app.Post("/bao-sai-san-pham/:slug", s.submitProductComplaint)
	s.app.Post("/en/report-product/:slug", s.submitProductComplaint)
	s.app.Post("/bao-sai-chu-the/:slug", s.submitProducerComplaint)
	s.app.Post("/en/report-producer/:slug", s.submitProducerComplaint)
	s.files(complaintPaths()...)

	// Signing in, and the consoles of makers and offices.
	s.form("/dang-nhap", "/sign-in", s.showSignIn, s.submitSignIn)
	s.form("/dang-nhap/ma", "/sign-in/code", s.showSecondFactor, s.submitSecondFactor)
	s.form("/dang-nhap/thiet-lap", "/sign-in/set-up", s.showSetUp, s.submitSetUp)
	s.app.Post("/dang-nhap/khoa/bat-dau", s.beginSignInByKey)
	s.app.Post("/en/sign-in/passkey/begin", s.beginSignInByKey)
	s.app.Post("/dang-nhap/khoa", s.submitSignInByKey)
	s.app.Post("/en/sign-in/passkey", s.submitSignInByKey)
	s.form("/dang-nhap/quen", "/sign-in/forgotten", s.showForgotten, s.submitForgotten)
	s.form("/dang-nhap/thu", "/sign-in/mail", s.showByMail, s.submitByMail)
	s.form("/dang-nhap/thu/ma", "/sign-in/mail/code", s.showMailCode, s.submitMailCode)
	s.form("/dang-nhap/mat-khau", "/sign-in/password", s.showNewPassword, s.submitNewPassword)
	s.app.Post("/dang-xuat", s.submitSignOut)
	s.app.Post("/en/sign-out", s.submitSignOut)
	s.form("/chu-the/:slug/nhan", "/producers/:slug/claim", s.showNewClaim, s.submitClaim)
	s.files("/chu-the/:slug/nhan", "/en/producers/:slug/claim")
	s.console(fiber.MethodGet, officeAccounts, account.ManageAccounts, s.listAccounts)
	s.console(fiber.MethodGet, officeAccounts+"/moi", account.ManageAccounts, s.newInvite)
	s.console(fiber.MethodPost, officeAccounts+"/moi", account.ManageAccounts, s.submitInvite)
	s.console(fiber.MethodGet, officeAccounts+"/xac-nhan/:claim", account.ManageAccounts, s.showClaim)
	s.console(fiber.MethodGet, officeAccounts+"/xac-nhan/:claim/anh", account.ManageAccounts, s.showCertificate)
	s.console(fiber.MethodPost, officeAccounts+"/xac-nhan/:claim/chap-nhan", account.ManageAccounts, s.submitConfirmClaim)
	s.console(fiber.MethodPost, officeAccounts+"/xac-nhan/:claim/tu-choi", account.ManageAccounts, s.submitRefuseClaim)
	s.console(fiber.MethodGet, officeAccounts+"/:account", account.ManageAccounts, s.showAccount)
	s.console(fiber.MethodPost, officeAccounts+"/:account/dat-mat-khau", account.ManageAccounts, s.submitResetPassword)
	s.console(fiber.MethodPost, officeAccounts+"/:account/bo-xac-thuc", account.ManageAccounts, s.submitResetFactor)
	s.console(fiber.MethodPost, officeAccounts+"/:account/dong", account.ManageAccounts, s.submitCloseAccount)
	s.console(fiber.MethodGet, "/quan-ly/nguoi-giup", account.GrantHelper, s.listHelpers)
	s.console(fiber.MethodPost, "/quan-ly/nguoi-giup", account.GrantHelper, s.submitHelper)
	s.console(fiber.MethodPost, "/quan-ly/nguoi-giup/thoi", account.GrantHelper, s.removeHelper)
	s.console(fiber.MethodGet, "/tai-khoan", account.OwnAccount, s.showSettings)
	s.console(fiber.MethodPost, "/tai-khoan/mat-khau", account.OwnAccount, s.submitPassword)
	s.console(fiber.MethodPost, "/tai-khoan/khoa/bat-dau", account.OwnAccount, s.beginAddKey)
	s.console(fiber.MethodPost, "/tai-khoan/khoa", account.OwnAccount, s.submitAddKey)
	s.console(fiber.MethodPost, "/tai-khoan/khoa/xoa", account.OwnAccount, s.removeKey)
	s.console(fiber.MethodPost, "/tai-khoan/ket-thuc", account.OwnAccount, s.submitEndSession)
	s.console(fiber.MethodPost, "/tai-khoan/ket-thuc-het", account.OwnAccount, s.submitEndSessions)
	s.makerRoutes()
	s.console(fiber.MethodGet, officePath, account.Office, s.showOffice)
	s.console(fiber.MethodGet, queuePath, account.ReviewEdits, s.listQueue)
	s.console(fiber.MethodPost, queuePath, account.ReviewEdits, s.submitQueue)
	s.console(fiber.MethodGet, queuePath+"/:change", account.ReviewEdits, s.showChange)
	s.console(fiber.MethodPost, queuePath+"/:change", account.ReviewEdits, s.submitChange)
	s.console(fiber.MethodGet, officeProductPath, account.ManageRecognitions, s.listOfficeProducts)
	s.console(fiber.MethodGet, officeProductPath+"/:product", account.ManageRecognitions, s.showOfficeProduct)
	s.console(fiber.MethodPost, officeProductPath+"/:product", account.ManageRecognitions, s.submitOfficeProduct)
	s.console(fiber.MethodGet, linePath+"/:line", account.ManageRecognitions, s.editLine)
	s.console(fiber.MethodPost, linePath+"/:line", account.ManageRecognitions, s.submitLine)
	s.console(fiber.MethodGet, awardPath, account.ManageRecognitions, s.newAward)
	s.console(fiber.MethodPost, awardPath, account.ManageRecognitions, s.submitAward)
	s.console(fiber.MethodGet, officeProducerPath, account.ManageProducers, s.listOfficeProducers)
	s.console(fiber.MethodGet, officeProducerPath+"/:producer", account.ManageProducers, s.showOfficeProducer)
	s.console(fiber.MethodPost, officeProducerPath+"/:producer", account.ManageProducers, s.submitOfficeProducer)
	s.console(fiber.MethodGet, mergePath, account.ManageProducers, s.showMerge)
	s.console(fiber.MethodPost, mergePath, account.ManageProducers, s.submitMerge)
	s.console(fiber.MethodGet, complaintPath, account.ReviewEdits, s.listComplaints)
	s.console(fiber.MethodGet, complaintPath+"/:report", account.ReviewEdits, s.showComplaint)
	s.console(fiber.MethodPost, complaintPath+"/:report", account.ReviewEdits, s.submitComplaintDesk)
	s.console(fiber.MethodGet, overviewPath, account.ManageRecognitions, s.showOverview)
	s.console(fiber.MethodGet, wordPath, account.EditWords, s.listWords)
	s.console(fiber.MethodPost, wordPath, account.EditWords, s.submitWord)
	s.console(fiber.MethodGet, importPath, account.ImportLists, s.listImports)
	s.console(fiber.MethodPost, importPath, account.ImportLists, s.submitImport)
	s.console(fiber.MethodGet, importPath+"/:list", account.ImportLists, s.showImport)
	s.console(fiber.MethodPost, importPath+"/:list", account.ImportLists, s.submitImportStep)
	s.console(fiber.MethodGet, importPath+"/:list/nhan-xet", account.ImportLists, s.showRemarks)
	s.console(fiber.MethodGet, exportPath, account.ImportLists, s.showExport)
	s.files(importPaths()...)
	s.console(fiber.MethodGet, auditPath, account.ReadAudit, s.listAudit)

	// Files and feeds.
	s.both("/san-pham.csv", "/products.csv", s.showListCSV)
	s.app.Get("/thong-ke/nhu-cau.csv", s.showDemandCSV)
	s.app.Get("/du-lieu-mo/:file", s.showDumpFile)
	s.both("/xuc-tien.ics", "/promotion.ics", s.showEventsICS)
	s.app.Get("/sitemap.xml", s.showSitemapXML)
	s.app.Get("/feed.atom", s.showFeed)
	s.app.Get("/giay-to/:hash", s.showPaper)

	// For programs.
	s.app.Get("/api/v1/products", s.apiProducts)
	s.app.Get("/api/v1/products/:slug", s.apiProduct)
	s.app.Get("/api/v1/producers/:slug", s.apiProducer)
	s.app.Get("/api/v1/provinces", s.apiProvinces)
	s.app.Get(suggestPath, s.apiSuggest)
	s.app.Get("/api/openapi.json", s.showOpenAPI)

	s.app.Use(s.redirectSlash)
}

// makerRoutes is every address of the maker's console.
func (s *Server) makerRoutes() {
	s.console(fiber.MethodGet, "/quan-ly", account.Manage, s.showManage)
	s.console(fiber.MethodGet, "/quan-ly/san-pham", account.EditListing, s.listMakerProducts)
	s.console(fiber.MethodPost, "/quan-ly/chu-the/:producer/tin", account.EditListing, s.submitNew)
	s.console(fiber.MethodGet, "/quan-ly/tin/:listing", account.EditListing, s.showListing)
	s.console(fiber.MethodGet, "/quan-ly/tin/:listing/sua/:screen", account.EditListing, s.editScreen)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/sua/:screen", account.EditListing, s.submitScreen)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/anh", account.EditListing, s.submitPictures)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/giay-to", account.EditListing, s.submitPapers)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/gui", account.EditListing, s.submitListing)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/bo", account.EditListing, s.removeDraft)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/con-dung", account.ConfirmListing, s.submitConfirmation)
	s.console(fiber.MethodGet, "/quan-ly/tin/:listing/xem", account.EditListing, s.showPreview)
	s.console(fiber.MethodGet, "/quan-ly/tin/:listing/lich-su", account.EditListing, s.listHistory)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/hoan-tac", account.EditListing, s.submitUndo)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/sua-anh", account.EditListing, s.editPictures)
	s.console(fiber.MethodGet, "/quan-ly/tin/:listing/xoa/:hash", account.EditListing, s.askRemovePicture)
	s.console(fiber.MethodPost, "/quan-ly/tin/:listing/xoa/:hash", account.EditListing, s.removePicture)
	s.console(fiber.MethodGet, "/quan-ly/chu-the/:producer/giay-to/:hash", account.EditListing, s.showOwnPaper)
	s.console(fiber.MethodGet, "/quan-ly/chu-the/:producer/dong-y", account.GiveConsent, s.showConsent)
	s.console(fiber.MethodPost, "/quan-ly/chu-the/:producer/dong-y", account.GiveConsent, s.submitConsent)
	s.console(fiber.MethodGet, "/quan-ly/chu-the/:producer/tai-ve", account.TakeOut, s.showArchive)
	s.files("/quan-ly/tin/:listing/anh", "/en/manage/listings/:listing/pictures", "/quan-ly/tin/:listing/giay-to", "/en/manage/listings/:listing/papers")
}

// both registers a page under its Vietnamese and its English address.
func (s *Server) both(vi, en string, show fiber.Handler) {
	s.app.Get(vi, show)
	s.app.Get("/en"+en, show)
}

// form registers a page with a form, and where that goes: the same address.
func (s *Server) form(vi, en string, show, submit fiber.Handler) {
	s.both(vi, en, show)
	s.app.Post(vi, submit)
	s.app.Post("/en"+en, submit)
}

// Serve answers on a listener until Shutdown.
func (s *Server) Serve(listener net.Listener) error {
	if err := s.app.Listener(listener); err != nil {
		return fmt.Errorf("serving: %w", err)
	}
	return nil
}

// SetReady lets visitors in: the schema is there, the data loaded and
// searchable.
func (s *Server) SetReady() { s.health.ready.Store(true) }

// Shutdown lets requests under way finish, at most until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	// The cache last: requests under way still write to it.
	defer s.cache.close()
	return s.app.ShutdownWithContext(ctx)
}
