package cn.yufu.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A one-page PDF with a few lines of Chinese: the sample city's certificates and reports can really be opened. */
final class Paper {
    private static final int TOP = 720;
    private static final int LEADING = 34;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private Paper() {}

    static byte[] saying(List<String> lines) {
        var paper = new Paper();
        paper.write("%PDF-1.4\n");
        paper.object("<</Type/Catalog/Pages 2 0 R>>");
        paper.object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        paper.object(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>");
        // one of the character collections that every PDF reader knows, so that no font need be embedded
        paper.object("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>");
        paper.object("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 6 0 R"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>");
        paper.object("<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
                + "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>");
        var content = content(lines);
        paper.object("<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream");
        paper.end();
        return paper.out.toByteArray();
    }

    private static String content(List<String> lines) {
        var content = new StringBuilder("BT /F1 18 Tf 72 " + TOP + " Td " + LEADING + " TL\n");
        for (var line : lines)
            content.append('<')
                    .append(HexFormat.of().formatHex(line.getBytes(StandardCharsets.UTF_16BE)))
                    .append("> Tj T*\n");
        return content.append("ET").toString();
    }

    private void object(String body) {
        offsets.add(out.size());
        write(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void end() {
        int start = out.size();
        write("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) write("%010d 00000 n \n".formatted(offset));
        write("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void write(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
