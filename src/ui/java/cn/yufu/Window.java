package cn.yufu;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One person's browser window, with nothing kept from before; it writes down whatever goes wrong in it. */
final class Window implements AutoCloseable {
    private static final String STREAM = "/api/events/stream";
    private static final int QUIET_MS = 200;
    /** Long, because a busy machine is no defect of the pages; what is there is seen at once. */
    private static final int PATIENCE_MS = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    final Page page;
    /** What went wrong so far and was not announced. */
    final List<String> faults = new ArrayList<>();

    private final BrowserContext context;
    private final Set<Request> underWay = new HashSet<>();
    private final List<Pattern> announced = new ArrayList<>();
    private boolean leaving;
    private long lastMoved = System.nanoTime();

    private Window(Look look) {
        context = SampleProduct.BROWSER.newContext(look.context());
        context.setDefaultTimeout(PATIENCE_MS);
        // the browser reports these in the page; the console repeats only some
        context.addInitScript("addEventListener('securitypolicyviolation', (e) => console.error("
                + "`policy violated: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))");
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // an answer that failed is judged by onResponse, a connection that failed by onRequestFailed
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource"))
                fault("console: " + message.text());
        });
        page.onPageError(error -> fault("page error: " + error));
        page.onRequest(request -> {
            if (request.isNavigationRequest()) leaving = true;
            if (!request.url().contains(STREAM)) underWay.add(request);
            moved();
        });
        page.onFrameNavigated(frame -> {
            // what the document before still asked for is nobody's concern, and need not end
            if (leaving) underWay.clear();
            leaving = false;
        });
        page.onRequestFinished(this::ended);
        page.onRequestFailed(request -> {
            ended(request);
            // leaving a page gives up what it still asked for
            if (!"net::ERR_ABORTED".equals(request.failure()))
                judge("failed " + request.method() + " " + path(request.url()) + " " + request.failure());
        });
        page.onResponse(this::answered);
    }

    static Window visitor(Look look) {
        var window = new Window(look);
        window.page.navigate(SampleProduct.url() + "/robots.txt");
        window.look(look);
        return window;
    }

    /** From the next address on in this width, language and theme. */
    void look(Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(look.theme()));
        page.evaluate("(lang) => localStorage.setItem('yq-prefs', JSON.stringify({lang}))", look.language());
    }

    /** Signed in as a sample account, without the way over the sign-in page. */
    static Window of(String username, Look look) {
        var window = visitor(look);
        window.page.evaluate("""
            async (who) => {
              const answer = await fetch('/api/sessions', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(who)});
              if (answer.status !== 201) throw new Error(`sign-in: ${answer.status}`);
              await answer.json();
              localStorage.setItem('yq-signed-in', '1');
            }\
            """, Map.of("username", username, "password", SampleProduct.PASSWORD));
        return window;
    }

    private void answered(Response response) {
        if (response.status() < 400) return;
        judge(response.status() + " " + response.request().method() + " " + path(response.url()));
    }

    private void judge(String failure) {
        if (announced.stream().noneMatch(pattern -> pattern.matcher(failure).find())) fault(failure);
    }

    private void ended(Request request) {
        underWay.remove(request);
        moved();
    }

    private void moved() {
        lastMoved = System.nanoTime();
    }

    private void fault(String what) {
        faults.add(what + " (at " + path(page.url()) + ")");
    }

    private static String path(String url) {
        return url.replace(SampleProduct.url(), "");
    }

    /** A failure that belongs to the story: "409 POST /api/orders" or "failed POST /api/orders". */
    Window announce(String answer) {
        announced.add(Pattern.compile(answer));
        return this;
    }

    /** Opens an address of the product and waits until the page is whole. */
    Window open(String path) {
        page.navigate(path.startsWith("http") ? path : SampleProduct.url() + path);
        return settle();
    }

    /** Until nothing is asked for any more and nothing waits to be drawn. Every page has its heading, once its code has run. */
    Window settle() {
        var busy = page.locator("[aria-busy=true], yq-route:empty");
        var heading = page.locator("h1");
        try {
            page.waitForCondition(() -> underWay.isEmpty()
                    && System.nanoTime() - lastMoved > QUIET_MS * 1_000_000L
                    && busy.count() == 0
                    && heading.count() > 0);
        } catch (TimeoutError e) {
            throw new AssertionError(
                    path() + " is not whole: " + busy.count() + " parts are busy, still asked for: "
                            + underWay.stream().map(Request::url).toList() + ", faults: " + faults,
                    e);
        }
        return this;
    }

    String path() {
        return path(page.url());
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    /** The dialog on top. */
    Locator dialog() {
        return page.locator("dialog[open]").last();
    }

    Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    /** Waits until the text can be seen. */
    void sees(String text) {
        assertThat(page.locator("body")).containsText(text);
    }

    @Override
    public void close() {
        context.close();
    }
}
