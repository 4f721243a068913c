package cn.yufu.diagnosis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Which way up a camera held a JPEG (Exif 2.32 §4.6.4, tag 0112); whatever cannot be read counts as upright. */
final class Exif {
    private static final int UPRIGHT = 1;
    private static final int ORIENTATION = 0x0112;
    private static final long MARK = 0x457869660000L; // "Exif", 0, 0

    private Exif() {}

    /** 1 upright, 3 upside down, 6 to be turned to the right, 8 to the left; the mirrored ones no camera writes. */
    static int orientation(byte[] jpeg) {
        try {
            var in = ByteBuffer.wrap(jpeg);
            if (in.getShort() != (short) 0xffd8) return UPRIGHT;
            while (true) {
                int marker = in.getShort() & 0xffff;
                int length = in.getShort() & 0xffff;
                // the picture begins
                if (marker == 0xffda || length < 2) return UPRIGHT;
                int next = in.position() + length - 2;
                if (marker == 0xffe1 && length > 16 && in.getLong(in.position()) >>> 16 == MARK)
                    return inTiff(in.slice(in.position() + 6, length - 8));
                in.position(next);
            }
        } catch (RuntimeException e) {
            return UPRIGHT; // it ended too early
        }
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) return tiff.getShort(entry + 8);
        }
        return UPRIGHT;
    }
}
