package cn.yufu.booking;

import cn.yufu.http.Failure;
import cn.yufu.http.Input;
import cn.yufu.http.Json;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The same again every so many weeks or months, at the same hour. It is expanded when it is made, so that every
 * occurrence is a booking of its own: all of them are possible, or whoever asked is told which are not and why, and may
 * leave those out by name.
 *
 * @param unit week or month; the last day of a shorter month stands for one that it does not have
 * @param count with the first
 * @param except days of occurrences that are left out
 */
public record Recurrence(String unit, int every, int count, List<LocalDate> except) {
    private static final List<String> UNITS = List.of("week", "month");
    private static final int MOST = 12;

    public static Recurrence read(Input in) {
        var unit = in.choice("unit", UNITS);
        int every = in.integer("every", 1, MOST);
        int count = in.integer("count", 2, MOST);
        return new Recurrence(unit, every, count, in.dates("except", MOST));
    }

    /** In order of time; empty when all are left out. */
    public List<Span> expand(Span first) {
        var at = first.from().atZone(Json.ZONE);
        return IntStream.range(0, count)
                .mapToObj(i -> unit.equals("week") ? at.plusWeeks((long) i * every) : at.plusMonths((long) i * every))
                .filter(from -> !except.contains(from.toLocalDate()))
                .map(from -> new Span(from.toInstant(), from.toInstant().plus(first.length())))
                .toList();
    }

    /**
     * Attempts each in turn, in one transaction, and fails with every objection to any of them: {@code /occurrences/2},
     * counted as they are given, and the day it is on in words.
     *
     * @param lastFirst the last is attempted first, so that each moves into what the one after it has left
     */
    public static <S, T> Future<List<T>> all(
            List<S> occurrences, boolean lastFirst, Function<S, Span> time, Function<S, Future<T>> attempt) {
        var made = new ArrayList<T>();
        var against = new ArrayList<Failure.Violation>();
        Future<?> so = Future.succeededFuture();
        for (int n = 0; n < occurrences.size(); n++) {
            int i = lastFirst ? occurrences.size() - 1 - n : n;
            var occurrence = occurrences.get(i);
            var pointer = "/occurrences/" + i;
            so = so.compose(before -> attempt.apply(occurrence))
                    .onSuccess(made::add)
                    .recover(cause -> object(cause, pointer, time.apply(occurrence), against));
        }
        return so.map(done -> {
            if (!against.isEmpty()) throw Failure.invalid(List.copyOf(against));
            return List.copyOf(made);
        });
    }

    /** What was said against one of them joins what is said against all; anything else ends the attempt. */
    private static <T> Future<T> object(Throwable cause, String pointer, Span span, List<Failure.Violation> against) {
        if (!(cause instanceof Failure failure)) return Future.failedFuture(cause);
        if (failure.code().equals("slot-taken")) against.add(violation(pointer, "slot-taken", new HashMap<>(), span));
        else if (failure.status() == 422)
            for (var one : failure.violations())
                against.add(violation(pointer, one.code(), new HashMap<>(one.values()), span));
        else return Future.failedFuture(cause);
        return Future.succeededFuture();
    }

    private static Failure.Violation violation(String pointer, String code, HashMap<String, Object> values, Span span) {
        values.put("day", span.firstDay().toString());
        return new Failure.Violation(pointer, code, values);
    }
}
