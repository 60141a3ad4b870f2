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
