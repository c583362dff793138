/** Words to look for in the transcripts. */

import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons.tsx';

/** Long enough for a fast typist, short enough to feel at once. */
const TYPING_PAUSE_MS = 180;

interface SearchProperties {
  /** What the address says; empty for nothing. */
  readonly given: string;
  readonly onSearch: (text: string) => void;
}

/** Asks when the typing pauses; `/` leads here from anywhere on the screen. */
export const SearchField = memo(function SearchField({ given, onSearch }: SearchProperties) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(given);
  const [known, setKnown] = useState(given);
  const input = useRef<HTMLInputElement>(null);
  // The address changed by itself (back, reset): what it says goes before what was typed.
  if (known !== given) {
    setKnown(given);
    setTyped(given);
  }
  const ask = useDebouncedCallback((text: string) => {
    setKnown(text);
    onSearch(text);
  }, TYPING_PAUSE_MS);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <TextInput
      aria-label={t('filters.search')}
      className="search"
      leftSection={<Icon name="search" />}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value.trim());
      }}
      placeholder={t('filters.searchShort')}
      title={t('filters.search')}
      ref={input}
      size="xs"
      type="search"
      value={typed}
    />
  );
});
