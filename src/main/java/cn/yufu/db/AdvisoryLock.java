package cn.yufu.db;

/** Every advisory lock there is: PostgreSQL names them by numbers, which must be the same on every node and each only once. */
public enum AdvisoryLock {
    /** One node at a time appends to the chain of events. */
    SEALING(7_305_001L),
    /** A node that looks for missing years sees what another has told already. */
    CALENDAR_WATCH(7_305_002L),
    /** Two nodes that start on one empty database do not both found the sample city. */
    SAMPLE_CITY(7_305_003L),
    /** Two nodes do not share out what one person is reminded of. */
    REMINDERS(7_305_004L),
    /** What becomes free is offered by one node at a time, to the oldest that waits. */
    WAITLIST(7_305_005L);

    public final long number;

    AdvisoryLock(long number) {
        this.number = number;
    }
}
