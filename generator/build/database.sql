-- The open data as a SQLite database. Identifiers are those of the site: a guide is 2022-1, a direction
-- 2022-1/1.5, a place in it 2022-1/1.5#field-2. Money is in yuan (CNY), durations are in years.
PRAGMA page_size = 4096;
PRAGMA foreign_keys = ON;

CREATE TABLE guide (
  guide TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  batch INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('draft', 'final')),
  supersedes TEXT, -- the draft, held here or not
  title_zh TEXT NOT NULL,
  title_en TEXT,
  directions INTEGER NOT NULL,
  partners INTEGER NOT NULL,
  projects_min INTEGER NOT NULL,
  projects_max INTEGER NOT NULL,
  amount_cny INTEGER NOT NULL,
  declared_directions INTEGER,
  declared_partners INTEGER,
  declared_projects_min INTEGER,
  declared_projects_max INTEGER,
  declared_amount_cny INTEGER,
  source_file TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  url TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE partner (
  code TEXT PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('country', 'region', 'grouping', 'organisation', 'unknown')),
  name_zh TEXT NOT NULL,
  name_en TEXT, -- null for a partner that no list knows
  url_zh TEXT NOT NULL,
  url_en TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE domain (
  code TEXT PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  scope_zh TEXT NOT NULL,
  scope_en TEXT NOT NULL,
  ford TEXT,
  url_zh TEXT NOT NULL,
  url_en TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE direction (
  id TEXT PRIMARY KEY,
  guide TEXT NOT NULL REFERENCES guide,
  number TEXT NOT NULL, -- as printed: 1.9, 1.10, 2.0
  position INTEGER NOT NULL, -- in the guide, from 1
  superseded_by TEXT REFERENCES guide, -- leave such directions out of sums
  title_zh TEXT NOT NULL,
  title_en TEXT,
  kind TEXT NOT NULL,
  projects_min INTEGER,
  projects_max INTEGER,
  projects_kind TEXT NOT NULL,
  projects_hedge TEXT, -- generally, in_principle
  amount_cny INTEGER,
  funding_kind TEXT NOT NULL,
  funding_hedge TEXT,
  funding_bound_cny INTEGER, -- computed: an upper bound where no total is stated; leave it out of sums
  funding_per_project_amount_cny INTEGER,
  funding_per_project_kind TEXT,
  funding_per_project_hedge TEXT,
  duration_min_years INTEGER,
  duration_max_years INTEGER,
  duration_kind TEXT,
  duration_hedge TEXT,
  deadline_date TEXT,
  deadline_text_zh TEXT,
  url TEXT NOT NULL,
  UNIQUE (guide, number),
  UNIQUE (guide, position)
) WITHOUT ROWID;

CREATE TABLE direction_partner (
  direction TEXT NOT NULL REFERENCES direction,
  partner TEXT NOT NULL REFERENCES partner,
  direct INTEGER NOT NULL CHECK (direct IN (0, 1)), -- 0: takes part only through a grouping
  PRIMARY KEY (direction, partner)
) WITHOUT ROWID;

CREATE TABLE direction_domain (
  direction TEXT NOT NULL REFERENCES direction,
  domain TEXT NOT NULL REFERENCES domain,
  PRIMARY KEY (direction, domain)
) WITHOUT ROWID;

CREATE TABLE direction_flag (
  direction TEXT NOT NULL REFERENCES direction,
  flag TEXT NOT NULL,
  anchor TEXT NOT NULL, -- of the text that sets it
  hedge TEXT, -- in_principle; conditional: it holds in some cases only
  number INTEGER, -- of submission_limit
  PRIMARY KEY (direction, flag)
) WITHOUT ROWID;

CREATE TABLE lineage_step (
  direction TEXT PRIMARY KEY REFERENCES direction,
  lineage TEXT NOT NULL,
  step INTEGER NOT NULL -- from 1, the oldest; a draft and its final text are one step
) WITHOUT ROWID;

CREATE TABLE field (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL REFERENCES direction,
  anchor TEXT NOT NULL,
  parent TEXT REFERENCES field,
  depth INTEGER NOT NULL,
  position INTEGER NOT NULL, -- in the direction, from 1, as one reads
  label TEXT,
  text_zh TEXT NOT NULL,
  text_en TEXT,
  lead_zh TEXT,
  lead_en TEXT,
  url TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE field_domain (
  field TEXT NOT NULL REFERENCES field,
  domain TEXT NOT NULL REFERENCES domain,
  PRIMARY KEY (field, domain)
) WITHOUT ROWID;

CREATE TABLE requirement (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL REFERENCES direction,
  anchor TEXT NOT NULL,
  parent TEXT REFERENCES requirement,
  depth INTEGER NOT NULL,
  position INTEGER NOT NULL,
  label TEXT,
  text_zh TEXT, -- null where a person to contact is named: the direction's page has it
  text_en TEXT,
  url TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX direction_of_guide ON direction (guide);
CREATE INDEX direction_of_partner ON direction_partner (partner);
CREATE INDEX direction_of_domain ON direction_domain (domain);
CREATE INDEX direction_of_flag ON direction_flag (flag);
CREATE INDEX field_of_direction ON field (direction);
CREATE INDEX field_of_domain ON field_domain (domain);
CREATE INDEX requirement_of_direction ON requirement (direction);
CREATE INDEX step_of_lineage ON lineage_step (lineage);

-- Every text that can be searched.
CREATE TABLE passage (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, -- of a direction, or a place in one
  part TEXT NOT NULL CHECK (part IN ('title', 'agreement', 'field', 'requirement')),
  text_zh TEXT NOT NULL,
  text_en TEXT
);

-- Its full-text index: any three or more characters in a row are found. For two, ask `passage` with
-- LIKE: asked of this index, SQLite answers with nothing where the two are Chinese.
CREATE VIRTUAL TABLE search USING fts5 (
  id UNINDEXED,
  part UNINDEXED,
  text_zh,
  text_en,
  content = 'passage',
  content_rowid = 'number',
  tokenize = 'trigram'
);
