-- Verified releases. A position belongs to one release of its line.
CREATE TABLE releases (
    bundle         text PRIMARY KEY CHECK (bundle ~ '^sha256:[0-9a-f]{64}$'),
    line           text NOT NULL,
    version        text NOT NULL,
    epoch          bigint NOT NULL,
    counter        bigint NOT NULL,
    hardware       text[] NOT NULL,
    install_before timestamptz,
    bytes          bigint NOT NULL,
    sha1           text NOT NULL,
    md5            text NOT NULL,
    UNIQUE (line, epoch, counter)
);

-- What the operator wants, since when; breach is why nothing of it is offered any more.
CREATE TABLE campaigns (
    line     text PRIMARY KEY,
    document jsonb NOT NULL,
    bundle   text NOT NULL REFERENCES releases,
    wanted   timestamptz NOT NULL,
    breach   text
);

CREATE TABLE vehicles (
    id         text PRIMARY KEY,
    line       text NOT NULL,
    hardware   text NOT NULL,
    token_hash text NOT NULL,
    attributes jsonb NOT NULL DEFAULT '{}',
    polled     timestamptz
);

CREATE INDEX vehicles_by_line ON vehicles (line);

-- The latest report of each vehicle for each bundle that it ever ran.
CREATE TABLE reports (
    vehicle        text NOT NULL REFERENCES vehicles,
    running        text NOT NULL,
    received       timestamptz NOT NULL,
    latency_ms_p95 double precision,
    PRIMARY KEY (vehicle, running)
);

-- A client in the field misreads ids that are multiples of ten, and others keep them in 32 bits.
CREATE SEQUENCE action_numbers;

CREATE FUNCTION next_action_id() RETURNS bigint LANGUAGE sql AS
$$ SELECT n + (n - 1) / 9 FROM (SELECT nextval('action_numbers') AS n) AS numbers $$;

CREATE TABLE actions (
    id         bigint PRIMARY KEY DEFAULT next_action_id() CHECK (id % 10 <> 0 AND id < 2147483648),
    vehicle    text NOT NULL REFERENCES vehicles,
    bundle     text NOT NULL REFERENCES releases,
    offered    timestamptz NOT NULL,
    installed  timestamptz,
    cancelling boolean NOT NULL DEFAULT false,
    closed     timestamptz,
    outcome    text CHECK (outcome IN ('succeeded', 'failed', 'cancelled')),
    CHECK ((closed IS NULL) = (outcome IS NULL))
);

CREATE UNIQUE INDEX one_open_action ON actions (vehicle) WHERE closed IS NULL;
CREATE INDEX actions_by_vehicle ON actions (vehicle, bundle, offered);

-- What vehicles said, each thing once: clients repeat what they got no answer to.
CREATE TABLE feedback (
    action    bigint NOT NULL REFERENCES actions,
    execution text NOT NULL,
    finished  text NOT NULL,
    cancel    boolean NOT NULL,
    details   text[] NOT NULL,
    received  timestamptz NOT NULL,
    PRIMARY KEY (action, execution, finished, cancel)
);
