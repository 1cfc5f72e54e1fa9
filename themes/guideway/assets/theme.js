// Before anything is drawn: the colours that the reader chose with the switch. It may block, and so
// does nothing else. What is stored belongs to this guide at this address alone.
(({ guide, root }) => {
  const key = `guideway ${guide} ${new URL(root || ".", location).pathname} colours`;
  try {
    document.documentElement.dataset.theme = localStorage.getItem(key) || "";
  } catch {}
})(document.currentScript.dataset);
