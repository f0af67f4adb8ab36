-- Every text that can be searched.
CREATE TABLE passage (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL, -- of a direction, or a place in one
  part TEXT NOT NULL CHECK (part IN ('title', 'agreement', 'field', 'requirement')),
  text_zh TEXT NOT NULL,
  text_en TEXT,
  pairs TEXT NOT NULL -- each two neighbouring characters of text_zh
);

-- Its full-text index: any three or more characters in a row are found.
CREATE VIRTUAL TABLE search USING fts5 (
  id UNINDEXED,
  part UNINDEXED,
  text_zh,
  text_en,
  content="passage",
  content_rowid="number",
  tokenize="trigram"
);

-- The index of words of two Chinese characters, which the first does not find.
CREATE VIRTUAL TABLE search_pairs USING fts5 (
  id UNINDEXED,
  part UNINDEXED,
  pairs,
  content="passage",
  content_rowid="number",
  tokenize="unicode61"
);

-- The directions that count in sums: no final text held here superseded their draft.
CREATE VIEW current_direction AS
SELECT * FROM direction WHERE superseded_by IS NULL;

-- The sums of each partner, as partners.csv has them: drafts and final texts apart. A cap (不超过) has no lower bound;
-- it counts as its number on both sides.
CREATE VIEW partner_sums AS
SELECT
  partner.code,
  partner.name_zh,
  partner.name_en,
  count(direction.id) AS directions,
  coalesce(sum(coalesce(direction.projects_min, direction.projects_max)), 0) AS projects_min,
  coalesce(sum(coalesce(direction.projects_max, direction.projects_min)), 0) AS projects_max,
  coalesce(sum(direction.amount_cny), 0) AS amount_cny,
  count(direction.id) FILTER (WHERE direction.stage = 'final') AS final_directions,
  count(direction.id) FILTER (WHERE direction.stage = 'draft') AS draft_directions,
  coalesce(sum(direction.amount_cny) FILTER (WHERE direction.stage = 'final'), 0) AS final_amount_cny,
  coalesce(sum(direction.amount_cny) FILTER (WHERE direction.stage = 'draft'), 0) AS draft_amount_cny
FROM partner
LEFT JOIN direction_partner ON direction_partner.partner = partner.code AND direction_partner.counted
LEFT JOIN direction ON direction.id = direction_partner.direction
GROUP BY partner.code;

-- The directions of each domain, with their sums by year: drafts and final texts apart.
CREATE VIEW domain_years AS
SELECT
  domain.code,
  domain.name_zh,
  domain.name_en,
  direction.year,
  direction.stage,
  count(*) AS directions,
  coalesce(sum(coalesce(direction.projects_min, direction.projects_max)), 0) AS projects_min,
  coalesce(sum(coalesce(direction.projects_max, direction.projects_min)), 0) AS projects_max,
  coalesce(sum(direction.amount_cny), 0) AS amount_cny
FROM direction_domain
JOIN current_direction AS direction ON direction.id = direction_domain.direction
JOIN domain ON domain.code = direction_domain.domain
GROUP BY domain.code, direction.year, direction.stage;

-- The conditions of each direction, in words.
CREATE VIEW condition_words AS
SELECT
  direction_flag.direction,
  code.label_zh,
  code.label_en,
  direction_flag.hedge,
  direction_flag.number,
  direction_flag.holds_if,
  direction.url
FROM direction_flag
JOIN direction ON direction.id = direction_flag.direction
JOIN code ON code.list = 'flag' AND code.code = direction_flag.flag;
