package drawing

// The colours shared by all drawings: warm paper, near-black green ink, jade and clay, and what grows between them.
// There is no bright gold among them: gold is the colour of a valid star.
func ink() tint        { return hex(0x22302A) }
func cream() tint      { return hex(0xFBF4E4) }
func jade() tint       { return hex(0x2F7D62) }
func leafGreen() tint  { return hex(0x5F9150) }
func deepLeaf() tint   { return hex(0x33664A) }
func youngLeaf() tint  { return hex(0x98B561) }
func clay() tint       { return hex(0xB8593C) }
func terracotta() tint { return hex(0xCE7F58) }
func brick() tint      { return hex(0x8F4630) }
func wood() tint       { return hex(0xB98254) }
func darkWood() tint   { return hex(0x7A5138) }
func bamboo() tint     { return hex(0xDDC08A) }
func straw() tint      { return hex(0xE8D2A0) }
func amber() tint      { return hex(0xCF8629) }
func celadon() tint    { return hex(0xA9C7B0) }
func indigo() tint     { return hex(0x34495E) }
func riverBlue() tint  { return hex(0x8FB4BA) }
func plum() tint       { return hex(0x74405A) }

// tones are one material in the light from the left: sunny side, own colour, shade, and the darkest fold.
type tones struct{ lit, base, dim, deep tint }

func shades(t tint) tones {
	return tones{t.light(0.38), t, t.dark(0.24), t.dark(0.5)}
}

// mood is the light of a scene: its paper, its distance and the ground things stand on.
type mood struct {
	sky, glow      tint // the paper, and where the light comes from
	far, mid, near tint // hills from the horizon to the viewer
	ground         tint // table, mat or earth
	water          tint
}

func moods() []mood {
	return []mood{
		{ // cream: morning
			hex(0xF4EAD6), hex(0xFDF8EA), hex(0xE2DFC4), hex(0xCFD3B0), hex(0xB3C299), hex(0xD3AE80), hex(0xDCE3D6),
		},
		{ // pale jade: after rain
			hex(0xDDE8DB), hex(0xF2F6EA), hex(0xC6D8C8), hex(0xABC6B0), hex(0x8FB095), hex(0xE6D7B8), hex(0xCFE0DC),
		},
		{ // clay: late afternoon
			hex(0xF3E1CB), hex(0xFCF3E2), hex(0xE6CDAF), hex(0xCDB892), hex(0xA5AA80), hex(0xBE936C), hex(0xE3DACA),
		},
		{ // sky: a clear day by the water
			hex(0xD9E6E6), hex(0xF3F5EC), hex(0xBFD4D2), hex(0xA5C3BA), hex(0x93B39B), hex(0xE3CDA2), hex(0xB5D0D2),
		},
		{ // straw: harvest
			hex(0xF3E6C0), hex(0xFCF5DE), hex(0xE5D49E), hex(0xD2C688), hex(0xB2B878), hex(0xC69A6A), hex(0xE0E1C8),
		},
		{ // dusk: rose over the delta
			hex(0xEEDCD3), hex(0xFAEFE3), hex(0xDCC9BF), hex(0xBFBBA4), hex(0x98AA86), hex(0xD8B89A), hex(0xDBD0CC),
		},
	}
}
