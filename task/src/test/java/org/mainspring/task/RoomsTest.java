package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.house.HouseRules.check;

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

/** Holds the rooms to what they may import, and the module to its house rules. */
class RoomsTest {
    private static final String HOUSE = "org.mainspring";

    private static final String MAINLOOP = "org.mainspring.mainloop";

    private static final Set<String> MAINLOOP_ROOMS = Set.of(
            MAINLOOP,
            MAINLOOP + ".concurrent",
            MAINLOOP + ".kind",
            MAINLOOP + ".poll",
            MAINLOOP + ".source",
            MAINLOOP + ".time");

    /** Each room, and the rooms that it may import: the core, and upon it the table of C names, and the events of the Flight Recorder. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "org.mainspring.task",
            MAINLOOP_ROOMS,
            "org.mainspring.task.jfr",
            with(MAINLOOP_ROOMS, "org.mainspring.task"),
            "org.mainspring.task.qio",
            with(MAINLOOP_ROOMS, "org.mainspring.task", MAINLOOP + ".glib"));

    /** The only file that may ask the system for the time. */
    private static final Set<String> CLOCK = Set.of();

    /** Tests that may wait for real time or read it, by the full name of the file's type. */
    private static final Set<String> REAL_TIME_TESTS = Set.of();

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyWhatTheTableAllows(String room) {
        check(MAIN, HouseRules.importsOnly(room, ROOMS.get(room), HOUSE));
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @Test
    void everyClassLivesInARoomOfTheTable() {
        check(MAIN, HouseRules.everyClassLivesIn(ROOMS.keySet()));
    }

    @Test
    void packagesFormNoCycle() {
        check(MAIN, HouseRules.packagesFormNoCycle());
    }

    @Test
    void filesFormNoCycle() {
        check(MAIN, HouseRules.filesFormNoCycle());
    }

    @Test
    void onlyTheClockReadsTheTime() {
        check(MAIN, HouseRules.nobodyReadsTheTimeExcept(CLOCK));
    }

    @Test
    void testsDoNotReadTheTime() {
        check(TESTS, HouseRules.nobodyReadsTheTimeExcept(REAL_TIME_TESTS));
    }

    @Test
    void testsDoNotSleep() {
        check(TESTS, HouseRules.nobodySleepsExcept(REAL_TIME_TESTS));
    }

    @Test
    void nobodyUsesUnsafe() {
        check(MAIN, HouseRules.nobodyUsesUnsafe());
        check(TESTS, HouseRules.nobodyUsesUnsafe());
    }

    @Test
    void nobodyUsesJavaUtilLogging() {
        check(MAIN, HouseRules.nobodyUsesJavaUtilLogging());
        check(TESTS, HouseRules.nobodyUsesJavaUtilLogging());
    }

    @Test
    void noTestIsDisabled() {
        check(TESTS, HouseRules.noTestIsDisabled());
    }

    @Test
    void whatTheRulesReadIsThere() {
        assertThat(MAIN).isNotEmpty();
        assertThat(TESTS.contain(RoomsTest.class)).isTrue();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.stream()
                        .filter(type -> !type.getSimpleName().equals("module-info"))
                        .filter(type -> !type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .map(type -> type.getPackageName())
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
