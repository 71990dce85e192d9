// What the consoles add to the public site's script. Every form works without it.
