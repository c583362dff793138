/** An objection's tag in the conversation: a click shows how it was met and lets it be corrected. */

import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { CategoryTag, VerdictMark } from '../../components/marks.tsx';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';
import { CopyButton } from './copy-button.tsx';
import { ObjectionControls } from './objection-controls.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { shownQuote } from './shown-quote.ts';
import type { CallActions } from './use-call-actions.ts';

interface ObjectionPopoverProperties {
  readonly objection: ShownObjection;
  /** The turn it stands in. */
  readonly said: string;
  readonly actions: CallActions;
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
}

export function ObjectionPopover({ objection, said, actions, isOpen, onChange }: ObjectionPopoverProperties) {
  const { t } = useTranslation();
  const name = useCategoryName()(objection.category ?? '');
  const advice = useAppInfo()?.categories.find(({ id }) => id === objection.category)?.recommendation;
  const { verdict, quote, category } = objection;
  return (
    <Popover onChange={onChange} opened={isOpen} position="bottom-start" shadow="md" trapFocus width={320} withinPortal>
      <Popover.Target>
        <button
          aria-label={t('callScreen.objection.open', { name })}
          className="tag-button"
          onClick={() => onChange(!isOpen)}
          type="button"
        >
          <CategoryTag category={category ?? ''} verdict={verdict} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        <div className="finding-head popover-quote">
          <span>«{shownQuote(quote, said)}»</span>
          <CopyButton label={t('call.copy')} text={`«${quote}»`} />
        </div>
        {verdict && <VerdictMark verdict={verdict} />}
        {advice && (
          <p className="finding-advice">
            <Icon name="advice" /> {advice}
          </p>
        )}
        <ObjectionControls actions={actions} objection={objection} />
      </Popover.Dropdown>
    </Popover>
  );
}
