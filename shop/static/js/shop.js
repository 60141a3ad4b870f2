// Comfort only: every page works without it.

// Escape hides an open source note or menu, as a reader expects of what floats.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement.closest(".src, details.menu[open], details.pop[open]");
  if (!open) return;
  if (open.matches(".src")) document.activeElement.blur();
  else {
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  }
});

// A menu closes when the reader goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.pop[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});

// A wide window shows the filters; browsers that cannot be told so by the style sheet are told here.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 68.0625rem)").matches) {
  for (const box of document.querySelectorAll("details.fbox")) box.open = true;
}

// The buy box: the break that a typed quantity reaches, and what the quantity comes to.
for (const box of document.querySelectorAll("[data-buy]")) {
  const quantity = box.elements.quantity;
  const total = box.querySelector("output");
  const rows = [...box.querySelectorAll("[data-from]")];
  quantity.addEventListener("input", () => {
    const pieces = Number(quantity.value);
    const reached = rows.filter((row) => Number(row.dataset.from) <= pieces).pop();
    for (const row of rows) row.classList.toggle("cur", row === reached);
    if (!reached || !Number.isInteger(pieces)) {
      total.textContent = "";
      return;
    }
    const decimals = Number(reached.dataset.decimals);
    const sum = (Number(reached.dataset.price) * pieces) / 10 ** decimals;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    total.textContent = `, ${reached.dataset.currency}\u00a0${sum.toLocaleString(document.documentElement.lang, digits)}`;
  });
}
