package storefront

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/catalog/trade"
	"ocop/media"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/assets"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/opendata"
	"ocop/storefront/print"
	"ocop/storefront/view"
)

// Options is what a Server is made of.
type Options struct {
	DB             *pgxpool.Pool
	Reader         *pgxpool.Pool // reads the pages of products; nil reads them through DB
	Redis          redis.UniversalClient
	Finder         *search.Finder
	Index          *search.Index
	Demand         *search.Demand // nil counts nothing
	Pictures       *media.Pictures
	Words          *locale.Words  // nil reads them
	Assets         *assets.Assets // nil prepares them
	Mails          *inquiry.Mails
	Inquiries      *inquiry.Inquiries
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
	onPages    catalog.Products // as their own pages read them
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
	requests   trade.Requests
	buyingKey  []byte // signs the links of buyers
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
	fairs      fair.Fairs
	turns      catalog.Turns
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
	pieces     *view.Pieces
	mails      *inquiry.Mails
	mailSecret string
	orders     *print.Orders
	inquiries  *inquiry.Inquiries
	sending    atomic.Int64 // forms being taken now
	cache      *pageCache
	unsearched tagSet // written, but not known to the index yet
	limits     *limiter
	wanderers  turnstile
	suggested  keptSuggestions
	packer     packer
	proxies    proxies
	health     *health
	measures   *measures
	baseURL    string
	operator   string
	demo       bool
	consents   catalog.Consents
	sent       catalog.Uploads                // pictures and scans of makers
	parts      catalog.Parts                  // pictures that are still being sent
	away       atomic.Bool                    // the database does not answer
	hidden     atomic.Pointer[catalog.Hidden] // taken down; nil before it was first read
	app        *fiber.App
}

// Limits of a request. Addresses longer than maxURI get our own 414, headers
// longer than readBuffer our own 431. An answer that fits into writeBuffer, as
// every page does compressed and a product's does as it is, leaves in one piece.
const (
	readBuffer     = 32 << 10
	writeBuffer    = 32 << 10
	maxURI         = 8 << 10
	requestTimeout = 10 * time.Second
	idleTimeout    = 60 * time.Second
	queryDeadline  = 5 * time.Second
	// Cards of some thousand products; beyond it those asked for most stay.
	cardBytes = 8 << 20
	// Each password being checked needs 19 MB.
	passwordsAtOnce = 3
)

// New puts the site together. It answers 503 until SetReady is called.
func New(o Options) (*Server, error) {
	var err error
	files := o.Assets
	if files == nil {
		if files, err = assets.New(); err != nil {
			return nil, fmt.Errorf("preparing assets: %w", err)
		}
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
	suggested, err := newKeptSuggestions()
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
		products: catalog.Products{DB: o.DB}, onPages: catalog.Products{DB: cmp.Or(o.Reader, o.DB)}, producers: catalog.Producers{DB: o.DB, Hanging: hangings()}, former: catalog.FormerSlugs{DB: o.DB},
		finder: o.Finder, index: o.Index, demand: o.Demand, pictures: o.Pictures,
		consents: catalog.Consents{DB: o.DB}, sent: catalog.Uploads{DB: o.DB}, parts: catalog.Parts{DB: o.DB, Now: time.Now},
		dumps: opendata.Shelf{Store: o.Pictures.Store, DB: o.DB}, dumpWanted: make(chan struct{}, 1),
		assets: files, words: words, pieces: view.NewPieces(cardBytes), mails: o.Mails, mailSecret: o.MailSecret, inquiries: o.Inquiries, cache: cache, limits: newLimiter(), wanderers: newTurnstile(), suggested: suggested, proxies: trusted,
		health: health, measures: newMeasures(health), baseURL: o.BaseURL, operator: o.Operator, demo: o.Demo,
	}
	s.searches = inquiry.SavedSearches{DB: o.DB, Now: time.Now}
	if s.orders, err = print.NewOrders(o.DB, o.Pictures.Store, time.Now); err != nil {
		return nil, err
	}
	s.openBuying(o)
	letters, err := fair.NewQueue(o.DB)
	if err != nil {
		return nil, err
	}
	s.fairs = fair.Fairs{DB: o.DB, Now: s.now, Tell: s.tellFair, Later: letters.Put}
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
	s.events, s.turns = catalog.Events{DB: o.DB}, catalog.Turns{DB: o.DB}
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
