package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What docs/contract.md says of tests and deviations is so. */
class ContractPageTest {
    private static final String DEVIATES = "deviates";

    private final DocPage contract = DocPage.read("contract.md");
    private final DocPage deviations = DocPage.read("deviations.md");
    private final TestNames tests = new TestNames();

    @Nested
    class GivenTheStatements {
        @Test
        void thenEachNumberHasItsRowAndNoOther() {
            List<String> expected = Stream.of(
                            numbers("S", 102),
                            Stream.of("S102b"),
                            numbersFrom("S", 103, 200),
                            numbers("X", 45),
                            numbers("D", 16))
                    .flatMap(each -> each)
                    .toList();

            assertThat(contract.numbered().stream().map(DocPage.Row::name)).containsExactlyElementsOf(expected);
        }

        private Stream<String> numbers(String letter, int last) {
            return numbersFrom(letter, 1, last);
        }

        private Stream<String> numbersFrom(String letter, int first, int last) {
            return IntStream.rangeClosed(first, last).mapToObj(number -> letter + number);
        }

        @Test
        void thenEachNamesATestOrDeviates() {
            assertThat(contract.numbered())
                    .allSatisfy(row -> assertThat(
                                    !row.tests().isEmpty() || row.last().equals(DEVIATES))
                            .as("%s has a test, or deviates", row.name())
                            .isTrue());
        }

        @Test
        void thenTheLastCellIsEmptyOrSaysThatItDeviates() {
            assertThat(contract.numbered()).allSatisfy(row -> {
                assertThat(row.cells()).as(row.name()).hasSize(4);
                assertThat(row.last()).as(row.name()).isIn("", DEVIATES);
            });
        }

        @Test
        void thenWhatDeviatesIsARowOfTheDeviationsAndTheOtherWayRound() {
            Set<String> here = contract.numbered().stream()
                    .filter(row -> row.last().equals(DEVIATES))
                    .map(DocPage.Row::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> there = deviations.numbered().stream()
                    .flatMap(row -> row.numbers().stream())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(here).isEqualTo(there);
        }
    }

    @Nested
    class GivenTheTables {
        @Test
        void thenEachRowHasAsManyCellsAsItsHead() {
            assertThat(contract.misshapen()).isEmpty();
            assertThat(deviations.misshapen()).isEmpty();
        }

        /** Where a deviation has no test, the cell says why. */
        @Test
        void thenEachDeviationNamesATestOrSaysWhyThereIsNone() {
            assertThat(deviations.rows().stream()
                            .filter(row ->
                                    row.cells().size() == 5 && !row.name().equals("no.")))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(
                                    row.last().startsWith("`") || row.last().startsWith("none: "))
                            .as("%s: %s", row.name(), row.last())
                            .isTrue());
        }
    }

    @Nested
    class GivenTheTests {
        @Test
        void whenOneIsNamedInTheContract_thenThereIsExactlyOneOfThatName() {
            assertThat(named(contract.rows()).filter(name -> tests.testsOf(name).size() != 1))
                    .isEmpty();
        }

        @Test
        void whenOneIsNamedInTheDeviations_thenItIsThere() {
            assertThat(named(ofTheLoop()).filter(name -> tests.testsOf(name).isEmpty()))
                    .isEmpty();
        }

        @Test
        void thenThereAreSome() {
            assertThat(named(contract.rows())).hasSizeGreaterThan(100);
            assertThat(named(ofTheLoop())).hasSizeGreaterThan(10);
        }

        /** The rows of the task, whose tests are those of another module, have no numbers. */
        private List<DocPage.Row> ofTheLoop() {
            return deviations.rows().stream()
                    .filter(row -> !row.numbers().isEmpty() || row.name().equals("–"))
                    .toList();
        }

        private static Stream<String> named(List<DocPage.Row> rows) {
            return rows.stream().flatMap(row -> row.tests().stream()).distinct();
        }
    }

    @Nested
    class GivenGLibsOwnTests {
        /** Those that its source has of the main loop, and of what it is built on. */
        private final List<String> inventory = GLibsTests.NAMES;

        @Test
        void thenEachHasItsRow() {
            assertThat(contract.ofGLibsTests().stream().map(DocPage.Row::name)).containsExactlyElementsOf(inventory);
        }

        @Test
        void thenEachNamesATestOrSaysWhyThereIsNone() {
            assertThat(contract.ofGLibsTests())
                    .allSatisfy(row -> assertThat(row.tests().isEmpty())
                            .as("%s: %s", row.name(), row.last())
                            .isEqualTo(row.last().startsWith("not there: ")));
        }
    }

    @Nested
    class GivenAPage {
        @Test
        void whenARowHasMoreOrLessCellsThanItsHead_thenItIsFound() {
            DocPage page =
                    DocPage.of("| a | b |\n|---|---|\n| S1 | |\n| S2 |\n| S3 | x | y |\n\n| c |\n|---|\n| S4 |\n");

            assertThat(page.misshapen()).extracting(DocPage.Row::name).containsExactly("S2", "S3");
        }

        @Test
        void whenARowHasSeveralNumbersAndRanges_thenAllAreMeant() {
            DocPage page =
                    DocPage.of("text S1\n| no. | what |\n|---|---|\n| S3 – S5, S97 S102b X2 | `S9` |\n| – | a |\n");

            assertThat(page.numbered()).hasSize(1);
            assertThat(page.numbered().get(0).numbers()).containsExactly("S3", "S4", "S5", "S97", "S102b", "X2");
        }

        @Test
        void whenARowNamesTests_thenTheyAreFound() {
            DocPage page = DocPage.of("| S1 | `FooTest.whenX_thenY`, `BarContract` and `Foo` | |\n");

            assertThat(page.numbered().get(0).tests()).containsExactly("FooTest.whenX_thenY", "BarContract");
            assertThat(page.numbered().get(0).last()).isEmpty();
        }

        @Test
        void whenANameStandsForNothing_thenNoTestIsFound() {
            String mine = "whenANameStandsForNothing_thenNoTestIsFound";

            assertThat(tests.testsOf("NoSuchTest")).isEmpty();
            assertThat(tests.testsOf("ContractPageTest.GivenTheTests." + mine)).isEmpty();
            assertThat(tests.testsOf("ContractPageTest.numbers")).isEmpty();
            assertThat(tests.testsOf("ContractPageTest." + mine))
                    .isEqualTo(tests.testsOf("ContractPageTest.GivenAPage." + mine))
                    .containsExactly("ContractPageTest.GivenAPage." + mine);
        }
    }
}
