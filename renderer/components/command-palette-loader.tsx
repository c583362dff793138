/** The command palette comes after the screen: nobody needs it in the first moment, and its code would delay the rows. */

import { Suspense, lazy, memo, useCallback, useEffect, useState } from 'react';

const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** By then the first screen stands, also on a slow computer. */
const LATER_MS = 1500;

/** Loads the palette after a while, or at once when it is asked for. */
export const CommandPaletteLoader = memo(function CommandPaletteLoader() {
  const [isWanted, setIsWanted] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsWanted(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // From then on the palette listens itself.
    if (isReady) return undefined;
    const ask = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setIsAsked(true);
    };
    window.addEventListener('keydown', ask);
    return () => window.removeEventListener('keydown', ask);
  }, [isReady]);
  const onReady = useCallback(() => setIsReady(true), []);
  if (!isWanted && !isAsked) return null;
  return (
    <Suspense>
      <CommandPalette isOpenAtOnce={isAsked} onReady={onReady} />
    </Suspense>
  );
});
