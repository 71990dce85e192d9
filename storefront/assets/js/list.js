// The product list changes in place: the same GET address is fetched, the
// results and facets are swapped, the address and the title follow. Without
// this file the form is sent and the links are followed as ever.
{
  const region = "#list";
  let running = null;

  const formURL = (form) => {
    const url = new URL(form.action);
    const values = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...values]) {
      if (value === "") values.delete(name, value);
    }
    if (!values.get("min_capacity") && !values.get("moq_max")) values.delete("unit");
    if (form.elements.sort?.selectedIndex === 0) values.delete("sort");
    url.search = values;
    return url;
  };

  // Where the keyboard was, told in words that survive the swap.
  const place = (el) => {
    if (!el || !el.closest(region)) return null;
    if (el.id) return `#${CSS.escape(el.id)}`;
    if (el.name) return `[name="${CSS.escape(el.name)}"]` + (el.type === "checkbox" ? `[value="${CSS.escape(el.value)}"]` : "");
    return null;
  };

  const show = async (url, push) => {
    running?.abort();
    running = new AbortController();
    const old = document.querySelector(region);
    old.querySelector(".results")?.setAttribute("aria-busy", "true");
    let page;
    try {
      const answer = await fetch(url, { signal: running.signal, headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (err) {
      if (err.name !== "AbortError") location.assign(url);
      return;
    }
    const fresh = page.querySelector(region);
    if (!fresh) {
      location.assign(url);
      return;
    }
    const inside = old.contains(document.activeElement);
    const focus = place(document.activeElement) ?? (inside ? "#results" : null);
    const scrolled = [...old.querySelectorAll(".facet-long")].map((el) => el.scrollTop);
    const open = new Map([...old.querySelectorAll("details[id]")].map((el) => [el.id, el.open]));
    for (const el of fresh.querySelectorAll("details[id]")) {
      if (open.has(el.id)) el.open = open.get(el.id);
    }
    old.replaceWith(fresh);
    fresh.querySelectorAll(".facet-long").forEach((el, i) => { el.scrollTop = scrolled[i] ?? 0; });
    document.dispatchEvent(new Event("list:shown"));
    document.title = page.title;
    const heading = document.querySelector("main h1");
    if (heading) heading.textContent = page.querySelector("main h1")?.textContent ?? "";
    for (const link of document.querySelectorAll("a[data-language]")) {
      const other = page.querySelector("a[data-language]");
      if (other) link.href = other.href;
    }
    if (push) history.pushState({ list: true }, "", url);
    if (focus) (document.querySelector(focus) ?? document.querySelector("#results"))?.focus({ preventScroll: true });
    // The search field lies outside what is swapped: what somebody types
    // meanwhile is never touched.
    const field = document.querySelector("form[data-list] input[name=q]");
    if (field && !(push && field === document.activeElement)) field.value = url.searchParams.get("q") ?? "";
    const said = document.querySelector("#list-said");
    if (said) said.textContent = fresh.querySelector(".result-count")?.textContent ?? "";
  };

  const start = () => {
    if (!document.querySelector(region)) return;
    history.replaceState({ list: true }, "");
    let composing = false;
    const formOf = (el) => (el.form && el.form.matches("form[data-list]") ? el.form : null);

    document.addEventListener("compositionstart", () => { composing = true; });
    document.addEventListener("compositionend", () => { composing = false; });
    // Other words are read anew, also where the last ones were taken as they stood.
    document.addEventListener("input", (e) => {
      if (e.target.name === "q" && formOf(e.target)) document.querySelector("#list input[name=verbatim]")?.remove();
    });
    document.addEventListener("change", (e) => {
      const form = formOf(e.target);
      if (form && e.target.name !== "q") show(formURL(form), true);
    });
    document.addEventListener("submit", (e) => {
      if (!e.target.matches("form[data-list]")) return;
      e.preventDefault();
      if (!composing) show(formURL(e.target), true);
    });
    document.addEventListener("click", (e) => {
      const link = e.target.closest?.("a[data-list]");
      if (!link || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
      e.preventDefault();
      const paging = link.closest(".pages");
      show(new URL(link.href), true).then(() => {
        if (paging) document.querySelector("#results")?.focus();
      });
    });
    addEventListener("popstate", (e) => { if (e.state?.list) show(new URL(location.href), false); });

    // Beside the results the facets are always open.
    const beside = matchMedia("(min-width: 60em)");
    const unfold = () => { if (beside.matches) document.querySelector(".facets")?.setAttribute("open", ""); };
    beside.addEventListener("change", unfold);
    unfold();
  };
  start();
}
