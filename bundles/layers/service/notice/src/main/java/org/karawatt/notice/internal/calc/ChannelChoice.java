package org.karawatt.notice.internal.calc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.karawatt.notice.api.NoticeBasis;
import org.karawatt.notice.api.NoticeStatus;

/** By which channels a customer gets a notice. */
public final class ChannelChoice {

    private ChannelChoice() {
    }

    /**
     * The channels chosen; when there are none, {@code otherwise} says why.
     *
     * @param otherwise WAITING when there are channels
     */
    public record Choice(List<String> channels, NoticeStatus otherwise) {
    }

    /**
     * Chooses. Channels that the customer has asked for come first, all of them; without any, the first of the template that he has an
     * address for and has not refused. What the law asks for goes out by a refused channel rather than not at all.
     *
     * @param offered channels of the template, the preferred one first
     * @param wanted what the customer has said, by channel
     * @param reachable whether he has an address for a channel
     */
    public static Choice choose(NoticeBasis basis, List<String> offered, Map<String, Boolean> wanted, Predicate<String> reachable) {
        List<String> possible = offered.stream().filter(reachable).toList();
        List<String> asked = possible.stream().filter(channel -> Boolean.TRUE.equals(wanted.get(channel))).toList();
        if (!asked.isEmpty()) {
            return new Choice(asked, NoticeStatus.WAITING);
        }
        List<String> left = new ArrayList<>();
        if (basis != NoticeBasis.CONSENT) {
            possible.stream().filter(channel -> !wanted.containsKey(channel)).forEach(left::add);
        }
        if (left.isEmpty() && basis == NoticeBasis.LEGAL) {
            left.addAll(possible);
        }
        if (!left.isEmpty()) {
            return new Choice(List.of(left.get(0)), NoticeStatus.WAITING);
        }
        return new Choice(List.of(), possible.isEmpty() && basis != NoticeBasis.CONSENT ? NoticeStatus.UNREACHABLE : NoticeStatus.SKIPPED);
    }
}
