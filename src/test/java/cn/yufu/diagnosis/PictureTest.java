package cn.yufu.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos become small and upright, and damaged ones nothing. */
final class PictureTest {
    /** Red in its upper left quarter, for the rest white. */
    private static byte[] picture(int width, int height, String format) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height / 2);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] turned(byte[] jpeg, int orientation) throws IOException {
        var exif = HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001000" + orientation
                        + "0000" + "00000000");
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static BufferedImage small(byte[] original) throws IOException {
        var small = Picture.small(original);
        assertNotNull(small);
        return ImageIO.read(new ByteArrayInputStream(small));
    }

    private static boolean red(BufferedImage image, double x, double y) {
        var colour = new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
        return colour.getRed() > 200 && colour.getGreen() < 80;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000, 750, 0.25, 0.25",
        "3, 1000, 750, 0.75, 0.75",
        "6, 750, 1000, 0.75, 0.25",
        "8, 750, 1000, 0.25, 0.75"
    })
    void it_stands_as_the_camera_held_it(int orientation, int width, int height, double x, double y)
            throws IOException {
        var small = small(turned(picture(2_400, 1_800, "jpg"), orientation));
        assertEquals(width, small.getWidth());
        assertEquals(height, small.getHeight());
        assertTrue(red(small, x, y));
        assertTrue(!red(small, 1 - x, 1 - y));
    }

    @Test
    void a_small_one_keeps_its_size() throws IOException {
        var small = small(picture(60, 40, "png"));
        assertEquals(60, small.getWidth());
        assertTrue(red(small, 0.25, 0.25));
    }

    /** Whatever was cut off or overwritten, there is an answer: a picture, or none. */
    @Test
    void damage_does_no_harm() throws IOException {
        var random = new Random(20_261_124);
        for (var format : new String[] {"jpg", "png"}) {
            var whole = turned(picture(300, 200, format), 6);
            for (int i = 0; i < 200; i++) {
                var damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int n = random.nextInt(8); n > 0; n--)
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                Picture.small(damaged);
                assertTrue(Exif.orientation(damaged) <= 0xffff);
            }
        }
        assertNull(Picture.small(new byte[0]));
        assertNull(Picture.small("%PDF-1.4".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
