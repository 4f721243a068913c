package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page.PdfOptions;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is printed for the files: 审批单. */
class PaperTest extends BrowserTest {
    private static final Pattern PAGES = Pattern.compile("/Type\\s*/Page\\b");
    private static final Pattern SIZE = Pattern.compile("/MediaBox\\s*\\[0 0 (\\d+)[.\\d]* (\\d+)[.\\d]*]");

    @Test
    void the_approval_form_of_an_order_is_one_sheet_of_a4_with_everything_that_was_decided() {
        var purchase = Purchase.completed();
        var window = as("quxian1", Look.DESKTOP);
        window.open("/desk/orders/" + purchase.id);
        window.page.emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions()
                .setMedia(com.microsoft.playwright.options.Media.PRINT));
        var paper = window.page.locator("body").innerText();
        for (var text : new String[] {
            purchase.number,
            purchase.deal.title(),
            purchase.deal.budgetName(),
            Yuan.of(purchase.deal.governmentFen()),
            Yuan.of(purchase.deal.enterpriseFen()),
            "批准并锁定资金",
            "成果已完成，报告与清单见附件。"
        }) assertTrue(paper.contains(text), () -> text + " is not on the paper:\n" + paper);
        assertEquals(0, window.page.locator("button:visible, nav:visible").count(), "nothing to press on paper");

        var pdf = new String(window.page.pdf(new PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        assertEquals(1, PAGES.matcher(pdf).results().count());
        var size = SIZE.matcher(pdf);
        assertTrue(size.find());
        assertEquals("595 × 842", rounded(size.group(1)) + " × " + rounded(size.group(2)));
    }

    /** A4 in points is 595.28 × 841.89; writers cut or round. */
    private static long rounded(String points) {
        long p = Long.parseLong(points);
        return p == 594 || p == 596 ? 595 : p == 841 ? 842 : p;
    }
}
