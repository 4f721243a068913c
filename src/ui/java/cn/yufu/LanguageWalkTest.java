package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** Data that has a name in both languages is shown in the reader's, also when they switch in the midst of their work. */
class LanguageWalkTest extends BrowserTest {
    @Test
    void a_district_is_called_by_its_name_in_the_language_of_the_page() {
        var window = as("quxian1", new Look(1280, "en", ColorScheme.LIGHT));
        var place = window.page.locator("tbody td .yq-sub").first();
        window.open("/desk/plans");
        assertThat(place).hasText("Beibei District");
        window.page.locator("[data-do=lang]:visible").first().click();
        assertThat(place).hasText("北碚区");
        window.page.locator("[data-do=lang]:visible").first().click();
        assertThat(place).hasText("Beibei District");
    }
}
