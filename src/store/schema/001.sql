-- The record, version 1.
--
-- What was read is append-only: reports, readings and statements are inserted and never changed (triggers see to it).
-- Incidents are a view computed from them, kept in tables so that a look-up is quick: they may be computed anew at any
-- time. Times are seconds since 1970-01-01T00:00:00; "latest" is exclusive.

CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,          -- of the report's bytes: the same bytes twice are one report
    name        TEXT NOT NULL,                 -- the id as given: PATH, PATH:LINE or the line's own
    title       TEXT, outlet TEXT, agency TEXT, author TEXT, url TEXT, retrieved TEXT, archived TEXT, lang TEXT,
    published   TEXT,                          -- day, ISO 8601
    slug        TEXT,                          -- update | corrected | refile | withdrawn, as the copy itself says
    source      TEXT NOT NULL,                 -- outlet, agency or address: whose report it is
    bytes       INTEGER NOT NULL,
    work        INTEGER NOT NULL               -- versions of one report share it: the id of the first one
) STRICT;
CREATE INDEX report_by_url ON report (url) WHERE url IS NOT NULL;
CREATE INDEX report_by_work ON report (work);
CREATE INDEX report_by_name ON report (name);

-- Why a report counts no longer: a newer version of it came, or it was withdrawn.
CREATE TABLE report_status (
    id      INTEGER PRIMARY KEY,
    report  INTEGER NOT NULL REFERENCES report (id),
    status  TEXT NOT NULL CHECK (status IN ('superseded', 'withdrawn')),
    by      INTEGER REFERENCES report (id),    -- the newer version, or the notice of withdrawal
    reason  TEXT NOT NULL
) STRICT;
CREATE INDEX report_status_by_report ON report_status (report);

-- One engine version and one set of resources reading one report.
CREATE TABLE reading (
    id         INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES report (id),
    engine     TEXT NOT NULL,
    resources  TEXT NOT NULL,                  -- digest of the resource file
    profile    TEXT NOT NULL,
    size       INTEGER NOT NULL,               -- of the record line, before compression
    line       BLOB NOT NULL,                  -- the record line, zlib
    UNIQUE (report, engine, resources, profile)
) STRICT;

CREATE TABLE statement (
    id         INTEGER PRIMARY KEY,
    reading    INTEGER NOT NULL REFERENCES reading (id),
    ordinal    INTEGER NOT NULL,               -- "s1" is 1
    key        TEXT NOT NULL,
    type       TEXT NOT NULL,
    family     TEXT NOT NULL,
    trigger_begin INTEGER NOT NULL,
    trigger_end   INTEGER NOT NULL,
    stage TEXT NOT NULL, polarity TEXT NOT NULL, modality TEXT NOT NULL,
    background INTEGER NOT NULL,
    asserted   INTEGER NOT NULL,               -- counts in tallies, as far as the statement itself goes
    earliest   INTEGER, latest INTEGER,
    confidence REAL NOT NULL,
    UNIQUE (reading, ordinal)
) STRICT;
CREATE INDEX statement_by_key ON statement (key);
CREATE INDEX statement_by_type ON statement (type);
CREATE INDEX statement_by_time ON statement (earliest);

CREATE TABLE statement_actor (
    statement INTEGER NOT NULL REFERENCES statement (id),
    part      TEXT NOT NULL CHECK (part IN ('actor', 'with', 'target', 'victim', 'speaker')),
    actor     TEXT,                            -- id in the actor lexicon
    name      TEXT NOT NULL,
    words     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    country   TEXT
) STRICT;
CREATE INDEX statement_actor_by_statement ON statement_actor (statement);

CREATE TABLE statement_place (
    statement INTEGER NOT NULL REFERENCES statement (id),
    role      TEXT NOT NULL,
    place     TEXT,                            -- "geonames:170063"
    name      TEXT NOT NULL,
    lat REAL, lon REAL,
    country   TEXT,
    admin     TEXT NOT NULL,                   -- ids of what it lies in, each between bars: "|SY.09|geonames:…|"
    precision TEXT NOT NULL
) STRICT;
CREATE INDEX statement_place_by_statement ON statement_place (statement);
CREATE INDEX statement_place_by_place ON statement_place (place);
CREATE INDEX statement_place_by_country ON statement_place (country);

CREATE TABLE statement_figure (
    statement INTEGER NOT NULL REFERENCES statement (id),
    outcome   TEXT NOT NULL,
    low REAL, best REAL, high REAL,
    of        TEXT NOT NULL,
    scope     TEXT NOT NULL,
    since TEXT, until TEXT,
    words     TEXT NOT NULL
) STRICT;
CREATE INDEX statement_figure_by_statement ON statement_figure (statement);

-- A happening is what one reading's statements tell of the same event (an incident of one report).
CREATE TABLE happening (
    id        INTEGER PRIMARY KEY,
    reading   INTEGER NOT NULL REFERENCES reading (id),
    ordinal   INTEGER NOT NULL,                -- "i1" is 1
    key       TEXT NOT NULL,                   -- its smallest statement key
    data      TEXT NOT NULL,                   -- what link compares, JSON
    family    TEXT NOT NULL,
    earliest  INTEGER, latest INTEGER,
    lat REAL, lon REAL,
    country   TEXT,
    UNIQUE (reading, ordinal)
) STRICT;
CREATE INDEX happening_by_time ON happening (earliest);
CREATE INDEX happening_by_key ON happening (key);

CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'reports are never changed'); END;
CREATE TRIGGER report_remains BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'reports are never deleted'); END;
CREATE TRIGGER reading_stays BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;
CREATE TRIGGER reading_remains BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'readings are never deleted'); END;
CREATE TRIGGER statement_stays BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'statements are never changed'); END;
CREATE TRIGGER statement_remains BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statements are never deleted'); END;
CREATE TRIGGER status_stays BEFORE UPDATE ON report_status BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER status_remains BEFORE DELETE ON report_status BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER happening_stays BEFORE UPDATE ON happening BEGIN SELECT RAISE(ABORT, 'happenings are never changed'); END;
CREATE TRIGGER happening_remains BEFORE DELETE ON happening BEGIN SELECT RAISE(ABORT, 'happenings are never deleted'); END;

-- The reading of a report that counts: its newest one.
CREATE VIEW newest_reading AS
    SELECT max(id) AS id, report FROM reading GROUP BY report;
-- The reports that count: neither superseded nor withdrawn, and no mere notice of withdrawal.
CREATE VIEW counting_report AS
    SELECT * FROM report WHERE (slug IS NULL OR slug <> 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM report_status WHERE report_status.report = report.id);
CREATE VIEW counting_reading AS
    SELECT newest_reading.id AS id, newest_reading.report AS report
    FROM newest_reading JOIN counting_report ON counting_report.id = newest_reading.report;

-- Which happenings are one incident: computed by link, with the reason for each.
CREATE TABLE membership (
    happening INTEGER PRIMARY KEY REFERENCES happening (id),
    incident  TEXT NOT NULL,
    reason    TEXT NOT NULL,
    score     REAL NOT NULL
) STRICT;
CREATE INDEX membership_by_incident ON membership (incident);

CREATE TABLE incident (
    id        TEXT PRIMARY KEY,                -- from its smallest statement key
    type      TEXT NOT NULL,
    family    TEXT NOT NULL,
    earliest  INTEGER, latest INTEGER, time_value TEXT,
    place TEXT, place_name TEXT, lat REAL, lon REAL, country TEXT, admin TEXT NOT NULL, precision TEXT NOT NULL,
    actors TEXT NOT NULL, targets TEXT NOT NULL,   -- names, each between bars
    killed_low REAL, killed_best REAL, killed_high REAL, killed_open INTEGER NOT NULL,
    injured_low REAL, injured_best REAL, injured_high REAL, injured_open INTEGER NOT NULL,
    reports   INTEGER NOT NULL,
    data      TEXT NOT NULL                    -- the reconciled incident, JSON
) STRICT;
CREATE INDEX incident_by_time ON incident (earliest);
CREATE INDEX incident_by_country ON incident (country);

-- Ids that an incident had before it was merged into another.
CREATE TABLE incident_alias (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL
) STRICT;
