/** Building the page out of elements: text only ever becomes text, never markup. */

export type Child = Node | string | number | null | false;

type Attribute = string | number | boolean | null | undefined;

export interface Properties {
  readonly class?: string;
  /** Custom properties and other styles, set through the style object because the page's policy forbids the attribute. */
  readonly css?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** @returns a new element; an attribute that is false, null or undefined is left out, true is written without value */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties | string = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  const { class: className, css = {}, on = {}, attributes = {} } = asProperties(properties);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(css)) element.style.setProperty(name, value);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  append(element, children);
  return element;
}

/** A button where there is something to show on a click, else the same content as plain text. */
export function pressable(
  { onPress, ...properties }: Properties & { readonly onPress: (() => void) | null },
  ...children: readonly Child[]
): HTMLElement {
  if (!onPress) return el('span', { ...properties, class: `${properties.class ?? ''} is-plain` }, ...children);
  const { attributes, on } = properties;
  return el(
    'button',
    { ...properties, attributes: { ...attributes, type: 'button' }, on: { ...on, click: onPress } },
    ...children,
  );
}

/** Replaces everything inside `parent`. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

function asProperties(properties: Properties | string): Properties {
  return typeof properties === 'string' ? { class: properties } : properties;
}

function setAttribute(element: Element, name: string, value: Attribute): void {
  if (value === true) element.setAttribute(name, '');
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== null && child !== false) parent.append(typeof child === 'number' ? String(child) : child);
  }
}
