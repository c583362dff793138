/** What the portal itself made of the call: a second source, never mixed with ours. */

import { Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';

export function PortalText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <section className="card portal-text">
      <h2>
        <button aria-expanded={isOpen} onClick={toggle} type="button">
          <Icon name={isOpen ? 'up' : 'down'} size={14} /> {t('callScreen.portal.title')}
        </button>
      </h2>
      <p className="dimmed">{t('callScreen.portal.hint')}</p>
      <Collapse expanded={isOpen}>
        <p className="letter-text">{text}</p>
      </Collapse>
    </section>
  );
}
