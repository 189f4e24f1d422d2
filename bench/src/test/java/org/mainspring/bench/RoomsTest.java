package org.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.house.HouseRules.check;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.house.HouseRules;

/**
 * Holds the rooms of the benchmarks to what the table in {@code docs/architecture.md} allows. Benchmarks read the time, and
 * JMH's live in the packages of their subjects.
 */
class RoomsTest {
    private static final String HOUSE = "org.mainspring.bench";

    /** The packages of the library, in which JMH's benchmarks live. */
    private static final Set<String> SUBJECTS = Set.of("org.mainspring.mainloop", "org.mainspring.task");

    /** Which rooms of this module each may import. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("peer", Set.of()),
            Map.entry("jvm", Set.of()),
            Map.entry("result", Set.of()),
            Map.entry("channel", Set.of("peer")),
            Map.entry("task", Set.of("peer")),
            Map.entry("circuit", Set.of("peer", "channel", "task")),
            Map.entry("c", Set.of("result")),
            Map.entry("machine", Set.of("peer", "c")),
            Map.entry("floor", Set.of("peer", "jvm", "result", "channel", "c", "machine")),
            Map.entry("counts", Set.of("peer", "jvm", "result", "channel", "c", "machine")),
            Map.entry("memory", Set.of("peer", "result", "task", "machine")),
            Map.entry("latency", Set.of("peer", "jvm", "result", "channel", "task", "circuit", "machine")),
            Map.entry("report", Set.of("result", "floor")),
            Map.entry("run", Set.of("peer", "result", "report")));

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    private static String packageOf(String room) {
        return HOUSE + "." + room;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyWhatTheTableAllows(String room) {
        Set<String> open = ROOMS.get(room).stream().map(RoomsTest::packageOf).collect(Collectors.toSet());

        check(MAIN, HouseRules.importsOnly(packageOf(room), open, HOUSE));
    }

    @Test
    void packagesFormNoCycle() {
        check(MAIN, HouseRules.packagesFormNoCycle());
    }

    @Test
    void theTableHasEveryRoom() {
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.contains("jmh_generated"))
                .collect(Collectors.toSet());

        assertThat(packages)
                .isEqualTo(Stream.concat(rooms().map(RoomsTest::packageOf), SUBJECTS.stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void noTestIsDisabled() {
        check(TESTS, HouseRules.noTestIsDisabled());
    }

    @Test
    void whatTheRulesReadIsThere() {
        assertThat(TESTS.contain(RoomsTest.class)).isTrue();
    }
}
