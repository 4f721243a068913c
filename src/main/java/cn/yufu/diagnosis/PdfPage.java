package cn.yufu.diagnosis;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** How our documents look: their type, their tables, and what stands at the foot of each page. */
final class PdfPage extends PdfPageEventHelper {
    static final Color INK = new Color(0x1a2b2e);
    static final Color MUTED = new Color(0x5f6f73);
    static final Color ACCENT = new Color(0x0b6b76);
    static final Color LINE = new Color(0xc9d3d5);
    static final Color SHADE = new Color(0xeef3f4);

    private static final float FOOT = 28;
    private static final float SIZE = 9;

    private final BaseFont base;
    private final String foot;
    private final String rest;
    private @Nullable PdfTemplate total;

    /** @param foot what every page says; {@code #} becomes its number, {@code |} how many there are */
    PdfPage(BaseFont base, String foot) {
        this.base = base;
        this.foot = foot.substring(0, foot.indexOf('|'));
        this.rest = foot.substring(foot.indexOf('|') + 1);
    }

    // ---- the foot

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(80, 20);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        var text = foot.replace("#", Integer.toString(document.getPageNumber()));
        var page = writer.getDirectContent();
        page.saveState();
        page.setColorStroke(LINE);
        page.setLineWidth(0.5f);
        page.moveTo(document.left(), FOOT + 14);
        page.lineTo(document.right(), FOOT + 14);
        page.stroke();
        page.beginText();
        page.setFontAndSize(base, SIZE);
        page.setColorFill(MUTED);
        page.setTextMatrix(document.left(), FOOT);
        page.showText(text);
        page.endText();
        if (total != null) page.addTemplate(total, document.left() + base.getWidthPoint(text, SIZE), FOOT);
        page.restoreState();
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        if (total == null) return;
        total.beginText();
        total.setFontAndSize(base, SIZE);
        total.setColorFill(MUTED);
        total.setTextMatrix(0, 0);
        total.showText(writer.getPageNumber() - 1 + rest);
        total.endText();
    }

    // ---- type

    Font font(float size, Color colour) {
        return new Font(base, size, Font.NORMAL, colour);
    }

    Paragraph title(String text) {
        var title = new Paragraph(text, new Font(base, 22, Font.BOLD, INK));
        title.setAlignment(Element.ALIGN_CENTER);
        title.setSpacingAfter(6);
        return title;
    }

    Paragraph centred(String text) {
        var line = new Paragraph(text, font(10.5f, MUTED));
        line.setAlignment(Element.ALIGN_CENTER);
        line.setSpacingAfter(14);
        return line;
    }

    Paragraph heading(String text) {
        var heading = new Paragraph(text, new Font(base, 13.5f, Font.BOLD, ACCENT));
        heading.setSpacingBefore(12);
        heading.setSpacingAfter(8);
        return heading;
    }

    Paragraph text(String text) {
        var paragraph = new Paragraph(18, text, font(10.5f, INK));
        paragraph.setSpacingAfter(4);
        return paragraph;
    }

    // ---- tables

    static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    /** A table whose first line stands on every page that it reaches. */
    PdfPTable table(List<String> head, float... widths) {
        var table = table(widths);
        for (var name : head) table.addCell(cell(name, MUTED, SHADE));
        table.setHeaderRows(1);
        table.setSplitLate(true);
        return table;
    }

    PdfPCell cell(String text) {
        return cell(text, INK, null);
    }

    PdfPCell label(String text) {
        return cell(text, MUTED, SHADE);
    }

    private PdfPCell cell(String text, Color colour, @Nullable Color shade) {
        var cell = new PdfPCell(new Phrase(new Chunk(text, font(9.5f, colour))));
        cell.setLeading(14, 0);
        cell.setBorderColor(LINE);
        cell.setBorderWidth(0.5f);
        cell.setPadding(5);
        cell.setPaddingTop(2);
        if (shade != null) cell.setBackgroundColor(shade);
        return cell;
    }

    static PdfPCell bare() {
        var cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(4);
        return cell;
    }
}
