// Focus is never lost: when the button that was pressed goes away or is switched off, the scan field has it. Keys and
// scans then work on, wherever the action led.

export function keepFocus(back: () => void): () => void {
  let last: Element | null = null;
  const remember = (event: FocusEvent) => (last = event.target instanceof Element ? event.target : null);
  const look = () => {
    if (last === null || (last.isConnected && !last.matches(':disabled'))) return;
    last = null;
    const active = document.activeElement;
    const nowhere = active === null || active === document.body || active.matches(':disabled');
    // An open sheet keeps the focus to itself.
    if (nowhere && document.querySelector('dialog[open]') === null) back();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}
