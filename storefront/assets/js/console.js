// What the consoles add to the public site's script. Every form works without it.

// Who signs out leaves no page behind that opens without a network.
document.querySelector(".console-person form")?.addEventListener("submit", () => { if (window.caches) caches.delete("booth"); });
