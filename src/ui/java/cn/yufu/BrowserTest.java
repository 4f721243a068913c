package cn.yufu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * What every test in the browser shares: windows that are closed afterwards, and that fail it when anything went wrong
 * in them — an error in the console or the page, a missing text (which the page reports there), a violated policy, a
 * failed request, a problem answer that was not announced.
 */
abstract class BrowserTest {
    private final List<Window> windows = new ArrayList<>();

    final Window visitor(Look look) {
        return keep(Window.visitor(look));
    }

    final Window as(String username, Look look) {
        return keep(Window.of(username, look));
    }

    private Window keep(Window window) {
        windows.add(window);
        return window;
    }

    @AfterEach
    final void nothingWentWrong() {
        var faults = windows.stream().flatMap(window -> window.faults.stream()).toList();
        windows.forEach(Window::close);
        windows.clear();
        assertEquals(List.of(), faults);
    }
}
