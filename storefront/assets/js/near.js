// The list from where the visitor stands. The browser is asked for the place
// only when the button is pressed; it is rounded to about a kilometre, goes into
// the address of the list and nowhere else.
{
  const start = () => {
    const button = document.querySelector("button[data-near]");
    if (!button || !navigator.geolocation) return;
    button.hidden = false;
    const said = document.querySelector("#list-near");
    button.addEventListener("click", () => {
      said.hidden = false;
      said.textContent = button.dataset.wait;
      const found = ({ coords }) => {
        const point = document.createElement("input");
        Object.assign(point, { type: "hidden", name: "near", value: `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}` });
        point.setAttribute("form", "filter");
        button.after(point);
        const sort = document.querySelector("#sort");
        if (sort) sort.selectedIndex = 0;
        document.querySelector("#filter").requestSubmit();
      };
      const refused = () => {
        said.textContent = button.dataset.refused;
      };
      navigator.geolocation.getCurrentPosition(found, refused, { maximumAge: 600000, timeout: 15000 });
    });
  };
  document.addEventListener("list:shown", start);
  start();
}
