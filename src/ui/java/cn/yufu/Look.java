package cn.yufu;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/** How somebody looks at the pages. */
record Look(int width, String language, ColorScheme theme) {
    static final Look DESKTOP = new Look(1280, "zh-CN", ColorScheme.LIGHT);
    static final Look PHONE = new Look(390, "zh-CN", ColorScheme.LIGHT);

    static Look wide(int width) {
        return new Look(width, "zh-CN", ColorScheme.LIGHT);
    }

    boolean phone() {
        return width < 500;
    }

    NewContextOptions context() {
        return new NewContextOptions()
                .setViewportSize(width, phone() ? 844 : 800)
                .setIsMobile(phone())
                .setHasTouch(phone())
                .setLocale(language)
                .setColorScheme(theme)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    }

    @Override
    public String toString() {
        return width + " " + language + " " + theme;
    }
}
