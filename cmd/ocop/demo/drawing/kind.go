package drawing

// Kind is what a drawing shows.
type Kind string

const (
	Tea          Kind = "tea"
	HerbalTea    Kind = "herbal-tea"
	Coffee       Kind = "coffee"
	Cocoa        Kind = "cocoa"
	Spirits      Kind = "spirits"
	Wine         Kind = "wine"
	Honey        Kind = "honey"
	Syrup        Kind = "syrup"
	Rice         Kind = "rice"
	Flour        Kind = "flour"
	Noodles      Kind = "noodles"
	RicePaper    Kind = "rice-paper"
	Cracker      Kind = "cracker"
	FishSauce    Kind = "fish-sauce"
	Paste        Kind = "paste"
	Condiment    Kind = "condiment"
	DriedFish    Kind = "dried-fish"
	FreshFish    Kind = "fresh-fish"
	Shrimp       Kind = "shrimp"
	Squid        Kind = "squid"
	Shellfish    Kind = "shellfish"
	Sausage      Kind = "sausage"
	PorkRoll     Kind = "pork-roll"
	SmokedMeat   Kind = "smoked-meat"
	Eggs         Kind = "eggs"
	Cashew       Kind = "cashew"
	Peanut       Kind = "peanut"
	Seeds        Kind = "seeds"
	Pepper       Kind = "pepper"
	Chili        Kind = "chili"
	Garlic       Kind = "garlic"
	Cinnamon     Kind = "cinnamon"
	Salt         Kind = "salt"
	Turmeric     Kind = "turmeric"
	Citrus       Kind = "citrus"
	Pomelo       Kind = "pomelo"
	Mango        Kind = "mango"
	DragonFruit  Kind = "dragon-fruit"
	Lychee       Kind = "lychee"
	Longan       Kind = "longan"
	Grapes       Kind = "grapes"
	Orchard      Kind = "orchard"
	Coconut      Kind = "coconut"
	Banana       Kind = "banana"
	Durian       Kind = "durian"
	Melon        Kind = "melon"
	CustardApple Kind = "custard-apple"
)

func Kinds() []Kind {
	return []Kind{
		Tea, HerbalTea, Coffee, Cocoa, Spirits, Wine, Honey, Syrup, Rice, Flour, Noodles, RicePaper, Cracker, FishSauce, Paste, Condiment, DriedFish, FreshFish, Shrimp, Squid, Shellfish, Sausage, PorkRoll, SmokedMeat, Eggs, Cashew, Peanut, Seeds, Pepper, Chili, Garlic, Cinnamon, Salt, Turmeric, Citrus, Pomelo, Mango, DragonFruit, Lychee, Longan, Grapes, Orchard, Coconut, Banana, Durian, Melon, CustardApple,
	}
}

type plate struct {
	settings []setting
	draw     func(c *canvas, m mood, v int)
}

func plateOf(kind Kind) plate {
	switch kind {
	case Tea:
		return plate{[]setting{hills, terraces, window, wall}, (*canvas).tea}
	case HerbalTea:
		return plate{[]setting{wall, hills, window}, (*canvas).herbalTea}
	case Coffee:
		return plate{[]setting{window, hills, wall}, (*canvas).coffee}
	case Cocoa:
		return plate{[]setting{delta, wall}, (*canvas).cocoa}
	case Spirits:
		return plate{[]setting{terraces, wall, hills, karst}, (*canvas).spirits}
	case Wine:
		return plate{[]setting{hills, wall}, (*canvas).wine}
	case Honey:
		return plate{[]setting{hills, wall, grove}, (*canvas).honey}
	case Syrup:
		return plate{[]setting{wall, delta}, (*canvas).syrup}
	case Rice:
		return plate{[]setting{terraces, delta, window}, (*canvas).rice}
	case Flour:
		return plate{[]setting{wall, hills}, (*canvas).flour}
	case Noodles:
		return plate{[]setting{window, wall, hills}, (*canvas).noodles}
	case RicePaper:
		return plate{[]setting{delta, hills}, (*canvas).ricePaper}
	case Cracker:
		return plate{[]setting{delta, sea, wall}, (*canvas).cracker}
	case FishSauce:
		return plate{[]setting{sea, wall, sea}, (*canvas).fishSauce}
	case Paste:
		return plate{[]setting{sea, wall}, (*canvas).paste}
	case Condiment:
		return plate{[]setting{wall, hills}, (*canvas).condiment}
	case DriedFish:
		return plate{[]setting{sea, sea, delta}, (*canvas).driedFish}
	case FreshFish:
		return plate{[]setting{delta, sea, sea}, (*canvas).freshFish}
	case Shrimp:
		return plate{[]setting{delta, sea}, (*canvas).shrimps}
	case Squid:
		return plate{[]setting{sea, wall}, (*canvas).squids}
	case Shellfish:
		return plate{[]setting{sea, delta}, (*canvas).shellfish}
	case Sausage:
		return plate{[]setting{wall, hills}, (*canvas).sausage}
	case PorkRoll:
		return plate{[]setting{wall, delta}, (*canvas).porkRoll}
	case SmokedMeat:
		return plate{[]setting{hills, wall}, (*canvas).smoked}
	case Eggs:
		return plate{[]setting{grove, hills}, (*canvas).eggs}
	case Cashew:
		return plate{[]setting{hills, wall}, (*canvas).cashew}
	case Peanut:
		return plate{[]setting{delta, wall}, (*canvas).peanut}
	case Seeds:
		return plate{[]setting{delta, hills}, (*canvas).seeds}
	case Pepper:
		return plate{[]setting{hills, wall}, (*canvas).pepper}
	case Chili:
		return plate{[]setting{wall, hills}, (*canvas).chilies}
	case Garlic:
		return plate{[]setting{sea, hills}, (*canvas).garlics}
	case Cinnamon:
		return plate{[]setting{hills, wall}, (*canvas).cinnamon}
	case Salt:
		return plate{[]setting{sea, wall}, (*canvas).salt}
	case Turmeric:
		return plate{[]setting{wall, hills}, (*canvas).turmeric}
	case Citrus:
		return plate{[]setting{grove, hills, wall}, (*canvas).citrus}
	case Pomelo:
		return plate{[]setting{delta, grove}, (*canvas).pomelo}
	case Mango:
		return plate{[]setting{delta, wall, grove}, (*canvas).mango}
	case DragonFruit:
		return plate{[]setting{hills, wall}, (*canvas).dragonFruit}
	case Lychee:
		return plate{[]setting{hills, grove}, (*canvas).lychee}
	case Longan:
		return plate{[]setting{delta, grove}, (*canvas).longan}
	case Grapes:
		return plate{[]setting{wall, hills}, (*canvas).grapes}
	case Orchard:
		return plate{[]setting{terraces, hills, wall, karst}, (*canvas).orchard}
	case Coconut:
		return plate{[]setting{delta, sea}, (*canvas).coconut}
	case Banana:
		return plate{[]setting{delta, wall}, (*canvas).banana}
	case Durian:
		return plate{[]setting{grove, hills}, (*canvas).durian}
	case Melon:
		return plate{[]setting{wall, delta, hills}, (*canvas).melon}
	case CustardApple:
		return plate{[]setting{grove, wall}, (*canvas).custardApple}
	}
	return plate{[]setting{hills}, func(*canvas, mood, int) {}}
}
