/** One model: what it gives, what it costs, what can be done with it. */

import { ActionIcon, Anchor, Badge, Button, Menu, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeviceChoice, ModelOutcome, ModelWork } from '#core/domain/models.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { ModelOutcomeNote, ModelProgress } from './model-progress.tsx';
import type { ShownModel } from './use-models.ts';

const BYTES_PER_MEGABYTE = 1_000_000;

interface ModelCardProperties {
  readonly model: ShownModel;
  readonly isChosen: boolean;
  readonly deviceChoice: DeviceChoice | null;
  /** The work that goes on, on this model or another one. */
  readonly work: ModelWork | null;
  /** How the last work on this model ended. */
  readonly outcome: ModelOutcome | null;
  readonly onInstall: () => void;
  readonly onVerify: () => void;
  readonly onCancel: () => void;
  /** Asked for with a confirmation. */
  readonly onChoose: () => void;
  readonly onRemove: () => void;
}

export function ModelCard({ model, isChosen, deviceChoice, work, outcome, ...actions }: ModelCardProperties) {
  const { t } = useTranslation();
  const own = work?.id === model.id ? work : null;
  return (
    <article aria-label={model.title} className={isChosen ? 'card model-card is-chosen' : 'card model-card'}>
      <header className="model-head">
        <h3>{model.title}</h3>
        {model.isRecommended && <Badge variant="light">{t('models.recommended')}</Badge>}
        {model.state !== 'none' && (
          <span className="model-state">
            {model.state === 'installed' && <Icon name="handled" />} {t(`models.state.${model.state}`)}
          </span>
        )}
      </header>
      <p className="model-text">{model.description}</p>
      <ModelFacts model={model} />
      {deviceChoice && <DeviceNote choice={deviceChoice} />}
      {!model.isUsable && <p className="dimmed model-small">{t('models.unusable')}</p>}
      {outcome && <ModelOutcomeNote outcome={outcome} title={model.title} />}
      <div className="model-foot">
        {own ? (
          <ModelProgress onCancel={actions.onCancel} work={own} />
        ) : (
          <ModelButtons isBusy={work !== null} isChosen={isChosen} model={model} {...actions} />
        )}
      </div>
    </article>
  );
}

function DeviceNote({ choice: { device, instead } }: { readonly choice: DeviceChoice }) {
  const { t } = useTranslation();
  const why = instead === null ? '' : `: ${t(`models.instead.${instead}`)}`;
  return (
    <p className="dimmed model-small">
      {t(`models.device.${device}`)}
      {why}
    </p>
  );
}

function ModelFacts({ model }: { readonly model: ShownModel }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { sizeBytes, ramMb, languages, licence } = model;
  const size =
    sizeBytes === null
      ? t('models.sizeUnknown')
      : t('models.size', { size: formats.number(Math.max(1, Math.round(sizeBytes / BYTES_PER_MEGABYTE))) });
  const facts = [
    size,
    ...(ramMb === null ? [] : [t('models.ram', { size: formats.number(ramMb) })]),
    ...languages.map((language) =>
      language === 'ru' || language === 'multilingual' ? t(`models.language.${language}`) : language,
    ),
  ];
  return (
    <p className="dimmed number model-small">
      {facts.join(' · ')} ·{' '}
      <Tooltip label={model.attribution}>
        <Anchor href={model.licenceUrl} inherit rel="noreferrer" target="_blank" underline="always">
          {licence ?? t('models.licenceUnknown')}
        </Anchor>
      </Tooltip>
    </p>
  );
}

interface ModelButtonsProperties extends Omit<ModelCardProperties, 'work' | 'outcome' | 'deviceChoice'> {
  readonly isBusy: boolean;
}

function ModelButtons({ model, isChosen, isBusy, ...actions }: ModelButtonsProperties) {
  const { t } = useTranslation();
  if (model.state !== 'installed') {
    return (
      <>
        <Button
          disabled={isBusy}
          onClick={actions.onInstall}
          size="xs"
          variant={model.isRecommended ? 'filled' : 'default'}
        >
          {t(model.state === 'partial' ? 'models.resume' : 'models.install')}
        </Button>
        {model.state === 'partial' && (
          <Button color="gray" disabled={isBusy} onClick={actions.onRemove} size="xs" variant="subtle">
            {t('models.remove')}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      {isChosen && (
        <span className="model-chosen">
          <Icon name="handled" /> {t('models.chosen')}
        </span>
      )}
      {!isChosen && model.task === 'speech' && model.isUsable && (
        <Button onClick={actions.onChoose} size="xs">
          {t('models.use')}
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={t('models.more', { title: model.title })} color="gray" variant="subtle">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={isBusy} onClick={actions.onVerify}>
            {t('models.verify')}
          </Menu.Item>
          <Menu.Item color="red" onClick={actions.onRemove}>
            {t('models.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
