package cn.yufu;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

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

    int height() {
        return phone() ? 844 : 800;
    }

    NewContextOptions context() {
        return new NewContextOptions()
                .setViewportSize(width, height())
                .setIsMobile(phone())
                .setHasTouch(phone())
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    @Override
    public String toString() {
        return width + " " + language + " " + theme;
    }
}
