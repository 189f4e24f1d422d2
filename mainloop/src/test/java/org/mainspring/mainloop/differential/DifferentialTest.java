package org.mainspring.mainloop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.queue.Seed;

/**
 * Scenarios must run here as they run on the real GLib: those of the repository, whose traces GLib has made before, and,
 * where GLib's headers are, new ones from seeds.
 *
 * <p>{@code -Ddifferential.first=1 -Ddifferential.seeds=10000} says which seeds; without it, some fixed ones and some at
 * random. {@code -Ddifferential.size=4} makes scenarios of up to four times the ordinary size.
 * {@code -Ddifferential.record=true} writes the traces of the repository anew.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class DifferentialTest {
    private static final long FIXED_SEEDS = 250;
    private static final int RANDOM_SEEDS = 50;
    private static final int MOST_SHOWN = 3;

    private static final Optional<GlibProgram> GLIB = GlibProgram.compiled();

    private static List<Long> seeds(Asked asked) {
        if (asked.seeds() != null) {
            return asked.seeds();
        }
        long from = Math.abs(Seed.of("DifferentialTest") % 1_000_000_000);
        return LongStream.concat(LongStream.rangeClosed(1, FIXED_SEEDS), LongStream.range(from, from + RANDOM_SEEDS))
                .boxed()
                .toList();
    }

    /** The real GLib; nothing if it is not here and nobody has asked for what only it can answer. */
    private static Optional<GlibProgram> glib(Asked asked) {
        if (asked.needsGlib() && GLIB.isEmpty()) {
            fail(
                    "seeds or a recording were asked for, but GLib's headers are not found: gcc, pkg-config and glib-2.0 are needed");
        }
        return GLIB;
    }

    @Test
    void whenSeedsRunHereAndOnTheRealGlib_thenTheTracesAgree() {
        Asked asked = Asked.of(System.getProperties());
        Optional<GlibProgram> program = glib(asked);
        if (program.isEmpty()) {
            System.out.println("differential: GLib's headers not found: live seeds not run; "
                    + Recording.all().size() + " recorded traces compared");
            return;
        }
        List<Long> seeds = seeds(asked);
        List<Long> differing = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        long lines = 0;
        try (GlibRunner glib = new GlibRunner(program.get().program())) {
            for (long seed : seeds) {
                List<String> scenario = Generator.scenario(seed, asked.size());
                List<String> there = glib.run(scenario);
                lines += there.size();
                if (!there.equals(World.run(ScenarioReader.read(scenario)))) {
                    differing.add(seed);
                    if (texts.size() < MOST_SHOWN) {
                        texts.add("seed " + seed + " differs: " + shrunk(scenario, glib));
                    }
                }
            }
        }
        System.out.println("differential: " + seeds.size() + " live seeds against GLib "
                + program.get().version() + ", from " + seeds.get(0) + " to " + seeds.get(seeds.size() - 1) + ", "
                + (asked.size() == 1 ? "" : "size " + asked.size() + ", ")
                + lines
                + " lines of trace, " + differing.size() + " differ");
        if (!differing.isEmpty()) {
            fail("differ: " + differing + "\n" + String.join("\n", texts));
        }
    }

    private static String shrunk(List<String> scenario, GlibRunner glib) {
        List<String> small = new Shrinker(lines -> Difference.isShownBy(lines, glib)).shrink(scenario);
        return Difference.text(small, glib.run(small), World.run(ScenarioReader.read(small)));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void whenARecordedScenarioRunsHere_thenItsTraceIsGlibs(Recording recording) {
        List<String> there = recording.trace();
        List<String> here = World.run(ScenarioReader.read(recording.scenario()));

        assertThat(there).isNotEmpty();
        if (!there.equals(here)) {
            fail(recording + " differs: " + Difference.text(recording.scenario(), there, here));
        }
    }

    static Stream<Recording> recordings() {
        return Recording.all().stream();
    }

    @BeforeAll
    static void recordAnew() {
        Asked asked = Asked.of(System.getProperties());
        if (asked.records()) {
            try (GlibRunner glib = new GlibRunner(glib(asked).orElseThrow().program())) {
                Recording.all()
                        .forEach(each -> each.with(glib.run(each.scenario())).write());
            }
        }
    }

    /** What was recorded was not another GLib's, and the files are what the runner makes of them today. */
    @Test
    void whenARecordedScenarioRunsOnTheRealGlib_thenTheRecordIsStillTrue() {
        if (GLIB.isPresent()) {
            try (GlibRunner glib = new GlibRunner(GLIB.get().program())) {
                for (Recording recording : Recording.all()) {
                    assertThat(glib.run(recording.scenario()))
                            .as(recording.name())
                            .isEqualTo(recording.trace());
                }
            }
        }
    }

    @Test
    void whenTheRecordedTracesAreReadTogether_thenEverythingHappensInThem() {
        List<String> scenarios = Recording.all().stream()
                .flatMap(each -> each.scenario().stream())
                .toList();
        List<String> traces =
                Recording.all().stream().flatMap(each -> each.trace().stream()).toList();

        assertThat(Recording.all()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(Arrays.stream(Verb.values())
                        .filter(verb -> scenarios.stream().noneMatch(line -> line.matches(".*\\b" + verb + "\\b.*"))))
                .isEmpty();
        for (String first : List.of(
                "attach",
                "destroy",
                "adopt",
                "disown",
                "dispatch",
                "prepare",
                "check",
                "notify",
                "dispose",
                "finalize",
                "removed",
                "look",
                "sleep",
                "stuck",
                "iterate",
                "iterated",
                "pending",
                "pended",
                "drive",
                "prepared",
                "queried",
                "checked",
                "driven",
                "run",
                "ran",
                "poll",
                "invoke",
                "invoked",
                "time",
                "find",
                "search",
                "warning:",
                "close",
                "closed",
                "skip")) {
            assertThat(traces.stream().filter(line -> line.split(" ")[0].equals(first)))
                    .as(first)
                    .isNotEmpty();
        }
    }
}
