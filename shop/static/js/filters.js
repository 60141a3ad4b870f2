// Comfort: filters, chips, orders and pages change the results in place. Without this file every link and the Apply
// button lead to the same pages.
const main = () => document.querySelector("#main");
const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
document.body.append(said);

let current = 0;

async function show(address, { keep = null, push = true } = {}) {
  const asked = ++current;
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
  const box = main().querySelector("details.fbox");
  const folds = new Map([...main().querySelectorAll("details.facet")].map((fold) => [fold.textContent.trim().slice(0, 20), fold.open]));
  main().replaceWith(page.querySelector("#main"));
  const fresh = main().querySelector("details.fbox");
  if (box && fresh) fresh.open = box.open;
  for (const fold of main().querySelectorAll("details.facet")) {
    const open = folds.get(fold.textContent.trim().slice(0, 20));
    if (open !== undefined) fold.open = open || fold.open;
  }
  const typed = page.querySelector('.top input[name="q"]');
  const field = document.querySelector('.top input[name="q"]');
  if (typed && field && field !== document.activeElement) field.value = typed.value;
  document.title = page.title;
  if (push) history.pushState(null, "", response.url);
  said.textContent = main().querySelector("h1").textContent;
  if (!keep) return;
  const same = [...main().querySelectorAll(`.facets [name="${CSS.escape(keep.name)}"]`)];
  (same.find((one) => keep.value === null || one.value === keep.value) ?? same[0])?.focus({ preventScroll: true });
}

function apply(form) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value.trim()) address.searchParams.append(name, value);
  const focused = document.activeElement;
  const keep = focused?.name && { name: focused.name, value: focused.type === "checkbox" ? focused.value : null };
  show(address, { keep });
}

document.addEventListener("change", (event) => {
  if (event.target.form?.matches(".facets")) apply(event.target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".facets")) return;
  event.preventDefault();
  apply(event.target);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#main a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
  event.preventDefault();
  const top = link.closest(".pages");
  show(link.href).then(() => {
    if (top) main().scrollIntoView();
  });
});
window.addEventListener("popstate", () => show(location.href, { push: false }));
