package cn.yufu.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.TimeZone;

/** The one JSON mapper: times as RFC 3339 with +08:00, nulls written, duplicate keys and deep nesting refused. */
public final class Json {
    /** The product's zone (design rule): every instant a client sees carries its offset. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultTimeZone(TimeZone.getTimeZone(ZONE))
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(64)
                        .maxStringLength(1_000_000)
                        .build());
    }

    private Json() {}

    public static Buffer bytes(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getName(), e);
        }
    }

    public static String text(Object value) {
        return bytes(value).toString(StandardCharsets.UTF_8);
    }

    /** Reads text that we wrote ourselves, for example a jsonb column. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is unreadable", e);
        }
    }

    /** Reads what a client sent: anything unreadable is a 400, never a 500. */
    static JsonNode parse(Buffer body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes()));
            var node = MAPPER.readTree(body.getBytes());
            return node == null || node.isMissingNode() ? MAPPER.createObjectNode() : node;
        } catch (CharacterCodingException e) {
            throw Failure.malformed("utf-8");
        } catch (JsonProcessingException e) {
            throw Failure.malformed("json");
        } catch (IOException e) {
            throw Failure.malformed("json");
        }
    }
}
