package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.report.AimRow.Verdict;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class AimsTest {
    private final Figures figures = new Figures();

    private AimRow aim(String row) {
        return Aims.of(figures).stream()
                .filter(aim -> aim.row().equals(row))
                .findFirst()
                .orElseThrow();
    }

    private void idle(String peer, double nanos) {
        figures.add(new Result("W1 idle dispatch", "idles=1", peer, nanos));
    }

    @Test
    void whenNothingWasMeasured_thenNoAimHasAVerdict() {
        assertThat(Aims.of(figures)).isNotEmpty().allMatch(aim -> aim.verdict() == Verdict.NOT_MEASURED);
    }

    @Test
    void whenATimeIsWithinItsLimit_thenTheAimIsReachedAndThePeersAreNamed() {
        idle("mainspring", 20);
        idle("glib", 430);

        assertThat(aim("dispatch of one idle, no channels"))
                .isEqualTo(new AimRow(
                        "dispatch of one idle, no channels",
                        "≤ 20 ns",
                        "20.0 ns",
                        Verdict.REACHED,
                        "20.0 ns",
                        "",
                        "glib 430 ns"));
    }

    /** A count is there once per fork. */
    @Test
    void whenThereAreThreeForks_thenTheMiddleCountsAndEachPeerIsNamedOnce() {
        for (double bytes : new double[] {130, 119, 118}) {
            figures.add(new Count("W10 memory", "kind=timeout;attached=100000", "mainspring", "bytes", bytes));
            figures.add(new Count("W10 memory", "kind=timeout;attached=100000", "glib", "bytes", 2 * bytes));
        }

        assertThat(aim("bytes per armed timeout, with what the loop keeps of its callback"))
                .isEqualTo(new AimRow(
                        "bytes per armed timeout, with what the loop keeps of its callback",
                        "≤ 120 B",
                        "119 B",
                        Verdict.REACHED,
                        "",
                        "",
                        "glib 238 B"));
    }

    /** Of ours as of the peers. */
    @Test
    void whenNoByteIsWanted_thenLessThanHalfAByteReachesItAndIsToldAsItIs() {
        figures.add(new Count("W9 task", "op=completion", "mainspring", "bytes", 0.02));
        figures.add(new Count("W9 task", "op=completion", "completable-future", "bytes", 0.02));

        assertThat(aim("allocation per completion of a task"))
                .isEqualTo(new AimRow(
                        "allocation per completion of a task",
                        "0 B",
                        "0.02 B",
                        Verdict.REACHED,
                        "",
                        "",
                        "completable-future 0.02 B"));
    }

    @Test
    void whenSomeAreNotMeasured_thenTheyAreNotAmongThoseOfWhichSomeAreReached() {
        idle("mainspring", 30);
        idle("glib", 900);

        assertThat(Report.reached(Aims.of(figures))).isEqualTo("1 of 2 reached, 18 not measured");
    }

    @Test
    void whenATimeIsBeyondItsLimit_thenTheAimIsMissed() {
        idle("mainspring", 20.1);

        assertThat(aim("dispatch of one idle, no channels").verdict()).isEqualTo(Verdict.MISSED);
    }

    /** The middle fork counts: the fastest iteration only says what there could be. */
    @Test
    void whenOnlyTheFastestIterationIsWithinTheLimit_thenTheAimIsReachedAtBest() {
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 25, 24));
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 30, 19));
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 35, 34));

        AimRow aim = aim("dispatch of one idle, no channels");

        assertThat(aim.measured()).isEqualTo("30.0 ns");
        assertThat(aim.best()).isEqualTo("19.0 ns");
        assertThat(aim.verdict()).isEqualTo(Verdict.AT_BEST);
        assertThat(Report.reached(Aims.of(figures))).isEqualTo("0 of 1 reached, 1 at best, 19 not measured");
    }

    @Test
    void whenThereIsAFloorUnderATime_thenItIsBesideIt() {
        idle("mainspring", 30);
        figures.add(new Result("floor", "what=call;in=java", "machine", 9.5));

        assertThat(aim("dispatch of one idle, no channels").floor()).isEqualTo("9.50 ns");
    }

    @Test
    void whenARatioIsWanted_thenMoreIsBetter() {
        idle("mainspring", 20);
        idle("glib", 399);

        assertThat(aim("the same, beside GLib").verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void whenAPeerTakesAsManyTimesAsLongAsWhereTheAimsWereSet_thenTheAimIsReachedByRatio() {
        idle("mainspring", 40);
        idle("glib", 900);

        assertThat(AimRatios.of(figures))
                .contains(new AimRow(
                        "dispatch of one idle, no channels, beside glib",
                        "≥ 22.5×",
                        "22.5×",
                        Verdict.REACHED,
                        "",
                        "",
                        ""));
    }

    @Test
    void whenAPeerTakesFewerTimesAsLong_thenTheAimIsMissedByRatio() {
        figures.add(new Result("W4 post", "posters=1", "mainspring", 15));
        figures.add(new Result("W4 post", "posters=1", "netty-nio", 19));

        assertThat(AimRatios.of(figures))
                .contains(new AimRow(
                        "post from one other thread, flood, beside netty-nio",
                        "≥ 1.333×",
                        "1.27×",
                        Verdict.MISSED,
                        "",
                        "",
                        ""));
    }

    @Test
    void whenAPeerDoesItInItsOwnWay_thenThatIsBesideOurs() {
        figures.add(new Result("W9 task", "outstanding=1;pool=default;p=50", "mainspring", 10_000));
        figures.add(new Result("W9 task", "outstanding=1;p=50", "qemu-thread-each", 120_000));

        assertThat(AimRatios.of(figures))
                .contains(new AimRow(
                        "task round trip through a pool, median, unpinned, beside qemu-thread-each",
                        "≥ 11.67×",
                        "12.0×",
                        Verdict.REACHED,
                        "",
                        "",
                        ""));
    }

    @Test
    void whenAPeerKeepsBytes_thenTheyAreBesideOurs() {
        figures.add(new Count("W10 memory", "kind=timeout;attached=100000", "mainspring", "bytes", 120));
        figures.add(new Count("W10 memory", "kind=timeout;attached=100000", "netty-nio", "bytes", 60));

        assertThat(AimRatios.of(figures))
                .contains(new AimRow(
                        "bytes per armed timeout, with what the loop keeps of its callback, beside netty-nio",
                        "≥ 0.4833×",
                        "0.50×",
                        Verdict.REACHED,
                        "",
                        "",
                        ""));
    }

    /** Each row of the design that has a peer, and each of these peers: 450, 14, 100, 6 900 000 and so on. */
    @Test
    void everyAimWithATimeStandsBesideAPeer() {
        List<String> byRatio = AimRatios.of(figures).stream().map(AimRow::row).toList();

        assertThat(byRatio).doesNotHaveDuplicates();
        assertThat(Aims.of(figures).stream()
                        .map(AimRow::row)
                        .filter(row -> !row.startsWith("allocation") && !row.startsWith("the same, beside GLib"))
                        .map(row -> row.replace(", per dispatch", "").replaceAll(", (same|two) cores?$", "")))
                .allSatisfy(row -> assertThat(byRatio).anyMatch(beside -> beside.startsWith(row)));
    }

    @Test
    void whenTheCostGrowsByLessThanAFifth_thenTheAimIsReached() {
        String params = "kind=timeouts;attached=";
        figures.add(new Result("W3 dispatch against attached", params + "0", "mainspring", 20));
        figures.add(new Result("W3 dispatch against attached", params + "100000", "mainspring", 23));

        assertThat(aim("iteration with 100 000 timers armed").measured()).isEqualTo("1.15×");
        assertThat(aim("iteration with 100 000 timers armed").verdict()).isEqualTo(Verdict.REACHED);
    }

    @Test
    void whenTheLapOfARallyIsTimed_thenADispatchIsHalfOfIt() {
        String params = "placement=same-core;channel=socketpair;bytes=1;loops=1;p=50";
        figures.add(new Result("W7 echo", params, "mainspring", 4_200));
        figures.add(new Result("floor", "what=channel-lap;bytes=1;in=java;p=50", "machine", 3_000));

        AimRow aim = aim("channel ping-pong in one loop, per dispatch, median");

        assertThat(aim.measured()).isEqualTo("2.10 µs");
        assertThat(aim.best()).isEqualTo("2.10 µs");
        assertThat(aim.floor()).isEqualTo("1.50 µs");
        assertThat(aim.verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void whenLessThanAByteIsAllocated_thenItIsNone() {
        figures.add(new Count("W1 idle dispatch", "idles=1", "mainspring", "bytes", 0.000_01));

        assertThat(aim("allocation per dispatch of an idle").measured()).isEqualTo("0 B");
        assertThat(aim("allocation per dispatch of an idle").verdict()).isEqualTo(Verdict.REACHED);
    }

    @Test
    void whenEightBytesAreAllocated_thenTheAimOfNoneIsMissed() {
        figures.add(new Count("W1 idle dispatch", "idles=1", "mainspring", "bytes", 8));

        assertThat(aim("allocation per dispatch of an idle").verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void whenAnAimIsMissedByLessThanItIsRoundedTo_thenTheFigureHasMoreDecimals() {
        figures.add(new Count("W10 memory", "kind=timeout;attached=100000", "mainspring", "bytes", 120.06));
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 20.004));

        assertThat(aim("bytes per armed timeout, with what the loop keeps of its callback")
                        .measured())
                .isEqualTo("120.1 B");
        assertThat(aim("bytes per armed timeout, with what the loop keeps of its callback")
                        .verdict())
                .isEqualTo(Verdict.MISSED);
        assertThat(aim("dispatch of one idle, no channels").measured()).isEqualTo("20.004 ns");
    }

    @Test
    void whenAnAimIsJustReached_thenTheFigureIsRoundedAsUsual() {
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 19.996));

        assertThat(aim("dispatch of one idle, no channels").measured()).isEqualTo("20.0 ns");
        assertThat(aim("dispatch of one idle, no channels").verdict()).isEqualTo(Verdict.REACHED);
    }
}
