package drawing

// Kind is what a drawing shows.
type Kind string

// The kinds there are.
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
	Greens       Kind = "greens"
	RootCrop     Kind = "root-crop"
	Gourd        Kind = "gourd"
	Tomato       Kind = "tomato"
	Mushroom     Kind = "mushroom"
	BambooShoot  Kind = "bamboo-shoot"
	DriedFruit   Kind = "dried-fruit"
	Water        Kind = "water"
	Juice        Kind = "juice"
	Dairy        Kind = "dairy"
	IceCream     Kind = "ice-cream"
	Oil          Kind = "oil"
	Cake         Kind = "cake"
	Sweets       Kind = "sweets"
	BirdNest     Kind = "bird-nest"
	Herb         Kind = "herb"
	Cordyceps    Kind = "cordyceps"
	Supplement   Kind = "supplement"
	Balm         Kind = "balm"
	EssentialOil Kind = "essential-oil"
	Soap         Kind = "soap"
	Poultry      Kind = "poultry"
	Pottery      Kind = "pottery"
	Silk         Kind = "silk"
	Brocade      Kind = "brocade"
	Basket       Kind = "basket"
	Wood         Kind = "wood"
	Coir         Kind = "coir"
	Lantern      Kind = "lantern"
	Jewellery    Kind = "jewellery"
	Incense      Kind = "incense"
	Flower       Kind = "flower"
	Homestay     Kind = "homestay"
	Garden       Kind = "garden"
	Heritage     Kind = "heritage"
	Market       Kind = "market"
	FishCake     Kind = "fish-cake"
	Meat         Kind = "meat"
	Jelly        Kind = "jelly"
	Pickle       Kind = "pickle"
	Seaweed      Kind = "seaweed"
)

// Kinds are all of them, always in the same order.
func Kinds() []Kind {
	return []Kind{
		Tea, HerbalTea, Coffee, Cocoa, Spirits, Wine, Honey, Syrup,
		Rice, Flour, Noodles, RicePaper, Cracker, FishSauce, Paste, Condiment,
		DriedFish, FreshFish, Shrimp, Squid, Shellfish, Sausage, PorkRoll, SmokedMeat,
		Eggs, Cashew, Peanut, Seeds, Pepper, Chili, Garlic, Cinnamon,
		Salt, Turmeric, Citrus, Pomelo, Mango, DragonFruit, Lychee, Longan,
		Grapes, Orchard, Coconut, Banana, Durian, Melon, CustardApple, Greens,
		RootCrop, Gourd, Tomato, Mushroom, BambooShoot, DriedFruit, Water, Juice,
		Dairy, IceCream, Oil, Cake, Sweets, BirdNest, Herb, Cordyceps,
		Supplement, Balm, EssentialOil, Soap, Poultry, Pottery, Silk, Brocade,
		Basket, Wood, Coir, Lantern, Jewellery, Incense, Flower, Homestay,
		Garden, Heritage, Market, FishCake, Meat, Jelly, Pickle, Seaweed,
	}
}
