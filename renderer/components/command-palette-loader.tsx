/** The command palette comes after the screen: nobody needs it in the first moment, and its code would delay the rows. */

import { Suspense, lazy, memo, useEffect, useState } from 'react';

const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** By then the first screen stands, also on a slow computer. */
const LATER_MS = 1500;

type Stage = 'later' | 'loaded' | 'opened';

/** Loads the palette after a while, or at once when it is asked for. */
export const CommandPaletteLoader = memo(function CommandPaletteLoader() {
  const [stage, setStage] = useState<Stage>('later');
  useEffect(() => {
    if (stage !== 'later') return undefined;
    const timer = setTimeout(() => setStage('loaded'), LATER_MS);
    const open = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setStage('opened');
    };
    window.addEventListener('keydown', open);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', open);
    };
  }, [stage]);
  if (stage === 'later') return null;
  return (
    <Suspense>
      <CommandPalette isOpenAtOnce={stage === 'opened'} />
    </Suspense>
  );
});
