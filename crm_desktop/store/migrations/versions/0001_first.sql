-- The tables of version 1, one statement a paragraph. Never edited once released: changes are migrations of their own.

CREATE TABLE activity_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  hour TEXT NOT NULL,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  entries INTEGER DEFAULT '0' NOT NULL,
  minutes INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_activity_sum_hour_kind_direction UNIQUE (hour, kind, direction)
);

CREATE TABLE blob (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL,
  size INTEGER DEFAULT '0' NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT uq_blob_sha256 UNIQUE (sha256)
);

CREATE TABLE change (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  op INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  until_id INTEGER NOT NULL,
  old_values TEXT
);

CREATE INDEX ix_change_added ON change (kind, row_id) WHERE op = 1;

CREATE INDEX ix_change_record ON change (kind, row_id) WHERE op <> 1;

CREATE TABLE closed_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  currency TEXT NOT NULL,
  month TEXT NOT NULL,
  status TEXT NOT NULL,
  pipeline_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  category TEXT NOT NULL,
  size INTEGER NOT NULL,
  word TEXT NOT NULL,
  cases INTEGER DEFAULT '0' NOT NULL,
  cents BIGINT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_closed_sum_keys UNIQUE (currency, month, status, pipeline_id, channel, category, size, word)
);

CREATE TABLE consent_rule (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  country TEXT DEFAULT '' NOT NULL,
  audience TEXT DEFAULT 'consumer' NOT NULL,
  channel TEXT DEFAULT 'email' NOT NULL,
  without_ground BOOLEAN DEFAULT '0' NOT NULL,
  grounds JSON DEFAULT '[]' NOT NULL,
  basis TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_consent_rule_country_audience_channel UNIQUE (country, audience, channel)
);

CREATE TABLE contact (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  kind TEXT DEFAULT 'person' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  sort_key TEXT DEFAULT '' NOT NULL,
  standing TEXT DEFAULT 'prospect' NOT NULL,
  company_id INTEGER,
  salutation TEXT DEFAULT '' NOT NULL,
  title TEXT DEFAULT '' NOT NULL,
  given_name TEXT DEFAULT '' NOT NULL,
  family_name TEXT DEFAULT '' NOT NULL,
  letter_salutation TEXT DEFAULT '' NOT NULL,
  job_title TEXT DEFAULT '' NOT NULL,
  buying_role TEXT DEFAULT '' NOT NULL,
  birthday DATE,
  category TEXT DEFAULT '' NOT NULL,
  industry TEXT DEFAULT '' NOT NULL,
  employees INTEGER,
  founded INTEGER,
  legal_form TEXT DEFAULT '' NOT NULL,
  vat_id TEXT DEFAULT '' NOT NULL,
  iban TEXT DEFAULT '' NOT NULL,
  customer_number TEXT,
  source TEXT DEFAULT '' NOT NULL,
  referred_by_id INTEGER,
  language TEXT DEFAULT '' NOT NULL,
  payment_terms TEXT DEFAULT '' NOT NULL,
  note TEXT DEFAULT '' NOT NULL,
  confirmed_on DATE,
  last_activity_at TEXT,
  restricted_on DATE,
  CONSTRAINT uq_contact_uuid UNIQUE (uuid),
  CONSTRAINT fk_contact_company_id_contact FOREIGN KEY(company_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_contact_referred_by_id_contact FOREIGN KEY(referred_by_id) REFERENCES contact (id) ON DELETE SET NULL
);

CREATE INDEX ix_contact_birthday ON contact (birthday) WHERE birthday IS NOT NULL AND deleted_at IS NULL;

CREATE INDEX ix_contact_by_kind_name ON contact (kind, sort_key, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_by_kind_recency ON contact (kind, last_activity_at DESC, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_by_name ON contact (sort_key, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_by_recency ON contact (last_activity_at DESC, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_by_standing_name ON contact (standing, sort_key, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_by_standing_recency ON contact (standing, last_activity_at DESC, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_contact_company_id ON contact (company_id);

CREATE INDEX ix_contact_customer_number ON contact (customer_number);

CREATE INDEX ix_contact_external_id ON contact (external_id);

CREATE INDEX ix_contact_in_bin ON contact (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE INDEX ix_contact_referred_by_id ON contact (referred_by_id);

CREATE INDEX ix_contact_restricted ON contact (restricted_on) WHERE restricted_on IS NOT NULL;

CREATE INDEX ix_contact_traits ON contact (id, category, industry, employees, founded, source);

CREATE TABLE course_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  currency TEXT NOT NULL,
  month TEXT NOT NULL,
  status TEXT NOT NULL,
  days INTEGER NOT NULL,
  cases INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_course_sum_currency_month_status_days UNIQUE (currency, month, status, days)
);

CREATE TABLE custom_field (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  record TEXT DEFAULT '' NOT NULL,
  "key" TEXT DEFAULT '' NOT NULL,
  label TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT 'text' NOT NULL,
  choices JSON DEFAULT '[]' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_custom_field_record_key UNIQUE (record, "key")
);

CREATE TABLE deal_summary (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  deals INTEGER DEFAULT '0' NOT NULL,
  cents BIGINT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_deal_summary_stage_id_currency UNIQUE (stage_id, currency)
);

CREATE TABLE erasure (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL,
  at TEXT NOT NULL,
  ground TEXT DEFAULT 'request' NOT NULL,
  counts JSON DEFAULT '{}' NOT NULL,
  kept JSON DEFAULT '[]' NOT NULL,
  digests JSON DEFAULT '[]' NOT NULL,
  CONSTRAINT uq_erasure_reference UNIQUE (reference)
);

CREATE TABLE firm (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  trade TEXT DEFAULT '' NOT NULL,
  legal_name TEXT DEFAULT '' NOT NULL,
  legal_form TEXT DEFAULT '' NOT NULL,
  directors TEXT DEFAULT '' NOT NULL,
  supervisor TEXT DEFAULT '' NOT NULL,
  general_partner TEXT DEFAULT '' NOT NULL,
  register_court TEXT DEFAULT '' NOT NULL,
  register_number TEXT DEFAULT '' NOT NULL,
  street TEXT DEFAULT '' NOT NULL,
  postal_code TEXT DEFAULT '' NOT NULL,
  city TEXT DEFAULT '' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  phone TEXT DEFAULT '' NOT NULL,
  email TEXT DEFAULT '' NOT NULL,
  website TEXT DEFAULT '' NOT NULL,
  vat_id TEXT DEFAULT '' NOT NULL,
  tax_number TEXT DEFAULT '' NOT NULL,
  bank TEXT DEFAULT '' NOT NULL,
  iban TEXT DEFAULT '' NOT NULL,
  bic TEXT DEFAULT '' NOT NULL,
  contact_name TEXT DEFAULT '' NOT NULL,
  contact_phone TEXT DEFAULT '' NOT NULL,
  contact_email TEXT DEFAULT '' NOT NULL,
  logo_sha256 TEXT,
  letterhead_sha256 TEXT,
  signature_sha256 TEXT,
  accent TEXT DEFAULT '' NOT NULL,
  layout TEXT DEFAULT '' NOT NULL,
  letter_form TEXT DEFAULT '' NOT NULL,
  language TEXT DEFAULT '' NOT NULL,
  currency TEXT DEFAULT '' NOT NULL,
  small_business BOOLEAN DEFAULT '0' NOT NULL,
  vat_percent TEXT DEFAULT '19' NOT NULL,
  valid_days INTEGER DEFAULT '30' NOT NULL,
  follow_up_days INTEGER DEFAULT '7' NOT NULL,
  skonto_percent TEXT DEFAULT '0' NOT NULL,
  skonto_days INTEGER DEFAULT '0' NOT NULL,
  payment_terms TEXT DEFAULT '' NOT NULL,
  least_margin_percent TEXT DEFAULT '0' NOT NULL,
  usual_cycle_days INTEGER,
  year_target_cents INTEGER,
  answer_days INTEGER DEFAULT '1' NOT NULL
);

CREATE TABLE follow_up_set (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  tasks JSON DEFAULT '[]' NOT NULL,
  CONSTRAINT uq_follow_up_set_uuid UNIQUE (uuid)
);

CREATE TABLE health (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,
  contacts INTEGER DEFAULT '0' NOT NULL,
  sound INTEGER DEFAULT '0' NOT NULL,
  doubles INTEGER DEFAULT '0' NOT NULL,
  incomplete INTEGER DEFAULT '0' NOT NULL,
  stale INTEGER DEFAULT '0' NOT NULL,
  wrong INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_health_day UNIQUE (day)
);

CREATE TABLE known_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  known TEXT NOT NULL,
  cases INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_known_sum_kind_known UNIQUE (kind, known)
);

CREATE TABLE line_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  currency TEXT NOT NULL,
  month TEXT NOT NULL,
  product TEXT NOT NULL,
  category TEXT NOT NULL,
  cases INTEGER DEFAULT '0' NOT NULL,
  cents BIGINT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_line_sum_currency_month_product_category UNIQUE (currency, month, product, category)
);

CREATE TABLE number_range (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL,
  pattern TEXT DEFAULT '' NOT NULL,
  next_number INTEGER DEFAULT '1' NOT NULL,
  year INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_number_range_document UNIQUE (document)
);

CREATE TABLE opened_sum (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  currency TEXT NOT NULL,
  month TEXT NOT NULL,
  pipeline_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  stages TEXT NOT NULL,
  cases INTEGER DEFAULT '0' NOT NULL,
  cents BIGINT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_opened_sum_currency_month_pipeline_id_status_stages UNIQUE (currency, month, pipeline_id, status, stages)
);

CREATE TABLE privacy_text (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "key" TEXT NOT NULL,
  text TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_privacy_text_key UNIQUE ("key")
);

CREATE TABLE product_category (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  parent_id INTEGER,
  CONSTRAINT uq_product_category_uuid UNIQUE (uuid),
  CONSTRAINT fk_product_category_parent_id_product_category FOREIGN KEY(parent_id) REFERENCES product_category (id) ON DELETE SET NULL
);

CREATE INDEX ix_product_category_parent_id ON product_category (parent_id);

CREATE TABLE retention_rule (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  country TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT 'order' NOT NULL,
  months INTEGER DEFAULT '0' NOT NULL,
  from_year_end BOOLEAN DEFAULT '0' NOT NULL,
  basis TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_retention_rule_country_kind UNIQUE (country, kind)
);

CREATE TABLE rule (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  enabled BOOLEAN DEFAULT '0' NOT NULL,
  when_data JSON DEFAULT '{}' NOT NULL,
  conditions JSON DEFAULT '{}' NOT NULL,
  actions JSON DEFAULT '[]' NOT NULL,
  limits JSON DEFAULT '{}' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  origin TEXT DEFAULT '' NOT NULL,
  active_since TEXT,
  failures INTEGER DEFAULT '0' NOT NULL,
  failure TEXT DEFAULT '' NOT NULL,
  paused_at TEXT,
  CONSTRAINT uq_rule_uuid UNIQUE (uuid)
);

CREATE TABLE saved_view (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  pane TEXT DEFAULT '' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  "view" JSON DEFAULT '{}' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL
);

CREATE TABLE search_doc (
  rank INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  ref INTEGER NOT NULL,
  words TEXT NOT NULL,
  CONSTRAINT uq_search_doc_kind_ref UNIQUE (kind, ref)
);

CREATE TABLE segment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  criteria JSON DEFAULT '{}' NOT NULL,
  CONSTRAINT uq_segment_uuid UNIQUE (uuid)
);

CREATE TABLE setting (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "key" TEXT NOT NULL,
  value JSON DEFAULT '{}' NOT NULL,
  CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  label TEXT DEFAULT '' NOT NULL,
  at TEXT NOT NULL,
  undone BOOLEAN DEFAULT '0' NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  closed BOOLEAN DEFAULT '0' NOT NULL
);

CREATE INDEX ix_step_first_seq ON step (first_seq);

CREATE TABLE suppression (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  channel TEXT DEFAULT 'email' NOT NULL,
  digest TEXT DEFAULT '' NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT uq_suppression_channel_digest UNIQUE (channel, digest)
);

CREATE TABLE target (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT DEFAULT 'revenue' NOT NULL,
  span TEXT DEFAULT 'month' NOT NULL,
  starts DATE NOT NULL,
  amount INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT uq_target_kind_span_starts UNIQUE (kind, span, starts)
);

CREATE TABLE template (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT '' NOT NULL,
  language TEXT DEFAULT '' NOT NULL,
  subject TEXT DEFAULT '' NOT NULL,
  body TEXT DEFAULT '' NOT NULL,
  reply_title TEXT DEFAULT '' NOT NULL,
  reply_choices TEXT DEFAULT '' NOT NULL,
  reply_question TEXT DEFAULT '' NOT NULL,
  reply_link TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_template_uuid UNIQUE (uuid)
);

CREATE TABLE vat_rate (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  country TEXT DEFAULT '' NOT NULL,
  tax_class TEXT DEFAULT 'standard' NOT NULL,
  since DATE NOT NULL,
  percent TEXT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_vat_rate_country_tax_class_since UNIQUE (country, tax_class, since)
);

CREATE TABLE accepted_value (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  field TEXT DEFAULT '' NOT NULL,
  value TEXT DEFAULT '' NOT NULL,
  decided_at TEXT NOT NULL,
  CONSTRAINT fk_accepted_value_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_accepted_value_contact_id ON accepted_value (contact_id);

CREATE TABLE address (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  kind TEXT DEFAULT 'business' NOT NULL,
  street TEXT DEFAULT '' NOT NULL,
  extra TEXT DEFAULT '' NOT NULL,
  postal_code TEXT DEFAULT '' NOT NULL,
  city TEXT DEFAULT '' NOT NULL,
  region TEXT DEFAULT '' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  is_primary BOOLEAN DEFAULT '1' NOT NULL,
  CONSTRAINT fk_address_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_address_contact_id ON address (contact_id, is_primary DESC, id, region, postal_code);

CREATE INDEX ix_address_postal_code ON address (postal_code);

CREATE TABLE blob_text (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  blob_id INTEGER NOT NULL,
  state TEXT NOT NULL,
  body TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_blob_text_blob_id UNIQUE (blob_id),
  CONSTRAINT fk_blob_text_blob_id_blob FOREIGN KEY(blob_id) REFERENCES blob (id) ON DELETE CASCADE
);

CREATE TABLE campaign (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  channel TEXT DEFAULT '' NOT NULL,
  status TEXT DEFAULT 'planned' NOT NULL,
  starts_on DATE,
  ends_on DATE,
  cost_cents BIGINT DEFAULT '0' NOT NULL,
  goal TEXT DEFAULT '' NOT NULL,
  segment_id INTEGER,
  kind TEXT DEFAULT '' NOT NULL,
  purpose TEXT DEFAULT 'marketing' NOT NULL,
  message TEXT DEFAULT '' NOT NULL,
  variants JSON DEFAULT '[]' NOT NULL,
  template_id INTEGER,
  hold_out_percent INTEGER DEFAULT '0' NOT NULL,
  quiet_days INTEGER DEFAULT '0' NOT NULL,
  open_deal_cents INTEGER,
  one_per_household BOOLEAN DEFAULT '1' NOT NULL,
  window_days INTEGER DEFAULT '90' NOT NULL,
  frozen_at TEXT,
  CONSTRAINT uq_campaign_uuid UNIQUE (uuid),
  CONSTRAINT fk_campaign_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE SET NULL,
  CONSTRAINT fk_campaign_template_id_template FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE SET NULL
);

CREATE INDEX ix_campaign_segment_id ON campaign (segment_id);

CREATE INDEX ix_campaign_template_id ON campaign (template_id);

CREATE TABLE contact_point (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  kind TEXT DEFAULT 'phone' NOT NULL,
  value TEXT DEFAULT '' NOT NULL,
  normal TEXT DEFAULT '' NOT NULL,
  label TEXT DEFAULT '' NOT NULL,
  is_primary BOOLEAN DEFAULT '0' NOT NULL,
  CONSTRAINT fk_contact_point_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_contact_point_contact_id ON contact_point (contact_id);

CREATE INDEX ix_contact_point_normal ON contact_point (normal);

CREATE TABLE data_protection (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  origin TEXT DEFAULT '' NOT NULL,
  origin_detail TEXT DEFAULT '' NOT NULL,
  obtained_on DATE,
  informed_on DATE,
  informed_by TEXT DEFAULT '' NOT NULL,
  restricted_for TEXT DEFAULT '' NOT NULL,
  keep_until DATE,
  keep_basis TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_data_protection_contact_id UNIQUE (contact_id),
  CONSTRAINT fk_data_protection_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_data_protection_to_inform ON data_protection (obtained_on) WHERE informed_on IS NULL AND origin NOT IN ('', 'own');

CREATE TABLE data_request (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT DEFAULT 'access' NOT NULL,
  contact_id INTEGER,
  number TEXT DEFAULT '' NOT NULL,
  received_on DATE NOT NULL,
  due_on DATE NOT NULL,
  extended BOOLEAN DEFAULT '0' NOT NULL,
  answered_on DATE,
  note TEXT DEFAULT '' NOT NULL,
  CONSTRAINT fk_data_request_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE SET NULL
);

CREATE INDEX ix_data_request_contact_id ON data_request (contact_id);

CREATE INDEX ix_data_request_due_on ON data_request (answered_on, due_on);

CREATE TABLE different_pair (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  decided_at TEXT NOT NULL,
  CONSTRAINT uq_different_pair_contact_id_other_id UNIQUE (contact_id, other_id),
  CONSTRAINT fk_different_pair_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
  CONSTRAINT fk_different_pair_other_id_contact FOREIGN KEY(other_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_different_pair_other_id ON different_pair (other_id);

CREATE TABLE employment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  company_id INTEGER NOT NULL,
  job_title TEXT DEFAULT '' NOT NULL,
  started DATE,
  ended DATE,
  CONSTRAINT fk_employment_person_id_contact FOREIGN KEY(person_id) REFERENCES contact (id) ON DELETE CASCADE,
  CONSTRAINT fk_employment_company_id_contact FOREIGN KEY(company_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_employment_company_id ON employment (company_id);

CREATE INDEX ix_employment_person_id ON employment (person_id);

CREATE TABLE favourite (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  CONSTRAINT uq_favourite_contact_id UNIQUE (contact_id),
  CONSTRAINT fk_favourite_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE TABLE pipeline (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  is_default BOOLEAN DEFAULT '0' NOT NULL,
  layout TEXT DEFAULT '' NOT NULL,
  template_id INTEGER,
  offer_texts JSON DEFAULT '{}' NOT NULL,
  CONSTRAINT uq_pipeline_uuid UNIQUE (uuid),
  CONSTRAINT fk_pipeline_template_id_template FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE SET NULL
);

CREATE INDEX ix_pipeline_template_id ON pipeline (template_id);

CREATE TABLE product (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  number TEXT,
  name TEXT DEFAULT '' NOT NULL,
  text TEXT DEFAULT '' NOT NULL,
  category_id INTEGER,
  unit TEXT DEFAULT '' NOT NULL,
  price TEXT DEFAULT '0' NOT NULL,
  cost TEXT,
  currency TEXT DEFAULT '' NOT NULL,
  tax_class TEXT DEFAULT 'standard' NOT NULL,
  active BOOLEAN DEFAULT '1' NOT NULL,
  picture_sha256 TEXT,
  set_form TEXT DEFAULT 'lines' NOT NULL,
  CONSTRAINT uq_product_uuid UNIQUE (uuid),
  CONSTRAINT fk_product_category_id_product_category FOREIGN KEY(category_id) REFERENCES product_category (id) ON DELETE SET NULL
);

CREATE INDEX ix_product_category_id ON product (category_id);

CREATE INDEX ix_product_external_id ON product (external_id);

CREATE INDEX ix_product_name ON product (name);

CREATE INDEX ix_product_number ON product (number);

CREATE TABLE rule_run (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  rule_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT DEFAULT '' NOT NULL,
  ref INTEGER DEFAULT '0' NOT NULL,
  contact_id INTEGER,
  occasion TEXT DEFAULT '' NOT NULL,
  outcome TEXT DEFAULT 'done' NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  did TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_rule_run_rule_id_kind_ref_occasion UNIQUE (rule_id, kind, ref, occasion),
  CONSTRAINT fk_rule_run_rule_id_rule FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE CASCADE,
  CONSTRAINT fk_rule_run_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE SET NULL
);

CREATE INDEX ix_rule_run_at ON rule_run (at);

CREATE INDEX ix_rule_run_contact_id ON rule_run (contact_id);

CREATE INDEX ix_rule_run_ref ON rule_run (kind, ref);

CREATE INDEX ix_rule_run_rule_id ON rule_run (rule_id, at);

CREATE TABLE tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_tag_contact_id_name UNIQUE (contact_id, name),
  CONSTRAINT fk_tag_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_tag_name ON tag (name);

CREATE TABLE campaign_left_out (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  reason TEXT DEFAULT 'objection' NOT NULL,
  detail TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_campaign_left_out_campaign_id_contact_id UNIQUE (campaign_id, contact_id),
  CONSTRAINT fk_campaign_left_out_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_campaign_left_out_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_campaign_left_out_contact_id ON campaign_left_out (contact_id);

CREATE TABLE campaign_member (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  argument TEXT DEFAULT '' NOT NULL,
  sent_at TEXT,
  responded_at TEXT,
  response TEXT DEFAULT '' NOT NULL,
  variant TEXT DEFAULT '' NOT NULL,
  held_out BOOLEAN DEFAULT '0' NOT NULL,
  answered_by TEXT DEFAULT '' NOT NULL,
  answer TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_campaign_member_campaign_id_contact_id UNIQUE (campaign_id, contact_id),
  CONSTRAINT fk_campaign_member_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_campaign_member_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_campaign_member_contact_id ON campaign_member (contact_id);

CREATE TABLE campaign_step (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  kind TEXT DEFAULT 'call' NOT NULL,
  after_id INTEGER,
  wait_days INTEGER DEFAULT '7' NOT NULL,
  branch TEXT DEFAULT 'always' NOT NULL,
  template_id INTEGER,
  CONSTRAINT fk_campaign_step_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE CASCADE,
  CONSTRAINT fk_campaign_step_after_id_campaign_step FOREIGN KEY(after_id) REFERENCES campaign_step (id) ON DELETE SET NULL,
  CONSTRAINT fk_campaign_step_template_id_template FOREIGN KEY(template_id) REFERENCES template (id) ON DELETE SET NULL
);

CREATE INDEX ix_campaign_step_after_id ON campaign_step (after_id);

CREATE INDEX ix_campaign_step_campaign_id ON campaign_step (campaign_id, position);

CREATE INDEX ix_campaign_step_template_id ON campaign_step (template_id);

CREATE TABLE price_tier (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL,
  from_quantity TEXT DEFAULT '1' NOT NULL,
  price TEXT DEFAULT '0' NOT NULL,
  customer_group TEXT DEFAULT '' NOT NULL,
  CONSTRAINT fk_price_tier_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE CASCADE
);

CREATE INDEX ix_price_tier_product_id ON price_tier (product_id);

CREATE TABLE product_part (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  set_id INTEGER NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  product_id INTEGER NOT NULL,
  quantity TEXT DEFAULT '1' NOT NULL,
  CONSTRAINT fk_product_part_set_id_product FOREIGN KEY(set_id) REFERENCES product (id) ON DELETE CASCADE,
  CONSTRAINT fk_product_part_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE CASCADE
);

CREATE INDEX ix_product_part_product_id ON product_part (product_id);

CREATE INDEX ix_product_part_set_id ON product_part (set_id, position);

CREATE TABLE service_case (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  kind TEXT DEFAULT 'question' NOT NULL,
  title TEXT DEFAULT '' NOT NULL,
  text TEXT DEFAULT '' NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  priority TEXT DEFAULT 'normal' NOT NULL,
  contact_id INTEGER,
  product_id INTEGER,
  due_on DATE,
  opened_at TEXT NOT NULL,
  answered_at TEXT,
  solved_at TEXT,
  solution TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_service_case_uuid UNIQUE (uuid),
  CONSTRAINT fk_service_case_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_service_case_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_service_case_contact_id ON service_case (contact_id, opened_at);

CREATE INDEX ix_service_case_in_bin ON service_case (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE INDEX ix_service_case_open ON service_case (due_on, id) WHERE status <> 'solved' AND deleted_at IS NULL;

CREATE INDEX ix_service_case_product_id ON service_case (product_id);

CREATE TABLE stage (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  pipeline_id INTEGER NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  probability INTEGER DEFAULT '0' NOT NULL,
  kind TEXT DEFAULT 'open' NOT NULL,
  required_fields JSON DEFAULT '[]' NOT NULL,
  follow_up_set_id INTEGER,
  stale_days INTEGER,
  meaning TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_stage_uuid UNIQUE (uuid),
  CONSTRAINT fk_stage_pipeline_id_pipeline FOREIGN KEY(pipeline_id) REFERENCES pipeline (id) ON DELETE CASCADE,
  CONSTRAINT fk_stage_follow_up_set_id_follow_up_set FOREIGN KEY(follow_up_set_id) REFERENCES follow_up_set (id) ON DELETE SET NULL
);

CREATE INDEX ix_stage_follow_up_set_id ON stage (follow_up_set_id);

CREATE INDEX ix_stage_pipeline_id ON stage (pipeline_id, position);

CREATE TABLE survey (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  intro TEXT DEFAULT '' NOT NULL,
  thanks TEXT DEFAULT '' NOT NULL,
  campaign_id INTEGER,
  low_mark INTEGER DEFAULT '6' NOT NULL,
  closed_at TEXT,
  CONSTRAINT uq_survey_uuid UNIQUE (uuid),
  CONSTRAINT fk_survey_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_campaign_id ON survey (campaign_id);

CREATE TABLE deal (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  title TEXT DEFAULT '' NOT NULL,
  pipeline_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  account_id INTEGER,
  person_id INTEGER,
  status TEXT DEFAULT 'open' NOT NULL,
  amount_cents BIGINT DEFAULT '0' NOT NULL,
  currency TEXT DEFAULT '' NOT NULL,
  expected_close DATE,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  stage_since TEXT NOT NULL,
  parked_until DATE,
  lost_reason TEXT DEFAULT '' NOT NULL,
  lost_note TEXT DEFAULT '' NOT NULL,
  competitor TEXT DEFAULT '' NOT NULL,
  won_argument TEXT DEFAULT '' NOT NULL,
  channel TEXT DEFAULT '' NOT NULL,
  campaign_id INTEGER,
  product_id INTEGER,
  quantity INTEGER,
  note TEXT DEFAULT '' NOT NULL,
  position FLOAT DEFAULT '0' NOT NULL,
  CONSTRAINT uq_deal_uuid UNIQUE (uuid),
  CONSTRAINT fk_deal_pipeline_id_pipeline FOREIGN KEY(pipeline_id) REFERENCES pipeline (id) ON DELETE RESTRICT,
  CONSTRAINT fk_deal_stage_id_stage FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE RESTRICT,
  CONSTRAINT fk_deal_account_id_contact FOREIGN KEY(account_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_deal_person_id_contact FOREIGN KEY(person_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_deal_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_deal_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_deal_account_id ON deal (account_id);

CREATE INDEX ix_deal_campaign_id ON deal (campaign_id);

CREATE INDEX ix_deal_closed_at ON deal (status, closed_at, currency, deleted_at, amount_cents, opened_at, expected_close, channel, pipeline_id, stage_id, account_id, lost_reason, won_argument, competitor, campaign_id, product_id);

CREATE INDEX ix_deal_external_id ON deal (external_id);

CREATE INDEX ix_deal_lane ON deal (pipeline_id, status, stage_id, amount_cents DESC) WHERE deleted_at IS NULL;

CREATE INDEX ix_deal_opened_at ON deal (opened_at, currency, deleted_at, status, closed_at, amount_cents, expected_close, channel, pipeline_id, stage_id, account_id);

CREATE INDEX ix_deal_person_id ON deal (person_id);

CREATE INDEX ix_deal_product_id ON deal (product_id);

CREATE INDEX ix_deal_stage_id ON deal (stage_id);

CREATE TABLE survey_question (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  survey_id INTEGER NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  kind TEXT DEFAULT 'score' NOT NULL,
  text TEXT DEFAULT '' NOT NULL,
  choices JSON DEFAULT '[]' NOT NULL,
  CONSTRAINT fk_survey_question_survey_id_survey FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE
);

CREATE INDEX ix_survey_question_survey_id ON survey_question (survey_id, position);

CREATE TABLE survey_reply (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  survey_id INTEGER NOT NULL,
  contact_id INTEGER,
  member_id INTEGER,
  at TEXT NOT NULL,
  source TEXT DEFAULT 'hand' NOT NULL,
  CONSTRAINT fk_survey_reply_survey_id_survey FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE,
  CONSTRAINT fk_survey_reply_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
  CONSTRAINT fk_survey_reply_member_id_campaign_member FOREIGN KEY(member_id) REFERENCES campaign_member (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_reply_contact_id ON survey_reply (contact_id);

CREATE INDEX ix_survey_reply_member_id ON survey_reply (member_id);

CREATE INDEX ix_survey_reply_survey_id ON survey_reply (survey_id, at);

CREATE TABLE deal_contact (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  deal_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  role TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_deal_contact_deal_id_contact_id UNIQUE (deal_id, contact_id),
  CONSTRAINT fk_deal_contact_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE CASCADE,
  CONSTRAINT fk_deal_contact_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_deal_contact_contact_id ON deal_contact (contact_id);

CREATE TABLE deal_state (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  deal_id INTEGER NOT NULL,
  stage_id INTEGER NOT NULL,
  status TEXT DEFAULT 'open' NOT NULL,
  amount_cents BIGINT DEFAULT '0' NOT NULL,
  currency TEXT DEFAULT '' NOT NULL,
  expected_close DATE,
  entered TEXT NOT NULL,
  "left" TEXT,
  recorded_at TEXT NOT NULL,
  CONSTRAINT fk_deal_state_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE CASCADE,
  CONSTRAINT fk_deal_state_stage_id_stage FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE RESTRICT
);

CREATE INDEX ix_deal_state_deal_id ON deal_state (deal_id, entered, id, stage_id);

CREATE INDEX ix_deal_state_stage_id ON deal_state (stage_id);

CREATE TABLE deal_tag (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  deal_id INTEGER NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_deal_tag_deal_id_name UNIQUE (deal_id, name),
  CONSTRAINT fk_deal_tag_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE CASCADE
);

CREATE INDEX ix_deal_tag_name ON deal_tag (name);

CREATE TABLE lead (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  title TEXT DEFAULT '' NOT NULL,
  raw_text TEXT DEFAULT '' NOT NULL,
  arrived_at TEXT NOT NULL,
  source TEXT DEFAULT '' NOT NULL,
  channel TEXT DEFAULT '' NOT NULL,
  campaign_id INTEGER,
  first_source TEXT DEFAULT '' NOT NULL,
  first_channel TEXT DEFAULT '' NOT NULL,
  first_campaign_id INTEGER,
  status TEXT DEFAULT 'new' NOT NULL,
  answer_by DATE,
  answered_at TEXT,
  later_until DATE,
  qualified_at TEXT,
  closed_at TEXT,
  disqualify_reason TEXT DEFAULT '' NOT NULL,
  disqualify_note TEXT DEFAULT '' NOT NULL,
  salutation TEXT DEFAULT '' NOT NULL,
  given_name TEXT DEFAULT '' NOT NULL,
  family_name TEXT DEFAULT '' NOT NULL,
  job_title TEXT DEFAULT '' NOT NULL,
  company TEXT DEFAULT '' NOT NULL,
  email TEXT DEFAULT '' NOT NULL,
  phone TEXT DEFAULT '' NOT NULL,
  mobile TEXT DEFAULT '' NOT NULL,
  website TEXT DEFAULT '' NOT NULL,
  street TEXT DEFAULT '' NOT NULL,
  postal_code TEXT DEFAULT '' NOT NULL,
  city TEXT DEFAULT '' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  referred_by TEXT DEFAULT '' NOT NULL,
  quantity INTEGER,
  budget_cents BIGINT DEFAULT '0' NOT NULL,
  currency TEXT DEFAULT '' NOT NULL,
  wanted_on DATE,
  note TEXT DEFAULT '' NOT NULL,
  product_id INTEGER,
  was_known BOOLEAN DEFAULT '0' NOT NULL,
  contact_id INTEGER,
  company_id INTEGER,
  deal_id INTEGER,
  CONSTRAINT uq_lead_uuid UNIQUE (uuid),
  CONSTRAINT fk_lead_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_lead_first_campaign_id_campaign FOREIGN KEY(first_campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_lead_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL,
  CONSTRAINT fk_lead_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_lead_company_id_contact FOREIGN KEY(company_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_lead_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE SET NULL
);

CREATE INDEX ix_lead_campaign_id ON lead (campaign_id);

CREATE INDEX ix_lead_company_id ON lead (company_id);

CREATE INDEX ix_lead_contact_id ON lead (contact_id);

CREATE INDEX ix_lead_deal_id ON lead (deal_id);

CREATE INDEX ix_lead_external_id ON lead (external_id);

CREATE INDEX ix_lead_first_campaign_id ON lead (first_campaign_id);

CREATE INDEX ix_lead_product_id ON lead (product_id);

CREATE INDEX ix_lead_status ON lead (status, arrived_at DESC) WHERE deleted_at IS NULL;

CREATE TABLE offer (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  number TEXT,
  version_no INTEGER DEFAULT '1' NOT NULL,
  previous_id INTEGER,
  status TEXT DEFAULT 'draft' NOT NULL,
  deal_id INTEGER,
  leading BOOLEAN DEFAULT '0' NOT NULL,
  account_id INTEGER,
  person_id INTEGER,
  subject TEXT DEFAULT '' NOT NULL,
  issued_on DATE NOT NULL,
  valid_until DATE,
  delivery_on DATE,
  language TEXT DEFAULT '' NOT NULL,
  country TEXT DEFAULT '' NOT NULL,
  currency TEXT DEFAULT '' NOT NULL,
  rate TEXT DEFAULT '1' NOT NULL,
  price_mode TEXT DEFAULT 'net' NOT NULL,
  tax_mode TEXT DEFAULT 'standard' NOT NULL,
  discount_percent TEXT DEFAULT '0' NOT NULL,
  discount_cents BIGINT DEFAULT '0' NOT NULL,
  skonto_percent TEXT DEFAULT '0' NOT NULL,
  skonto_days INTEGER DEFAULT '0' NOT NULL,
  cash_rounding_cents INTEGER DEFAULT '0' NOT NULL,
  hides_discounts BOOLEAN DEFAULT '0' NOT NULL,
  hides_option_prices BOOLEAN DEFAULT '0' NOT NULL,
  their_inquiry TEXT DEFAULT '' NOT NULL,
  intro TEXT DEFAULT '' NOT NULL,
  closing TEXT DEFAULT '' NOT NULL,
  delivery_terms TEXT DEFAULT '' NOT NULL,
  payment_terms TEXT DEFAULT '' NOT NULL,
  layout TEXT DEFAULT '' NOT NULL,
  sent_at TEXT,
  decided_at TEXT,
  decline_reason TEXT DEFAULT '' NOT NULL,
  net_cents BIGINT DEFAULT '0' NOT NULL,
  gross_cents BIGINT DEFAULT '0' NOT NULL,
  optional_cents BIGINT DEFAULT '0' NOT NULL,
  full_cents BIGINT DEFAULT '0' NOT NULL,
  pdf_sha256 TEXT,
  frozen_sheet JSON,
  CONSTRAINT uq_offer_number_version_no UNIQUE (number, version_no),
  CONSTRAINT uq_offer_uuid UNIQUE (uuid),
  CONSTRAINT fk_offer_previous_id_offer FOREIGN KEY(previous_id) REFERENCES offer (id) ON DELETE SET NULL,
  CONSTRAINT fk_offer_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE SET NULL,
  CONSTRAINT fk_offer_account_id_contact FOREIGN KEY(account_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_offer_person_id_contact FOREIGN KEY(person_id) REFERENCES contact (id) ON DELETE SET NULL
);

CREATE INDEX ix_offer_account_id ON offer (account_id, issued_on);

CREATE INDEX ix_offer_deal_id ON offer (deal_id);

CREATE INDEX ix_offer_figures ON offer (issued_on, currency, deleted_at, status, net_cents, account_id, deal_id, decline_reason);

CREATE INDEX ix_offer_issued_on ON offer (issued_on, id, version_no, number, sent_at, deleted_at);

CREATE INDEX ix_offer_person_id ON offer (person_id);

CREATE INDEX ix_offer_previous_id ON offer (previous_id);

CREATE INDEX ix_offer_status ON offer (status, issued_on);

CREATE TABLE survey_answer (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  reply_id INTEGER NOT NULL,
  question_id INTEGER NOT NULL,
  mark INTEGER,
  words TEXT DEFAULT '' NOT NULL,
  CONSTRAINT uq_survey_answer_reply_id_question_id UNIQUE (reply_id, question_id),
  CONSTRAINT fk_survey_answer_reply_id_survey_reply FOREIGN KEY(reply_id) REFERENCES survey_reply (id) ON DELETE CASCADE,
  CONSTRAINT fk_survey_answer_question_id_survey_question FOREIGN KEY(question_id) REFERENCES survey_question (id) ON DELETE CASCADE
);

CREATE INDEX ix_survey_answer_question_id ON survey_answer (question_id);

CREATE TABLE activity (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  kind TEXT DEFAULT 'note' NOT NULL,
  at TEXT NOT NULL,
  subject TEXT DEFAULT '' NOT NULL,
  body TEXT DEFAULT '' NOT NULL,
  direction TEXT DEFAULT '' NOT NULL,
  minutes INTEGER,
  result TEXT DEFAULT '' NOT NULL,
  pinned BOOLEAN DEFAULT '0' NOT NULL,
  deal_id INTEGER,
  offer_id INTEGER,
  lead_id INTEGER,
  campaign_id INTEGER,
  case_id INTEGER,
  edited_at TEXT,
  due_on DATE,
  due_time TEXT DEFAULT '' NOT NULL,
  reminder_at TEXT,
  done_at TEXT,
  priority TEXT DEFAULT 'normal' NOT NULL,
  recurrence TEXT DEFAULT '' NOT NULL,
  rhythm_on DATE,
  previous_id INTEGER,
  CONSTRAINT uq_activity_uuid UNIQUE (uuid),
  CONSTRAINT fk_activity_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_offer_id_offer FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_lead_id_lead FOREIGN KEY(lead_id) REFERENCES lead (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id) ON DELETE SET NULL,
  CONSTRAINT fk_activity_previous_id_activity FOREIGN KEY(previous_id) REFERENCES activity (id) ON DELETE SET NULL
);

CREATE INDEX ix_activity_at ON activity (at DESC, id);

CREATE INDEX ix_activity_campaign_id ON activity (campaign_id);

CREATE INDEX ix_activity_case_id ON activity (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX ix_activity_deal_id ON activity (deal_id, at);

CREATE INDEX ix_activity_external_id ON activity (external_id);

CREATE INDEX ix_activity_in_bin ON activity (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE INDEX ix_activity_kind_at ON activity (kind, at);

CREATE INDEX ix_activity_lead_id ON activity (lead_id);

CREATE INDEX ix_activity_offer_id ON activity (offer_id);

CREATE INDEX ix_activity_planned ON activity (due_on, id) WHERE done_at IS NULL AND due_on IS NOT NULL AND deleted_at IS NULL;

CREATE INDEX ix_activity_previous_id ON activity (previous_id) WHERE previous_id IS NOT NULL;

CREATE INDEX ix_activity_reminder ON activity (reminder_at) WHERE reminder_at IS NOT NULL AND done_at IS NULL AND due_on IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE enclosure (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  offer_id INTEGER,
  position INTEGER DEFAULT '0' NOT NULL,
  title TEXT DEFAULT '' NOT NULL,
  pages INTEGER DEFAULT '0' NOT NULL,
  sha256 TEXT DEFAULT '' NOT NULL,
  CONSTRAINT fk_enclosure_offer_id_offer FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE CASCADE
);

CREATE INDEX ix_enclosure_offer_id ON enclosure (offer_id, position);

CREATE TABLE offer_line (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  offer_id INTEGER NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  kind TEXT DEFAULT 'article' NOT NULL,
  level INTEGER DEFAULT '1' NOT NULL,
  product_id INTEGER,
  title TEXT DEFAULT '' NOT NULL,
  text TEXT DEFAULT '' NOT NULL,
  quantity TEXT DEFAULT '1' NOT NULL,
  unit TEXT DEFAULT '' NOT NULL,
  unit_price TEXT DEFAULT '0' NOT NULL,
  cost TEXT,
  discount_percent TEXT DEFAULT '0' NOT NULL,
  discount_cents BIGINT DEFAULT '0' NOT NULL,
  surcharge_percent TEXT,
  surcharge_of TEXT DEFAULT 'section' NOT NULL,
  vat_percent TEXT DEFAULT '19' NOT NULL,
  replaces_position INTEGER,
  chosen BOOLEAN DEFAULT '0' NOT NULL,
  CONSTRAINT fk_offer_line_offer_id_offer FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE CASCADE,
  CONSTRAINT fk_offer_line_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_offer_line_offer_id ON offer_line (offer_id, position);

CREATE INDEX ix_offer_line_product_id ON offer_line (product_id);

CREATE TABLE sale (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  number TEXT,
  day DATE NOT NULL,
  account_id INTEGER,
  deal_id INTEGER,
  offer_id INTEGER,
  currency TEXT DEFAULT '' NOT NULL,
  net_cents BIGINT DEFAULT '0' NOT NULL,
  channel TEXT DEFAULT '' NOT NULL,
  campaign_id INTEGER,
  customer_category TEXT DEFAULT '' NOT NULL,
  customer_employees INTEGER,
  customer_age INTEGER,
  CONSTRAINT uq_sale_uuid UNIQUE (uuid),
  CONSTRAINT fk_sale_account_id_contact FOREIGN KEY(account_id) REFERENCES contact (id) ON DELETE SET NULL,
  CONSTRAINT fk_sale_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE SET NULL,
  CONSTRAINT fk_sale_offer_id_offer FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE SET NULL,
  CONSTRAINT fk_sale_campaign_id_campaign FOREIGN KEY(campaign_id) REFERENCES campaign (id) ON DELETE SET NULL
);

CREATE INDEX ix_sale_account_id ON sale (account_id, day, deleted_at, currency, net_cents);

CREATE INDEX ix_sale_campaign_id ON sale (campaign_id);

CREATE INDEX ix_sale_day ON sale (day, currency, deleted_at, net_cents, channel, customer_category, customer_employees, customer_age, campaign_id, account_id, deal_id);

CREATE INDEX ix_sale_deal_id ON sale (deal_id);

CREATE INDEX ix_sale_external_id ON sale (external_id);

CREATE INDEX ix_sale_offer_id ON sale (offer_id);

CREATE TABLE activity_comment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  body TEXT DEFAULT '' NOT NULL,
  CONSTRAINT fk_activity_comment_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE
);

CREATE INDEX ix_activity_comment_activity_id ON activity_comment (activity_id);

CREATE TABLE activity_contact (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT uq_activity_contact_activity_id_contact_id UNIQUE (activity_id, contact_id),
  CONSTRAINT fk_activity_contact_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE,
  CONSTRAINT fk_activity_contact_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
);

CREATE INDEX ix_activity_contact_timeline ON activity_contact (contact_id, at DESC, activity_id);

CREATE TABLE attachment (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT DEFAULT '' NOT NULL,
  media_type TEXT DEFAULT '' NOT NULL,
  size INTEGER DEFAULT '0' NOT NULL,
  sha256 TEXT DEFAULT '' NOT NULL,
  added_at TEXT NOT NULL,
  activity_id INTEGER,
  contact_id INTEGER,
  deal_id INTEGER,
  offer_id INTEGER,
  CONSTRAINT fk_attachment_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE,
  CONSTRAINT fk_attachment_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
  CONSTRAINT fk_attachment_deal_id_deal FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE CASCADE,
  CONSTRAINT fk_attachment_offer_id_offer FOREIGN KEY(offer_id) REFERENCES offer (id) ON DELETE CASCADE
);

CREATE INDEX ix_attachment_activity_id ON attachment (activity_id);

CREATE INDEX ix_attachment_contact_id ON attachment (contact_id);

CREATE INDEX ix_attachment_deal_id ON attachment (deal_id);

CREATE INDEX ix_attachment_offer_id ON attachment (offer_id);

CREATE INDEX ix_attachment_sha256 ON attachment (sha256);

CREATE TABLE campaign_step_done (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  member_id INTEGER NOT NULL,
  step_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  skipped BOOLEAN DEFAULT '0' NOT NULL,
  activity_id INTEGER,
  CONSTRAINT uq_campaign_step_done_member_id_step_id UNIQUE (member_id, step_id),
  CONSTRAINT fk_campaign_step_done_member_id_campaign_member FOREIGN KEY(member_id) REFERENCES campaign_member (id) ON DELETE CASCADE,
  CONSTRAINT fk_campaign_step_done_step_id_campaign_step FOREIGN KEY(step_id) REFERENCES campaign_step (id) ON DELETE CASCADE,
  CONSTRAINT fk_campaign_step_done_activity_id_activity FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE SET NULL
);

CREATE INDEX ix_campaign_step_done_activity_id ON campaign_step_done (activity_id);

CREATE INDEX ix_campaign_step_done_step_id ON campaign_step_done (step_id);

CREATE TABLE delivery (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER DEFAULT '1' NOT NULL,
  uuid TEXT NOT NULL,
  external_id TEXT,
  created_at TEXT,
  updated_at TEXT,
  deleted_at TEXT,
  custom JSON DEFAULT '{}' NOT NULL,
  sale_id INTEGER NOT NULL,
  number TEXT DEFAULT '' NOT NULL,
  day DATE NOT NULL,
  CONSTRAINT uq_delivery_uuid UNIQUE (uuid),
  CONSTRAINT fk_delivery_sale_id_sale FOREIGN KEY(sale_id) REFERENCES sale (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_delivery_number ON delivery (number);

CREATE INDEX ix_delivery_sale_id ON delivery (sale_id);

CREATE TABLE sale_line (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  sale_id INTEGER NOT NULL,
  position INTEGER DEFAULT '0' NOT NULL,
  product_id INTEGER,
  product_number TEXT DEFAULT '' NOT NULL,
  product_name TEXT DEFAULT '' NOT NULL,
  category TEXT DEFAULT '' NOT NULL,
  quantity TEXT DEFAULT '1' NOT NULL,
  unit_price TEXT DEFAULT '0' NOT NULL,
  net_cents BIGINT DEFAULT '0' NOT NULL,
  CONSTRAINT fk_sale_line_sale_id_sale FOREIGN KEY(sale_id) REFERENCES sale (id) ON DELETE CASCADE,
  CONSTRAINT fk_sale_line_product_id_product FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_sale_line_product_id ON sale_line (product_id);

CREATE INDEX ix_sale_line_sale_id ON sale_line (sale_id, category, product_name, net_cents);

CREATE TABLE consent (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  contact_id INTEGER NOT NULL,
  channel TEXT DEFAULT 'email' NOT NULL,
  purpose TEXT DEFAULT '' NOT NULL,
  status TEXT DEFAULT 'opt_in' NOT NULL,
  given_at TEXT NOT NULL,
  source TEXT DEFAULT '' NOT NULL,
  wording TEXT DEFAULT '' NOT NULL,
  recorded_at TEXT,
  valid_until DATE,
  last_used_at TEXT,
  attachment_id INTEGER,
  conditions JSON DEFAULT '[]' NOT NULL,
  CONSTRAINT fk_consent_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
  CONSTRAINT fk_consent_attachment_id_attachment FOREIGN KEY(attachment_id) REFERENCES attachment (id) ON DELETE SET NULL
);

CREATE INDEX ix_consent_attachment_id ON consent (attachment_id);

CREATE INDEX ix_consent_contact_id ON consent (contact_id);

CREATE TABLE delivery_line (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL,
  sale_line_id INTEGER NOT NULL,
  quantity TEXT DEFAULT '0' NOT NULL,
  CONSTRAINT fk_delivery_line_delivery_id_delivery FOREIGN KEY(delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
  CONSTRAINT fk_delivery_line_sale_line_id_sale_line FOREIGN KEY(sale_line_id) REFERENCES sale_line (id) ON DELETE CASCADE
);

CREATE INDEX ix_delivery_line_delivery_id ON delivery_line (delivery_id);

CREATE INDEX ix_delivery_line_sale_line_id ON delivery_line (sale_line_id);

-- The search index: folded words as search_doc keeps them, for beginnings of words up to ten letters. The words
-- are letters and digits already; ascii is the tokenizer that lets letters newer than SQLite's own list be letters too.
CREATE VIRTUAL TABLE search USING fts5(
  words, content='search_doc', content_rowid='rank', detail=none, columnsize=0, tokenize='ascii',
  prefix='1 2 3 4 5 6 7 8 9 10'
);
