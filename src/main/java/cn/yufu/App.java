package cn.yufu;

import cn.yufu.account.AccountRoutes;
import cn.yufu.account.Cleaning;
import cn.yufu.account.FirstAdministrator;
import cn.yufu.account.InvitationRoutes;
import cn.yufu.account.PasswordRoutes;
import cn.yufu.account.Passwords;
import cn.yufu.account.SampleAccounts;
import cn.yufu.account.SessionRoutes;
import cn.yufu.account.Sessions;
import cn.yufu.account.SignInLog;
import cn.yufu.attachment.AttachmentRoutes;
import cn.yufu.audit.AuditRoutes;
import cn.yufu.audit.DailyChecks;
import cn.yufu.audit.Verification;
import cn.yufu.booking.Reminders;
import cn.yufu.booking.ResourceRoutes;
import cn.yufu.booking.Waitlist;
import cn.yufu.booking.WaitlistRoutes;
import cn.yufu.budget.BudgetRoutes;
import cn.yufu.budget.PaymentRoutes;
import cn.yufu.calendar.CalendarRoutes;
import cn.yufu.calendar.CalendarStore;
import cn.yufu.calendar.CalendarWatch;
import cn.yufu.calendar.FeedRoutes;
import cn.yufu.db.Db;
import cn.yufu.diagnosis.Diagnosis;
import cn.yufu.diagnosis.VisitRoutes;
import cn.yufu.event.Sealer;
import cn.yufu.event.Tail;
import cn.yufu.exchange.Exchange;
import cn.yufu.exchange.ExportList;
import cn.yufu.http.Access;
import cn.yufu.http.Api;
import cn.yufu.http.Assets;
import cn.yufu.http.Json;
import cn.yufu.http.PublishedContract;
import cn.yufu.http.Routes;
import cn.yufu.listing.ListingDraft;
import cn.yufu.listing.ListingRoutes;
import cn.yufu.notification.DevMailbox;
import cn.yufu.notification.Inbox;
import cn.yufu.notification.LiveRoutes;
import cn.yufu.notification.Mailer;
import cn.yufu.notification.Outbox;
import cn.yufu.notification.OutboxRoutes;
import cn.yufu.organisation.OrganisationRoutes;
import cn.yufu.organisation.ProviderRoutes;
import cn.yufu.organisation.RegistrationRoutes;
import cn.yufu.organisation.RosterEntry;
import cn.yufu.overview.OverviewRoutes;
import cn.yufu.procurement.Deadlines;
import cn.yufu.procurement.OrderPayments;
import cn.yufu.procurement.OrderRoutes;
import cn.yufu.reference.ReferenceRoutes;
import cn.yufu.reference.Renamings;
import cn.yufu.sample.SampleCity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The object graph on one screen. Everything is built here with {@code new}; links between features are made here. */
final class App {
    final Config config;
    final Vertx vertx;
    final Db db;
    final Passwords passwords;
    final Access access;
    final Tail tail;
    final PublishedContract contract;
    final Assets pages;
    final Diagnosis diagnosis;
    final Waitlist waitlist;
    /** Where sample mode's mail arrives; null when a real server takes it. */
    final @Nullable DevMailbox mailbox;

    private final Mailer mailer;
    private final Background sealing;
    private final List<Background> background = new ArrayList<>();
    private final List<String> deployed = new CopyOnWriteArrayList<>();
    private final List<Routes> routes = new ArrayList<>();

    App(Vertx vertx, Config config, String databaseUrl, Assets pages) {
        this.vertx = vertx;
        this.config = config;
        this.db = new Db(vertx, databaseUrl);
        this.passwords = new Passwords(vertx);
        var sessions = new Sessions(db, passwords, config.tokenKeys().getFirst().secret());
        this.access = new Access(vertx, config.tokenKeys(), sessions::caller);
        this.tail = new Tail(vertx, db);
        this.contract = new PublishedContract(vertx);
        this.pages = pages;
        var sealer = new Sealer(db);
        this.sealing = every("seal", Duration.ofSeconds(1), () -> sealer.seal().await());

        routes.add(new SessionRoutes(db, sessions, access));
        routes.add(new PasswordRoutes(db, passwords, sessions));
        routes.add(new InvitationRoutes(db, passwords));
        routes.add(new AccountRoutes(db, sessions));
        routes.add(new SignInLog(db));
        if (!config.production()) routes.add(new SampleAccounts(db, SampleCity.PASSWORD));
        var cleaning = new Cleaning(db);
        every("cleaning", Duration.ofHours(1), () -> cleaning.round().await());

        var providers = new ProviderRoutes(db);
        tail.listen(providers::heard);
        tail.listen(sessions::heard);
        routes.add(new RegistrationRoutes(db, passwords::hash));
        routes.add(new OrganisationRoutes(db));
        routes.add(providers);

        var calendar = new CalendarStore(db);
        var watch = new CalendarWatch(db, calendar);
        var schedules = new CalendarRoutes(calendar);
        tail.listen(schedules::heard);
        routes.add(schedules);
        every(
                "calendar",
                Duration.ofHours(1),
                () -> watch.look(LocalDate.now(Json.ZONE)).await());

        var reference = new ReferenceRoutes(db);
        tail.listen(reference::heard);
        routes.add(reference);
        var renamings = new Renamings(db);
        every("renamings", Duration.ofMinutes(5), () -> renamings.round().await());

        var publicUrl = config.publicUrl();
        this.mailbox = config.production() || config.smtp().host() != null ? null : new DevMailbox(vertx, publicUrl);
        this.mailer = new Mailer(vertx, mailServer(), config.smtp().from(), publicUrl, Mailer.SILENCE);
        var live = new LiveRoutes(vertx, db, tail, SessionRoutes.COOKIE, sessions::byCookie);
        tail.listen(live::heard);
        routes.add(live);
        routes.add(new Inbox(db));
        routes.add(new OutboxRoutes(db, publicUrl));

        var verification = new Verification(db, tail::position);
        var daily = new DailyChecks(db, verification);
        routes.add(new AuditRoutes(vertx, db, verification));
        every("daily", Duration.ofMinutes(5), () -> daily.round(ZonedDateTime.now(Json.ZONE)));

        routes.add(new BudgetRoutes(db));
        routes.add(new PaymentRoutes(db));

        var listings = new ListingRoutes(db);
        tail.listen(listings::heard);
        routes.add(listings);

        var attachments = new AttachmentRoutes(db);
        routes.add(attachments);
        every(
                "attachments",
                Duration.ofHours(1),
                () -> attachments.forgetUnused().await());

        var deadlines = new Deadlines(db);
        var orders = new OrderRoutes(db);
        routes.add(orders);
        routes.add(new OrderPayments(db));
        every("deadlines", Duration.ofSeconds(30), () -> deadlines.round().await());

        routes.add(new ResourceRoutes(db));
        this.diagnosis = new Diagnosis(vertx, db, publicUrl, config.pdfFont());
        routes.add(diagnosis);
        routes.add(new FeedRoutes(db, publicUrl, List.of(diagnosis.calendar::entries)));
        every("outbox", Duration.ofSeconds(1), new Outbox(db, mailer, publicUrl, diagnosis.calendar::change)::round);
        every(
                "visits",
                Duration.ofSeconds(30),
                () -> diagnosis.deadlines.round().await());
        var reminders = new Reminders(db, List.of(Diagnosis.REMINDED));
        every("reminders", Duration.ofSeconds(30), () -> reminders.round().await());

        this.waitlist = new Waitlist(db, List.of(diagnosis.seeker));
        routes.add(new WaitlistRoutes(db, waitlist));
        var waiting = every("waitlist", Duration.ofSeconds(30), waitlist::round);
        tail.listen(event -> {
            if (waitlist.heard(event)) waiting.wake();
        });

        var overview = new OverviewRoutes(
                db,
                caller -> orders.figures(caller)
                        .map(c -> new OverviewRoutes.OrderSummary(
                                c.byState(), c.waiting(), c.overdue(), c.dueToday(), c.nextDueAt())),
                diagnosis::waiting,
                () -> calendar.calendar().map(days -> days.missingYears(LocalDate.now(Json.ZONE))));
        tail.listen(overview::heard);
        routes.add(overview);

        exchange();
    }

    private Future<Mailer.Server> mailServer() {
        if (mailbox != null) return mailbox.start();
        var smtp = config.smtp();
        var host = smtp.host() == null ? "localhost" : smtp.host();
        return Future.succeededFuture(new Mailer.Server(host, smtp.port(), smtp.user(), smtp.password(), smtp.tls()));
    }

    private void exchange() {
        var exchange = new Exchange(
                db,
                List.of(
                        Exchange.enterprises(RosterEntry::from),
                        Exchange.listings(in -> {
                            var draft = ListingDraft.read(in);
                            in.done();
                            return draft;
                        }),
                        Exchange.travelTimes(Diagnosis::travelTime, Diagnosis::enterTravelTimes)),
                Map.of(
                        "accounts", new ExportList(AccountRoutes.READERS, AccountRoutes::rows),
                        "sign-ins", new ExportList(SignInLog.READERS, SignInLog::rows),
                        "listings", new ExportList(ListingRoutes.EXPORTERS, ListingRoutes::rows),
                        "payments", new ExportList(PaymentRoutes.READERS, PaymentRoutes::rows),
                        "organisations", new ExportList(OrganisationRoutes.READERS, OrganisationRoutes::rows),
                        "budgets", new ExportList(BudgetRoutes.READERS, BudgetRoutes::rows),
                        "orders", new ExportList(OrderRoutes.EVERY_PARTY, OrderRoutes::rows),
                        "visits", new ExportList(VisitRoutes.READERS, VisitRoutes::rows),
                        "events", new ExportList(AuditRoutes.READERS, AuditRoutes::rows)));
        routes.add(exchange);
        every("imports", Duration.ofSeconds(1), exchange.imports::round);
        every("exports", Duration.ofSeconds(1), exchange.exports::round);
        every("purge", Duration.ofMinutes(10), exchange.exports::purge);
    }

    private Background every(String name, Duration interval, Background.Round round) {
        var work = new Background(name, interval, round);
        background.add(work);
        return work;
    }

    /** Mounts the features of the program. */
    void mount(Api api) {
        for (var feature : routes) feature.mount(api);
    }

    /** Called after every write on this node, so that its events are sealed and told at once. */
    void wrote() {
        sealing.wake();
    }

    Future<Void> start() {
        return db.open()
                .compose(opened -> tail.start())
                .compose(started -> config.production()
                        ? FirstAdministrator.ensure(db, config.adminEmail())
                        : Future.<Void>succeededFuture())
                .compose(ready -> Future.all(background.stream()
                        .map(work -> work.deploy(vertx).onSuccess(deployed::add))
                        .toList()))
                .mapEmpty();
    }

    Future<Void> stop() {
        // what is under way is finished first: a mail that left shall also be noted as sent
        return Future.join(deployed.stream().map(vertx::undeploy).toList())
                .timeout(10, TimeUnit.SECONDS)
                .transform(done -> mailer.close())
                .transform(done -> mailbox == null ? Future.<Void>succeededFuture() : mailbox.stop())
                .transform(done -> tail.stop())
                .transform(done -> db.close());
    }
}
