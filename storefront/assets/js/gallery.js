// A small picture shows itself large in place; without this file it is a link
// to the large picture.
for (const strip of document.querySelectorAll("[data-gallery]")) {
  const main = strip.parentElement.querySelector(".gallery-main");
  strip.addEventListener("click", (e) => {
    const link = e.target.closest("a");
    if (!link || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    const small = link.querySelector("img");
    const big = main.querySelector("img");
    for (const source of main.querySelectorAll("source")) source.srcset = link.dataset.webp;
    big.srcset = link.dataset.jpeg;
    big.src = link.href;
    big.alt = small.alt;
    strip.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}
