/** A path of this computer: typed everywhere, chosen in the system's own dialog where the host has one. */

import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DesktopBridge, PathKind } from '#core/domain/path-choice.ts';
import { useFailure } from './use-failure.ts';

declare global {
  interface Window {
    /** Given by the preload script of the desktop window; no other host has it. */
    readonly razborDesktop?: DesktopBridge;
  }
}

interface PathFieldProperties {
  readonly label: string;
  /** The label is seen by those who hear the page alone; others see it in the empty field. */
  readonly isLabelHidden?: boolean;
  readonly size?: 'xs' | 'sm';
  readonly value: string;
  readonly onChange: (path: string) => void;
  /** A button for each; a dialog shows files or folders, never both. */
  readonly kinds: readonly PathKind[];
}

export function PathField({ label, isLabelHidden = false, size = 'sm', value, onChange, kinds }: PathFieldProperties) {
  const { t } = useTranslation();
  const fail = useFailure();
  const desktop = window.razborDesktop;
  const choose = (kind: PathKind): void => {
    desktop?.choosePath(kind).then((path) => {
      if (path !== null) onChange(path);
    }, fail);
  };
  return (
    <Group align="end" className="path-field" flex={1} gap="xs" wrap="nowrap">
      <TextInput
        {...(isLabelHidden ? { 'aria-label': label, placeholder: label } : { label })}
        flex={1}
        onChange={(event) => onChange(event.currentTarget.value)}
        size={size}
        value={value}
      />
      {desktop &&
        kinds.map((kind) => (
          <Button key={kind} onClick={() => choose(kind)} size={size} variant="default">
            {t(kind.endsWith('-folder') ? 'path.folder' : 'path.file')}
          </Button>
        ))}
    </Group>
  );
}
