// Pictures from a phone: made smaller before they are sent, one after another, with
// progress, again when the signal returns. Without this the form sends them as
// they are.
(() => {
  const form = document.querySelector("form[data-pictures]");
  if (!form || !window.createImageBitmap) return;
  const input = form.querySelector("input[type=file]"), list = form.querySelector("[data-sending-list]");
  const longest = 2048, piece = 128 << 10, words = form.dataset;

  // shrink draws a picture upright and no larger than pages need.
  async function shrink(file) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const hints = judge(canvas, bitmap.width, bitmap.height);
    bitmap.close();
    if (scale === 1 && file.size < 1 << 20) return { blob: file, hints };
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return { blob: blob && blob.size < file.size ? blob : file, hints };
  }

  // judge looks at brightness and at how much neighbours differ.
  function judge(canvas, width, height) {
    const hints = [], side = 256, small = document.createElement("canvas");
    small.width = small.height = side;
    const context = small.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0, side, side);
    const pixels = context.getImageData(0, 0, side, side).data, light = new Float32Array(side * side);
    let sum = 0;
    for (let i = 0; i < light.length; i++) {
      light[i] = 0.299 * pixels[4 * i] + 0.587 * pixels[4 * i + 1] + 0.114 * pixels[4 * i + 2];
      sum += light[i];
    }
    let square = 0, mean = 0, n = 0;
    for (let y = 1; y < side - 1; y++) {
      for (let x = 1; x < side - 1; x++) {
        const i = y * side + x, edge = 4 * light[i] - light[i - 1] - light[i + 1] - light[i - side] - light[i + side];
        square += edge * edge;
        mean += edge;
        n++;
      }
    }
    if (Math.max(width, height) < 1000) hints.push(words.small);
    if (sum / light.length < 64) hints.push(words.dark);
    if (square / n - (mean / n) ** 2 < 40) hints.push(words.blurred);
    return hints;
  }

  function line(name) {
    const item = document.createElement("li"), bar = document.createElement("progress"), text = document.createElement("span");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    text.textContent = name + ": " + words.sending;
    item.append(text, bar);
    list.append(item);
    return { bar, say: (what) => { text.textContent = name + ": " + what; } };
  }

  const signal = () => navigator.onLine ? new Promise((done) => setTimeout(done, 3000)) : new Promise((done) => addEventListener("online", done, { once: true }));

  // send brings one picture in pieces, so that a broken connection costs the piece it
  // breaks in. After a break it asks first how much has come.
  async function send(blob, name, key, shown) {
    let at = 0, ask = false;
    for (;;) {
      const body = ask ? "" : blob.slice(at, at + piece), where = new URLSearchParams({ khoa: key, tu: at, tong: blob.size, ten: name });
      try {
        const answer = await fetch(words.pictures + "?" + where, {
          method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "Content-Type": "application/octet-stream" },
          signal: AbortSignal.timeout && AbortSignal.timeout(60000),
        });
        if (answer.status >= 500) throw new Error("again");
        const said = await answer.json().catch(() => ({}));
        if (said.offset === undefined) return { status: answer.status, ...said };
        ask = false;
        at = said.offset;
        shown.bar.value = at / blob.size;
        shown.say(words.sending);
      } catch {
        ask = true;
        shown.say(words.again);
        await signal();
      }
    }
  }

  async function sendOne(file) {
    const shown = line(file.name);
    let blob = file, hints = [];
    try { ({ blob, hints } = await shrink(file)); } catch { /* the server knows more formats than this browser */ }
    const answer = await send(blob, file.name, crypto.randomUUID(), shown), good = answer.version !== undefined && answer.status === 200;
    shown.bar.value = 1;
    shown.say(good ? [words.sent, ...hints].join(". ") : (answer.problems || []).join(" ") || words.failed);
    return good;
  }

  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    let good = true;
    for (const file of [...input.files]) good = await sendOne(file) && good;
    button.disabled = false;
    if (good) location.reload();
  });
})();

// Order by drag; the buttons do the same.
(() => {
  const list = document.querySelector("[data-order]");
  if (!list) return;
  let moving = null;
  const number = () => [...list.children].forEach((item, i) => { item.querySelector("input[type=hidden]").value = i; });
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      if (event.target !== item) return;
      moving = item;
      item.classList.add("shot-moving");
      event.dataTransfer.effectAllowed = "move";
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("shot-moving");
      moving = null;
      number();
    });
    item.addEventListener("dragover", (event) => {
      if (!moving || moving === item) return;
      event.preventDefault();
      const box = item.getBoundingClientRect();
      list.insertBefore(moving, event.clientY < box.top + box.height / 2 ? item : item.nextSibling);
    });
    for (const field of item.querySelectorAll("input, button, a")) field.draggable = false;
  }
})();

// Sizes are made within seconds of sending: what is not there yet is looked for again.
(() => {
  let tries = 0;
  const look = async () => {
    const waiting = [...document.querySelectorAll("[data-making]")];
    if (!waiting.length || tries++ > 8) return;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      for (const place of waiting) {
        const now = page.getElementById(place.id);
        if (now && !now.hasAttribute("data-making")) place.replaceWith(now);
      }
    } catch { /* no signal: once more */ }
    setTimeout(look, 1500 * tries);
  };
  setTimeout(look, 1500);
})();
