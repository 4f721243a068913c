package cn.yufu.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.yufu.TestServer;
import cn.yufu.organisation.CreditCode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On whatever day and hour the city is founded, it holds what its visitors look for: the counts that dates decide. */
class FoundingDaysTest {
    private static final String BEIBEI = "500109";
    private static final int WHOLE_BPS = 10_000;

    private static final List<Least> MINIMA = List.of(
            new Least(400, "listings", f -> f.city().listings().size()),
            new Least(300, "orders", f -> deals(f).count()),
            new Least(
                    13,
                    "states of orders",
                    f -> deals(f).map(d -> d.state).distinct().count()),
            new Least(
                    5,
                    "orders in the rarest state",
                    f -> deals(f).collect(groupingBy(d -> d.state, counting())).values().stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(0)),
            new Least(80, "ratings", f -> ratings(f).count()),
            new Least(
                    5,
                    "scores",
                    f -> ratings(f).map(Deal.Rating::score).distinct().count()),
            new Least(
                    40,
                    "orders of jigou1",
                    f -> deals(f).filter(d -> d.offer.provider().slug().equals("yuli"))
                            .count()),
            new Least(
                    8,
                    "states of qiye1's orders",
                    f -> deals(f).filter(d -> d.customer.username().equals("qiye1"))
                            .map(d -> d.state)
                            .distinct()
                            .count()),
            new Least(
                    25,
                    "services that qiye1 can buy with both sides paying",
                    f -> f.city().listings().stream()
                            .filter(listing -> shared(f, listing))
                            .count()),
            new Least(8, "orders that wait in Beibei", f -> waiting(f).count()),
            new Least(
                    3,
                    "orders that wait too long in Beibei",
                    f -> waiting(f)
                            .filter(d -> d.due != null && d.due.isBefore(now(f)))
                            .count()),
            new Least(
                    20,
                    "events that nobody has read of",
                    f -> f.city().chronicle().entries().stream()
                            .filter(e -> !e.at().isBefore(f.city().hours().readUntil()))
                            .count()),
            new Least(66, "visits", f -> calls(f).count()),
            new Least(
                    10,
                    "states of visits",
                    f -> calls(f).map(c -> c.state).distinct().count()),
            new Least(
                    8,
                    "kinds of visits",
                    f -> calls(f).map(c -> c.kind.code()).distinct().count()),
            new Least(
                    20, "visits paid", f -> calls(f).filter(c -> c.paid != null).count()),
            new Least(
                    2,
                    "visits due",
                    f -> calls(f).filter(c -> c.state.equals("completed") && c.paid == null)
                            .count()),
            new Least(
                    2,
                    "visits that follow another",
                    f -> calls(f).filter(c -> c.follows != null).count()),
            new Least(
                    8,
                    "visits by zhuanjia1",
                    f -> calls(f).filter(c -> c.lead().username().equals("zhuanjia1"))
                            .count()),
            new Least(
                    2,
                    "visits to qiye1",
                    f -> calls(f).filter(c -> c.customer.username().equals("qiye1"))
                            .count()),
            new Least(60, "actions", f -> findings(f).count()),
            new Least(
                    20,
                    "actions done",
                    f -> findings(f).filter(a -> a.done() != null).count()));

    private static Reference reference;

    private record Least(int least, String what, ToLongFunction<Founded> count) {
        boolean missed(Founded founded) {
            return count.applyAsLong(founded) < least;
        }

        String complaint(Founded founded) {
            return count.applyAsLong(founded) + " " + what + " instead of " + least;
        }
    }

    @BeforeAll
    static void look() throws SQLException {
        try (var connection = TestServer.sql()) {
            reference = Reference.of(connection);
        }
    }

    /** All days of the week, at all hours, through a year; then holidays, and a year whose schedule nobody knows. */
    static Stream<Instant> moments() {
        var hours = Stream.of("00:30", "04:00", "09:30", "10:00", "16:30")
                .map(LocalTime::parse)
                .toList();
        var year = IntStream.range(0, 34)
                .mapToObj(i -> LocalDate.of(2026, 1, 1)
                        .plusDays(i * 11L)
                        .atTime(hours.get(i % hours.size()))
                        .toInstant(ZoneOffset.UTC));
        var special = Stream.of(
                        "2025-12-31T16:30:00Z",
                        "2026-02-14T10:00:00Z",
                        "2026-02-19T16:30:00Z",
                        "2026-02-25T16:30:00Z",
                        "2026-10-06T02:00:00Z",
                        "2026-12-01T10:00:00Z",
                        "2026-12-18T04:00:00Z",
                        "2027-02-10T12:00:00Z",
                        "2028-02-29T09:00:00Z",
                        "2028-12-31T10:00:00Z")
                .map(Instant::parse);
        return Stream.concat(year, special);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void it_holds_at_least_so_much_and_nothing_impossible(Instant now) {
        var founded = Founded.at(now, reference, CreditCode::checkDigit);
        assertEquals(
                List.of(),
                MINIMA.stream()
                        .filter(least -> least.missed(founded))
                        .map(least -> least.complaint(founded))
                        .toList());
        assertFalse(
                founded.city().chronicle().entries().stream().anyMatch(e -> e.at().isAfter(now)),
                "the future has happened");
        assertTrue(
                calls(founded).allMatch(call -> inItsYear(founded, call) <= call.scheme.perYear()),
                "more visits than a programme allows");
        assertEquals(
                List.of(),
                founded.city().purses().stream()
                        .filter(purse -> purse.frozen < 0
                                || purse.spent < 0
                                || purse.frozen + purse.spent > purse.fund.totalFen())
                        .map(purse -> purse.fund.name())
                        .toList(),
                "budgets are overdrawn");
    }

    private static Instant now(Founded founded) {
        return founded.city().hours().now();
    }

    private static Stream<Deal> deals(Founded founded) {
        return founded.city().deals().stream();
    }

    private static Stream<Deal.Rating> ratings(Founded founded) {
        return deals(founded).flatMap(deal -> Stream.ofNullable(deal.rating));
    }

    private static Stream<Deal> waiting(Founded founded) {
        return deals(founded)
                .filter(d -> d.state.equals("submitted"))
                .filter(d -> d.enterprise().division().equals(BEIBEI));
    }

    /** At a fixed price, on a budget that pays a part and of which the enterprise has not had its share yet. */
    private static boolean shared(Founded founded, Shelved listing) {
        var enterprise = Objects.requireNonNull(
                founded.city().staff().customers().getFirst().firm());
        var offer = listing.offer;
        return listing.onSale()
                && offer.priceModel().equals("fixed")
                && offer.serves(BEIBEI)
                && founded.city().purses().stream()
                        .filter(purse -> purse.covers(offer.theme(), BEIBEI) && purse.fund.shareBps() < WHOLE_BPS)
                        .anyMatch(purse -> purse.used.getOrDefault(enterprise.id(), 0L) < purse.fund.capFen());
    }

    private static Stream<Call> calls(Founded founded) {
        return founded.practice().calls.stream();
    }

    /** Visits that the programme has given the enterprise in that year. */
    private static long inItsYear(Founded founded, Call call) {
        int year = WorkHours.day(call.from).getYear();
        return calls(founded)
                .filter(c -> c.scheme.equals(call.scheme) && c.enterprise().equals(call.enterprise()))
                .filter(c -> WorkHours.day(c.from).getYear() == year)
                .count();
    }

    private static Stream<Call.Finding> findings(Founded founded) {
        return calls(founded).flatMap(call -> call.findings.stream());
    }
}
