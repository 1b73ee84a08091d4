/** How an answer is printed. */
export interface FormatOption {
  readonly format: 'text' | 'json';
}

/** Who decides: kept with every decision. */
export interface ByOption extends FormatOption {
  readonly by: string;
}

export interface HandleOptions extends ByOption {
  /** The connection a handle stands in, where several have it. */
  readonly connection?: string;
}

export interface LinksFileOptions extends ByOption {
  readonly dryRun?: boolean;
}

export interface IncidentsOptions extends FormatOption {
  readonly unresolved?: boolean;
}

/** What the commands about people, incidents and decisions may be given. */
export interface IdentityHandlers {
  readonly peopleList: (options: FormatOption) => Promise<void>;
  readonly peopleSuggest: (options: FormatOption) => Promise<void>;
  readonly peopleLink: (handle: string, person: string, options: HandleOptions) => Promise<void>;
  readonly peopleUnlink: (handle: string, options: HandleOptions) => Promise<void>;
  readonly peopleDismiss: (handle: string, person: string, options: HandleOptions) => Promise<void>;
  readonly peopleMark: (handle: string, as: 'bot' | 'human', options: HandleOptions) => Promise<void>;
  readonly peopleLock: (person: string, options: ByOption) => Promise<void>;
  readonly peopleUnlock: (person: string, options: ByOption) => Promise<void>;
  readonly peopleImport: (file: string, options: LinksFileOptions) => Promise<void>;
  readonly incidentsList: (options: IncidentsOptions) => Promise<void>;
  readonly incidentsLink: (record: string, head: string, options: ByOption) => Promise<void>;
  readonly incidentsUnlink: (record: string, options: ByOption) => Promise<void>;
  readonly decisionsList: (options: FormatOption) => Promise<void>;
  readonly decisionsUndo: (number: number, options: ByOption) => Promise<void>;
}
