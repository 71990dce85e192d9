package drawing

// plate is how one kind is drawn: the places it may be seen in, the seeds that are shared out among products when no
// hint fits their names, and what draws it in the light of a mood.
type plate struct {
	settings []setting
	seeds    []uint64
	draw     func(c *canvas, m mood, v int)
}

// plateOf is a kind's plate. Kinds of many products have more drawings.
func plateOf(kind Kind) plate {
	switch kind {
	case Tea:
		return plate{[]setting{hills, terraces, window, niche, terraces, grove}, []uint64{0, 1, 2, 3}, (*canvas).tea}
	case HerbalTea:
		return plate{[]setting{wall, hills, window}, []uint64{3, 4, 8, 9}, (*canvas).herbalTea}
	case Coffee:
		return plate{[]setting{window, hills, niche}, []uint64{0, 1, 2}, (*canvas).coffee}
	case Cocoa:
		return plate{[]setting{delta, wall}, []uint64{0, 1}, (*canvas).cocoa}
	case Spirits:
		return plate{[]setting{terraces, niche, hills, karst}, []uint64{0, 4, 8, 12}, (*canvas).spirits}
	case Wine:
		return plate{[]setting{hills, wall}, []uint64{0, 1}, (*canvas).wine}
	case Honey:
		return plate{[]setting{hills, wall, grove}, []uint64{0, 1, 2, 3}, (*canvas).honey}
	case Syrup:
		return plate{[]setting{wall, delta}, []uint64{0}, (*canvas).syrup}
	case Rice:
		return plate{[]setting{terraces, delta, window}, []uint64{0, 1, 5, 6}, (*canvas).rice}
	case Flour:
		return plate{[]setting{wall, hills}, []uint64{0, 1}, (*canvas).flour}
	case Noodles:
		return plate{[]setting{window, wall, hills}, []uint64{0, 2, 4}, (*canvas).noodles}
	case RicePaper:
		return plate{[]setting{delta, hills, delta, wall}, []uint64{0, 1}, (*canvas).ricePaper}
	case Cracker:
		return plate{[]setting{delta, sea, wall}, []uint64{0, 2, 3}, (*canvas).cracker}
	case FishSauce:
		return plate{[]setting{sea, wall, sea}, []uint64{0, 1, 2}, (*canvas).fishSauce}
	case Paste:
		return plate{[]setting{sea, wall}, []uint64{0, 1, 2}, (*canvas).paste}
	case Condiment:
		return plate{[]setting{wall, hills}, []uint64{0, 3}, (*canvas).condiment}
	case DriedFish:
		return plate{[]setting{sea, sea, delta, top}, []uint64{0, 1, 2, 3}, (*canvas).driedFish}
	case FreshFish:
		return plate{[]setting{delta, sea, sea}, []uint64{0}, (*canvas).freshFish}
	case Shrimp:
		return plate{[]setting{delta, sea, top}, []uint64{0, 1}, (*canvas).shrimps}
	case Squid:
		return plate{[]setting{sea, wall}, []uint64{0, 1}, (*canvas).squids}
	case Shellfish:
		return plate{[]setting{sea, delta}, []uint64{1, 3}, (*canvas).shellfish}
	case Sausage:
		return plate{[]setting{wall, hills, niche}, []uint64{0, 1}, (*canvas).sausage}
	case PorkRoll:
		return plate{[]setting{niche, delta, window, delta}, []uint64{0, 1, 2, 3}, (*canvas).porkRoll}
	case SmokedMeat:
		return plate{[]setting{hills, wall}, []uint64{0, 1, 2}, (*canvas).smoked}
	case Eggs:
		return plate{[]setting{grove, hills}, []uint64{0, 3}, (*canvas).eggs}
	case Cashew:
		return plate{[]setting{hills, niche, wall}, []uint64{0, 1, 2, 3}, (*canvas).cashew}
	case Peanut:
		return plate{[]setting{delta, wall}, []uint64{0, 1}, (*canvas).peanut}
	case Seeds:
		return plate{[]setting{delta, hills}, []uint64{2}, (*canvas).seeds}
	case Pepper:
		return plate{[]setting{hills, wall}, []uint64{0, 3}, (*canvas).pepper}
	case Chili:
		return plate{[]setting{niche, hills}, []uint64{0}, (*canvas).chilies}
	case Garlic:
		return plate{[]setting{sea, hills}, []uint64{0}, (*canvas).garlics}
	case Cinnamon:
		return plate{[]setting{hills, wall}, []uint64{0}, (*canvas).cinnamon}
	case Salt:
		return plate{[]setting{sea, niche}, []uint64{0, 2}, (*canvas).salt}
	case Turmeric:
		return plate{[]setting{wall, hills}, []uint64{0}, (*canvas).turmeric}
	case Citrus:
		return plate{[]setting{grove, hills, wall}, []uint64{0, 2}, (*canvas).citrus}
	case Pomelo:
		return plate{[]setting{delta, grove}, []uint64{2}, (*canvas).pomelo}
	case Mango:
		return plate{[]setting{delta, niche, grove}, []uint64{0}, (*canvas).mango}
	case DragonFruit:
		return plate{[]setting{hills, wall}, []uint64{0}, (*canvas).dragonFruit}
	case Lychee:
		return plate{[]setting{hills, grove}, []uint64{0}, (*canvas).lychee}
	case Longan:
		return plate{[]setting{delta, grove}, []uint64{0, 1}, (*canvas).longan}
	case Grapes:
		return plate{[]setting{wall, hills}, []uint64{1}, (*canvas).grapes}
	case Orchard:
		return plate{[]setting{terraces, hills, wall, karst}, []uint64{4}, (*canvas).orchard}
	case Coconut:
		return plate{[]setting{delta, sea}, []uint64{0}, (*canvas).coconut}
	case Banana:
		return plate{[]setting{delta, wall}, []uint64{0, 1}, (*canvas).banana}
	case Durian:
		return plate{[]setting{grove, hills}, []uint64{0, 1}, (*canvas).durian}
	case Melon:
		return plate{[]setting{wall, delta, hills}, []uint64{0, 1}, (*canvas).melon}
	case CustardApple:
		return plate{[]setting{grove, wall}, []uint64{0}, (*canvas).custardApple}
	case Greens:
		return plate{[]setting{grove, delta, hills}, []uint64{0, 1, 3}, (*canvas).greens}
	case RootCrop:
		return plate{[]setting{hills, wall, delta}, []uint64{1}, (*canvas).rootCrops}
	case Gourd:
		return plate{[]setting{grove, delta, wall}, []uint64{0, 1}, (*canvas).gourds}
	case Tomato:
		return plate{[]setting{hills, grove}, []uint64{0}, (*canvas).tomatoes}
	case Mushroom:
		return plate{[]setting{wall, hills, grove}, []uint64{0, 1}, (*canvas).mushrooms}
	case BambooShoot:
		return plate{[]setting{hills, karst}, []uint64{0}, (*canvas).shoots}
	case DriedFruit:
		return plate{[]setting{wall, hills}, []uint64{0, 3}, (*canvas).driedFruit}
	case Water:
		return plate{[]setting{karst, hills}, []uint64{0, 1}, (*canvas).water}
	case Juice:
		return plate{[]setting{wall, delta, hills}, []uint64{1}, (*canvas).juice}
	case Dairy:
		return plate{[]setting{hills, niche, terraces}, []uint64{0, 2}, (*canvas).milk}
	case IceCream:
		return plate{[]setting{wall, sea}, []uint64{0, 1}, (*canvas).iceCream}
	case Oil:
		return plate{[]setting{niche, hills, wall}, []uint64{3}, (*canvas).oil}
	case Cake:
		return plate{[]setting{window, delta, wall}, []uint64{2, 5, 8}, (*canvas).cakes}
	case Sweets:
		return plate{[]setting{wall, delta}, []uint64{1, 3, 5}, (*canvas).sweets}
	case BirdNest:
		return plate{[]setting{sea, karst, sea, hills}, []uint64{0, 1, 2}, (*canvas).birdNest}
	case Herb:
		return plate{[]setting{hills, wall, top}, []uint64{0}, (*canvas).herbs}
	case Cordyceps:
		return plate{[]setting{niche, hills}, []uint64{0, 1}, (*canvas).cordyceps}
	case Supplement:
		return plate{[]setting{niche, hills}, []uint64{0, 1}, (*canvas).capsules}
	case Balm:
		return plate{[]setting{hills, niche}, []uint64{0, 1}, (*canvas).balm}
	case EssentialOil:
		return plate{[]setting{wall, hills, grove}, []uint64{2}, (*canvas).essentialOil}
	case Soap:
		return plate{[]setting{niche, hills}, []uint64{0}, (*canvas).soap}
	case Poultry:
		return plate{[]setting{grove, hills}, []uint64{0}, (*canvas).poultry}
	case Pottery:
		return plate{[]setting{niche, window, delta}, []uint64{0, 1}, (*canvas).pottery}
	case Silk:
		return plate{[]setting{hills, niche}, []uint64{0}, (*canvas).silk}
	case Brocade:
		return plate{[]setting{terraces, hills, karst}, []uint64{0}, (*canvas).brocade}
	case Basket:
		return plate{[]setting{delta, wall, hills}, []uint64{1, 4}, (*canvas).baskets}
	case Wood:
		return plate{[]setting{niche, hills, wall}, []uint64{0, 1}, (*canvas).woodwork}
	case Coir:
		return plate{[]setting{delta, wall}, []uint64{0}, (*canvas).coir}
	case Lantern:
		return plate{[]setting{delta, hills}, []uint64{0}, (*canvas).lanterns}
	case Jewellery:
		return plate{[]setting{sea, niche, sea}, []uint64{0}, (*canvas).jewellery}
	case Incense:
		return plate{[]setting{wall, niche}, []uint64{0}, (*canvas).incense}
	case Flower:
		return plate{[]setting{niche, hills, grove}, []uint64{2}, (*canvas).flowers}
	case Homestay:
		return plate{[]setting{open}, []uint64{0, 1}, (*canvas).homestay}
	case Garden:
		return plate{[]setting{open}, []uint64{0, 1}, (*canvas).garden}
	case Heritage:
		return plate{[]setting{open}, []uint64{1}, (*canvas).heritage}
	case Market:
		return plate{[]setting{delta, hills}, []uint64{0}, (*canvas).market}
	case FishCake:
		return plate{[]setting{sea, wall, delta}, []uint64{0, 1}, (*canvas).fishCakes}
	case Meat:
		return plate{[]setting{hills, wall}, []uint64{0}, (*canvas).freshMeat}
	case Jelly:
		return plate{[]setting{delta, wall, hills}, []uint64{0}, (*canvas).jelly}
	case Pickle:
		return plate{[]setting{wall, hills}, []uint64{0, 1}, (*canvas).pickles}
	case Seaweed:
		return plate{[]setting{sea}, []uint64{0}, (*canvas).seaweed}
	}
	return plate{[]setting{hills, terraces, delta}, []uint64{0, 1, 2}, func(*canvas, mood, int) {}}
}
