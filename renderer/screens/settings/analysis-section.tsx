/** Анализ: how conversations are read, letters that are proposed after a call, the facts they may use, and what is learned from corrections. */

import { LearningCard } from './learning-card.tsx';
import { KnowledgeCard } from './knowledge-card.tsx';
import { ProfileCard } from './profile-card.tsx';
import { TemplatesCard } from './templates-card.tsx';

export function AnalysisSection() {
  return (
    <>
      <ProfileCard />
      <TemplatesCard />
      <KnowledgeCard />
      <LearningCard />
    </>
  );
}
