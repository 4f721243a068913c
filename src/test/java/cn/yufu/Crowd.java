package cn.yufu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Many who act at the same instant, and what they are told. */
final class Crowd {
    private Crowd() {}

    /** Everything at once; how often each answer came. */
    static Map<String, Long> atOnce(List<Callable<String>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<String>();
            for (var done : threads.invokeAll(acts)) answers.add(done.get());
            return answers.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a client does that is told to come back: the same request with the same key. */
    static Client.Reply insisting(Client client, String path, Object body, String key) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var reply = client.post(path, body, key);
            if (reply.header("Retry-After").isEmpty() || attempt == 40) return reply;
            Thread.sleep(200);
        }
    }

    static Client.Reply insisting(Client client, String path, Object body) throws InterruptedException {
        return insisting(client, path, body, UUID.randomUUID().toString());
    }

    /** The status when it is done, or the code of the problem. */
    static String answer(Client.Reply reply) {
        return reply.status() < 300
                ? Integer.toString(reply.status())
                : reply.text("type").replace("/problems/", "");
    }
}
