package cn.yufu.sample;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The files of the sample city: evidence of the providers and what they delivered. */
final class Archive {
    private final Dice dice;
    private final List<File> files = new ArrayList<>();
    private final Map<String, UUID> evidence = new HashMap<>();

    Archive(Dice dice) {
        this.dice = dice;
    }

    /** A PDF with the hexadecimal forms that PostgreSQL reads. */
    record File(UUID id, String name, int size, String sha256, String content, Member by, Instant at) {}

    /** The provider's paper of that name, one for all of its listings. */
    UUID evidence(Member by, String name) {
        return evidence.computeIfAbsent(
                by.id() + name, key -> file(by, name, by.since(), List.of(name, "", "持有单位：" + by.organisation())));
    }

    UUID report(Member by, Deal deal, Instant at) {
        return file(
                by,
                "交付成果—" + deal.number,
                at,
                List.of(
                        "交付成果说明",
                        "",
                        "订单编号：" + deal.number,
                        "服务名称：" + deal.offer.title(),
                        "服务机构：" + by.organisation(),
                        "服务对象：" + deal.enterprise().name()));
    }

    private UUID file(Member by, String name, Instant at, List<String> lines) {
        var text = new ArrayList<>(lines);
        text.add("");
        text.add("（演示数据：本文件由示例城市生成，不具备法律效力）");
        var content = Paper.saying(text);
        var id = dice.id(at);
        files.add(new File(
                id,
                name + ".pdf",
                content.length,
                "\\x" + HexFormat.of().formatHex(sha256(content)),
                "\\x" + HexFormat.of().formatHex(content),
                by,
                at));
        return id;
    }

    Dice dice() {
        return dice;
    }

    List<File> files() {
        return files;
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
