package cn.yufu.account;

import cn.yufu.account.Invitations.Guest;
import cn.yufu.db.Db;
import cn.yufu.db.Sql;
import cn.yufu.http.Answer;
import cn.yufu.http.Api;
import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.PersonalFields;
import cn.yufu.http.Request;
import cn.yufu.http.Role;
import cn.yufu.http.Routes;
import cn.yufu.http.Secret;
import cn.yufu.http.Throttle;
import cn.yufu.http.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Colleagues are invited by mail and choose their user name and password themselves. */
public final class InvitationRoutes implements Routes {
    private static final Who MEMBERS = Who.only(Role.ENTERPRISE, Role.PROVIDER);
    private static final Who KEEPERS = Who.only(Role.DISTRICT_ADMIN, Role.CITY_ADMIN);
    private static final int PER_HOUR = 50;

    private final Db db;
    private final Passwords passwords;

    public InvitationRoutes(Db db, Passwords passwords) {
        this.db = db;
        this.passwords = passwords;
    }

    @Override
    public void mount(Api api) {
        api.get("/invitations", MEMBERS, this::list);
        api.post("/invitations", MEMBERS, this::guest, InvitationRoutes::invite);
        api.post("/organisations/{id}/invitations", KEEPERS, this::first, InvitationRoutes::invite);
        api.post("/invitations/{id}/renewal", MEMBERS, this::count, InvitationRoutes::renew);
        api.delete("/invitations/{id}", MEMBERS, InvitationRoutes::revoke);
        api.get("/invitation-offers/{token}", Who.anyone(), this::offer);
        api.post("/invitation-offers/{token}/acceptance", Who.anyone(), this::read, InvitationRoutes::accept);
    }

    private Future<Answer> list(Request r) {
        return Invitations.open(db.read(), r.caller().organisation()).map(items -> Answer.ok(Map.of("items", items)));
    }

    private Future<Guest> guest(Request r) {
        var in = r.body();
        var guest = guest(in, r.caller().organisation());
        return count(r).map(guest);
    }

    private static Guest guest(Input in, UUID organisation) {
        var guest = new Guest(organisation, PersonalFields.personName(in, "name"), PersonalFields.email(in, "email"));
        in.done();
        return guest;
    }

    private Future<Void> count(Request r) {
        return count(r.caller().organisation());
    }

    private Future<Void> count(UUID inviter) {
        return Throttle.take(db.write(), "invitation", inviter.toString(), PER_HOUR, Duration.ofHours(1));
    }

    /** An organisation that was entered from a list has nobody who could invite; from the first person on, they do. */
    private Future<Guest> first(Request r) {
        var guest = guest(r.body(), r.id("id"));
        return count(r.caller().accountId())
                .compose(counted -> Invitations.vacant(db.read(), r.caller(), guest.organisation()))
                .map(vacant -> {
                    if (!vacant.orElseThrow(Failure::notFound)) throw Failure.conflict("duplicate", Map.of());
                    return guest;
                });
    }

    private static Future<Answer> invite(Request r, Guest guest, Sql sql) {
        return Invitations.made(sql, r.caller().accountId(), r.language(), List.of(guest))
                .map(made -> {
                    if (made.isEmpty()) throw Failure.conflict("duplicate", Map.of());
                    var invitation = made.getFirst();
                    return Answer.created("/api/invitations/" + invitation.id(), invitation);
                });
    }

    private static Future<Answer> renew(Request r, Void counted, Sql sql) {
        r.body().done();
        var caller = r.caller();
        return Invitations.renew(sql, r.id("id"), caller.organisation(), caller.accountId(), r.language())
                .map(renewed -> Answer.ok(renewed.orElseThrow(Failure::notFound)));
    }

    private static Future<Answer> revoke(Request r, Sql sql) {
        return Invitations.revoke(sql, r.id("id"), r.caller().organisation()).map(revoked -> {
            if (revoked.isEmpty()) throw Failure.notFound();
            return Answer.empty();
        });
    }

    private Future<Answer> offer(Request r) {
        return Invitations.offer(db.read(), new Secret(r.path("token")))
                .map(found -> Answer.ok(found.orElseThrow(Failure::notFound)));
    }

    /** @param hash of the password that the guest chose */
    private record Acceptance(String username, String name, String hash) {}

    private Future<Acceptance> read(Request r) {
        var in = r.body();
        var username = PersonalFields.username(in, "username");
        var name = PersonalFields.personName(in, "name");
        var password = PersonalFields.newPassword(in, "password", username);
        return Invitations.offer(db.read(), new Secret(r.path("token"))).compose(found -> {
            // a link that does not work is worth no hash
            if (found.isEmpty()) return Future.failedFuture(Failure.notFound());
            in.done();
            return passwords.hash(password).map(hash -> new Acceptance(username, name, hash));
        });
    }

    private static Future<Answer> accept(Request r, Acceptance given, Sql sql) {
        return Invitations.accept(
                        sql, new Secret(r.path("token")), given.username, given.hash, given.name, r.language())
                .map(made -> new Answer(201, made.orElseThrow(Failure::notFound), Map.of()));
    }
}
