// Passkeys: signing in and adding one. Without this script the password remains.
(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (s) => Uint8Array.from(atob(s.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function post(url, body, type) {
    const response = await fetch(url, { method: "POST", body, headers: { "Content-Type": type } });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.problem || "");
    return answer;
  }

  const send = (url, value) => post(url, JSON.stringify(value), "application/json");

  async function signIn(form) {
    const { options, state } = await send(form.dataset.begin, {});
    options.challenge = bytes(options.challenge);
    (options.allowCredentials || []).forEach((c) => { c.id = bytes(c.id); });
    const key = await navigator.credentials.get({ publicKey: options });
    const r = key.response;
    return send(form.action, {
      state, next: form.dataset.next, credential: {
        id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {},
        response: {
          clientDataJSON: text(r.clientDataJSON), authenticatorData: text(r.authenticatorData),
          signature: text(r.signature), userHandle: text(r.userHandle),
        },
      },
    });
  }

  async function add(form) {
    const fields = new URLSearchParams(new FormData(form));
    const { options, state } = await post(form.dataset.begin, fields.toString(), "application/x-www-form-urlencoded");
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    (options.excludeCredentials || []).forEach((c) => { c.id = bytes(c.id); });
    const key = await navigator.credentials.create({ publicKey: options });
    const r = key.response;
    return send(form.action, {
      state, name: fields.get("name"), credential: {
        id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {},
        response: {
          clientDataJSON: text(r.clientDataJSON), attestationObject: text(r.attestationObject),
          transports: r.getTransports ? r.getTransports() : [],
        },
      },
    });
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = form.querySelector("[role=status]");
      said.textContent = "";
      try {
        const answer = await (form.dataset.passkey === "add" ? add(form) : signIn(form));
        location.assign(answer.next);
      } catch (problem) {
        // A page under another name than the site's may not ask for its passkeys.
        const failed = problem.name === "SecurityError" ? form.dataset.elsewhere : form.dataset.failed;
        said.textContent = problem.name === "Error" && problem.message ? problem.message : failed;
      }
    });
  });
})();
