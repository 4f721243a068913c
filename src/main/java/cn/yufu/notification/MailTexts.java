package cn.yufu.notification;

import cn.yufu.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a queued row into a mail. The templates are {@code mail/<kind>.<locale>.txt}, the subject in their first line.
 * A secret goes into the fragment of its link, which reaches neither a log nor another site.
 */
final class MailTexts {
    private static final Map<String, String> FRAGMENTS = Map.of(
            "confirm-email", "confirm",
            "reset-password", "reset",
            "set-password", "reset",
            "invitation", "invitation");

    private final String publicUrl;
    private final Map<String, String> templates = new ConcurrentHashMap<>();

    MailTexts(String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    Mail notice(UUID id, String recipient, String locale, String name, String kind, UUID subjectId, String data) {
        var words = Notices.of(locale, kind, subjectId, Json.read(data));
        var url = publicUrl + (words.link() == null ? "/desk" : words.link());
        var values = Map.of(
                "title", words.title(),
                "text", words.text(),
                "name", Template.bare(name),
                "url", url,
                "profile", publicUrl + "/desk/profile");
        return mail(id, recipient, locale, "notice", values, url);
    }

    Mail letter(UUID id, String recipient, String locale, String kind, String data) {
        var values = new HashMap<String, String>();
        Json.read(data).properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        var url = FRAGMENTS.containsKey(kind)
                ? publicUrl + "/login#" + FRAGMENTS.get(kind) + "=" + values.getOrDefault("token", "")
                : publicUrl + "/desk";
        values.put("url", url);
        values.put("site", publicUrl);
        return mail(id, recipient, locale, kind, values, url);
    }

    /** The subject line alone, for a list; a kind without words shows itself. */
    String subject(String locale, String kind, @Nullable UUID subjectId, String data) {
        if (subjectId != null)
            return Notices.of(locale, kind, subjectId, Json.read(data)).title();
        try {
            return letter(new UUID(0, 0), "list@localhost", locale, kind, data).subject();
        } catch (Mail.Undeliverable e) {
            return kind;
        }
    }

    private static String value(JsonNode node) {
        var text = node.isValueNode() && !node.isNull()
                ? Template.bare(node.asText().strip())
                : "";
        return text.isEmpty() ? Template.MISSING : text;
    }

    private Mail mail(UUID id, String recipient, String locale, String kind, Map<String, String> values, String url) {
        var template = templates.computeIfAbsent(kind + "." + locale, MailTexts::read);
        int line = template.indexOf('\n');
        var text = Template.fill(template.substring(line).strip(), values) + "\n";
        return new Mail(
                id, recipient, Template.fill(template.substring(0, line), values), text, Mail.html(locale, text, url));
    }

    private static String read(String name) {
        try (var in = MailTexts.class.getResourceAsStream("/mail/" + name + ".txt")) {
            if (in == null) throw new Mail.Undeliverable("no template for " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
