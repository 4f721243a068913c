package cn.yufu.diagnosis;

import cn.yufu.http.Json;
import cn.yufu.http.Messages;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** The report of a visit as it is printed, signed and filed. It blocks: to be called on a worker. */
final class ReportPdf {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final float PHOTO_HEIGHT = 190;
    private static final float NEW_PAGE = 150;

    private final Content content;
    private final PdfPage page;
    private final Document document = new Document(PageSize.A4, 50, 50, 50, 60);
    private @Nullable PdfWriter writer;
    private int section;

    /**
     * All that is on it.
     *
     * @param photos as the report lists them
     */
    record Content(
            String language,
            Visit visit,
            ReportStore.Kept report,
            List<Action> actions,
            Catalogue catalogue,
            List<PhotoCopies.Copy> photos) {}

    private ReportPdf(Content content, PdfFont font) {
        this.content = content;
        this.page = new PdfPage(
                font.load(), words("foot", Map.of("number", content.visit().number())));
    }

    static Buffer of(Content content, PdfFont font) {
        var bytes = new ByteArrayOutputStream();
        new ReportPdf(content, font).write(bytes);
        return Buffer.buffer(bytes.toByteArray());
    }

    private void write(ByteArrayOutputStream to) {
        var visit = content.visit();
        writer = PdfWriter.getInstance(document, to);
        writer.setPageEvent(page);
        document.addTitle(words("title") + " " + visit.number());
        document.addCreator("Yufu");
        document.setDocumentLanguage(content.language());
        document.open();
        document.add(page.title(words("title")));
        document.add(
                page.centred(visit.number() + (content.report().reportedAt() == null ? " · " + words("draft") : "")));
        facts(visit);
        heading("summary");
        document.add(page.text(orNone(content.report().summary())));
        scores();
        actions();
        answers();
        photos();
        signatures(visit);
        document.close();
    }

    // ---- parts

    private void facts(Visit visit) {
        var table = PdfPage.table(15, 35, 15, 35);
        var site = visit.site();
        fact(table, "enterprise", visit.enterprise().name());
        fact(table, "type", english() ? visit.type().nameEn() : visit.type().name());
        fact(table, "address", site.divisionName() + " " + site.address());
        fact(table, "contact", site.contactName() + " " + site.contactPhone());
        fact(table, "time", at(visit.from()) + " – " + at(visit.to(), TIME));
        fact(table, "arrived", at(visit.arrivedAt()) + " / " + at(visit.leftAt(), TIME));
        var team = new ArrayList<String>();
        for (var expert : visit.team())
            team.add(join(
                    " ",
                    expert.path("name").asText(),
                    expert.path("title").asText(),
                    expert.path("employer").asText()));
        fact(table, "team", String.join("\n", team));
        fact(table, "reported", at(content.report().reportedAt()));
        document.add(table);
    }

    private void fact(PdfPTable table, String label, String value) {
        table.addCell(page.label(words(label)));
        table.addCell(page.cell(value));
    }

    private void scores() {
        var scores = content.report().scores();
        if (scores.isEmpty()) return;
        heading("scores");
        var table = page.table(List.of(words("area"), words("score"), ""), 26, 12, 62);
        for (var score : scores.properties()) {
            table.addCell(page.cell(area(score.getKey())));
            table.addCell(page.cell(score.getValue().asText()));
            table.addCell(bar(score.getValue().asInt()));
        }
        document.add(table);
    }

    /** A hundred points are its whole width. */
    private PdfPCell bar(int score) {
        var bar = new PdfPTable(new float[] {Math.max(score, 0.5f), Math.max(100 - score, 0.5f)});
        bar.setWidthPercentage(100);
        for (var colour : List.of(PdfPage.ACCENT, PdfPage.SHADE)) {
            var part = PdfPage.bare();
            part.setFixedHeight(8);
            part.setBackgroundColor(colour);
            bar.addCell(part);
        }
        var cell = page.cell("");
        cell.setPadding(7);
        cell.addElement(bar);
        return cell;
    }

    private void actions() {
        if (content.actions().isEmpty()) return;
        heading("actions");
        var head = List.of("", words("area"), words("finding"), words("action"), words("owner"), words("due"));
        var table = page.table(head, 5, 13, 32, 29, 10, 15);
        int number = 0;
        for (var action : content.actions()) {
            table.addCell(page.cell(Integer.toString(++number)));
            table.addCell(page.cell(area(action.area()) + "\n" + words("severity." + action.severity())));
            table.addCell(page.cell(action.finding()));
            table.addCell(page.cell(action.action()));
            table.addCell(page.cell(action.owner()));
            table.addCell(page.cell(action.dueOn() == null ? "" : action.dueOn().toString()));
        }
        document.add(table);
    }

    private void answers() {
        var answers = content.report().answers();
        var asked = content.catalogue().questionnaire(content.report().questionnaire());
        if (answers.isEmpty() || asked.isEmpty()) return;
        heading("answers");
        var table = page.table(List.of(words("area"), words("question"), words("answer")), 18, 57, 25);
        for (var question : asked.get().questions()) {
            var answer = answer(question, answers.path(question.key()));
            if (answer.isEmpty()) continue;
            table.addCell(page.cell(area(question.area())));
            table.addCell(page.cell(english() ? question.textEn() : question.text()));
            table.addCell(page.cell(answer.get()));
        }
        document.add(table);
    }

    private Optional<String> answer(Catalogue.Question question, JsonNode value) {
        return question.options().stream()
                .filter(option -> option.value().equals(value.asText()))
                .findFirst()
                .map(option -> english() ? option.textEn() : option.text());
    }

    private void photos() {
        var names = content.report().photos();
        if (names.isEmpty()) return;
        heading("photos", PHOTO_HEIGHT + NEW_PAGE);
        var table = PdfPage.table(1, 1);
        table.getDefaultCell().setBorder(Rectangle.NO_BORDER);
        for (int i = 0; i < names.size(); i++)
            table.addCell(
                    photo(names.get(i).path("name").asText(), content.photos().get(i)));
        table.completeRow();
        document.add(table);
    }

    /** What is no picture is named, so that whoever reads on paper knows that there is more. */
    private PdfPCell photo(String name, PhotoCopies.Copy copy) {
        var cell = PdfPage.bare();
        var jpeg = copy.jpeg();
        if (jpeg != null) {
            try {
                var image = Image.getInstance(jpeg.getBytes());
                image.scaleToFit(235, PHOTO_HEIGHT);
                cell.addElement(image);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        cell.addElement(new Paragraph(
                14, jpeg == null ? words("file", Map.of("name", name)) : name, page.font(8.5f, PdfPage.MUTED)));
        return cell;
    }

    private void signatures(Visit visit) {
        var table = PdfPage.table(1, 1);
        table.setSpacingBefore(12);
        table.setKeepTogether(true);
        for (var who : List.of("signed-expert", "signed-enterprise")) {
            var cell = PdfPage.bare();
            cell.addElement(new Paragraph(16, words(who), page.font(10.5f, PdfPage.INK)));
            cell.addElement(new Paragraph(34, words("signed-on"), page.font(10.5f, PdfPage.INK)));
            table.addCell(cell);
        }
        document.add(table);
        if (visit.completedAt() != null)
            document.add(page.text(words("confirmed", Map.of("at", at(visit.completedAt())))));
    }

    // ---- words

    private void heading(String name) {
        heading(name, NEW_PAGE);
    }

    /** @param room that must be left on the page for it and the first of what follows */
    private void heading(String name, float room) {
        var number = english() ? ++section + ". " : "一二三四五六".charAt(section++) + "、";
        if (writer != null && writer.getVerticalPosition(false) < room) document.newPage();
        document.add(page.heading(number + words(name)));
    }

    private boolean english() {
        return content.language().equals("en");
    }

    private String words(String key) {
        return words(key, Map.of());
    }

    private String words(String key, Map<String, ?> values) {
        return Messages.text(content.language(), "pdf." + key, values);
    }

    private String area(String code) {
        return content.catalogue().areas().stream()
                .filter(area -> area.code().equals(code))
                .findFirst()
                .map(area -> english() ? area.nameEn() : area.name())
                .orElse(code);
    }

    private String orNone(String text) {
        return text.isBlank() ? words("none") : text;
    }

    private static String at(@Nullable OffsetDateTime at) {
        return at(at, MINUTE);
    }

    private static String at(@Nullable OffsetDateTime at, DateTimeFormatter as) {
        return at == null ? "—" : at.atZoneSameInstant(Json.ZONE).format(as);
    }

    private static String join(String between, String... parts) {
        return String.join(
                between,
                java.util.Arrays.stream(parts).filter(part -> !part.isBlank()).toList());
    }
}
