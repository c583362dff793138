/** Texts that the core gives in both languages, in the one of the screens. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BothLanguages } from '#core/domain/models.ts';

export function useLocalText(): (text: BothLanguages) => string {
  const { language } = useTranslation().i18n;
  return useCallback((text) => (language === 'ru' ? text.ru : text.en), [language]);
}
