// The basket of products to ask about. It is kept in this browser and goes
// nowhere but into the address of the form.
{
  const key = "ocop-basket";
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    // Storage is off or holds something else: the basket is empty.
  }
  const button = document.querySelector("[data-basket]");
  const link = document.querySelector("[data-basket-link]");
  const address = (base) => `${base}?${chosen.map((slug) => `p=${encodeURIComponent(slug)}`).join("&")}`;
  const show = () => {
    const held = button && chosen.includes(button.dataset.basket);
    if (button) {
      button.hidden = false;
      button.textContent = held ? button.dataset.remove : button.dataset.add;
      button.setAttribute("aria-pressed", held);
    }
    if (link) {
      link.hidden = chosen.length === 0;
      link.href = address(link.dataset.basketLink);
      link.textContent = `${link.dataset.label} (${chosen.length})`;
    }
  };
  button?.addEventListener("click", () => {
    const slug = button.dataset.basket;
    chosen = chosen.includes(slug) ? chosen.filter((other) => other !== slug) : [...chosen, slug].slice(-20);
    try {
      localStorage.setItem(key, JSON.stringify(chosen));
    } catch {
      return;
    }
    show();
  });
  if (button || link) show();
  if (chosen.length && document.querySelector("[data-basket-page]") && !location.search) location.replace(address(location.pathname));
}
