// The booth's page on a phone, with a signal or without. What is noted is kept
// here first and sent when it can be, under a number made here, so that a note
// sent twice arrives once. The form works without.
(() => {
  const form = document.querySelector("form[data-booth]");
  if (!form) return;
  const say = form.querySelector("[data-booth-state]");
  const box = document.querySelector("[data-booth-waiting]");
  const list = document.querySelector("[data-booth-list]");
  const place = "booth:" + form.dataset.booth;
  const text = (name) => form.dataset["text" + name] || "";
  const number = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const read = () => { try { return JSON.parse(localStorage.getItem(place)) || []; } catch { return []; } };
  const write = (notes) => { try { localStorage.setItem(place, JSON.stringify(notes)); return true; } catch { return false; } };
  const drop = (id) => write(read().filter((n) => n.id !== id));
  const title = (n) => [n.organisation, n.who, n.what].filter(Boolean).join(" – ");
  const button = (label, act) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "button button-plain";
    b.textContent = label;
    b.addEventListener("click", act);
    return b;
  };

  // What waits on this phone, with what is wrong with it.
  function show() {
    const notes = read();
    box.hidden = notes.length === 0;
    list.replaceChildren(...notes.map((n) => {
      const li = document.createElement("li");
      const name = document.createElement("b");
      name.textContent = title(n);
      li.append(name);
      for (const problem of n.problems || []) {
        const p = document.createElement("p");
        p.className = "error-message";
        p.textContent = problem;
        li.append(p);
      }
      if (n.problems) li.append(button(text("Fix"), () => { fill(n); drop(n.id); show(); }), " ", button(text("Drop"), () => { drop(n.id); show(); }));
      return li;
    }));
  }
  function fill(n) {
    for (const e of form.elements) {
      if (!e.name || e.type === "hidden") continue;
      if (e.type === "radio" || e.type === "checkbox") e.checked = n[e.name] === e.value;
      else e.value = n[e.name] || "";
    }
  }
  const lacks = (n) => (!n.who && !n.organisation) || ((n.who || n.contact) && !n.consent) || (n.kind === "memorandum" ? !n.what : !n.contact);

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    let sent = 0;
    for (const n of read().filter((n) => !n.problems)) {
      let answer;
      try {
        const { problems, ...fields } = n;
        answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, redirect: "error", credentials: "same-origin" });
      } catch {
        say.textContent = text("Away");
        break;
      }
      if (answer.ok) {
        drop(n.id);
        sent++;
        continue;
      }
      if (answer.status === 422 || answer.status === 409) {
        const told = await answer.json().catch(() => ({}));
        write(read().map((m) => (m.id === n.id ? { ...m, problems: told.problems || [text("Wrong")] } : m)));
        say.textContent = text("Wrong");
        continue;
      }
      say.textContent = answer.status === 401 || answer.status === 403 ? text("Signin") : text("Away");
      break;
    }
    if (sent) say.textContent = text("Sent").replace("{count}", sent);
    sending = false;
    show();
  }

  form.addEventListener("submit", (event) => {
    const fields = Object.fromEntries(new FormData(form));
    const note = { ...fields, id: number(), taken_at: new Date().toISOString() };
    if (lacks(note)) {
      event.preventDefault();
      say.textContent = text("Lacks");
      return;
    }
    if (!write([...read(), note])) return; // a full phone: the form goes out as any other
    event.preventDefault();
    form.reset();
    say.textContent = text("Kept");
    show();
    send();
  });
  addEventListener("online", send);
  setInterval(() => { if (read().some((n) => !n.problems)) send(); }, 20000);
  show();
  if (read().length) send();

  // The page opens without a network from now on.
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope }).then(async () => {
    const files = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon]")].map((l) => l.href);
    files.push(...[...document.scripts].map((s) => s.src).filter(Boolean), location.pathname);
    await (await caches.open("booth")).addAll(files);
    document.querySelector("[data-booth-ready]").textContent = text("Ready");
  }).catch(() => { /* the sentence that a network is needed stays */ });
})();
