import { pieces } from "../../visible.ts";

/*
 * The only way from data to the page: text becomes text nodes, never markup, and what cannot be seen becomes a marked
 * escape.
 */

export type Child = Node | string | null | readonly Child[];

type Attributes = Readonly<Record<string, string | boolean>>;

export function h(
  tag: string,
  attributes: Attributes | false = {},
  ...children: readonly Child[]
): HTMLElement {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of a picture. */
export function svg(
  tag: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElement {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<T extends Element>(
  element: T,
  attributes: Attributes | false,
  children: readonly Child[],
): T {
  for (const [name, value] of Object.entries(attributes === false ? {} : attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (typeof child === "string") element.append(...textNodes(child, element));
    else if (child instanceof Node) element.append(child);
    else append(element, child);
  }
}

function textNodes(text: string, parent: Element): readonly Node[] {
  const html = parent instanceof HTMLElement;
  return pieces(text).map((piece) => {
    if (!piece.escape || !html) return document.createTextNode(piece.text);
    const mark = document.createElement("span");
    mark.className = "escape";
    mark.textContent = piece.text;
    return mark;
  });
}

export const link = (
  href: string,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElement => h("a", { href, ...attributes }, ...children);
