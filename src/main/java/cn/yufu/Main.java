package cn.yufu;

import java.util.concurrent.TimeUnit;

/** Starts everything in order and stops it in the reverse order; the only place that starts anything. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            if (arguments[0].equals("--rehearse")) Rehearsal.run(System.getenv());
            else System.out.print(Config.HELP);
            return;
        }
        long begun = System.nanoTime();
        try {
            var server = Server.start(Config.read(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
            System.out.print(server.banner(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
        } catch (Config.Unusable e) {
            System.err.println("yufu: " + e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("yufu: cannot start: " + e.getMessage());
            System.exit(1);
        }
    }
}
