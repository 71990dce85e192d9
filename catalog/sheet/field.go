package sheet

// Field is what a column of a list is about.
type Field int

// The fields, each named in a list by one of the words in label.go.
const (
	noField Field = iota
	FieldOrdinal
	FieldID
	FieldName
	FieldNameEN
	FieldProducer
	FieldProducerType
	FieldAddress
	FieldCommune
	FieldDistrictFormer
	FieldProvinceFormer
	FieldProvince
	FieldGroup
	FieldSet
	FieldSubgroup
	FieldStars
	FieldYear
	FieldDecisionNo
	FieldDecisionDate
	FieldIssuer
	FieldExpiresOn
	FieldCode
	FieldNote
	FieldSource
	fieldCount
)

// String is the stable name of the field, the one a header may use.
func (f Field) String() string {
	switch f {
	case FieldOrdinal:
		return "stt"
	case FieldID:
		return "id"
	case FieldName:
		return "name"
	case FieldNameEN:
		return "name_en"
	case FieldProducer:
		return "producer"
	case FieldProducerType:
		return "producer_type"
	case FieldAddress:
		return "address"
	case FieldCommune:
		return "commune"
	case FieldDistrictFormer:
		return "district_former"
	case FieldProvinceFormer:
		return "province_former"
	case FieldProvince:
		return "province"
	case FieldGroup:
		return "group"
	case FieldSet:
		return "set"
	case FieldSubgroup:
		return "subgroup_vi"
	case FieldStars:
		return "stars"
	case FieldYear:
		return "year"
	case FieldDecisionNo:
		return "decision_no"
	case FieldDecisionDate:
		return "decision_date"
	case FieldIssuer:
		return "issuer"
	case FieldExpiresOn:
		return "expires_on"
	case FieldCode:
		return "code"
	case FieldNote:
		return "note"
	case FieldSource:
		return "source_url"
	}
	return ""
}
