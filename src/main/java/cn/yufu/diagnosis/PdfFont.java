package cn.yufu.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.BaseFont;

/**
 * The font of Chinese documents, found on the system. Those with TrueType outlines come first: of CFF ones the library
 * leaves a subset behind that some readers find incomplete.
 */
record PdfFont(Path file, int face) {
    private static final Path FONTS = Path.of("/usr/share/fonts");

    /** As Debian, Ubuntu, Fedora and Alpine install them; of a collection the simplified Chinese face. */
    private static final List<PdfFont> KNOWN = List.of(
            of("truetype/wqy/wqy-microhei.ttc", 0),
            of("wqy-microhei/wqy-microhei.ttc", 0),
            of("truetype/wqy/wqy-zenhei.ttc", 0),
            of("wqy-zenhei/wqy-zenhei.ttc", 0),
            of("truetype/droid/DroidSansFallbackFull.ttf", -1),
            of("opentype/noto/NotoSansCJK-Regular.ttc", 2),
            of("google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
            of("noto/NotoSansCJK-Regular.ttc", 2));

    private static PdfFont of(String file, int face) {
        return new PdfFont(FONTS.resolve(file), face);
    }

    /** @param configured wins over what is installed; of a collection its first face */
    static Optional<PdfFont> find(@Nullable Path configured) {
        return candidates(configured)
                .filter(font -> Files.isReadable(font.file))
                .findFirst();
    }

    private static Stream<PdfFont> candidates(@Nullable Path configured) {
        if (configured == null) return KNOWN.stream();
        boolean collection = configured.toString().endsWith(".ttc");
        return Stream.of(new PdfFont(configured, collection ? 0 : -1));
    }

    /** Read anew for each document: kept, it would hold more memory than everything else together. */
    BaseFont load() {
        try {
            var name = face < 0 ? file.toString() : file + "," + face;
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
