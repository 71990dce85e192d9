package fair

import (
	"testing"

	"ocop/migrations/testdb"
)

// out says why no form can break a rule of the database that refusals does not
// name.
func out() map[string]string {
	const (
		numbered  = "the database numbers its rows"
		chosen    = "the program writes one of these and nothing else"
		kept      = "what it points at is never deleted"
		checked   = "storefront.readEvent refuses it first, field by field"
		noted     = "Note.Check refuses it first, field by field"
		again     = "ON CONFLICT makes the second one the first"
		together  = "written with the state in one statement"
		nullified = "an empty one is written as none"
	)
	return map[string]string{
		"event_pkey": numbered, "event_participant_pkey": numbered, "fair_meeting_pkey": numbered, "fair_note_pkey": numbered,
		"fair_outcome_pkey": numbered, "fair_slot_pkey": numbered,

		"event_booths_check": checked, "event_check": checked, "event_check1": checked, "event_check2": checked, "event_check3": checked,
		"event_check4": checked, "event_contracts_check": checked, "event_country_check": checked, "event_kind_check": checked,
		"event_least_stars_check": checked, "event_level_check": checked, "event_memoranda_check": checked, "event_name_check": checked,
		"event_province_code_fkey": checked, "event_sales_check": checked, "event_website_check": checked,
		"event_office_code_fkey": "it is the province of an account, and provinces are never deleted",
		"event_sequence_check":   "it only grows",
		"event_slug_check":       "FreeSlug makes it", "event_slug_key": "Add looks for a free one under a lock of the name",

		"event_participant_booth_check": nullified, "event_participant_check": together, "event_participant_check1": together,
		"event_participant_check2": together, "event_participant_state_check": chosen, "event_participant_event_id_fkey": kept,
		"event_participant_event_id_producer_id_key": again, "event_participant_producer_id_fkey": kept,
		"participant_product_pkey": again, "participant_product_participant_id_fkey": kept, "participant_product_product_id_fkey": kept,

		"fair_slot_check": "readOffering takes 10 to 120 minutes", "fair_slot_participant_id_fkey": kept,
		"fair_meeting_check": "copied from the slot, which ends after it begins", "fair_meeting_check1": "a slot is deleted under the event's lock, once its meeting has ended",
		"fair_meeting_check2": together, "fair_meeting_consent_check": "the form is not taken without consent, and the version is the program's",
		"fair_meeting_form_key_key": again, "fair_meeting_lang_check": chosen, "fair_meeting_state_check": chosen,
		"fair_meeting_participant_id_fkey": kept, "fair_meeting_slot_id_fkey": "read and written under the event's lock",

		"fair_note_check": noted, "fair_note_check1": noted, "fair_note_client_id_check": noted, "fair_note_quantity_check": noted, "fair_note_value_check": noted,
		"fair_note_consent_check": nullified, "fair_note_participant_id_client_id_key": again, "fair_note_participant_id_fkey": kept,

		"fair_outcome_after_days_check": chosen, "fair_outcome_check": together, "fair_outcome_check1": "submitMemorandum reads a value only of a deal",
		"fair_outcome_note_id_after_days_key": again, "fair_outcome_note_id_fkey": kept, "fair_outcome_result_check": "submitMemorandum takes the known ones",
		"fair_outcome_value_check": "readDong refuses what is not more than nothing",
	}
}

// TestEveryRuleIsNamed walks the rules of the tables of events: each is either
// told to people in words, or no form can break it and the reason is written down.
func TestEveryRuleIsNamed(t *testing.T) {
	rules, err := testdb.Rules(t.Context(), testdb.New(t), `^(event|event_participant|participant_product|fair_.*)$`)
	ok(t, err)
	there := map[string]bool{"event_places": true} // a trigger's
	for _, rule := range rules {
		there[rule] = true
		_, told := refusals()[rule]
		_, unreachable := out()[rule]
		if told == unreachable {
			t.Errorf("%s: told to people %v, out of reach %v", rule, told, unreachable)
		}
	}
	for rule := range refusals() {
		if !there[rule] {
			t.Errorf("%s is no rule of the database", rule)
		}
	}
	for rule := range out() {
		if !there[rule] {
			t.Errorf("%s is no rule of the database", rule)
		}
	}
}
