package cn.yufu.diagnosis;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** A photo made small enough for a document. It is read in steps, so that a large one never stands in memory as a whole. */
final class Picture {
    /** Of the longer side; on paper half a page wide with 300 dots an inch. */
    static final int EDGE = 1_000;
    /** More than cameras of telephones deliver; a picture that only claims to be larger costs nothing. */
    private static final long MOST_PIXELS = 64_000_000;

    private static final float QUALITY = 0.8f;

    private Picture() {}

    /** A small JPEG, upright and without what the camera noted; null for what is no picture that can be read. */
    static byte @Nullable [] small(byte[] original) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(original))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) return null;
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var read = read(reader);
                return read == null ? null : jpeg(upright(read, Exif.orientation(original)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return null; // the reader's complaint about a damaged file takes many forms
        }
    }

    private static @Nullable BufferedImage read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) return null;
        int step = Math.max(1, Math.max(width, height) / EDGE);
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static BufferedImage upright(BufferedImage read, int orientation) {
        double scale = Math.min(1, (double) EDGE / Math.max(read.getWidth(), read.getHeight()));
        int width = Math.max(1, (int) (read.getWidth() * scale));
        int height = Math.max(1, (int) (read.getHeight() * scale));
        boolean lying = orientation == 6 || orientation == 8;
        var drawn = new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        var turn = new AffineTransform();
        turn.translate(drawn.getWidth() / 2.0, drawn.getHeight() / 2.0);
        turn.quadrantRotate(orientation == 6 ? 1 : orientation == 3 ? 2 : orientation == 8 ? 3 : 0);
        turn.translate(-width / 2.0, -height / 2.0);
        turn.scale((double) width / read.getWidth(), (double) height / read.getHeight());
        var pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        // where it is transparent
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        pen.drawImage(read, turn, null);
        pen.dispose();
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
