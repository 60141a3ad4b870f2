// Choosing another quantity recalculates at once; without it the button beside the total does.
const again = document.querySelector("[data-recalculate]");

if (again) {
  document.addEventListener("change", (event) => {
    if (event.target.matches('.brk input[type="radio"]')) again.form.requestSubmit(again);
  });
}
