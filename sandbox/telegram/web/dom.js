/**
 * The only way this page makes elements: text goes in as text nodes, never as markup, so nothing
 * that a person, a bot or a provider writes can become part of the page.
 */

/**
 * Makes an element. `props` may hold attributes (kebab-case, `true` for an empty one, `undefined`
 * and `false` are left out), `class`, `data` (an object of data attributes) and listeners
 * (`onclick` and the like, functions). Children are nodes, strings, or nothing
 * (`undefined`, `null` or `false`).
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  applyProps(node, props);
  node.append(
    ...children.flat().filter((child) => child !== undefined && child !== null && child !== false),
  );
  return node;
}

/** Changes a text only where it differs, so that nothing is announced or laid out twice. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The element of the page with this id; throws where the page has none. */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`The page has no element "${id}"`);
  return node;
}

/** Shows a number in a badge with words for screen readers; 0 hides it. */
export function showBadge(badge, number, spoken) {
  badge.hidden = number === 0;
  badge.replaceChildren(String(number), el('span', { class: 'sr' }, ` ${spoken}`));
}

/** An icon of the sprite in `icons.svg`, hidden from screen readers. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

function applyProps(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(node.dataset, value);
    else if (name === 'class') node.className = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}
