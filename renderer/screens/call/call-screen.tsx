/** One call: recording, conversation, findings. */

import { Button, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { goTo, toHash } from '../../routing.ts';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { CallHead } from './call-head.tsx';
import { CallView } from './call-view.tsx';
import type { CallViewHandle } from './call-view.tsx';
import { KeysHelp } from './keys-help.tsx';
import { useCallKeys } from './use-call-keys.ts';
import { useNeighbours } from './use-neighbours.ts';

interface CallScreenProperties {
  readonly id: string;
  /** The filters to go back to, `back` the screen; in milliseconds `at` where to begin playing, `show` where to look. */
  readonly query: URLSearchParams;
}

export function CallScreen({ id, query }: CallScreenProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const { data, error, refetch } = useQuery(core.calls.get.queryOptions({ id }));
  const neighbours = useNeighbours(id, query);
  const [isHelpOpen, help] = useDisclosure(false);
  const { at, show, back, ...filters } = Object.fromEntries(query);
  const origin = back === 'today' ? back : 'calls';
  const listHref = toHash([origin], filters);
  const toCall = (callId: string | null): (() => void) | null =>
    callId === null ? null : () => goTo(toHash(['calls', callId], { ...filters, back }), true);
  const [toPrevious, toNext] = [toCall(neighbours.previous), toCall(neighbours.next)];
  // Nothing else about the question can be wrong: it is made of an id alone.
  const isGone = toApiError(error).code === 'input.invalid';
  const failure = <ErrorState error={error} onRetry={() => void refetch()} />;
  const view = useRef<CallViewHandle>(null);
  useCallKeys({
    next: () => toNext?.(),
    previous: () => toPrevious?.(),
    help: help.toggle,
    back: () => goTo(listHref),
    edit: (utterance) => view.current?.edit(utterance),
  });
  return (
    <div className="screen">
      <BackLink href={listHref} label={t(origin === 'today' ? 'call.backToday' : 'call.back')} />
      {error && (isGone ? <EmptyState hint={t('call.goneHint')} title={t('call.gone')} /> : failure)}
      {!data && !error && <Loader className="loader" />}
      {data && (
        <>
          <CallHead details={data} onHelp={help.open} onNext={toNext} onPrevious={toPrevious} />
          <CallView
            details={data}
            recordingUrl={data.recordingUrl}
            ref={view}
            showAtMs={toMs(show)}
            startAtMs={toMs(at)}
          />
        </>
      )}
      {isHelpOpen && <KeysHelp onClose={help.close} />}
    </div>
  );
}

/** @returns null where nobody says, or nothing that makes sense */
const toMs = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Button
      className="back"
      component="a"
      href={href}
      leftSection={<Icon name="back" />}
      size="compact-sm"
      variant="subtle"
    >
      {label}
    </Button>
  );
}
