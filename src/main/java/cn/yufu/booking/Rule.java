package cn.yufu.booking;

import java.util.Optional;

/** One condition of booking. All of them are asked, and all objections are told together. */
@FunctionalInterface
public interface Rule {
    Optional<Objection> objection(Wish wish, Facts facts);
}
