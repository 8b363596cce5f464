"""The migration ladder. New databases climb it like old ones.

A migration works on raw rows and never on today's classes, because it must do the same for ever.
Add one by appending a function and its name to ``ladder.RUNGS``; a kept database of every released
version proves it (tests/data/databases).
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("bluezone_desktop")


@migrations()
def m001_foundation(db: Database) -> None:
    """School, classes, people, kinship; the journal; issued returns; preferences."""
    for statement in _FOUNDATION:
        db.execute(statement)


@migrations()
def m002_class_sheets(db: Database) -> None:
    """The class sheets that came home, each with the step that merged it."""
    db.execute(
        """
        CREATE TABLE sheet_copy (
            seq INTEGER PRIMARY KEY,
            step INTEGER NOT NULL REFERENCES step (seq) ON DELETE CASCADE,
            class_id TEXT NOT NULL,    -- may be gone by now
            sheet TEXT NOT NULL,
            stamp TEXT NOT NULL,       -- orders the copies of one sheet
            digest TEXT NOT NULL,
            left_at INTEGER NOT NULL,  -- milliseconds since 1970 UTC
            settled TEXT NOT NULL      -- JSON: prints of fields and values, no data of people
        )"""
    )
    db.execute("CREATE INDEX sheet_copy_class ON sheet_copy (class_id)")
    db.execute("CREATE INDEX sheet_copy_step ON sheet_copy (step)")


_FOUNDATION = (
    """
    CREATE TABLE school (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        level TEXT,
        superior TEXT NOT NULL,
        place TEXT NOT NULL,
        code TEXT NOT NULL,
        head TEXT NOT NULL,
        preparer TEXT NOT NULL,
        school_year TEXT NOT NULL
    )""",
    """
    CREATE TABLE class (
        id TEXT PRIMARY KEY,
        school_year TEXT NOT NULL,
        name TEXT NOT NULL,
        match_key TEXT NOT NULL,  -- derived from name
        order_key TEXT NOT NULL,  -- derived from name
        grade INTEGER,
        homeroom_teacher TEXT,
        UNIQUE (school_year, match_key)
    )""",
    """
    CREATE TABLE person (
        id TEXT PRIMARY KEY,
        grp TEXT NOT NULL,
        full_name TEXT,
        order_key TEXT NOT NULL,  -- derived: Vietnamese name order
        search TEXT NOT NULL,     -- derived: folded name, code and phone
        sex TEXT,
        date_of_birth TEXT,
        code TEXT,
        phone TEXT,
        class_id TEXT REFERENCES class (id),
        position INTEGER NOT NULL,
        job TEXT,
        status TEXT NOT NULL,
        store TEXT,
        installed_on TEXT,
        attendance TEXT NOT NULL,
        leaving_reason TEXT,
        note TEXT NOT NULL
    )""",
    "CREATE INDEX person_class ON person (class_id)",
    "CREATE INDEX person_group ON person (grp)",
    """
    CREATE TABLE kinship (
        id TEXT PRIMARY KEY,
        relative_id TEXT NOT NULL REFERENCES person (id),
        of_id TEXT NOT NULL REFERENCES person (id),
        relation TEXT NOT NULL
    )""",
    "CREATE INDEX kinship_relative ON kinship (relative_id)",
    "CREATE INDEX kinship_of ON kinship (of_id)",
    # One row per thing a user did; its entries are the journal proper.
    """
    CREATE TABLE step (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,          -- milliseconds since 1970 UTC, never going back
        installation TEXT NOT NULL,   -- the computer it was done on
        actor TEXT NOT NULL,
        -- 'event' is on record but cannot be taken back
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'event')),
        label TEXT NOT NULL,          -- key of the message catalogue
        label_values TEXT NOT NULL,   -- JSON
        target INTEGER REFERENCES step (seq),
        undone INTEGER NOT NULL DEFAULT 0
    )""",
    # field '' is the row as a whole: created where before is null, deleted where after is null.
    """
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        step INTEGER NOT NULL REFERENCES step (seq),
        tbl TEXT NOT NULL,
        id TEXT NOT NULL,
        field TEXT NOT NULL,
        before BLOB,
        after BLOB
    )""",
    "CREATE INDEX entry_step ON entry (step)",
    "CREATE INDEX entry_id ON entry (id)",
    """
    CREATE TABLE issued_return (
        id TEXT PRIMARY KEY,
        round TEXT NOT NULL,
        round_key TEXT NOT NULL UNIQUE,
        as_of INTEGER NOT NULL,
        issued_at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        recipient TEXT NOT NULL,
        figures TEXT NOT NULL,        -- JSON
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL
    )""",
    "CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
