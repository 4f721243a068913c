--liquibase formatted sql

--changeset yufu:141-deadline-is-a-day splitStatements:false
CREATE FUNCTION end_of_day(day date) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE STRICT
    RETURN (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' - interval '1 microsecond';
COMMENT ON FUNCTION end_of_day(date) IS 'The last instant of a day in Shanghai. It bears the date of the day meant, where the midnight after it would bear the next one; what is due then is overdue when due_at < now().';

CREATE OR REPLACE FUNCTION working_days_after(since timestamptz, n int) RETURNS timestamptz
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT
AS $$
DECLARE
    -- Longest run of days off seen so far is nine; 40 leaves room for a short n around a long holiday.
    horizon int := n * 2 + 40;
    first date := (since AT TIME ZONE 'Asia/Shanghai')::date;
    last date := first;
BEGIN
    IF n < 0 OR n > 1000 THEN
        RAISE EXCEPTION 'working_days_after counts 0 to 1000 working days, not %', n USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF n > 0 THEN
        SELECT d.day INTO STRICT last
        FROM (SELECT first + i AS day FROM generate_series(1, horizon) AS i) d
        LEFT JOIN calendar_day c ON c.day = d.day
        WHERE coalesce(c.kind = 'workday', extract(isodow FROM d.day) < 6)
        ORDER BY d.day
        LIMIT 1 OFFSET n - 1;
    END IF;
    RETURN end_of_day(last);
END
$$;
COMMENT ON FUNCTION working_days_after(timestamptz, int) IS 'The end of the n-th working day after the day of "since", in Shanghai; with n = 0 the end of that day itself, working or not. The day of "since" never counts, whatever the hour. A year without a schedule counts plain weeks (see is_working_day), so a deadline that reaches into it is provisional: it is counted anew when the schedule is entered.';

CREATE FUNCTION days_after(since timestamptz, n int) RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE STRICT
    RETURN end_of_day((since AT TIME ZONE 'Asia/Shanghai')::date + n);
COMMENT ON FUNCTION days_after(timestamptz, int) IS 'The end of the n-th calendar day after the day of "since": how the delivery time of a listing counts.';

COMMENT ON FUNCTION working_days_between(timestamptz, timestamptz) IS 'Working days that have passed in full after the day of "since" and before the day of "until"; 0 when "until" is not later. Agrees with working_days_after: working_days_between(a, b) >= n exactly when b > working_days_after(a, n), for n >= 1.';

--changeset yufu:141-deadlines-stored
--comment What was stored as the midnight after a day becomes the end of that day
UPDATE purchase_order SET due_at = due_at - interval '1 microsecond' WHERE (due_at AT TIME ZONE 'Asia/Shanghai')::time = '00:00';
UPDATE listing SET due_at = due_at - interval '1 microsecond' WHERE (due_at AT TIME ZONE 'Asia/Shanghai')::time = '00:00';
UPDATE organisation SET due_at = due_at - interval '1 microsecond' WHERE (due_at AT TIME ZONE 'Asia/Shanghai')::time = '00:00';
