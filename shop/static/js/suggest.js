// Comfort: the search box offers parts, series and how it reads the figures while one types. Without it, Enter searches.
const WAIT = 90;

for (const input of document.querySelectorAll('form[role="search"] input[data-suggest]')) {
  const list = document.createElement("ul");
  list.className = "sugg";
  list.id = `sugg-${Math.random().toString(36).slice(2)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  list.hidden = true;
  input.parentElement.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let timer = 0;
  let asked = 0;
  let chosen = -1;
  const known = new Map();

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (place) => {
    chosen = place;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[place].id);
  };

  const offer = (found) => {
    list.replaceChildren(
      ...found.map((each, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        for (const [name, text] of [["u", each.kind], ["l", each.label], ["mut", each.note]]) {
          const piece = document.createElement("span");
          piece.className = name;
          piece.textContent = text;
          item.append(piece, " ");
        }
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          location.assign(each.url);
        });
        item.dataset.url = each.url;
        return item;
      }),
    );
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };

  const ask = async () => {
    const text = input.value.trim();
    const mine = ++asked;
    if (text.length < 2) return close();
    if (!known.has(text)) {
      try {
        const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
        if (!response.ok) return close();
        known.set(text, (await response.json()).suggestions);
      } catch {
        return close();
      }
    }
    if (mine === asked && document.activeElement === input) offer(known.get(text));
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") mark(chosen >= last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
}
