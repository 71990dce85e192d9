package account

// Action is something that not everybody may do.
type Action string

// The actions. Each stands in the table below.
const (
	OwnAccount         Action = "own_account"         // one's own password, sessions, factors
	CloseOwn           Action = "close_own"           // one's own account, for good
	Manage             Action = "manage"              // the maker's console
	EditListing        Action = "edit_listing"        // drafts and changes of a producer's entries
	ConfirmListing     Action = "confirm_listing"     // what a helper entered; "still correct"
	GiveConsent        Action = "give_consent"        // to publish a person's name and phone
	GrantHelper        Action = "grant_helper"        // let somebody enter for the producer
	TakeOut            Action = "take_out"            // download all of a producer's own data
	AnswerInquiries    Action = "answer_inquiries"    // messages and orders for a producer
	TakePart           Action = "take_part"           // events: apply, be met, note at the booth
	Office             Action = "office"              // the office's console
	ReviewEdits        Action = "review_edits"        // approve, send back, take down
	ManageRecognitions Action = "manage_recognitions" // decisions and stars
	ManageProducers    Action = "manage_producers"    // merge, transfer, move
	ImportLists        Action = "import_lists"        // lists and photos in, lists out
	ReadAudit          Action = "read_audit"
	EditWords          Action = "edit_words"           // synonyms, flagged words, notices, legal texts
	ManageAccounts     Action = "manage_accounts"      // invite, confirm claims, reset, close
	ReadInquiryNumbers Action = "read_inquiry_numbers" // how fast makers answer; never the messages
	NameDesks          Action = "name_desks"           // who is told when a maker is silent
	JudgeFraud         Action = "judge_fraud"          // what makers reported, with its message
	ManageEvents       Action = "manage_events"        // fairs and meetings
	ManageRequests     Action = "manage_requests"      // requests to buy, pools
)

// Reach is how far a role's permission goes.
type Reach int

// The reaches.
const (
	Nowhere    Reach = iota
	Own              // the producers of the account
	Province         // the account's province
	Everywhere       // the whole country
)

// Actions lists every action of the table.
func Actions() []Action {
	list := make([]Action, 0, len(table()))
	for _, row := range table() {
		list = append(list, row.action)
	}
	return list
}

type row struct {
	action                                              Action
	producer, helper, province, national, administrator Reach
}

// table is who may do what. There is no other place that decides.
func table() []row {
	return []row{
		{OwnAccount, Everywhere, Everywhere, Everywhere, Everywhere, Everywhere},
		{CloseOwn, Everywhere, Everywhere, Nowhere, Nowhere, Nowhere}, // an office's account is closed by the office above

		{Manage, Own, Own, Nowhere, Nowhere, Nowhere},
		{EditListing, Own, Own, Nowhere, Nowhere, Nowhere},
		{ConfirmListing, Own, Nowhere, Nowhere, Nowhere, Nowhere},
		{GiveConsent, Own, Nowhere, Nowhere, Nowhere, Nowhere},
		{GrantHelper, Own, Nowhere, Nowhere, Nowhere, Nowhere},
		{TakeOut, Own, Nowhere, Nowhere, Nowhere, Nowhere},
		{AnswerInquiries, Own, Own, Nowhere, Nowhere, Nowhere},
		{TakePart, Own, Own, Nowhere, Nowhere, Nowhere},

		{Office, Nowhere, Nowhere, Province, Everywhere, Everywhere},
		{ReviewEdits, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ManageRecognitions, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ManageProducers, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ImportLists, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ReadAudit, Nowhere, Nowhere, Province, Everywhere, Everywhere},
		{EditWords, Nowhere, Nowhere, Nowhere, Everywhere, Everywhere},
		{ManageAccounts, Nowhere, Nowhere, Province, Everywhere, Everywhere},
		{ReadInquiryNumbers, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{NameDesks, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{JudgeFraud, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ManageEvents, Nowhere, Nowhere, Province, Everywhere, Nowhere},
		{ManageRequests, Nowhere, Nowhere, Province, Everywhere, Nowhere},
	}
}

// Reach is how far a role's permission for an action goes.
func (r Role) Reach(action Action) Reach {
	for _, row := range table() {
		if row.action != action {
			continue
		}
		switch r {
		case Producer:
			return row.producer
		case Helper:
			return row.helper
		case ProvinceOffice:
			return row.province
		case NationalOffice:
			return row.national
		case Administrator:
			return row.administrator
		}
	}
	return Nowhere
}

// May reports whether a role may do something at all, to whomever it belongs.
func (r Role) May(action Action) bool { return r.Reach(action) != Nowhere }

// Scope is what an action is done to: something of a producer, or something of
// a province. What belongs to the whole country is the zero Scope.
type Scope struct {
	ProducerID   int64  // 0 for what is no producer's
	ProvinceCode string // empty for what is no province's
	Role         Role   // of an account that is managed; empty for what is none
}

// Manages reports whether a role may invite, reset and close accounts of
// another: nobody manages those beside or above.
func (r Role) Manages(other Role) bool {
	switch r {
	case ProvinceOffice:
		return other == Producer || other == Helper
	case NationalOffice:
		return other == Producer || other == Helper || other == ProvinceOffice
	case Administrator:
		return true
	}
	return false
}

// May reports whether somebody may do something to what lies in a scope.
func (s *Session) May(action Action, scope Scope) bool {
	if scope.Role != "" && !s.Role.Manages(scope.Role) {
		return false
	}
	switch s.Role.Reach(action) {
	case Everywhere:
		return true
	case Province:
		return scope.ProvinceCode != "" && scope.ProvinceCode == s.ProvinceCode
	case Own:
		return scope.ProducerID != 0 && s.ActsFor(scope.ProducerID)
	}
	return false
}
