/** Phrases, one a line. What is typed stays as it is typed; the draft gets the phrases in it. */

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPhrases } from './edit-draft.ts';

interface PhrasesFieldProperties {
  readonly id: string;
  readonly phrases: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (phrases: readonly string[]) => void;
}

export function PhrasesField({ id, phrases, error, onChange }: PhrasesFieldProperties) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => phrases.join('\n'));
  return (
    <Textarea
      autosize
      description={t('scorecards.phrasesHint')}
      error={error}
      id={id}
      label={t('scorecards.phrases')}
      maxRows={12}
      minRows={3}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(toPhrases(event.currentTarget.value));
      }}
      size="xs"
      value={text}
    />
  );
}
