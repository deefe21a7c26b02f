// What cannot be seen as it should: text beyond its block or beyond the window, and blocks that cut off what they hold.
() => {
  const found = [];
  const root = document.documentElement;
  const named = element => element.tagName.toLowerCase() + (element.className ? "." + element.className : "");
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);

  // Part of a pixel is lost in rounding; glyphs may stand out of a tight line, but by no more than half of their size.
  const beyond = (rect, box, size) =>
    rect.left < box.left - 1 || rect.right > box.right + 1 || rect.top < box.top - size / 2 || rect.bottom > box.bottom + size / 2;

  const lookAtText = (node, block) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    const box = block.getBoundingClientRect();
    const window = { left: 0, right: root.clientWidth, top: -Infinity, bottom: Infinity };
    const outside = [...range.getClientRects()].some(rect => rect.width && (beyond(rect, box, size) || beyond(rect, window, 0)));
    if (outside) found.push(`${named(block)} does not hold "${node.data.trim().slice(0, 40)}"`);
  };

  const lookAt = (element, around) => {
    const style = getComputedStyle(element);
    // For those who listen only: the class says so, and the head of a table that has become a list.
    if (style.display === "none" || element.matches(".unseen, svg")) return;
    if (element.matches("thead") && style.position === "absolute") return;
    if (style.clipPath !== "none" || style.visibility !== "visible") found.push(`${named(element)} is hidden`);
    const isBlock = !style.display.startsWith("inline") || style.display === "inline-block";
    const block = isBlock ? element : around;
    const cuts = isBlock && (style.overflowX !== "visible" || style.overflowY !== "visible");
    if (cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) {
      found.push(`${named(element)} cuts off "${element.textContent.trim().slice(0, 40)}"`);
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && child.data.trim()) lookAtText(child, block);
      if (child.nodeType === Node.ELEMENT_NODE) lookAt(child, block);
    }
  };
  lookAt(document.body, document.body);
  return [...new Set(found)];
}
