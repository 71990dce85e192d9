// The maker's forms on a phone with a weak signal: what is typed is kept here and
// on the server; nothing is lost when the signal goes. Every form works without.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const state = form.querySelector("[data-draft-state]");
  const place = "draft:" + form.getAttribute("action").replace(/^\/en\/manage\/listings/, "/quan-ly/tin");
  const fields = () => [...form.elements].filter((e) => e.name && e.type !== "hidden");
  const meta = (name) => form.elements.namedItem(name);
  const say = (text) => { state.textContent = form.dataset[text] || ""; };
  let timer, sending = false, dirty = false;

  const store = {
    read() { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } },
    write(value) { try { localStorage.setItem(place, JSON.stringify(value)); } catch { /* a full phone: the server still has the last save */ } },
    drop() { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } },
  };
  const snapshot = () => {
    const kept = { values: {}, was: {}, version: meta("version").value, key: meta("key").value };
    for (const e of fields()) {
      if (e.type === "checkbox") kept.values[e.name + "=" + e.value] = e.checked;
      else kept.values[e.name] = e.value;
      const was = meta("was." + e.name);
      if (was) kept.was[e.name] = was.value;
    }
    return kept;
  };

  // What was typed without a signal comes back, with the version it was typed on,
  // so that the server can tell whether somebody else has written meanwhile.
  const kept = store.read();
  if (kept && !document.querySelector(".error-summary")) {
    let differs = false;
    for (const e of fields()) {
      const box = e.type === "checkbox";
      const value = kept.values[box ? e.name + "=" + e.value : e.name];
      if (value === undefined || value === (box ? e.checked : e.value)) continue;
      if (box) e.checked = value; else e.value = value;
      differs = true;
      const was = meta("was." + e.name);
      if (was && kept.was[e.name] !== undefined) was.value = kept.was[e.name];
    }
    if (differs) {
      meta("version").value = kept.version;
      meta("key").value = kept.key;
      dirty = true;
      say("found");
      timer = setTimeout(send, 300);
    } else store.drop();
  }

  async function send() {
    if (sending || !dirty) return;
    sending = true;
    dirty = false;
    const sent = snapshot();
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, redirect: "error", credentials: "same-origin",
      });
      if (answer.ok) {
        const now = await answer.json();
        meta("version").value = now.version;
        meta("key").value = now.key;
        for (const [name, mark] of Object.entries(now.was || {})) if (meta(name)) meta(name).value = mark;
        if (dirty) store.write(snapshot()); else store.drop();
        say("kept");
      } else if (answer.status === 409) say("clash");
      else if (answer.status === 422) state.textContent = ""; // told when it is sent by its button
      else say("offline");
    } catch {
      dirty = true;
      store.write(sent);
      say("offline");
    }
    sending = false;
    if (dirty && navigator.onLine) later(4000);
  }
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(send, ms); };

  form.addEventListener("input", () => {
    dirty = true;
    store.write(snapshot());
    later(1500);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      dirty = true;
      store.write(snapshot());
      say("offline");
      return;
    }
    // If the page that follows cannot be reached, the text is still here.
    store.write(snapshot());
  });
  addEventListener("online", () => later(200));
  if (navigator.onLine === false) say("offline");
})();

// After a save the draft of that screen is done with.
(() => {
  const done = new URLSearchParams(location.search).get("luu");
  if (!done) return;
  const base = "draft:" + location.pathname.replace(/^\/en\/manage\/listings/, "/quan-ly/tin") + "/";
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(base)) localStorage.removeItem(name);
  }
})();
