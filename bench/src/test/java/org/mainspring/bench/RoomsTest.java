package org.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.house.HouseRules.check;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.house.HouseRules;

/** Holds the rooms of the benchmarks to what they may import. Benchmarks read the time, and live in the packages of their subjects. */
class RoomsTest {
    private static final String HOUSE = "org.mainspring.bench";

    /** Rooms that others build on, and which rooms of this module they may import. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            HOUSE + ".peer", Set.of(),
            HOUSE + ".result", Set.of(),
            HOUSE + ".memory", Set.of(HOUSE + ".peer", HOUSE + ".result"));

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    @ParameterizedTest
    @ValueSource(strings = {HOUSE + ".peer", HOUSE + ".result", HOUSE + ".memory"})
    void aRoomImportsOnlyWhatTheTableAllows(String room) {
        check(MAIN, HouseRules.importsOnly(room, ROOMS.get(room), HOUSE));
    }

    @Test
    void noTestIsDisabled() {
        check(TESTS, HouseRules.noTestIsDisabled());
    }

    @Test
    void whatTheRulesReadIsThere() {
        assertThat(MAIN.containPackage(HOUSE + ".peer")).isTrue();
        assertThat(TESTS.contain(RoomsTest.class)).isTrue();
    }
}
