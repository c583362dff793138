/** The rows of the list; only those in sight exist, so a hundred thousand scroll like fifty. */

import { Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFragment, CallOrder } from '#core/domain/call-list.ts';
import { Icon } from '../../components/icons.tsx';
import { useVirtualRows } from '../../components/use-virtual-rows.ts';
import { toHash } from '../../routing.ts';
import { writeView } from '../../components/filters/call-filters.ts';
import type { CallsView } from '../../components/filters/call-filters.ts';
import { CallRow } from './call-row.tsx';
import { COLUMNS, gridTemplate } from './columns.tsx';
import type { ColumnId } from './columns.tsx';
import { LEAST_ROOM_PX, TagRoom } from './objection-tags.tsx';
import type { CallRows } from './use-call-rows.ts';
import type { Selection } from './use-selection.ts';

const ROW_HEIGHT_PX = 40;
/** With a line of what was said. */
const FOUND_ROW_HEIGHT_PX = 62;

/** By place on the keyboard, in any layout. */
const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1, KeyJ: 1, KeyK: -1 };

interface CallsTableProperties {
  readonly rows: CallRows;
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>) => void;
  readonly columns: readonly ColumnId[];
  readonly selection: Selection;
  /** All that the filters leave. */
  readonly onSelectAll: () => void;
}

export function CallsTable({ rows, view, change, columns, selection, onSelectAll }: CallsTableProperties) {
  const { t } = useTranslation();
  const rowHeightPx = rows.hasFragments ? FOUND_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
  const { scroller, items, heightPx, scrollTo } = useVirtualRows(rows, rowHeightPx);
  const { ref: tagHeading, width: tagRoom } = useElementSize();
  const total = rows.total ?? 0;

  const focusRow = (index: number): void => {
    if (index < 0 || index >= total) return;
    scrollTo(index);
    // The row may come into being by this very scrolling.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"] a`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.code];
    const row = (event.target as HTMLElement).closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
    if (step === undefined || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    focusRow(Number(row) - 2 + step);
  };
  const firstSeen = (): number => Math.ceil((scroller.current?.scrollTop ?? 0) / rowHeightPx);
  useStepIn(() => focusRow(firstSeen()));
  const shown = useShownQuery(view, rows.isStale);
  // Other calls, or another order: they begin at the beginning.
  useEffect(() => {
    // The browser may answer with a promise, which an effect must not return.
    scroller.current?.scrollTo({ top: 0 });
  }, [scroller, shown]);
  return (
    <div
      aria-label={t('calls.table')}
      aria-rowcount={total + 1}
      className="calls-table"
      onKeyDown={onKeyDown}
      ref={scroller}
      role="table"
      style={{ '--calls-grid': gridTemplate(columns) } as CSSProperties}
    >
      <div className="calls-row calls-head" role="row">
        <div role="columnheader">
          <input
            aria-label={t('calls.selectAll')}
            checked={selection.ids.size > 0 && selection.ids.size >= total}
            onChange={(event) => (event.currentTarget.checked ? onSelectAll() : selection.set([]))}
            ref={(box) => {
              if (box) box.indeterminate = selection.ids.size > 0 && selection.ids.size < total;
            }}
            title={t('calls.selectAll')}
            type="checkbox"
          />
        </div>
        <Heading change={change} order="startedAt" view={view}>
          {t('calls.when')}
        </Heading>
        {columns.map((id) => (
          <ColumnHeading
            change={change}
            id={id}
            key={id}
            ref={id === 'objections' ? tagHeading : undefined}
            view={view}
          />
        ))}
      </div>
      <div className="calls-body" role="rowgroup" style={{ height: heightPx }}>
        <TagRoom value={tagRoom || LEAST_ROOM_PX}>
          {items.map(({ index, start }) => {
            const call = rows.rowAt(index);
            const fragment = rows.hasFragments ? rows.fragmentAt(index) : undefined;
            return (
              <div
                aria-rowindex={index + 2}
                className="calls-row"
                key={index}
                role="row"
                style={{ height: rowHeightPx, transform: `translateY(${start}px)` }}
              >
                {call ? (
                  <CallRow
                    call={call}
                    columns={columns}
                    fragment={fragment}
                    href={toHash(['calls', call.id]) + withPlace(shown, fragment)}
                    index={index}
                    isSelected={selection.ids.has(call.id)}
                    onSelect={selection.toggle}
                  />
                ) : (
                  <RowSkeleton />
                )}
              </div>
            );
          })}
        </TagRoom>
        {rows.total === undefined && <RowSkeleton />}
      </div>
    </div>
  );
}

/** The keys that go from row to row lead into the list first, while nothing else has the focus. */
function useStepIn(enter: () => void): void {
  const latest = useRef(enter);
  useEffect(() => {
    latest.current = enter;
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      const isFree = document.activeElement === document.body || document.activeElement?.id === 'content';
      if (!isFree || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (STEPS[event.code] === undefined) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/**
 * The filters and the order that the rows in sight were found by, as links to them carry them: while others are asked for,
 * no row is drawn anew.
 */
function useShownQuery(view: CallsView, isStale: boolean): string {
  const asked = toHash([], writeView(view)).slice('#/'.length);
  const [shown, setShown] = useState(asked);
  if (!isStale && shown !== asked) setShown(asked);
  return isStale ? shown : asked;
}

/** The link to a call that was found by its words leads to the place where they were said. */
function withPlace(query: string, fragment: CallFragment | undefined): string {
  return fragment ? `${query}${query === '' ? '?' : '&'}show=${fragment.startMs}` : query;
}

function RowSkeleton() {
  return (
    <div className="row-skeleton" role="cell">
      <Skeleton height={12} />
    </div>
  );
}

interface ColumnHeadingProperties {
  readonly id: ColumnId;
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>) => void;
  readonly ref: Ref<HTMLDivElement> | undefined;
}

function ColumnHeading({ id, view, change, ref }: ColumnHeadingProperties) {
  const { t } = useTranslation();
  const { order, isNumber } = COLUMNS[id];
  if (order) {
    return (
      <Heading change={change} isNumber={isNumber} order={order} ref={ref} view={view}>
        {t(`calls.${id}`)}
      </Heading>
    );
  }
  // An arrow says it all; the word would be wider than the column.
  return (
    <div role="columnheader">
      <span className={id === 'direction' ? 'visually-hidden' : undefined}>{t(`calls.${id}`)}</span>
    </div>
  );
}

interface HeadingProperties {
  readonly order: CallOrder;
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>) => void;
  readonly isNumber?: boolean | undefined;
  readonly ref?: Ref<HTMLDivElement> | undefined;
  readonly children: ReactNode;
}

/** A heading that sorts; clicked again, it turns the order round. */
function Heading({ order, view, change, isNumber, ref, children }: HeadingProperties) {
  const isSorted = view.order === order;
  const descending = isSorted ? !view.descending : order !== 'agentName';
  return (
    <div
      aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : 'none'}
      className={isNumber ? 'number' : undefined}
      ref={ref}
      role="columnheader"
    >
      <button onClick={() => change({ order, descending })} type="button">
        {children}
        {isSorted && <Icon name={view.descending ? 'down' : 'up'} size={14} />}
      </button>
    </div>
  );
}
