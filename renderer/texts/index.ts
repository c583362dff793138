/** Languages of the screens: Russian first. */

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { ErrorData } from '#core/errors.ts';
import { describeError } from '#core/texts/errors.ts';
import type { ErrorText } from '#core/texts/errors.ts';
import { en } from './en.ts';
import { ERRORS_EN } from './errors-en.ts';
import { ru } from './ru.ts';

export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = 'language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof ru };
  }
}

export function startTexts(): void {
  const stored = localStorage.getItem(STORAGE_KEY);
  const language = LANGUAGES.find((known) => known === stored) ?? 'ru';
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ru',
    resources: { ru: { translation: ru }, en: { translation: en } },
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export function errorText(error: Pick<ErrorData, 'code' | 'details'>, language: string): ErrorText {
  return language === 'en' ? ERRORS_EN[error.code] : describeError(error);
}
