/** Settings: one section at a time, named in the address. */

import { Loader, Tabs, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../components/use-settings.tsx';
import { goTo, toHash } from '../../routing.ts';
import '../../styles/settings.css';
import { AnalysisSection } from './analysis-section.tsx';
import { Bitrix24Section } from './bitrix24-section.tsx';
import { DataSection } from './data-section.tsx';
import { LookSection } from './look-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { SourcesSection } from './sources-section.tsx';
import { SpeechSection } from './speech-section.tsx';

const SECTIONS = {
  bitrix24: Bitrix24Section,
  sources: SourcesSection,
  speech: SpeechSection,
  analysis: AnalysisSection,
  network: NetworkSection,
  data: DataSection,
  look: LookSection,
} as const;
type SectionId = keyof typeof SECTIONS;
const SECTION_IDS = Object.keys(SECTIONS) as SectionId[];

/** @param section by its name in the address; the first one for any other */
export function SettingsScreen({ section }: { readonly section: string | undefined }) {
  const { t } = useTranslation();
  const settings = useSettings();
  const current = SECTION_IDS.find((id) => id === section) ?? 'bitrix24';
  const Section = SECTIONS[current];
  return (
    <div className="screen settings">
      <header className="screen-head">
        <Title order={1}>{t('settings.title')}</Title>
      </header>
      <Tabs
        keepMounted={false}
        onChange={(id) => goTo(toHash(['settings', id ?? 'bitrix24']))}
        orientation="vertical"
        value={current}
      >
        <Tabs.List className="settings-sections">
          {SECTION_IDS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {t(`settings.sections.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel className="settings-panel" value={current}>
          {settings ? <Section settings={settings} /> : <Loader className="loader" />}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
