package org.mainspring.bench.report;

import java.util.List;

/** Who has which colour: the same in every plot. */
final class Palette {
    private static final List<String> PEERS = List.of(
            Ratios.OURS,
            "glib",
            "netty-nio",
            "netty-epoll",
            "stpe",
            "fjp",
            "agrona-wheel",
            "netty-wheel",
            "completable-future",
            "qemu-thread-each");

    private Palette() {}

    /**
     * The classes of a line or point; a variant has the colour of what it varies, and is broken; the one that spins, which
     * stands beside another variant, is dotted.
     */
    static String of(String peer) {
        int exact = PEERS.indexOf(peer);
        if (exact >= 0) {
            return "c" + exact;
        }
        for (int i = 0; i < PEERS.size(); i++) {
            if (peer.startsWith(PEERS.get(i) + "-")) {
                return "c" + i + (peer.equals(Ratios.OURS_SPINNING) ? " variant dotted" : " variant");
            }
        }
        return "c" + Math.floorMod(peer.hashCode(), PEERS.size()) + " variant";
    }

    /** Where a peer stands among the others: ours first, then as the colours are given. */
    static int order(String peer) {
        for (int i = 0; i < PEERS.size(); i++) {
            if (peer.equals(PEERS.get(i)) || peer.startsWith(PEERS.get(i) + "-")) {
                return i;
            }
        }
        return PEERS.size();
    }
}
