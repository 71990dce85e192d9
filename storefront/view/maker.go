package view

import "ocop/catalog"

// MakerHome is the first page of the maker's console.
type MakerHome struct {
	Done      string // what the form before did
	Tasks     []MakerTask
	Lines     []MakerLine
	Producers []MakerProducer
	Products  string // address of the list
}

// MakerTask is something that needs a maker.
type MakerTask struct {
	Urgent       bool
	Title, Text  string
	Path, Button string
	Action       string // of a form that does it in one tap; empty where there is none
	Press        string // its button
	Version      int    // of the change that it is done to, with a key to count once
	Key          string // empty where it is done to no change
}

// MakerProducer is a producer somebody acts for, with what can be done for it.
type MakerProducer struct {
	Name, Public, Profile   string
	New, Key                string // the form for a new product
	Consent, Archive, Close string
}

// MakerLine is a listing in a maker's list.
type MakerLine struct {
	Name, Path, Kind string
	Star             *catalog.Star // nil for what is no public product
	State            string        // of the open change; empty where there is none
	New              bool
	Filled, Total    int
	Next, NextPath   string // the most useful thing that is missing
}

// MakerProducts is the list of a maker's products.
type MakerProducts struct {
	Form  Form
	Parts []MakerPart
}

// MakerPart is the products of one producer.
type MakerPart struct {
	Producer MakerProducer
	Lines    []MakerLine
	Failed   bool // the form for a new one is to be mended here
}

// MakerChange is one line of a difference.
type MakerChange struct{ Label, Old, New string }

// MakerListing is a listing as its maker works on it.
type MakerListing struct {
	Warnings               []string
	Name, Kind, Path       string
	Public                 bool   // it stands on the public pages already
	PublicPath             string // of a product; empty where nobody sees it
	State, Reason, Since   string
	Version                int
	Key                    string
	Changes                []MakerChange
	Screens                []MakerLink
	Filled, Total          int
	Done, Problem          string
	CanSubmit, CanWithdraw bool
	Next                   MakerLink // the most useful subject that lacks something; without a label none does
	NextFirst              bool      // a new listing that cannot be judged without it
	Helper, HandedOver     bool
	EnteredBy              string
}

// MakerLink is the way to one subject of a listing.
type MakerLink struct {
	Label, Path string
	Missing     []string
	Changed     bool
}

// MakerScreen is one subject of a listing as a form.
type MakerScreen struct {
	Warnings          []string
	Form              Form
	Action, Back      string
	Name, Title, Help string
	Rows              []MakerRow
	Version           int
	Key               string
	Waiting           bool // writing takes it back from the office
	Clashes           []MakerChange
	Ready             []MakerFact
}

// MakerRow is a field, with its English one beside it where there is one.
type MakerRow struct{ Fields []MakerField }

// MakerField is one field of a screen.
type MakerField struct {
	Name, Label, Help string
	Type              string
	Was               string // mark of the value it was drawn with
	Most              int
	English, Month    bool
	Options           []MakerOption
}

// MakerOption is a value to choose.
type MakerOption struct{ Value, Label string }

// MakerLines is a screen of lines that are added, mended, moved and taken out one
// at a time: what guests can do, houses that receive them.
type MakerLines struct {
	Warnings          []string
	Form              Form
	Action, Back      string
	Title, Help       string
	New, Change, None string // words of this list
	Version           int
	Key               string
	At                int // the line in the form; -1 for a new one
	Waiting           bool
	Lines             []MakerLineText
	Rows              []MakerRow
}

// MakerLineText is one line of such a screen.
type MakerLineText struct {
	Name, Text string
	Edit       string
}

// MakerFact is one of the eight things supermarkets ask for.
type MakerFact struct {
	Label, Path string
	Given       bool
}

// MakerHistory is who changed what in a listing.
type MakerHistory struct {
	Action  string // of the form that undoes
	Version int
	Lines   []MakerHistoryLine
}

// MakerHistoryLine is one approved change.
type MakerHistoryLine struct {
	ID                        int64
	Key, Day, Author, Officer string
	Helper, Confirmed         string // who entered it for the producer, and who of the producer agreed
	AtOnce, Undo, New         bool
	Changes                   []MakerChange
}

// MakerPictures is the screen of a product's pictures.
type MakerPictures struct {
	Form                        Form
	Upload, Parts, Action, Back string
	Version                     int
	Key                         string
	Most                        int
	Waiting                     bool
	Pictures                    []MakerPicture
}

// MakerPicture is one picture of a product, with what could be better about it.
type MakerPicture struct {
	Picture    catalog.Picture
	Alt, AltEN string
	Remove     string
	Hints      []string
}

// MakerPapers is the screen of a product's certificates.
type MakerPapers struct {
	Form         Form
	Action, Back string
	Version      int
	Key          string
	At           int // the one in the form; -1 for a new one
	HasScan      bool
	Waiting      bool
	Papers       []MakerPaper
	Kinds        []MakerOption
}

// MakerPaper is one certificate in its maker's list.
type MakerPaper struct {
	At         int
	Text       string
	Edit, Scan string
	Ended      bool
}
