// The operating point of a motor page: answers while one types. Without this, "Recalculate" asks for the same page.
{
  const form = document.querySelector("form[data-point]");
  let waiting;
  let asked = 0;

  const address = () => {
    const typed = [...new FormData(form)].filter(([, value]) => value.trim());
    const url = new URL(location.href);
    url.search = new URLSearchParams(typed);
    url.hash = "";
    return url;
  };

  const answer = async () => {
    const mine = ++asked;
    const url = address();
    const response = await fetch(url).catch(() => null);
    // half-typed figures are no error yet: the page keeps its last answer until the button is pressed
    if (mine !== asked || !response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const piece of document.querySelectorAll("[data-at-point]")) {
      const fresh = page.querySelector(`[data-at-point="${piece.dataset.atPoint}"]`);
      if (fresh && piece.innerHTML !== fresh.innerHTML) piece.replaceChildren(...fresh.childNodes);
    }
    const box = document.querySelector(".buy");
    for (const name of ["m", "n", "v", "ta"]) {
      box?.querySelector(`input[type=hidden][name="${name}"]`)?.remove();
      box?.append(...page.querySelectorAll(`.buy input[type=hidden][name="${name}"]`));
    }
    history.replaceState(history.state, "", url);
  };

  form?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 350);
  });
}
