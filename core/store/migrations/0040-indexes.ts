/**
 * Indexes that the screens' lists and figures are answered from without reading the rows themselves: an analysis carries
 * the mood of every utterance, and reading twenty thousand of those to count them takes longer than counting.
 */
export const sql = `
CREATE INDEX calls_figures ON calls (started_at, id, direction, agent_id, duration_ms);
CREATE INDEX calls_by_agent ON calls (agent_id, agent_name, started_at);
CREATE INDEX analyses_figures ON analyses (call_id, topic, sentiment, next_step, id) WHERE is_current = 1;
DROP INDEX objections_by_analysis;
DROP INDEX objections_by_category;
CREATE INDEX objections_by_analysis ON objections (analysis_id, category, verdict);
CREATE INDEX objections_by_category ON objections (category, verdict, analysis_id);
CREATE INDEX jobs_failed ON jobs (call_id) WHERE state = 'failed';
`;
