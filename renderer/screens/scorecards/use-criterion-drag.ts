/** Criteria moved by the mouse: a grip is dragged, rows and empty stages take it. */

import { useState, type DragEvent } from 'react';
import type { Place } from './edit-draft.ts';

/** What a row needs to be dragged and to take others. */
export interface RowDrag {
  readonly grip: {
    readonly draggable: true;
    readonly onDragStart: (event: DragEvent<HTMLElement>) => void;
    readonly onDragEnd: () => void;
  };
  readonly row: {
    readonly 'data-drop': 'before' | 'after' | undefined;
    readonly 'data-dragged': true | undefined;
    readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
    readonly onDrop: (event: DragEvent<HTMLElement>) => void;
  };
}

interface Over {
  readonly id: string;
  readonly side: 'before' | 'after';
}

/** @param onPlace the place is counted without the criterion that is dragged */
export function useCriterionDrag(onPlace: (id: string, place: Place) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const end = (): void => {
    setDragged(null);
    setOver(null);
  };

  function rowDrag(
    id: string,
    stage: { readonly id: string; readonly criteria: readonly { readonly id: string }[] },
  ): RowDrag {
    return {
      grip: {
        draggable: true,
        onDragStart(event) {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', '');
          const row = event.currentTarget.closest('li');
          if (row) event.dataTransfer.setDragImage(row, 12, 12);
          setDragged(id);
        },
        onDragEnd: end,
      },
      row: {
        'data-drop': over?.id === id ? over.side : undefined,
        'data-dragged': dragged === id || undefined,
        onDragOver(event) {
          if (dragged === null) return;
          event.preventDefault();
          event.stopPropagation();
          const { top, height } = event.currentTarget.getBoundingClientRect();
          const side = event.clientY < top + height / 2 ? 'before' : 'after';
          if (over?.id !== id || over.side !== side) setOver({ id, side });
        },
        onDrop(event) {
          event.preventDefault();
          event.stopPropagation();
          if (dragged !== null && dragged !== id && over) {
            const others = stage.criteria.filter((one) => one.id !== dragged);
            const at = others.findIndex((one) => one.id === id) + (over.side === 'after' ? 1 : 0);
            onPlace(dragged, { stageId: stage.id, index: at });
          }
          end();
        },
      },
    };
  }

  /** A stage takes what is dropped beside its rows at its end. */
  const stageDrag = (stageId: string, length: number) => ({
    onDragOver(event: DragEvent<HTMLElement>) {
      if (dragged !== null) event.preventDefault();
    },
    onDrop(event: DragEvent<HTMLElement>) {
      event.preventDefault();
      if (dragged !== null) onPlace(dragged, { stageId, index: length });
      end();
    },
  });

  return { rowDrag, stageDrag };
}
