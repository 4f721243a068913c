package cn.yufu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One person of every role, and a second of each, who belongs to another organisation and another district. */
final class Cast {
    static final List<String> ROLES =
            List.of("enterprise", "provider", "expert", "district-admin", "city-admin", "finance", "auditor");

    /** 城口县 and 巫溪县: no story happens there, so that what these tests leave behind disturbs nobody. */
    static final String HERE = "500229";

    private static final String THERE = "500238";

    private final Map<String, Person> first = new HashMap<>();
    private final Map<String, Person> second = new HashMap<>();

    private record Person(UUID account, Client client) {}

    final Stories.Member enterprise = Stories.enterprise(HERE);
    final Stories.Member provider = Stories.provider(HERE);
    private final Stories.Member otherEnterprise = Stories.enterprise(THERE);
    private final Stories.Member otherProvider = Stories.provider(THERE);

    private Cast() {}

    static Cast assembled() {
        var cast = new Cast();
        cast.first.put("enterprise", person(cast.enterprise.client()));
        cast.first.put("provider", person(cast.provider.client()));
        cast.first.put("district-admin", person(Stories.districtAdmin(HERE)));
        cast.second.put("enterprise", person(cast.otherEnterprise.client()));
        cast.second.put("provider", person(cast.otherProvider.client()));
        cast.second.put("district-admin", person(Stories.districtAdmin(THERE)));
        for (var role : List.of("expert", "city-admin", "finance", "auditor")) {
            cast.first.put(role, person(Client.as(Stories.account(role, null, null))));
            cast.second.put(role, person(Client.as(Stories.account(role, null, null))));
        }
        return cast;
    }

    private static Person person(Client client) {
        return new Person(Objects.requireNonNull(client.accountId), client);
    }

    private static Person of(Map<String, Person> people, String role) {
        return Objects.requireNonNull(people.get(role), role);
    }

    Client client(String role) {
        return of(first, role).client();
    }

    UUID account(String role) {
        return of(first, role).account();
    }

    Client other(String role) {
        return of(second, role).client();
    }
}
