// While a payment is being confirmed: look again now and then, and go on when there is news.
// Without script the button does the same.
const pauses = [2, 3, 5, 10, 20, 60];
const note = document.querySelector("[data-confirming]");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.redirected) {
    location.assign(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.ok && !page.querySelector("[data-confirming]")) {
    location.reload();
    return;
  }
  later();
}

function later() {
  const pause = pauses.shift();
  if (pause) setTimeout(() => look().catch(later), pause * 1000);
}

if (note) later();
