package cn.yufu.sample;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** An expert of the sample city, with the days on which a visit has been given to them. */
record Consultant(
        UUID id, UUID resource, Member member, Diagnostics.Person person, String employer, Set<LocalDate> busy) {
    Consultant(UUID id, UUID resource, Member member, Diagnostics.Person person, String employer) {
        this(id, resource, member, person, employer, new HashSet<>());
    }

    boolean knows(Diagnostics.Kind kind) {
        return person.areas().stream().anyMatch(kind.areas()::contains);
    }
}
