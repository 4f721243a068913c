package cn.yufu.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.OutputStream;
import java.util.Map;

/** Writes a job's file to the database in pieces as it grows, so that no more than one piece is in memory. */
final class PartStream extends OutputStream {
    static final long MOST_BYTES = 50L << 20;

    private final Lease lease;
    private final byte[] piece = new byte[JobStore.PART_BYTES];
    private int filled;
    private int parts;
    private long size;

    PartStream(Lease lease) {
        this.lease = lease;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (size > MOST_BYTES) throw new Refusal("too-large-export", Map.of("mb", MOST_BYTES >> 20));
        int from = offset;
        int left = length;
        while (left > 0) {
            int step = Math.min(left, piece.length - filled);
            System.arraycopy(bytes, from, piece, filled, step);
            filled += step;
            from += step;
            left -= step;
            if (filled == piece.length) store();
        }
    }

    private void store() {
        if (filled == 0) return;
        lease.store(parts++, Buffer.buffer().appendBytes(piece, 0, filled));
        filled = 0;
    }

    @Override
    public void close() {
        store();
    }
}
