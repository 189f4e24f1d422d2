package org.mainspring.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/** The rules that every module keeps. The tests of each module are compiled together with this package. */
public final class HouseRules {
    private HouseRules() {}

    /** A rule holds where nothing is to be checked, so that a room may still be empty. */
    public static void check(JavaClasses classes, ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }

    public static ArchRule importsOnly(String room, Set<String> open, String house) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(describe(
                        "live in other rooms than " + open,
                        target -> target.getPackageName().startsWith(house)
                                && !target.getPackageName().equals(room)
                                && !open.contains(target.getPackageName())));
    }

    public static ArchRule everyClassLivesIn(Set<String> rooms) {
        return classes()
                .that()
                .doNotHaveSimpleName("module-info")
                .should()
                .resideInAnyPackage(rooms.toArray(String[]::new));
    }

    public static ArchRule packagesFormNoCycle() {
        return slices().assignedFrom(by("package", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles();
    }

    public static ArchRule filesFormNoCycle() {
        return slices().assignedFrom(by("file", HouseRules::file)).should().beFreeOfCycles();
    }

    public static ArchRule nobodyReadsTheTimeExcept(Set<String> files) {
        return nobodyCallsExcept(files, System.class, "nanoTime", "currentTimeMillis");
    }

    public static ArchRule nobodySleepsExcept(Set<String> files) {
        return nobodyCallsExcept(files, Thread.class, "sleep");
    }

    public static ArchRule nobodyUsesUnsafe() {
        return noClasses().should().dependOnClassesThat().haveNameMatching(".*\\.misc\\.Unsafe");
    }

    public static ArchRule nobodyUsesJavaUtilLogging() {
        return noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
    }

    public static ArchRule noTestIsDisabled() {
        return noClasses().should().dependOnClassesThat().haveFullyQualifiedName("org.junit.jupiter.api.Disabled");
    }

    /** Calls and method references alike. */
    private static ArchRule nobodyCallsExcept(Set<String> files, Class<?> owner, String... methods) {
        return noClasses()
                .that(describe("are not in " + files, type -> !files.contains(file(type))))
                .should()
                .accessTargetWhere(describe(
                        "the target is " + owner.getSimpleName() + "." + Arrays.toString(methods),
                        (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(owner)
                                && Arrays.asList(methods).contains(access.getName())));
    }

    /** The name of the top-level type: whatever is nested in it, named or not, lies in its file. */
    private static String file(JavaClass type) {
        return type.getEnclosingClass()
                .map(HouseRules::file)
                .orElse(type.getBaseComponentType().getName());
    }

    private static SliceAssignment by(String what, Function<JavaClass, String> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(slice.apply(type));
            }

            @Override
            public String getDescription() {
                return "each " + what;
            }
        };
    }
}
