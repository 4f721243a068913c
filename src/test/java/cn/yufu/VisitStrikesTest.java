package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a late cancellation and an absence cost, for how long, and whom they never cost anything. */
class VisitStrikesTest {
    private final Clinic clinic = new Clinic(1);
    private final Client doctor = clinic.doctors.getFirst().client();
    private final Client enterprise = Stories.enterprise(Clinic.YONGCHUAN).client();

    private String confirmed(int ahead) {
        var id = enterprise
                .post("/api/visits", clinic.request(Clinic.at(Clinic.day(ahead), 10, 0)))
                .expect(201)
                .text("id");
        doctor.post("/api/visits/" + id + "/confirmation").expect(200);
        return id;
    }

    private boolean mayHaveASecond(int ahead) {
        var asked = enterprise.post("/api/visits", clinic.request(Clinic.at(Clinic.day(ahead), 10, 0)));
        if (asked.status() == 422) {
            assertEquals("one-at-a-time", asked.body().at("/errors/0/code").asText());
            return false;
        }
        asked.expect(201);
        return true;
    }

    @Test
    void two_records_leave_one_visit_at_a_time_until_one_is_forgiven_or_has_aged() {
        var late = confirmed(10);
        Clinic.backdate(late, -20);
        assertTrue(enterprise
                .post("/api/visits/" + late + "/cancellation", Map.of("reason", "临时停产"))
                .expect(200)
                .body()
                .path("late")
                .asBoolean());
        var missed = confirmed(17);
        Clinic.backdate(missed, 1);
        doctor.post("/api/visits/" + missed + "/absence", Map.of("reason", "厂门紧闭"))
                .expect(200);
        // one is possible, a second beside it is not
        assertTrue(mayHaveASecond(24));
        assertFalse(mayHaveASecond(31));
        Sql.run("""
            UPDATE booking b SET ended_at = now() - interval '181 days'
            FROM visit v WHERE v.id = ?::uuid AND b.id = v.booking_id\
            """, late);
        assertTrue(mayHaveASecond(31));
        Sql.run("""
            UPDATE booking b SET ended_at = now() FROM visit v WHERE v.id = ?::uuid AND b.id = v.booking_id\
            """, late);
        assertFalse(mayHaveASecond(38));
        Stories.districtAdmin(Clinic.YONGCHUAN)
                .post("/api/visits/" + missed + "/excuse", Map.of("reason", "核实为专家走错厂区"))
                .expect(200);
        assertTrue(mayHaveASecond(38));
    }

    @Test
    void the_side_that_comes_moves_and_cancels_at_any_notice_and_leaves_no_record() {
        var moved = confirmed(10);
        Clinic.backdate(moved, -3);
        var host = doctor.post(
                        "/api/visits/" + moved + "/reschedule",
                        Map.of("from", Clinic.at(Clinic.day(12), 14, 0).toString(), "reason", "另有任务"))
                .expect(200);
        assertFalse(host.body().path("late").asBoolean());
        // and what the other side has moved may be given up at any notice
        Clinic.backdate(moved, -3);
        assertFalse(enterprise
                .post("/api/visits/" + moved + "/cancellation", Map.of("reason", "新时间不合适"))
                .expect(200)
                .body()
                .path("late")
                .asBoolean());
        var cancelled = confirmed(20);
        Clinic.backdate(cancelled, -3);
        assertFalse(doctor.post("/api/visits/" + cancelled + "/cancellation", Map.of("reason", "生病"))
                .expect(200)
                .body()
                .path("late")
                .asBoolean());
        assertTrue(mayHaveASecond(27));
        assertTrue(mayHaveASecond(34));
    }
}
