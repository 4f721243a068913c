package cn.yufu.diagnosis;

/** Whom the engine reminds of a visit: everybody of the enterprise, and the experts who come. */
final class VisitReminders {
    static final String CONCERNED = """
        SELECT v.booking_id, a.id AS account_id, v.confirmed_at AS known_at,
          jsonb_build_object('title', t.name, 'number', v.number, 'enterprise', e.name, 'expert', la.name,
            'place', v.address, 'link', '/desk/visits/' || v.id, 'list', '/desk/visits') AS what
        FROM soon s
        JOIN visit v ON v.booking_id = s.id AND v.state = 'confirmed'
        JOIN diagnosis_type t ON t.code = v.type_code
        JOIN organisation e ON e.id = v.enterprise_id
        JOIN expert l ON l.id = v.expert_id
        JOIN account la ON la.id = l.account_id
        CROSS JOIN LATERAL (
          SELECT o.id FROM account o WHERE o.organisation_id = v.enterprise_id AND o.disabled_at IS NULL
          UNION
          SELECT o.id FROM expert x JOIN account o ON o.id = x.account_id
          WHERE x.id = ANY (v.expert_id || v.assistants) AND o.disabled_at IS NULL) a
        """;

    private VisitReminders() {}
}
