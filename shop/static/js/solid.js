// The 3-D view of a part: script and model are fetched only when somebody asks. Without script the link saves the file.

// The viewer starts a decoder in WebAssembly, which our policy forbids and our files do not need.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.CompileError) event.preventDefault();
});

for (const link of document.querySelectorAll("a[data-viewer]")) {
  const stage = link.closest("figure").querySelector(".stage");
  if (!document.createElement("canvas").getContext("webgl2")) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute("aria-pressed", "false");
  link.replaceWith(button);

  let picture = null;
  button.addEventListener("click", async () => {
    if (picture) {
      stage.replaceChildren(...picture);
      picture = null;
    } else {
      button.setAttribute("aria-busy", "true");
      try {
        await import(link.dataset.viewer);
      } catch {
        location.assign(link.href); // the viewer did not come: the file itself will do
        return;
      } finally {
        button.removeAttribute("aria-busy");
      }
      picture = [...stage.childNodes];
      const view = document.createElement("model-viewer");
      const told = {
        src: link.href,
        alt: link.dataset.alt,
        "camera-controls": "",
        "touch-action": "pan-y",
        "camera-orbit": "40deg 72deg auto",
        "shadow-intensity": "0.8",
        "interaction-prompt": "none",
      };
      for (const [name, value] of Object.entries(told)) view.setAttribute(name, value);
      const noBar = document.createElement("span");
      noBar.slot = "progress-bar";
      view.append(noBar);
      stage.replaceChildren(view);
    }
    button.setAttribute("aria-pressed", String(Boolean(picture)));
    button.textContent = picture ? link.dataset.back : link.textContent;
  });
}
