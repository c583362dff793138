/** Which keys do what on this screen. */

import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS = [
  { keys: ['␣'], does: 'play' },
  { keys: ['[', ']'], does: 'jump' },
  { keys: ['1', '2', '3', '4', '5'], does: 'speed' },
  { keys: ['j', 'k'], does: 'calls' },
  { keys: ['e'], does: 'edit' },
  { keys: ['Esc'], does: 'back' },
  { keys: ['?'], does: 'help' },
] as const;

/** Mounted while it is shown, so that the screen's own keys still see it when Escape closes it. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal centered onClose={onClose} opened title={t('callScreen.keys.title')}>
      <dl className="keys">
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`callScreen.keys.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
