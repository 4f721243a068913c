package cn.yufu.sample;

import java.time.Instant;
import java.util.function.Function;

/** The sample city in memory, with its visits, its numbers given and its history told. */
record Founded(City city, Practice practice, Diagnostics known) {
    static Founded at(Instant now, Reference reference, Function<String, Character> checkDigit) {
        var founder = new Founder(reference.divisions(), reference.parents(), reference.calendar(), checkDigit, now);
        var city = founder.city();
        var known = reference.diagnostics();
        var practice = new Practice(city, known);
        practice.open();
        Batch.number(city.payments(), practice.batches);
        city.deals().forEach(founder::tell);
        practice.tell();
        return new Founded(city, practice, known);
    }
}
