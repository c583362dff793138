/** Вид: language and colours, kept by this browser. */

import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SettingCard } from '../../components/setting-card.tsx';
import { LANGUAGES, setLanguage } from '../../texts/index.ts';

const NAMES = { ru: 'Русский', en: 'English' } as const;
const THEMES = ['auto', 'light', 'dark'] as const;

export function LookSection() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <SettingCard title={t('settings.look.language')}>
        <SegmentedControl
          aria-label={t('settings.look.language')}
          data={LANGUAGES.map((language) => ({ value: language, label: NAMES[language] }))}
          onChange={(language) => void setLanguage(language)}
          value={i18n.language === 'en' ? 'en' : 'ru'}
        />
      </SettingCard>
      <SettingCard title={t('settings.look.theme')}>
        <SegmentedControl
          aria-label={t('settings.look.theme')}
          data={THEMES.map((theme) => ({ value: theme, label: t(`settings.look.themes.${theme}`) }))}
          onChange={setColorScheme}
          value={colorScheme}
        />
      </SettingCard>
    </>
  );
}
