// A long list of values gets a field that finds within it, with or without
// marks. Without this file the whole list is there to scroll.
{
  const typed = new Map(); // facet → what was typed, kept when the list changes
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();

  const narrow = (values) => {
    const words = fold(typed.get(values.dataset.find) ?? "").split(/\s+/);
    let left = 0;
    for (const value of values.querySelectorAll(".check")) {
      const label = ` ${fold(value.querySelector(".check-label").textContent)}`;
      value.hidden = !words.every((word) => label.includes(word && ` ${word}`));
      if (!value.hidden) left++;
    }
    values.querySelector("[role=status]").textContent = left ? "" : values.dataset.none;
  };

  const start = () => {
    for (const values of document.querySelectorAll("fieldset[data-find]")) {
      if (values.querySelector(".facet-find")) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "search", className: "input facet-find", id: `find-${values.dataset.name}`, placeholder: values.dataset.find, autocomplete: "off", value: typed.get(values.dataset.find) ?? "" });
      field.setAttribute("aria-label", values.dataset.find);
      const said = document.createElement("p");
      said.className = "soft small";
      said.setAttribute("role", "status");
      values.prepend(field, said);
      field.addEventListener("input", () => {
        typed.set(values.dataset.find, field.value);
        narrow(values);
      });
      narrow(values);
    }
  };
  document.addEventListener("list:shown", start);
  start();
}
