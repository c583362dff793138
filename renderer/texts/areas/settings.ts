/** Texts of the settings, put together from their sections. */

import { en as analysisEn, ru as analysisRu } from './settings-analysis.ts';
import { en as connectEn, ru as connectRu } from './settings-connect.ts';
import { en as dataEn, ru as dataRu } from './settings-data.ts';
import { en as networkEn, ru as networkRu } from './settings-network.ts';
import { en as pullEn, ru as pullRu } from './settings-pull.ts';
import { en as sourcesEn, ru as sourcesRu } from './settings-sources.ts';
import { en as speechEn, ru as speechRu } from './settings-speech.ts';

export const ru = {
  ...analysisRu,
  ...connectRu,
  ...dataRu,
  ...networkRu,
  ...pullRu,
  ...sourcesRu,
  ...speechRu,
  title: 'Настройки',
  sections: {
    bitrix24: 'Битрикс24',
    sources: 'Источники',
    speech: 'Речь',
    analysis: 'Анализ',
    network: 'Сеть',
    data: 'Данные',
    look: 'Вид',
  },
  cancel: 'Отмена',
  stop: 'Остановить',
  look: {
    language: 'Язык',
    theme: 'Тема',
    themes: { auto: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
  },
};

export const en = {
  ...analysisEn,
  ...connectEn,
  ...dataEn,
  ...networkEn,
  ...pullEn,
  ...sourcesEn,
  ...speechEn,
  title: 'Settings',
  sections: {
    bitrix24: 'Bitrix24',
    sources: 'Sources',
    speech: 'Speech',
    analysis: 'Analysis',
    network: 'Network',
    data: 'Data',
    look: 'Look',
  },
  cancel: 'Cancel',
  stop: 'Stop',
  look: {
    language: 'Language',
    theme: 'Theme',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  },
};
