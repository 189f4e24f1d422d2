package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The JVM that runs the tests is the one that the tests count on. */
class HarnessTest {
    @Test
    void assertionsAreOn() {
        assertThat(HarnessTest.class.desiredAssertionStatus()).isTrue();
    }

    @Test
    void testsLiveInsideTheModule_soThatTheyReachWhatIsPackagePrivate() {
        assertThat(HarnessTest.class.getModule().getName()).isEqualTo("org.mainspring.mainloop");
    }

    @Test
    void from23OnTheJvmRefusesUnsafe() {
        if (Runtime.version().feature() >= 23) {
            assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                    .contains("--sun-misc-unsafe-memory-access=deny");
        }
    }

    @Nested
    class GivenANestedClass {
        @Test
        void thenItsTestsRunToo() {
            assertThat(getClass().getEnclosingClass()).isEqualTo(HarnessTest.class);
        }
    }
}
