/** Keys of the screen beside the player's: neighbours, editing, help, back. By place on the keyboard, in any layout. */

import { useEffect, useRef } from 'react';

export interface CallKeys {
  readonly next: () => void;
  readonly previous: () => void;
  /** @param utterance that has the focus, or null */
  readonly edit: (utterance: number | null) => void;
  readonly help: () => void;
  readonly back: () => void;
}

/** Menus and dialogs use Escape and letters themselves. */
const OVERLAYS =
  '.mantine-Modal-content, .mantine-Menu-dropdown, .mantine-Popover-dropdown, .mantine-Select-dropdown, .mantine-Spotlight-content';

export function useCallKeys(keys: CallKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest('input, textarea, select') || document.querySelector(OVERLAYS)) return;
      const { next, previous, edit, help, back } = latest.current;
      if (event.key === 'Escape') back();
      else if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) help();
      else if (event.code === 'KeyJ') next();
      else if (event.code === 'KeyK') previous();
      else if (event.code === 'KeyE') edit(turnOf(target));
      else return;
      event.preventDefault();
    };
    // Before anything that closes on Escape, so that it can still be seen to be open.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

function turnOf(element: HTMLElement): number | null {
  const turn = element.closest<HTMLElement>('[data-turn]')?.dataset['turn'];
  return turn === undefined ? null : Number(turn);
}
