//! One schema for both databases; a test compares it with what the migrations make.

#![allow(missing_docs)] // the columns are described in the migrations

diesel::table! {
    bodies (id) {
        id -> BigInt,
        name -> Text,
        number_prefix -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    departments (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        body_id -> BigInt,
    }
}

diesel::table! {
    divisions (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        parent_code -> Nullable<Text>,
        current_code -> Nullable<Text>,
    }
}

diesel::table! {
    objects (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        kind -> Text,
        status -> Text,
        founded -> Nullable<Date>,
        enterprise_type -> Text,
        capital -> Text,
        scope -> Text,
        address -> Text,
        division -> Nullable<Text>,
        industry -> Nullable<Text>,
        risk_class -> Nullable<Text>,
        risk_score -> Nullable<Integer>,
        assessed_on -> Nullable<Date>,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    inspectors (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        gender -> Text,
        department_id -> BigInt,
        division -> Nullable<Text>,
        certificate_number -> Text,
        certificate_expires -> Date,
        qualifications -> Text,
        expert -> Bool,
        title -> Text,
        status -> Text,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    recusals (id) {
        id -> BigInt,
        inspector_id -> BigInt,
        object_id -> BigInt,
        reason -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        username -> Text,
        display_name -> Text,
        password_hash -> Text,
        role -> Text,
        department_id -> Nullable<BigInt>,
        inspector_id -> Nullable<BigInt>,
        active -> Bool,
        epoch -> BigInt,
        failed_logins -> Integer,
        locked_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    signing_keys (id) {
        id -> BigInt,
        kid -> Text,
        private_key -> Binary,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        user_id -> BigInt,
        epoch -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    refresh_tokens (id) {
        id -> BigInt,
        session_id -> BigInt,
        hash -> Binary,
        expires_at -> Timestamp,
        replaced_at -> Nullable<Timestamp>,
        honoured_again -> Bool,
    }
}

diesel::table! {
    matters (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        category -> Text,
        department_id -> BigInt,
        legal_basis -> Text,
        qualification -> Text,
        ratio_ppm -> Integer,
        frequency -> Integer,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    check_items (id) {
        id -> BigInt,
        matter_id -> BigInt,
        position -> Integer,
        text -> Text,
        retired -> Bool,
    }
}

diesel::table! {
    matter_lists (id) {
        id -> BigInt,
        version -> BigInt,
        published_at -> Timestamp,
        published_by -> BigInt,
    }
}

diesel::table! {
    matter_list_entries (list_id, matter_id) {
        list_id -> BigInt,
        matter_id -> BigInt,
    }
}

diesel::table! {
    object_matters (matter_id, object_id) {
        matter_id -> BigInt,
        object_id -> BigInt,
    }
}

diesel::table! {
    counters (name, body_id, year) {
        name -> Text,
        body_id -> BigInt,
        year -> Integer,
        last -> BigInt,
    }
}

diesel::table! {
    tasks (id) {
        id -> BigInt,
        number -> Text,
        body_id -> BigInt,
        department_id -> BigInt,
        name -> Text,
        state -> Text,
        period_start -> Date,
        period_end -> Date,
        plan -> Text,
        witnesses -> BigInt,
        round -> Integer,
        reason -> Text,
        created_by -> BigInt,
        created_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        approved_by -> Nullable<BigInt>,
        approved_at -> Nullable<Timestamp>,
        disclosed_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    task_matters (task_id, matter_id) {
        task_id -> BigInt,
        matter_id -> BigInt,
    }
}

diesel::table! {
    draw_commitments (id) {
        id -> BigInt,
        task_id -> BigInt,
        round -> Integer,
        party -> Text,
        user_id -> Nullable<BigInt>,
        commitment -> Text,
        reveal -> Nullable<Text>,
        committed_at -> Timestamp,
        revealed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    draws (id) {
        id -> BigInt,
        task_id -> BigInt,
        round -> Integer,
        state -> Text,
        freeze -> Text,
        freeze_hash -> Text,
        operator_secret -> Binary,
        strata -> Text,
        entropy -> Nullable<Text>,
        result -> Nullable<Text>,
        reason -> Text,
        frozen_at -> Timestamp,
        drawn_at -> Nullable<Timestamp>,
        result_hash -> Nullable<Text>,
        released_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    draw_policies (department_id) {
        department_id -> BigInt,
        policy -> Text,
        witness_roles -> Text,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    draw_announcements (task_id, round) {
        task_id -> BigInt,
        round -> Integer,
        content -> Text,
        announced_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        entropy -> Nullable<Text>,
        entropy_by -> Nullable<BigInt>,
        entropy_at -> Nullable<Timestamp>,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        void_code -> Nullable<Text>,
        voided_at -> Nullable<Timestamp>,
        void_reason -> Nullable<Text>,
    }
}

diesel::table! {
    draw_files (draw_id, name, piece) {
        draw_id -> BigInt,
        name -> Text,
        piece -> Integer,
        content -> Binary,
    }
}

diesel::table! {
    draw_skips (draw_id, start) {
        draw_id -> BigInt,
        start -> BigInt,
        length -> BigInt,
        did -> Text,
        skips -> Text,
    }
}

diesel::table! {
    inspections (id) {
        id -> BigInt,
        task_id -> BigInt,
        draw_id -> BigInt,
        object_id -> BigInt,
        object_code -> Text,
        object_name -> Text,
        object_address -> Text,
        object_division -> Nullable<Text>,
        did -> Text,
        stratum -> Integer,
        rank -> Integer,
        state -> Text,
        record -> Nullable<Text>,
        remark -> Nullable<Text>,
        result -> Nullable<Text>,
        disposition -> Nullable<Text>,
        ended_on -> Nullable<Date>,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Nullable<Timestamp>,
        due_on -> Nullable<Date>,
        disclosed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    inspection_team (inspection_id, slot) {
        inspection_id -> BigInt,
        slot -> Integer,
        inspector_id -> BigInt,
    }
}

diesel::table! {
    inspection_matters (inspection_id, matter_id) {
        inspection_id -> BigInt,
        matter_id -> BigInt,
    }
}

diesel::table! {
    substitutions (id) {
        id -> BigInt,
        task_id -> BigInt,
        draw_id -> BigInt,
        inspection_id -> BigInt,
        state -> Text,
        reason -> Text,
        document -> Text,
        filed_by -> BigInt,
        filed_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        opinion -> Text,
        replacement_id -> Nullable<BigInt>,
        told -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    strikes (id) {
        id -> BigInt,
        task_id -> BigInt,
        draw_id -> BigInt,
        state -> Text,
        reason -> Text,
        document -> Text,
        filed_by -> BigInt,
        filed_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        opinion -> Text,
        first_round -> Nullable<Integer>,
        told -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    strike_inspections (strike_id, inspection_id) {
        strike_id -> BigInt,
        inspection_id -> BigInt,
    }
}

diesel::table! {
    transfers (id) {
        id -> BigInt,
        inspection_id -> BigInt,
        number -> Nullable<Text>,
        kind -> Text,
        state -> Text,
        recipient -> Text,
        facts -> Text,
        legal_basis -> Text,
        evidence -> Text,
        reason -> Text,
        created_by -> BigInt,
        created_at -> Timestamp,
        approved_by -> Nullable<BigInt>,
        approved_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    calendar_days (day) {
        day -> Date,
        kind -> Text,
        name -> Text,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> BigInt,
        at -> Timestamp,
        user_id -> Nullable<BigInt>,
        actor -> Text,
        action -> Text,
        resource -> Text,
        key -> Text,
        payload -> Text,
        digest -> Text,
    }
}

diesel::table! {
    log_places (leaf_index) {
        leaf_index -> BigInt,
        entry_id -> BigInt,
        salt -> Binary,
    }
}

diesel::table! {
    log_pending (entry_id) {
        entry_id -> BigInt,
    }
}

diesel::table! {
    log_heads (id) {
        id -> BigInt,
        origin -> Text,
        size -> BigInt,
        checkpoint -> Text,
    }
}

diesel::table! {
    log_keys (id) {
        id -> BigInt,
        vkey -> Text,
        private_key -> Nullable<Binary>,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
        handover -> Nullable<Text>,
    }
}

diesel::table! {
    log_tiles (level, number) {
        level -> Integer,
        number -> BigInt,
        content -> Binary,
    }
}

diesel::table! {
    log_events (leaf_index) {
        leaf_index -> BigInt,
        leaf_hash -> Text,
        action -> Text,
        task_id -> Nullable<BigInt>,
        round -> Nullable<Integer>,
        at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        state -> Text,
        user_id -> BigInt,
        node -> Text,
        report -> Nullable<Text>,
        error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::joinable!(departments -> bodies (body_id));
diesel::joinable!(inspectors -> departments (department_id));
diesel::joinable!(recusals -> inspectors (inspector_id));
diesel::joinable!(recusals -> objects (object_id));
diesel::joinable!(users -> departments (department_id));
diesel::joinable!(users -> inspectors (inspector_id));
diesel::joinable!(matters -> departments (department_id));
diesel::joinable!(check_items -> matters (matter_id));
diesel::joinable!(matter_lists -> users (published_by));
diesel::joinable!(matter_list_entries -> matter_lists (list_id));
diesel::joinable!(matter_list_entries -> matters (matter_id));
diesel::joinable!(object_matters -> matters (matter_id));
diesel::joinable!(object_matters -> objects (object_id));
diesel::joinable!(counters -> bodies (body_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(tasks -> bodies (body_id));
diesel::joinable!(tasks -> departments (department_id));
diesel::joinable!(task_matters -> tasks (task_id));
diesel::joinable!(task_matters -> matters (matter_id));
diesel::joinable!(draw_commitments -> tasks (task_id));
diesel::joinable!(draw_commitments -> users (user_id));
diesel::joinable!(draws -> tasks (task_id));
diesel::joinable!(draw_files -> draws (draw_id));
diesel::joinable!(draw_skips -> draws (draw_id));
diesel::joinable!(draw_policies -> departments (department_id));
diesel::joinable!(draw_announcements -> tasks (task_id));
diesel::joinable!(inspections -> tasks (task_id));
diesel::joinable!(inspections -> draws (draw_id));
diesel::joinable!(inspections -> objects (object_id));
diesel::joinable!(inspections -> users (recorded_by));
diesel::joinable!(inspection_team -> inspections (inspection_id));
diesel::joinable!(inspection_team -> inspectors (inspector_id));
diesel::joinable!(inspection_matters -> inspections (inspection_id));
diesel::joinable!(inspection_matters -> matters (matter_id));
diesel::joinable!(substitutions -> tasks (task_id));
diesel::joinable!(strikes -> tasks (task_id));
diesel::joinable!(strikes -> draws (draw_id));
diesel::joinable!(strike_inspections -> strikes (strike_id));
diesel::joinable!(strike_inspections -> inspections (inspection_id));
diesel::joinable!(transfers -> inspections (inspection_id));
diesel::joinable!(audit_entries -> users (user_id));
diesel::joinable!(log_places -> audit_entries (entry_id));
diesel::joinable!(log_pending -> audit_entries (entry_id));

diesel::allow_tables_to_appear_in_same_query!(
    bodies,
    departments,
    divisions,
    objects,
    inspectors,
    recusals,
    users,
    signing_keys,
    sessions,
    refresh_tokens,
    matters,
    check_items,
    matter_lists,
    matter_list_entries,
    object_matters,
    counters,
    tasks,
    task_matters,
    draw_commitments,
    draws,
    draw_files,
    draw_skips,
    draw_policies,
    draw_announcements,
    inspections,
    inspection_team,
    inspection_matters,
    substitutions,
    strikes,
    strike_inspections,
    transfers,
    calendar_days,
    audit_entries,
    log_places,
    log_pending,
    log_events,
    jobs,
);
