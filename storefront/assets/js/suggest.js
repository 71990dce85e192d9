// Suggestions under a search field while somebody types: a combobox after
// WAI-ARIA 1.2. Nothing is asked while an input method still puts a letter
// together. Without this file the field is one of a plain form.
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const words = field.dataset;
  const make = (name, properties, ...inside) => {
    const el = Object.assign(document.createElement(name), properties);
    el.append(...inside);
    return el;
  };
  const list = make("div", { id: `${field.id}-list`, className: "combobox-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  const said = make("p", { className: "sr-only" });
  said.setAttribute("role", "status");
  field.form.append(list, said);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }

  const known = new Map(); // text → suggestions, the latest last
  let shown = ""; // the text whose suggestions the list holds
  const typed = () => field.value.trimStart().replace(/\s+/g, " ");
  let active = -1;
  let composing = false;
  let timer = 0;
  let running = null;

  // An option is a link, so that it opens as links do: in a new tab, too.
  const option = (item, i) => {
    const picture = make("img", { src: item.image ?? item.icon, alt: "", width: 56, height: 42 });
    const text = make("span", { className: "combobox-text" }, make("span", { className: "combobox-name" }, item.label), make("span", { className: "combobox-note" }, item.note));
    const link = make("a", { id: `${list.id}-${i}`, href: item.url, tabIndex: -1, className: "combobox-option" }, picture, text);
    if (item.stars) {
      const star = make("span", { className: "combobox-star badge-small", innerHTML: '<svg class="badge-mark" viewBox="0 0 16 16" aria-hidden="true"><use href="#star-live"></use></svg>' });
      star.append(item.stars, make("span", { className: "sr-only" }, ` ${words.stars}`));
      link.append(star);
    }
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  };

  const choose = (i) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = i;
    const chosen = list.children[i];
    if (!chosen) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };

  const open = (yes) => {
    choose(-1);
    list.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
  };

  const close = () => {
    clearTimeout(timer);
    running?.abort();
    open(false);
    said.textContent = "";
  };

  const show = (text, items) => {
    known.delete(text);
    known.set(text, items);
    if (known.size > 50) known.delete(known.keys().next().value);
    if (field !== document.activeElement) return;
    shown = text;
    list.replaceChildren(...items.map(option));
    list.scrollTop = 0;
    open(items.length > 0);
    said.textContent = items.length ? words.said.replace("{count}", items.length) : words.none;
  };

  const ask = async () => {
    running?.abort();
    const text = typed();
    if (!text) {
      close();
      return;
    }
    if (known.has(text)) {
      show(text, known.get(text));
      return;
    }
    running = new AbortController();
    try {
      const answer = await fetch(`${words.suggest}&q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) throw new Error(answer.status);
      show(text, (await answer.json()).items);
    } catch (err) {
      if (err.name !== "AbortError") close(); // the form still works
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  };

  field.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
    running?.abort();
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  field.addEventListener("input", (e) => {
    if (!e.isComposing && !composing) soon();
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  // The field keeps the keyboard while an option is pressed.
  list.addEventListener("mousedown", (e) => e.preventDefault());

  const move = (e, step) => {
    e.preventDefault();
    if (list.hidden) {
      if (shown === typed() && list.children.length) open(true);
      else ask();
      if (list.hidden || e.altKey) return;
    }
    const n = list.children.length;
    choose(((active + 1 + step + n + 1) % (n + 1)) - 1); // past either end is the field itself
  };

  field.addEventListener("keydown", (e) => {
    if (e.isComposing || composing || e.keyCode === 229) return;
    switch (e.key) {
      case "ArrowDown":
        move(e, 1);
        break;
      case "ArrowUp":
        if (e.altKey && !list.hidden) close();
        else if (!list.hidden) move(e, -1);
        break;
      case "Enter":
        if (list.hidden || active < 0) break; // the form is sent
        e.preventDefault();
        list.children[active].click();
        close();
        break;
      case "Escape":
        if (list.hidden) break; // the browser clears the field
        e.preventDefault();
        close();
        break;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        choose(-1); // back to the text
        break;
      case "Tab":
        close();
        break;
    }
  });
}
