// Words of one lab in one language, from its front matter.
interface FieldText {
  label: string;
  help: string;
  unit?: string;
}

export interface LabText {
  title: string;
  summary: string;
  inputs: Record<string, FieldText>;
  /** Of the fields that a question has. */
  question?: Record<string, FieldText>;
  presets: Record<string, { label: string; note: string }>;
  reports: Record<string, string>;
  /** Heads of columns, names of rows and other words in tables, by what the lab reports. */
  cells?: Record<string, string>;
  /** By "input.option". */
  options?: Record<string, string>;
  invariants?: Record<string, string>;
  /** Sentences of the lab's own refusals and notes, by code; English ones are in the engine. */
  refusals?: Record<string, string>;
  /** Inputs that the story and the exercises change. */
  first?: string[];
  /** Reports that are data, as they were read. */
  data?: string[];
  /** Matrices whose rows look at what their columns name, drawn as bands; and the field of the
   *  question that mutes columns. */
  bands?: Record<string, string>;
}

/** Title and summary of each lab, by its id, and what one can do after it. */
export type Titles = Record<string, Pick<LabText, 'title' | 'summary'> & { can?: string }>;
