// Copying the address, or the system's own way of sharing it. The buttons are
// hidden until this file says they work.
for (const button of document.querySelectorAll("[data-share]")) {
  const said = button.parentElement.querySelector("[data-said]");
  const how = button.dataset.share;
  if (how === "system" ? !navigator.share : !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    try {
      if (how === "system") {
        await navigator.share({ title: document.title, url });
      } else {
        await navigator.clipboard.writeText(url);
        if (said) said.textContent = button.dataset.done;
      }
    } catch {
      // The visitor closed the sheet, or the browser refused: nothing is lost.
    }
  });
}
