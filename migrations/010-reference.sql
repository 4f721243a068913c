--liquibase formatted sql

--changeset yufu:010-division
CREATE TABLE division (
    code        text PRIMARY KEY CONSTRAINT division_code_form CHECK (code ~ '^(50[0-9]{4}|CQ-[A-Z]{2,8})$'),
    name        text NOT NULL,
    name_en     text NOT NULL,
    kind        text NOT NULL CONSTRAINT division_kind CHECK (kind IN ('district', 'county', 'autonomous-county', 'zone')),
    valid_from  date NOT NULL,
    valid_to    date,
    latitude    double precision,
    longitude   double precision,
    grid_column int,
    grid_row    int,
    source      text NOT NULL,
    CONSTRAINT division_validity CHECK (valid_to > valid_from),
    CONSTRAINT division_zone_code CHECK ((kind = 'zone') = (code LIKE 'CQ-%')),
    CONSTRAINT division_place CHECK (num_nulls(latitude, longitude) IN (0, 2)),
    CONSTRAINT division_place_range CHECK (latitude BETWEEN 28 AND 33 AND longitude BETWEEN 105 AND 111),
    CONSTRAINT division_tile CHECK (num_nulls(grid_column, grid_row) IN (0, 2)),
    CONSTRAINT division_tile_range CHECK (grid_column BETWEEN 1 AND 12 AND grid_row BETWEEN 1 AND 12)
);
CREATE UNIQUE INDEX division_tile_unique ON division (grid_column, grid_row) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX division_name_unique ON division (name) WHERE valid_to IS NULL;
COMMENT ON TABLE division IS 'County-level divisions of Chongqing by GB/T 2260 code, with the interval in which each existed; and functional zones, which have no national code (own space CQ-…) and are never counted among the 37.';
COMMENT ON COLUMN division.valid_from IS 'First day in this form (name and kind). Forms older than the action plan of 2022 are not kept.';
COMMENT ON COLUMN division.valid_to IS 'First day on which it no longer exists (exclusive); NULL while it exists.';
COMMENT ON COLUMN division.latitude IS 'Seat of government, degrees, an estimate to about two kilometres: good for distances between districts, not for navigation.';
COMMENT ON COLUMN division.longitude IS 'See latitude.';
COMMENT ON COLUMN division.grid_column IS 'Column of its tile in the cartogram, counted from 1 in the west; NULL for zones, which lie inside other divisions.';
COMMENT ON COLUMN division.grid_row IS 'Row of its tile in the cartogram, counted from 1 in the north.';

CREATE TABLE division_successor (
    predecessor text NOT NULL CONSTRAINT division_successor_predecessor REFERENCES division (code) ON DELETE RESTRICT,
    successor   text NOT NULL CONSTRAINT division_successor_successor REFERENCES division (code) ON DELETE RESTRICT,
    note        text NOT NULL,
    effective   date NOT NULL,
    PRIMARY KEY (predecessor, successor),
    CONSTRAINT division_successor_distinct CHECK (predecessor <> successor)
);
CREATE INDEX division_successor_by_successor ON division_successor (successor);
COMMENT ON TABLE division_successor IS 'Which division took over territory from which, so that rankings across the change of 2025 stay comparable. A predecessor may go on existing when it lost a part only.';

--changeset yufu:010-industry
CREATE TABLE industry (
    code       text PRIMARY KEY,
    name       text NOT NULL,
    name_en    text NOT NULL,
    level      text NOT NULL CONSTRAINT industry_level CHECK (level IN ('section', 'division')),
    parent     text CONSTRAINT industry_parent REFERENCES industry (code) ON DELETE RESTRICT,
    standard   text NOT NULL DEFAULT 'GB/T 4754-2017',
    valid_from date NOT NULL,
    valid_to   date,
    CONSTRAINT industry_validity CHECK (valid_to > valid_from),
    CONSTRAINT industry_code_form CHECK (code ~ CASE level WHEN 'section' THEN '^[A-T]$' ELSE '^[0-9]{2}$' END),
    CONSTRAINT industry_levels CHECK ((level = 'section') = (parent IS NULL))
);
CREATE INDEX industry_by_parent ON industry (parent);
COMMENT ON TABLE industry IS 'National industry classification GB/T 4754-2017 (amendment 1 of 2019 included): 20 sections and their 97 divisions. Groups and classes are not kept.';

--changeset yufu:010-policy
CREATE TABLE department (
    code       text PRIMARY KEY CONSTRAINT department_code_form CHECK (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    name       text NOT NULL,
    name_en    text NOT NULL,
    valid_from date NOT NULL,
    valid_to   date,
    successor  text CONSTRAINT department_successor REFERENCES department (code) ON DELETE RESTRICT,
    source     text NOT NULL,
    CONSTRAINT department_validity CHECK (valid_to > valid_from),
    CONSTRAINT department_succeeded CHECK (successor IS NULL OR valid_to IS NOT NULL)
);
COMMENT ON TABLE department IS 'Public bodies that the action plan names as responsible, under the names of the plan, and the bodies that took over from those since reorganised.';

CREATE TABLE policy_item (
    number     int PRIMARY KEY CONSTRAINT policy_item_number CHECK (number BETWEEN 1 AND 99),
    section    text NOT NULL,
    summary    text NOT NULL,
    summary_en text NOT NULL,
    source     text NOT NULL
);
COMMENT ON TABLE policy_item IS 'The numbered measures of 渝府办发〔2022〕23号, shortened; the plan''s own text prevails.';

CREATE TABLE policy_item_department (
    item       int  NOT NULL CONSTRAINT policy_item_department_item REFERENCES policy_item (number) ON DELETE RESTRICT,
    department text NOT NULL CONSTRAINT policy_item_department_department REFERENCES department (code) ON DELETE RESTRICT,
    position   int  NOT NULL CONSTRAINT policy_item_department_position CHECK (position > 0),
    PRIMARY KEY (item, department),
    CONSTRAINT policy_item_department_order UNIQUE (item, position)
);
CREATE INDEX policy_item_department_by_department ON policy_item_department (department);
COMMENT ON TABLE policy_item_department IS 'Responsible units per item. The plan names them once per section, so every item of a section has the same list; position keeps its order.';

--changeset yufu:010-service-category
CREATE TABLE service_category (
    code           text PRIMARY KEY CONSTRAINT service_category_code_form CHECK (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(code) <= 40),
    parent         text,
    name           text NOT NULL CONSTRAINT service_category_name_length CHECK (length(name) BETWEEN 2 AND 40),
    name_en        text NOT NULL CONSTRAINT service_category_name_en_length CHECK (length(name_en) BETWEEN 2 AND 80),
    description    text NOT NULL,
    description_en text NOT NULL,
    policy_item    int  NOT NULL CONSTRAINT service_category_policy_item REFERENCES policy_item (number) ON DELETE RESTRICT,
    department     text NOT NULL,
    icon           text,
    position       int  NOT NULL,
    valid_from     date NOT NULL,
    valid_to       date,
    version        int  NOT NULL DEFAULT 1,
    is_top         boolean NOT NULL GENERATED ALWAYS AS (parent IS NULL) STORED,
    parent_is_top  boolean GENERATED ALWAYS AS (CASE WHEN parent IS NOT NULL THEN true END) STORED,
    CONSTRAINT service_category_validity CHECK (valid_to > valid_from),
    CONSTRAINT service_category_depth_key UNIQUE (code, is_top),
    CONSTRAINT service_category_parent FOREIGN KEY (parent, parent_is_top) REFERENCES service_category (code, is_top) ON DELETE RESTRICT,
    CONSTRAINT service_category_department FOREIGN KEY (policy_item, department) REFERENCES policy_item_department (item, department) ON DELETE RESTRICT
);
CREATE INDEX service_category_by_parent ON service_category (parent, position);
CREATE UNIQUE INDEX service_category_name_unique ON service_category (coalesce(parent, ''), name) WHERE valid_to IS NULL;
COMMENT ON TABLE service_category IS 'What may be bought through the platform, in two levels, each category resting on an item of the action plan. Never deleted: ended with valid_to, because listings and orders keep pointing at it.';
COMMENT ON COLUMN service_category.department IS 'The department that looks after this category: one of those which the plan names for the item. The choice among them is this platform''s and may be changed.';
COMMENT ON COLUMN service_category.icon IS 'Name of a line icon; NULL on the second level, which shows its parent''s.';
COMMENT ON COLUMN service_category.valid_to IS 'First day on which no new listing may use it (exclusive); NULL while open.';
COMMENT ON COLUMN service_category.parent_is_top IS 'True whenever there is a parent: as the second half of the foreign key it refuses a third level.';

--changeset yufu:010-calendar
CREATE TABLE calendar_year (
    year         int PRIMARY KEY CONSTRAINT calendar_year_range CHECK (year BETWEEN 2008 AND 2100),
    source       text NOT NULL CONSTRAINT calendar_year_source CHECK (length(source) BETWEEN 4 AND 200),
    published_on date NOT NULL,
    version      int NOT NULL DEFAULT 1,
    CONSTRAINT calendar_year_published CHECK (extract(year FROM published_on) BETWEEN year - 1 AND year)
);
COMMENT ON TABLE calendar_year IS 'Years whose schedule of holidays and make-up workdays (调休) the State Council has published and somebody has entered. A year that is absent here is unknown, not free of holidays.';

CREATE TABLE calendar_day (
    day  date PRIMARY KEY,
    kind text NOT NULL CONSTRAINT calendar_day_kind CHECK (kind IN ('holiday', 'workday')),
    name text NOT NULL CONSTRAINT calendar_day_name CHECK (length(name) BETWEEN 1 AND 40),
    year int  NOT NULL CONSTRAINT calendar_day_year REFERENCES calendar_year (year) ON DELETE RESTRICT,
    CONSTRAINT calendar_day_in_year CHECK (extract(year FROM day) = year OR day = make_date(year - 1, 12, 30) OR day = make_date(year - 1, 12, 31)),
    CONSTRAINT calendar_day_workday_on_weekend CHECK (kind = 'holiday' OR extract(isodow FROM day) IN (6, 7))
);
CREATE INDEX calendar_day_by_year ON calendar_day (year);
COMMENT ON TABLE calendar_day IS 'Days that differ from the plain week or are named by the schedule: holidays (weekends inside a holiday included) and weekend days worked instead.';
COMMENT ON COLUMN calendar_day.year IS 'Year of the schedule that names the day; a New Year holiday may begin in the last days of the year before.';

--changeset yufu:010-working-days splitStatements:false
CREATE FUNCTION is_working_day(day date) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE STRICT
    RETURN coalesce(
        (SELECT c.kind = 'workday' FROM calendar_day c WHERE c.day = is_working_day.day),
        extract(isodow FROM is_working_day.day) < 6);
COMMENT ON FUNCTION is_working_day(date) IS 'Whether the State Council''s schedule makes this a working day. For a year without a schedule: Monday to Friday, plainly; administrators are warned of such years elsewhere.';

CREATE FUNCTION working_days_after(since timestamptz, n int) RETURNS timestamptz
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT
AS $$
DECLARE
    -- Longest run of days off seen so far is nine; 40 leaves room for a short n around a long holiday.
    horizon int := n * 2 + 40;
    first date := (since AT TIME ZONE 'Asia/Shanghai')::date;
    last date := first;
BEGIN
    IF n < 0 OR n > 1000 THEN
        RAISE EXCEPTION 'working_days_after counts 0 to 1000 working days, not %', n USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF n > 0 THEN
        SELECT d.day INTO STRICT last
        FROM (SELECT first + i AS day FROM generate_series(1, horizon) AS i) d
        LEFT JOIN calendar_day c ON c.day = d.day
        WHERE coalesce(c.kind = 'workday', extract(isodow FROM d.day) < 6)
        ORDER BY d.day
        LIMIT 1 OFFSET n - 1;
    END IF;
    RETURN (last + 1)::timestamp AT TIME ZONE 'Asia/Shanghai';
END
$$;
COMMENT ON FUNCTION working_days_after(timestamptz, int) IS 'The end (24:00 in Shanghai, that is the next midnight) of the n-th working day after the day of "since"; with n = 0 the end of that day itself, working or not. The day of "since" never counts, whatever the hour. A year without a schedule counts plain weeks (see is_working_day), so a deadline that reaches into it is provisional: compute deadlines when they are needed rather than storing them far ahead.';

CREATE FUNCTION working_days_between(since timestamptz, until timestamptz) RETURNS int
    LANGUAGE sql STABLE PARALLEL SAFE STRICT
    RETURN (
        SELECT count(*)::int
        FROM generate_series(
            (since AT TIME ZONE 'Asia/Shanghai')::date + 1,
            (until AT TIME ZONE 'Asia/Shanghai')::date - 1,
            interval '1 day') AS d (day)
        LEFT JOIN calendar_day c ON c.day = d.day::date
        WHERE coalesce(c.kind = 'workday', extract(isodow FROM d.day) < 6));
COMMENT ON FUNCTION working_days_between(timestamptz, timestamptz) IS 'Working days that have passed in full after the day of "since" and before the day of "until"; 0 when "until" is not later. Agrees with working_days_after: working_days_between(a, b) >= n exactly when b >= working_days_after(a, n), for n >= 1.';

--changeset yufu:010-division-current
CREATE VIEW division_current AS
SELECT code, name, name_en, kind, valid_from, latitude, longitude, grid_column, grid_row
FROM division
WHERE valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date
  AND (valid_to IS NULL OR valid_to > (now() AT TIME ZONE 'Asia/Shanghai')::date);
COMMENT ON VIEW division_current IS 'Divisions and zones in being today, by the Shanghai date.';

--changeset yufu:010-service-category-open
CREATE VIEW service_category_open AS
SELECT c.code, c.parent, c.name, c.name_en, c.policy_item
FROM service_category c
LEFT JOIN service_category p ON p.code = c.parent
WHERE daterange(c.valid_from, c.valid_to) @> (now() AT TIME ZONE 'Asia/Shanghai')::date
  AND (p.code IS NULL OR daterange(p.valid_from, p.valid_to) @> (now() AT TIME ZONE 'Asia/Shanghai')::date);
COMMENT ON VIEW service_category_open IS 'Categories that a new listing may use today: open themselves and under an open parent. Ending a parent thereby ends all below it at once.';
GRANT SELECT ON service_category_open TO yufu_app;

--changeset yufu:010-key-id splitStatements:false
CREATE FUNCTION key_id(kind text, key text) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN md5(kind || ':' || key)::uuid;
COMMENT ON FUNCTION key_id(text, text) IS 'The id under which the history keeps a thing that has a code or a year instead of an id, for example key_id(''category'', ''finance'').';
