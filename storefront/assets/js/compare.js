// Products chosen for a comparison are remembered in this browser alone, so that
// the link of a product adds it to those chosen before. Without this file the
// link begins a comparison, and the page itself offers the way to more.
{
  const key = "so-sanh";
  const most = 4;
  const chosen = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "[]").filter((slug) => typeof slug === "string");
    } catch {
      return [];
    }
  };
  const shown = [...document.querySelectorAll("[data-compare] [data-slug]")].map((el) => el.dataset.slug);
  try {
    if (document.querySelector("[data-compare]")) localStorage.setItem(key, JSON.stringify(shown));
  } catch {
    // A browser that keeps nothing still compares by the address.
  }
  for (const link of document.querySelectorAll("a[data-compare-add]")) {
    const url = new URL(link.href);
    const own = url.searchParams.get("sp");
    const all = [...chosen().filter((slug) => slug !== own).slice(-(most - 1)), own];
    url.search = new URLSearchParams(all.map((slug) => ["sp", slug]));
    link.href = url;
    if (all.length > 1) link.append(` (${all.length})`);
  }
}
