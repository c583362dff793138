/** One call of the list. */

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFragment, ListedCall } from '#core/domain/call-list.ts';
import { formatClock } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { goTo } from '../../routing.ts';
import { COLUMNS } from './columns.tsx';
import type { ColumnId } from './columns.tsx';

interface CallRowProperties {
  readonly call: ListedCall;
  /** Undefined where the call was not found by its words. */
  readonly fragment: CallFragment | undefined;
  readonly index: number;
  readonly href: string;
  readonly columns: readonly ColumnId[];
  readonly isSelected: boolean;
  /** @param isRange true for everything between the last one and this */
  readonly onSelect: (index: number, isRange: boolean) => void;
}

export const CallRow = memo(function CallRow(properties: CallRowProperties) {
  const { call, fragment, index, href, columns, isSelected, onSelect } = properties;
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  // The link is what the keyboard reaches; a click anywhere in the row does the same.
  const className = ['row-cells', isSelected && 'is-selected', fragment && 'has-fragment'].filter(Boolean).join(' ');
  return (
    <div className={className} onClick={() => goTo(href)} role="presentation">
      <div onClick={(event) => event.stopPropagation()} role="cell">
        <input
          aria-label={t('calls.select')}
          checked={isSelected}
          onChange={(event) => onSelect(index, (event.nativeEvent as MouseEvent).shiftKey)}
          type="checkbox"
        />
      </div>
      <div role="cell">
        <a href={href} onClick={(event) => event.stopPropagation()}>
          {formats.moment(call.startedAt, timeZone)}
        </a>
      </div>
      {columns.map((id) => {
        const { Cell, isNumber, title } = COLUMNS[id];
        return (
          <div className={isNumber ? 'number' : undefined} key={id} role="cell" title={title?.(call) ?? undefined}>
            <Cell call={call} />
          </div>
        );
      })}
      {fragment && <Fragment fragment={fragment} />}
    </div>
  );
});

/** What was said that the call was found by. */
function Fragment({ fragment: { speaker, startMs, pieces } }: { readonly fragment: CallFragment }) {
  const { t } = useTranslation();
  return (
    <div className="row-fragment" role="cell" title={pieces.map(({ text }) => text).join('')}>
      <span className="dimmed">
        {t(`speaker.${speaker}`)}, <span className="number">{formatClock(startMs)}</span>
      </span>{' '}
      {pieces.map(({ text, isMatch }, index) => (isMatch ? <mark key={index}>{text}</mark> : text))}
    </div>
  );
}
