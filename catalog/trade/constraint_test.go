package trade

import (
	"testing"

	"ocop/migrations/testdb"
)

// out says why no form can break a rule of the database that refusals does not
// name.
func out() map[string]string {
	const (
		numbered = "the database numbers its rows"
		chosen   = "the program writes one of these and nothing else"
		kept     = "what it points at is never deleted"
		checked  = "Request.Check refuses it first, field by field"
		offered  = "storefront.readOffer refuses it first, field by field"
		together = "written with the state in one statement"
		found    = "Matches and Pools find it so"
		words    = "storefront.readWords takes 2 to 1000 letters"
	)
	return map[string]string{
		"buying_request_pkey": numbered, "buying_answer_pkey": numbered, "buying_pool_pkey": numbered, "buying_word_pkey": numbered,

		"buying_request_budget_check": checked, "buying_request_buyer_check": checked, "buying_request_certificates_check": checked, "buying_request_check": checked,
		"buying_request_each_quantity_check": checked, "buying_request_each_unit_check": checked, "buying_request_months_check": checked,
		"buying_request_note_check": checked, "buying_request_origin_check": checked, "buying_request_packaging_check": checked, "buying_request_phone_check": checked,
		"buying_request_place_check": checked, "buying_request_province_code_fkey": checked, "buying_request_quantity_check": checked,
		"buying_request_tax_code_check": checked, "buying_request_unit_check": checked, "buying_request_what_check": checked,
		"buying_request_check1": together, "buying_request_check2": together, "buying_request_check3": "submitOfficeRequest takes a reason of 5 to 500 letters",
		"buying_request_check4": together, "buying_request_check5": together, "buying_request_check6": "the national office is told after the second letter only",
		"buying_request_consent_version_check": chosen, "buying_request_form_key_check": "the signer makes it",
		"buying_request_form_key_key": "the same form is looked for under the lock of its mailbox", "buying_request_lang_check": chosen,
		"buying_request_outcome_check": "submitOwnRequest takes the known ones", "buying_request_state_check": chosen,

		"buying_match_pkey": found, "buying_match_position_check": found, "buying_match_producer_id_fkey": kept, "buying_match_product_id_fkey": kept, "buying_match_request_id_fkey": kept,
		"buying_pool_id_request_id_key": numbered, "buying_pool_kilometres_check": found, "buying_pool_request_id_fkey": kept, "buying_pool_set_number_check": found,
		"buying_pool_state_check": chosen, "buying_pool_member_pkey": found, "buying_pool_member_shares_check": found, "buying_pool_member_state_check": chosen,
		"buying_pool_member_check": together, "buying_pool_member_check1": together, "buying_pool_member_note_check": offered, "buying_pool_member_price_check": offered,
		"buying_pool_member_pool_id_fkey": kept, "buying_pool_member_producer_id_fkey": kept, "buying_pool_member_product_id_fkey": kept,

		"buying_answer_check": together, "buying_answer_check1": together, "buying_answer_check2": offered, "buying_answer_check3": together,
		"buying_answer_each_quantity_check": offered, "buying_answer_each_unit_check": "it is the request's", "buying_answer_note_check": offered,
		"buying_answer_price_check": offered, "buying_answer_quantity_check": offered, "buying_answer_unit_check": offered,
		"buying_answer_pool_id_key": "a pool is completed once, under the lock of its request", "buying_answer_pool_id_request_id_fkey": kept,
		"buying_answer_producer_id_fkey": kept, "buying_answer_product_id_fkey": kept, "buying_answer_request_id_fkey": kept,
		"buying_answer_request_id_seat_key": "seats are taken under the lock of the request",

		"buying_word_answer_id_fkey": kept, "buying_word_body_check": words, "buying_word_producer_id_fkey": kept,
		"buying_verdict_note_check": words, "buying_verdict_pkey": "ON CONFLICT writes over the first", "buying_verdict_producer_id_fkey": kept,
		"buying_verdict_request_id_fkey": kept, "buying_verdict_went_check": "judge takes the known ones",
	}
}

// TestEveryRuleIsNamed walks the rules of the tables of requests to buy: each is
// either told to people in words, or no form can break it and the reason is
// written down.
func TestEveryRuleIsNamed(t *testing.T) {
	rules, err := testdb.Rules(t.Context(), testdb.New(t), `^buying_`)
	if err != nil {
		t.Fatal(err)
	}
	there := make(map[string]bool)
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
