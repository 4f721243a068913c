package cn.yufu;

import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the id in a path may be, how to get one that a role may reach, and for whom of the same role it does not exist. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and functions without state: immutable, but not by their types
enum Thing {
    /** No id, or none that belongs to anybody. */
    NONE(Set.of(), (cast, role) -> null),
    ORDER(
            Set.of("enterprise", "provider", "district-admin"),
            // finance sees an order only once money was set aside for it
            (cast, role) -> Fixtures.order(
                    cast.enterprise.organisationId(),
                    cast.provider.organisationId(),
                    Cast.HERE,
                    role.equals("finance") ? "cancelled" : "submitted")),
    DRAFT_LISTING(Set.of("provider"), (cast, role) -> listing(cast, "draft")),
    SUBMITTED_LISTING(Set.of("district-admin"), (cast, role) -> listing(cast, "submitted")),
    PUBLISHED_LISTING(Set.of(), (cast, role) -> listing(cast, "published")),
    ORGANISATION(
            Set.of("enterprise", "provider", "district-admin"),
            (cast, role) ->
                    role.equals("provider") ? cast.provider.organisationId() : cast.enterprise.organisationId()),
    PENDING_ORGANISATION(
            Set.of("district-admin"), (cast, role) -> Fixtures.pendingOrganisation("enterprise", Cast.HERE)),
    PROVIDER(Set.of(), (cast, role) -> cast.provider.organisationId()),
    /** For the enterprises of one district. */
    BUDGET(Set.of("enterprise"), (cast, role) -> Fixtures.budget(Cast.HERE)),
    WAITING(
            Set.of("enterprise", "district-admin"),
            (cast, role) -> Fixtures.waiting(cast.enterprise.organisationId(), Cast.HERE)),
    /** With a blackout that has the same id, because a path may name both. */
    RESOURCE(Set.of("enterprise", "provider", "expert", "district-admin"), Thing::resource),
    /** Its hours are everybody's to see. */
    SEEN_RESOURCE(Set.of(), Thing::resource),
    PROGRAMME(Set.of(), (cast, role) -> Fixtures.programme()),
    VISIT(Set.of("enterprise", "expert", "district-admin"), (cast, role) -> {
        var visit = Fixtures.visit(cast.enterprise.organisationId(), Cast.HERE, cast.account("expert"), "requested");
        return role.equals("finance") ? Fixtures.funded(visit) : visit;
    }),
    REPORTED_VISIT(
            Set.of("enterprise", "expert", "district-admin"),
            (cast, role) ->
                    Fixtures.visit(cast.enterprise.organisationId(), Cast.HERE, cast.account("expert"), "reported")),
    ACTION(
            Set.of("enterprise", "expert", "district-admin"),
            (cast, role) -> Fixtures.action(
                    Fixtures.visit(cast.enterprise.organisationId(), Cast.HERE, cast.account("expert"), "completed"))),
    /** Of an enterprise that the expert visits. */
    PLAN(Set.of("enterprise", "expert", "district-admin"), (cast, role) -> {
        Fixtures.visit(cast.enterprise.organisationId(), Cast.HERE, cast.account("expert"), "requested");
        return cast.enterprise.organisationId();
    }),
    EXPERT(Set.of("expert"), (cast, role) -> Fixtures.expert(cast.account("expert"), Cast.HERE)),
    ATTACHMENT(
            Set.of("enterprise", "provider"),
            (cast, role) -> Fixtures.attachment(cast.account(role), organisation(cast, role))),
    SESSION(Set.copyOf(Cast.ROLES), (cast, role) -> Fixtures.session(cast.account(role))),
    NOTIFICATION(Set.copyOf(Cast.ROLES), (cast, role) -> Fixtures.notification(cast.account(role))),
    /** A colleague; the administration keeps those of the organisations of its district. */
    ACCOUNT(Set.of("enterprise", "provider", "district-admin"), (cast, role) -> {
        var kind = role.equals("provider") ? "provider" : "enterprise";
        return Stories.account(kind, organisation(cast, kind), null);
    }),
    INVITATION(Set.of("enterprise", "provider"), (cast, role) -> {
        var of = role.equals("provider") ? cast.provider : cast.enterprise;
        return Fixtures.invitation(of.organisationId(), cast.account(role));
    }),
    IMPORT(Set.copyOf(Cast.ROLES), (cast, role) -> Fixtures.job("import", cast.account(role))),
    EXPORT(Set.copyOf(Cast.ROLES), (cast, role) -> Fixtures.job("export", cast.account(role))),
    LETTER(Set.of(), (cast, role) -> Fixtures.letter());

    private final Set<String> apart;
    private final BiFunction<Cast, String, @Nullable UUID> maker;

    Thing(Set<String> apart, BiFunction<Cast, String, @Nullable UUID> maker) {
        this.apart = apart;
        this.maker = maker;
    }

    /** A new one, which the cast's first person of this role may reach, if the role may at all. */
    @Nullable
    UUID make(Cast cast, String role) {
        return maker.apply(cast, role);
    }

    /** Whether the second person of this role must not know of it. */
    boolean apart(String role) {
        return apart.contains(role);
    }

    /** Whether it exists for nobody who has not signed in. */
    boolean secret() {
        return this != NONE && this != PUBLISHED_LISTING && this != PROVIDER;
    }

    private static UUID resource(Cast cast, String role) {
        if (!role.equals("expert")) return Fixtures.resource(organisation(cast, role), Cast.HERE);
        var expert = Fixtures.expert(cast.account(role), Cast.HERE);
        return Fixtures.absent(Sql.value("SELECT resource_id FROM expert WHERE id = ?", expert));
    }

    private static UUID listing(Cast cast, String state) {
        return Fixtures.listing(cast.provider.organisationId(), Cast.HERE, state);
    }

    private static @Nullable UUID organisation(Cast cast, String role) {
        return switch (role) {
            case "enterprise" -> cast.enterprise.organisationId();
            case "provider" -> cast.provider.organisationId();
            default -> null;
        };
    }
}
