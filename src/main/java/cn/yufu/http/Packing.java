package cn.yufu.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compression of what is sent: gzip everywhere, brotli where its native library runs. */
final class Packing {
    /** For answers that are packed again each time. */
    static final int QUICK = Deflater.BEST_SPEED;

    /** For what is packed once and sent often. */
    static final int SMALL = Deflater.BEST_COMPRESSION;

    /** Shorter ones gain nothing; above, even small modules halve, and a page loads two dozen of them. */
    private static final int WORTH_IT = 300;

    private static final int STRONGEST = 11;

    private Packing() {}

    /** What goes out: the bytes, their Content-Encoding or null, and the strong ETag of exactly these bytes. */
    record Body(Buffer bytes, @Nullable String encoding, String etag) {}

    /** The smallest form of a body that this client takes. {@code hash} names the raw bytes. */
    static Body smallest(
            HttpServerRequest request, String hash, Buffer raw, @Nullable Buffer gzip, @Nullable Buffer brotli) {
        if (brotli != null && accepts(request, "br")) return new Body(brotli, "br", '"' + hash + "-br\"");
        if (gzip != null && accepts(request, "gzip")) return new Body(gzip, "gzip", '"' + hash + "-gz\"");
        return new Body(raw, null, '"' + hash + '"');
    }

    static boolean accepts(HttpServerRequest request, String encoding) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains(encoding);
    }

    /** Gzipped, or null when that gains nothing. */
    static @Nullable Buffer gzip(Buffer raw, int level) {
        if (raw.length() < WORTH_IT) return null;
        var packed = new ByteArrayOutputStream(raw.length() / 3);
        try (var stream = new Gzip(packed, level)) {
            stream.write(raw.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size() < raw.length() ? Buffer.buffer(packed.toByteArray()) : null;
    }

    /** At its strongest, which takes a second for all pages together: not on an event loop, and once only. */
    static @Nullable Buffer brotli(Buffer raw) {
        if (raw.length() < WORTH_IT || !Brotli4jLoader.isAvailable()) return null;
        try {
            return Buffer.buffer(Encoder.compress(
                    raw.getBytes(), Encoder.Parameters.create(STRONGEST).setMode(Encoder.Mode.TEXT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(ByteArrayOutputStream into, int level) throws IOException {
            super(into);
            def.setLevel(level);
        }
    }
}
