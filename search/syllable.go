package search

import "strings"

// onsets are how a Vietnamese syllable may begin, folded, longest first.
func onsets() []string {
	return []string{
		"ngh", "ng", "nh", "gh", "gi", "kh", "th", "tr", "ch", "ph", "qu",
		"b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
	}
}

// codas are how it may end.
func codas() []string { return []string{"ng", "nh", "ch", "c", "m", "n", "p", "t", ""} }

// nuclei are the folded vowels between.
const nuclei = " a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ya ye ieu oai oao oay oeo uay uoi uou uya uye uyu yeu uai ueu iai "

// isSyllable reports whether folded letters can be a Vietnamese syllable.
func isSyllable(folded string) bool {
	for _, onset := range onsets() {
		rest, ok := strings.CutPrefix(folded, onset)
		if !ok {
			continue
		}
		for _, coda := range codas() {
			vowels, ok := strings.CutSuffix(rest, coda)
			if ok && vowels != "" && !strings.Contains(vowels, " ") && strings.Contains(nuclei, " "+vowels+" ") {
				return true
			}
		}
		if onset == "gi" && rest != "" && isRhyme("i"+rest) {
			return true
		}
	}
	return false
}

func isRhyme(rest string) bool {
	for _, coda := range codas() {
		vowels, ok := strings.CutSuffix(rest, coda)
		if ok && vowels != "" && strings.Contains(nuclei, " "+vowels+" ") {
			return true
		}
	}
	return false
}
