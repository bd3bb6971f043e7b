"""Schema 1: every record kind, the change log, the search index."""

STATEMENTS = (
    """
    CREATE TABLE attachment (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    record VARCHAR(36),
    file TEXT,
    file_name TEXT,
    media_type TEXT,
    size INTEGER,
    caption_zh TEXT,
    caption_en TEXT,
    caption_older TEXT,
    credit TEXT,
    taken TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_attachment PRIMARY KEY (id)
)
    """,
    """
    CREATE INDEX ix_attachment_file ON attachment (file)
    """,
    """
    CREATE INDEX ix_attachment_record ON attachment (record)
    """,
    """
    CREATE TABLE contact (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    name_zh TEXT,
    name_en TEXT,
    name_older TEXT,
    other_spellings TEXT,
    courtesy_title TEXT,
    mobile TEXT,
    phone TEXT,
    email TEXT,
    wechat TEXT,
    country_or_region TEXT,
    city_zh TEXT,
    city_en TEXT,
    city_older TEXT,
    address_zh TEXT,
    address_en TEXT,
    address_older TEXT,
    languages_spoken TEXT,
    first_met TEXT,
    tags TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_contact PRIMARY KEY (id)
)
    """,
    """
    CREATE INDEX ix_contact_order ON contact (deleted, sort_key, id)
    """,
    """
    CREATE INDEX ix_contact_order_en ON contact (deleted, sort_key_en, id)
    """,
    """
    CREATE TABLE log_transaction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR(24) NOT NULL,
    who TEXT NOT NULL,
    device VARCHAR(36) NOT NULL,
    device_name TEXT NOT NULL,
    through VARCHAR(16) NOT NULL,
    summary TEXT,
    reverses INTEGER,
    CONSTRAINT fk_log_transaction_reverses FOREIGN KEY(reverses) REFERENCES log_transaction (id)
)
    """,
    """
    CREATE INDEX ix_log_transaction_device ON log_transaction (device, id)
    """,
    """
    CREATE INDEX ix_log_transaction_reverses ON log_transaction (reverses)
    """,
    """
    CREATE TABLE organisation (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    name_zh TEXT,
    name_en TEXT,
    name_older TEXT,
    short_name_zh TEXT,
    short_name_en TEXT,
    short_name_older TEXT,
    kind TEXT,
    part_of VARCHAR(36),
    country_or_region TEXT,
    city_zh TEXT,
    city_en TEXT,
    city_older TEXT,
    address_zh TEXT,
    address_en TEXT,
    address_older TEXT,
    website TEXT,
    wicco_membership TEXT,
    member_since TEXT,
    founded TEXT,
    about_zh TEXT,
    about_en TEXT,
    about_older TEXT,
    other_names TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT fk_organisation_part_of FOREIGN KEY(part_of)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_organisation_order ON organisation (deleted, sort_key, id)
    """,
    """
    CREATE INDEX ix_organisation_order_en ON organisation (deleted, sort_key_en, id)
    """,
    """
    CREATE INDEX ix_organisation_part_of ON organisation (part_of)
    """,
    """
    CREATE TABLE search_entry (
    id INTEGER NOT NULL,
    record VARCHAR(36) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    CONSTRAINT pk_search_entry PRIMARY KEY (id),
    CONSTRAINT uq_search_entry_record UNIQUE (record)
)
    """,
    """
    CREATE TABLE topic (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    name_zh TEXT,
    name_en TEXT,
    name_older TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_topic PRIMARY KEY (id)
)
    """,
    """
    CREATE INDEX ix_topic_order ON topic (deleted, sort_key, id)
    """,
    """
    CREATE INDEX ix_topic_order_en ON topic (deleted, sort_key_en, id)
    """,
    """
    CREATE TABLE affiliation (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    contact VARCHAR(36),
    organisation VARCHAR(36),
    department_zh TEXT,
    department_en TEXT,
    department_older TEXT,
    title_zh TEXT,
    title_en TEXT,
    title_older TEXT,
    start TEXT,
    "end" TEXT,
    main BOOLEAN,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_affiliation PRIMARY KEY (id),
    CONSTRAINT fk_affiliation_contact FOREIGN KEY(contact)
        REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_affiliation_organisation FOREIGN KEY(organisation)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_affiliation_contact ON affiliation (contact)
    """,
    """
    CREATE INDEX ix_affiliation_organisation ON affiliation (organisation)
    """,
    """
    CREATE TABLE delegation (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    name_zh TEXT,
    name_en TEXT,
    name_older TEXT,
    sent_by VARCHAR(36),
    destination_zh TEXT,
    destination_en TEXT,
    destination_older TEXT,
    purpose_zh TEXT,
    purpose_en TEXT,
    purpose_older TEXT,
    start TEXT,
    "end" TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_delegation PRIMARY KEY (id),
    CONSTRAINT fk_delegation_sent_by FOREIGN KEY(sent_by)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_delegation_order ON delegation (deleted, start DESC, sort_key, id)
    """,
    """
    CREATE INDEX ix_delegation_sent_by ON delegation (sent_by)
    """,
    """
    CREATE TABLE event (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    name_zh TEXT,
    name_en TEXT,
    name_older TEXT,
    organiser VARCHAR(36),
    start TEXT,
    "end" TEXT,
    venue_zh TEXT,
    venue_en TEXT,
    venue_older TEXT,
    exhibitors INTEGER,
    countries_and_regions INTEGER,
    sections_zh TEXT,
    sections_en TEXT,
    sections_older TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT fk_event_organiser FOREIGN KEY(organiser)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_event_order ON event (deleted, start DESC, sort_key, id)
    """,
    """
    CREATE INDEX ix_event_organiser ON event (organiser)
    """,
    """
    CREATE TABLE log_change (
    n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "transaction" INTEGER NOT NULL,
    kind VARCHAR(32) NOT NULL,
    record VARCHAR(36) NOT NULL,
    field VARCHAR(64),
    old TEXT,
    new TEXT,
    source TEXT,
    CONSTRAINT fk_log_change_transaction FOREIGN KEY("transaction") REFERENCES log_transaction (id)
)
    """,
    """
    CREATE INDEX ix_log_change_record ON log_change (record, n)
    """,
    """
    CREATE INDEX ix_log_change_transaction ON log_change ("transaction")
    """,
    """
    CREATE TABLE topic_link (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    topic VARCHAR(36),
    record VARCHAR(36),
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_topic_link PRIMARY KEY (id),
    CONSTRAINT fk_topic_link_topic FOREIGN KEY(topic)
        REFERENCES topic (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_topic_link_record ON topic_link (record)
    """,
    """
    CREATE INDEX ix_topic_link_topic ON topic_link (topic)
    """,
    """
    CREATE TABLE delegation_member (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    delegation VARCHAR(36),
    contact VARCHAR(36),
    role TEXT,
    position INTEGER,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_delegation_member PRIMARY KEY (id),
    CONSTRAINT fk_delegation_member_delegation FOREIGN KEY(delegation)
        REFERENCES delegation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delegation_member_contact FOREIGN KEY(contact)
        REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_delegation_member_contact ON delegation_member (contact)
    """,
    """
    CREATE INDEX ix_delegation_member_delegation ON delegation_member (delegation)
    """,
    """
    CREATE TABLE meeting (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    subject_zh TEXT,
    subject_en TEXT,
    subject_older TEXT,
    kind TEXT,
    delegation VARCHAR(36),
    date TEXT,
    start TEXT,
    "end" TEXT,
    time_zone TEXT,
    place_zh TEXT,
    place_en TEXT,
    place_older TEXT,
    host VARCHAR(36),
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_delegation FOREIGN KEY(delegation)
        REFERENCES delegation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_meeting_host FOREIGN KEY(host)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_meeting_delegation ON meeting (delegation)
    """,
    """
    CREATE INDEX ix_meeting_host ON meeting (host)
    """,
    """
    CREATE INDEX ix_meeting_order ON meeting (deleted, date DESC, start, id)
    """,
    """
    CREATE TABLE attendance (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    meeting VARCHAR(36),
    contact VARCHAR(36),
    side TEXT,
    role TEXT,
    position INTEGER,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT fk_attendance_meeting FOREIGN KEY(meeting)
        REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attendance_contact FOREIGN KEY(contact)
        REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_attendance_contact ON attendance (contact)
    """,
    """
    CREATE INDEX ix_attendance_meeting ON attendance (meeting)
    """,
    """
    CREATE TABLE body_present (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    meeting VARCHAR(36),
    organisation VARCHAR(36),
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_body_present PRIMARY KEY (id),
    CONSTRAINT fk_body_present_meeting FOREIGN KEY(meeting)
        REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_body_present_organisation FOREIGN KEY(organisation)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_body_present_meeting ON body_present (meeting)
    """,
    """
    CREATE INDEX ix_body_present_organisation ON body_present (organisation)
    """,
    """
    CREATE TABLE note (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    meeting VARCHAR(36),
    position INTEGER,
    speaker VARCHAR(36),
    speaker_name TEXT,
    kind TEXT,
    text_zh TEXT,
    text_en TEXT,
    text_older TEXT,
    written_first TEXT,
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT fk_note_meeting FOREIGN KEY(meeting)
        REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_note_speaker FOREIGN KEY(speaker)
        REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_note_meeting ON note (meeting)
    """,
    """
    CREATE INDEX ix_note_speaker ON note (speaker)
    """,
    """
    CREATE TABLE follow_up (
    id VARCHAR(36) NOT NULL,
    created VARCHAR(24) NOT NULL,
    changed VARCHAR(24) NOT NULL,
    deleted VARCHAR(24),
    sort_key TEXT,
    sort_key_en TEXT,
    what_zh TEXT,
    what_en TEXT,
    what_older TEXT,
    owner VARCHAR(36),
    due TEXT,
    status TEXT,
    done_on TEXT,
    note VARCHAR(36),
    meeting VARCHAR(36),
    organisation VARCHAR(36),
    remarks_zh TEXT,
    remarks_en TEXT,
    remarks_older TEXT,
    CONSTRAINT pk_follow_up PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_owner FOREIGN KEY(owner)
        REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_up_note FOREIGN KEY(note)
        REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_up_meeting FOREIGN KEY(meeting)
        REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_up_organisation FOREIGN KEY(organisation)
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
    """,
    """
    CREATE INDEX ix_follow_up_meeting ON follow_up (meeting)
    """,
    """
    CREATE INDEX ix_follow_up_note ON follow_up (note)
    """,
    """
    CREATE INDEX ix_follow_up_order ON follow_up (deleted, due, sort_key, id)
    """,
    """
    CREATE INDEX ix_follow_up_organisation ON follow_up (organisation)
    """,
    """
    CREATE INDEX ix_follow_up_owner ON follow_up (owner)
    """,
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
    title, named, body,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2'
)
    """,
)
