package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.house.HouseRules.check;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mainspring.house.HouseRules;

/** Holds the examples to the rules of the house. */
class RoomsTest {
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target", "test-classes"));

    @Test
    void filesFormNoCycle() {
        check(MAIN, HouseRules.filesFormNoCycle());
    }

    @Test
    void nobodyReadsTheTimeButByAClock() {
        check(MAIN, HouseRules.nobodyReadsTheTimeExcept(Set.of()));
        check(TESTS, HouseRules.nobodyReadsTheTimeExcept(Set.of()));
    }

    @Test
    void nobodySleeps() {
        check(MAIN, HouseRules.nobodySleepsExcept(Set.of()));
        check(TESTS, HouseRules.nobodySleepsExcept(Set.of()));
    }

    @Test
    void nobodyUsesUnsafeOrJavaUtilLogging() {
        check(MAIN, HouseRules.nobodyUsesUnsafe());
        check(MAIN, HouseRules.nobodyUsesJavaUtilLogging());
    }

    @Test
    void noTestIsDisabled() {
        check(TESTS, HouseRules.noTestIsDisabled());
    }

    @Test
    void whatTheRulesReadIsThere() {
        assertThat(MAIN.contain(Demo.class)).isTrue();
        assertThat(TESTS.contain(RoomsTest.class)).isTrue();
    }
}
