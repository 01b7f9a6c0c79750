import { pieces } from "../../visible.ts";

/*
 * The only way from data to the page: text becomes text nodes, never markup, and what cannot be seen becomes a marked
 * escape.
 */

export type Child = Node | string | null | readonly Child[];

type Attributes = Readonly<Record<string, string | boolean>>;

export function h(
  tag: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(element: HTMLElement, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null) continue;
    if (typeof child === "string") element.append(...textNodes(child));
    else if (child instanceof Node) element.append(child);
    else append(element, child);
  }
}

function textNodes(text: string): readonly Node[] {
  return pieces(text).map((piece) => {
    if (!piece.escape) return document.createTextNode(piece.text);
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
