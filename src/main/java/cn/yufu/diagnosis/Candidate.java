package cn.yufu.diagnosis;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An expert who may be sent for what an enterprise asks.
 *
 * @param conflict the employer is a provider with published listings that this visit might recommend
 * @param accredited for areas that were asked for
 */
record Candidate(
        UUID id,
        UUID resource,
        UUID account,
        String name,
        String title,
        String start,
        String end,
        int weight,
        boolean conflict,
        List<Accredited> accredited) {

    /** @param to the last day */
    record Accredited(String area, LocalDate from, LocalDate to) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** For what the expert may be sent: accredited when it is arranged and when it takes place. */
    List<String> areas(LocalDate today, LocalDate day) {
        return accredited.stream()
                .filter(area -> area.on(today) && area.on(day))
                .map(Accredited::area)
                .toList();
    }
}
