/** The rows of the list; only those in sight exist, so a hundred thousand scroll like fifty. */

import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOrder } from '#core/domain/call-list.ts';
import { Icon } from '../../components/icons.tsx';
import { toHash } from '../../routing.ts';
import { writeView } from '../../components/filters/call-filters.ts';
import type { CallsView } from '../../components/filters/call-filters.ts';
import { CallRow } from './call-row.tsx';
import type { CallRows } from './use-call-rows.ts';

const ROW_HEIGHT_PX = 40;
const ROWS_BEYOND_SIGHT = 6;

interface CallsTableProperties {
  readonly rows: CallRows;
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>) => void;
}

export function CallsTable({ rows, view, change }: CallsTableProperties) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualiser is meant to be read while rendering
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: ROWS_BEYOND_SIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { look } = rows;
  useEffect(() => look(first, last), [look, first, last]);

  const focusRow = (index: number): void => {
    if (index < 0 || index >= total) return;
    virtualizer.scrollToIndex(index);
    // The row may come into being by this very scrolling.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"] a`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, о: 1, л: -1 }[event.key];
    const row = (event.target as HTMLElement).closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
    if (step === undefined || !row) return;
    event.preventDefault();
    focusRow(Number(row) - 2 + step);
  };
  const query = writeView(view);
  return (
    <div
      aria-label={t('calls.table')}
      aria-rowcount={total + 1}
      className="calls-table"
      onKeyDown={onKeyDown}
      ref={scroller}
      role="table"
    >
      <div className="calls-row calls-head" role="row">
        <Heading change={change} order="startedAt" view={view}>
          {t('calls.when')}
        </Heading>
        <div role="columnheader">
          <span className="visually-hidden">{t('filters.direction')}</span>
        </div>
        <Heading change={change} order="agentName" view={view}>
          {t('calls.agent')}
        </Heading>
        <div role="columnheader">{t('calls.client')}</div>
        <Heading change={change} order="durationMs" view={view}>
          {t('calls.duration')}
        </Heading>
        <div role="columnheader">{t('calls.topic')}</div>
        <div role="columnheader">{t('calls.sentiment')}</div>
        <Heading change={change} order="objections" view={view}>
          {t('calls.objections')}
        </Heading>
        <div role="columnheader">{t('calls.nextStep')}</div>
      </div>
      <div className="calls-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const call = rows.rowAt(index);
          return (
            <div
              aria-rowindex={index + 2}
              className="calls-row"
              key={index}
              role="row"
              style={{ transform: `translateY(${start}px)` }}
            >
              {call ? <CallRow call={call} href={toHash(['calls', call.id], query)} /> : <RowSkeleton />}
            </div>
          );
        })}
        {rows.total === undefined && <RowSkeleton />}
      </div>
    </div>
  );
}

function RowSkeleton() {
  return (
    <div className="row-skeleton" role="cell">
      <Skeleton height={12} />
    </div>
  );
}

interface HeadingProperties {
  readonly order: CallOrder;
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>) => void;
  readonly children: ReactNode;
}

/** A heading that sorts; clicked again, it turns the order round. */
function Heading({ order, view, change, children }: HeadingProperties) {
  const isSorted = view.order === order;
  const descending = isSorted ? !view.descending : order !== 'agentName';
  return (
    <div aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : 'none'} role="columnheader">
      <button onClick={() => change({ order, descending })} type="button">
        {children}
        {isSorted && <Icon name={view.descending ? 'down' : 'up'} size={14} />}
      </button>
    </div>
  );
}
