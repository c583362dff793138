import path from 'node:path';
import type { Category } from '#core/domain/category.ts';
import { loadCategoryKit } from '#core/pipeline/index.ts';
import { ROOT } from '../../builders/cli.ts';

export const LANGUAGE = path.join(ROOT, 'models/bundled/language');

/** Loaded once per file: reading the background takes a moment. */
export const aKit = loadCategoryKit(LANGUAGE);

export const SEASON_EXAMPLES = [
  'сейчас не сезон позвоните весной',
  'зимой мы не работаем у нас сезон с мая',
  'в межсезонье ничего не закупаем',
  'до начала сезона нам это не нужно',
  'у нас сезонный бизнес до апреля закрыты',
  'сезон кончился звоните на следующий год',
];

export const aCategory = (fields: Partial<Category> = {}): Category => ({
  id: 'season',
  name: 'Не сезон',
  recommendation: 'Назначить звонок к началу сезона',
  examples: SEASON_EXAMPLES,
  counterExamples: [],
  keywords: [],
  isEnabled: true,
  isBuiltin: false,
  ...fields,
});
