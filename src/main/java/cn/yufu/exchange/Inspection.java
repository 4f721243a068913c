package cn.yufu.exchange;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a whole workbook as a stream before anything of it is kept, because the reader trusts the file: it
 * holds the table of texts and one row at a time, so a file that unpacks to more than that must never reach it.
 */
final class Inspection {
    private static final int MOST_ENTRIES = 2_000;
    /** Unpacked bytes of all entries: 50,000 full rows need less than half of it. */
    private static final long MOST_BYTES = 192L << 20;

    /** What the table of texts may take in memory: two bytes a character, and the cost of the objects. */
    private static final long MOST_TEXTS = 64L << 20;

    private static final int TEXT_COST = 60;
    /** Excel's own limits are 32,767 characters and 16,384 columns. */
    private static final int LONGEST_TEXT = 40_000;

    private static final int MOST_CELLS = 16_384;
    /** An array formula is looked for again at each cell that follows. */
    private static final int MOST_ARRAY_FORMULAS = 100;

    private static final int MOST_PARTS = 5_000;
    private static final XMLInputFactory XML = xml();

    private final byte[] file;
    private long rows;
    private long texts;
    private int parts;
    private int arrayFormulas;

    private Inspection(byte[] file) {
        this.file = file;
    }

    /**
     * Refuses what is no workbook or would not fit.
     *
     * @return the rows with cells of the largest sheet, for the progress bar
     */
    static long of(byte[] file) {
        var inspection = new Inspection(file);
        inspection.entries();
        return inspection.rows;
    }

    private static XMLInputFactory xml() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void entries() {
        if (count() > MOST_ENTRIES) throw new Refusal("too-much-inside");
        var channel = new SeekableInMemoryByteChannel(file);
        try (var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            long unpacked = 0;
            for (var all = zip.getEntries(); all.hasMoreElements(); )
                unpacked += entry(zip, all.nextElement(), MOST_BYTES - unpacked);
        } catch (IOException e) {
            throw new Refusal("unreadable-workbook");
        }
    }

    /** The directory's entries, counted before the library makes an object of each. */
    private int count() {
        int count = 0;
        for (int i = 0; i + 3 < file.length; i++)
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 1 && file[i + 3] == 2) count++;
        return count;
    }

    private long entry(ZipFile zip, ZipArchiveEntry entry, long most) throws IOException {
        try (var in = new BoundedStream(zip.getInputStream(entry), most)) {
            look(in);
            in.drain();
            return in.count();
        }
    }

    /** Any entry may be named as the sheet, so each is parsed; what is no XML ends here as early as in the reader. */
    private void look(InputStream in) {
        var part = new Part();
        try {
            var reader = XML.createXMLStreamReader(in);
            while (reader.hasNext()) part.take(reader.next(), reader);
            reader.close();
        } catch (XMLStreamException e) {
            // a picture, or a broken part that the reader will stumble over if it needs it
        }
        rows = Math.max(rows, part.filled);
    }

    /** What one XML entry holds so far. */
    private final class Part {
        private int open;
        private int characters;
        private int cells;
        private long filled;

        void take(int event, XMLStreamReader reader) {
            switch (event) {
                case XMLStreamConstants.DTD -> throw new Refusal("unreadable-workbook");
                case XMLStreamConstants.START_ELEMENT -> begin(reader.getLocalName(), reader);
                case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (open > 0) characters += reader.getTextLength();
                    if (characters > LONGEST_TEXT) throw new Refusal("too-much-inside");
                }
                default -> {}
            }
        }

        private void begin(String name, XMLStreamReader reader) {
            switch (name) {
                case "c" -> {
                    open++;
                    cells++;
                    if (cells > MOST_CELLS || tooFarRight(reader.getAttributeValue(null, "r")))
                        throw new Refusal("too-much-inside");
                }
                case "si" -> open++;
                case "sheet", "Relationship" -> parts++;
                case "f" -> {
                    if ("array".equals(reader.getAttributeValue(null, "t"))) arrayFormulas++;
                }
                default -> {}
            }
            if (parts > MOST_PARTS || arrayFormulas > MOST_ARRAY_FORMULAS) throw new Refusal("too-much-inside");
        }

        private void end(String name) {
            switch (name) {
                case "row" -> {
                    if (cells > 0) filled++;
                    cells = 0;
                }
                case "si" -> {
                    texts += TEXT_COST + 2L * characters;
                    if (texts > MOST_TEXTS) throw new Refusal("too-much-inside");
                    close();
                }
                case "c" -> close();
                default -> {}
            }
        }

        private void close() {
            open = Math.max(0, open - 1);
            if (open == 0) characters = 0;
        }
    }

    /** A made-up address such as ZZZZZZ1 would make the reader lay out hundreds of millions of columns. */
    private static boolean tooFarRight(@Nullable String address) {
        if (address == null) return false;
        return address.chars().filter(Character::isLetter).count() > 3;
    }

    /** Counts what is unpacked and ends it where it is too much, in all or between two tags. */
    private static final class BoundedStream extends InputStream {
        /** Between two tags stands one text or the attributes of one element. */
        private static final int LONGEST_RUN = 1 << 18;

        private final InputStream in;
        private final long most;
        private long count;
        private int run;
        private boolean tags = true;

        BoundedStream(InputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        long count() {
            return count;
        }

        /** The rest of an entry that is no XML: only its size matters. */
        void drain() throws IOException {
            tags = false;
            var buffer = new byte[8192];
            int got;
            do got = read(buffer, 0, buffer.length);
            while (got >= 0);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            for (int i = offset; tags && i < offset + got; i++) run = into[i] == '<' ? 0 : run + 1;
            count += Math.max(0, got);
            if (count > most || run > LONGEST_RUN) throw new Refusal("too-much-inside", Map.of("mb", MOST_BYTES >> 20));
            return got;
        }
    }
}
