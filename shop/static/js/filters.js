// Filters apply at once where scripts run; without this file the Apply button sends the same form.
const main = () => document.querySelector("#main");
const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.body.append(said);

let current = 0;

async function apply(form) {
  const asked = ++current;
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value.trim()) address.searchParams.append(name, value);
  const focused = document.activeElement;
  const mark = focused?.name && { name: focused.name, value: focused.type === "checkbox" ? focused.value : null };
  main().setAttribute("aria-busy", "true");
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    location.assign(address);
    return;
  }
  if (asked !== current) return;
  if (new URL(response.url).pathname !== location.pathname || ![200, 400].includes(response.status)) {
    location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (asked !== current) return;
  const open = main().querySelector("details.fbox").open;
  main().replaceWith(page.querySelector("#main"));
  main().querySelector("details.fbox").open = open;
  document.title = page.title;
  history.pushState(null, "", response.url);
  said.textContent = main().querySelector("h1").textContent;
  if (!mark) return;
  const same = [...main().querySelectorAll(`.facets [name="${CSS.escape(mark.name)}"]`)];
  (same.find((field) => mark.value === null || field.value === mark.value) ?? same[0])?.focus({ preventScroll: true });
}

document.addEventListener("change", (event) => {
  if (event.target.form?.matches(".facets")) apply(event.target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".facets")) return;
  event.preventDefault();
  apply(event.target);
});
window.addEventListener("popstate", () => location.reload());
