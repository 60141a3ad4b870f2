// Saves the inquiry list as one types. Without it every button of the form saves.
const form = document.querySelector("form[data-autosave]");

if (form) {
  const said = document.querySelector("[data-saved]");
  let waiting = 0;

  const say = (moment) => {
    const words = said.querySelector("span") ?? said.appendChild(document.createElement("span"));
    const time = moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    words.textContent = form.dataset.savedText.replace("{time}", time);
  };

  // The server knows no time zone of the reader; the browser does.
  const at = said.querySelector("[data-at]")?.dataset.at;
  if (at) say(new Date(at));

  const save = async () => {
    const body = new FormData(form);
    body.delete("files");
    body.set("do", "save");
    let answer;
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      answer = await response.json();
    } catch {
      return; // the buttons still save; nothing typed is lost
    }
    if (!answer.saved) return;
    say(new Date());
    for (const [line, prices] of Object.entries(answer.prices)) {
      const shown = document.querySelectorAll(`#line-${line} .qtys > span > .mut`);
      if (shown.length === prices.length) shown.forEach((place, index) => (place.textContent = prices[index]));
    }
  };

  form.addEventListener("submit", () => clearTimeout(waiting));
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") {
      form.requestSubmit(form.querySelector("[data-upload]"));
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(save, 300);
  });
}
