// Words of one lab in one language, from its front matter.
export interface LabText {
  title: string;
  summary: string;
  inputs: Record<string, { label: string; help: string }>;
  /** Of the fields that a question has. */
  question?: Record<string, { label: string; help: string }>;
  presets: Record<string, { label: string; note: string }>;
  reports: Record<string, string>;
  /** By "input.option". */
  options?: Record<string, string>;
  invariants?: Record<string, string>;
}

/** Title and summary of each lab, by its id. */
export type Titles = Record<string, Pick<LabText, 'title' | 'summary'>>;
