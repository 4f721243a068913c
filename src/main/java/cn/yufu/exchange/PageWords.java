package cn.yufu.exchange;

import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a code is called on the pages, so that a sheet says what its reader saw; the server's own texts come first. */
final class PageWords {
    private static final List<String> PARTS = List.of("desk", "records", "timeline", "history");
    private static final Map<String, String> CHINESE = load("zh-CN");
    private static final Map<String, String> ENGLISH = load("en");

    private PageWords() {}

    private static Map<String, String> load(String language) {
        var words = new HashMap<String, String>();
        for (var part : PARTS) {
            try (var in = PageWords.class.getResourceAsStream("/webroot/i18n/" + part + "." + language + ".json")) {
                words.putAll(Json.MAPPER.readValue(in, new TypeReference<Map<String, String>>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return words;
    }

    static Optional<String> find(String language, String key) {
        if (Messages.has(key)) return Optional.of(Messages.text(language, key, Map.of()));
        return Optional.ofNullable((language.equals("en") ? ENGLISH : CHINESE).get(key));
    }
}
