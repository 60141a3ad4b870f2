// The quote editor: asks the server for the sums while staff type, and opens an empty line when the last one is used.
// Without this script the page works the same; "Save draft" then brings the sums.
(() => {
  const form = document.getElementById("quote");
  if (!form || !form.dataset.figures) return;
  const body = form.querySelector(".dk-q tbody");
  const count = form.querySelector("[name=lines-TOTAL_FORMS]");
  let timer = 0;
  let asked = 0;

  const put = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };

  function show(figures) {
    for (const row of body.rows) row.querySelectorAll("[data-cell]").forEach((cell) => put(cell, ""));
    for (const line of figures.lines) {
      const row = body.querySelector(`[data-prefix="${line.prefix}"]`);
      if (!row) continue;
      row.classList.remove("new");
      row.querySelector("[name$=description]").placeholder = line.about;
      for (const name of ["list", "cost", "margin", "stock", "amount"]) put(row.querySelector(`[data-cell=${name}]`), line[name]);
      const pieces = Number(row.querySelector("[name$=quantity]").value);
      row.querySelector("[data-cell=stock]").classList.toggle("low", Number(line.stock) < pieces);
    }
    for (const [name, text] of Object.entries(figures.sums)) put(form.querySelector(`[data-sum=${name}]`), text.replace(/^−/, ""));
    form.querySelector("[data-sum=margin]").classList.toggle("thin", figures.thin);
    const refusal = form.querySelector("[data-sum=refusal]");
    put(refusal, figures.refusal);
    refusal.hidden = !figures.refusal;
  }

  function mark(errors) {
    for (const field of form.elements) {
      if (!field.name) continue;
      field.toggleAttribute("aria-invalid", field.name in errors);
      field.title = errors[field.name] || "";
    }
  }

  async function ask() {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.figures, { method: "POST", body: new FormData(form) });
      if (mine !== asked || (!answer.ok && answer.status !== 422)) return;
      const figures = await answer.json();
      mark(figures.errors || {});
      if (answer.ok) show(figures);
    } catch { /* offline: the sums wait for the next key or for "Save draft" */ }
  }

  function grow() {
    const last = body.rows[body.rows.length - 1];
    const used = [...last.querySelectorAll("input:not([type=hidden])")].some((field) => field.value);
    if (!used || Number(count.value) >= 100) return;
    const number = Number(count.value);
    const next = last.cloneNode(true);
    next.classList.add("new");
    next.dataset.prefix = `lines-${number}`;
    next.cells[0].textContent = number + 1;
    next.querySelectorAll("[data-cell], .dk-e").forEach((cell) => { cell.textContent = ""; });
    next.querySelectorAll("input").forEach((field) => {
      field.name = field.name.replace(/^lines-\d+/, `lines-${number}`);
      if (field.id) field.id = field.id.replace(/lines-\d+/, `lines-${number}`);
      field.setAttribute("aria-label", (field.getAttribute("aria-label") || "").replace(/\d+$/, number + 1));
      field.value = "";
    });
    body.append(next);
    count.value = number + 1;
  }

  form.addEventListener("input", () => { grow(); clearTimeout(timer); timer = setTimeout(ask, 250); });
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") form.requestSubmit(form.querySelector("[value=send]"));
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(form.querySelector("[value=save]")); }
  });
})();
