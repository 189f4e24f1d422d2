package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void whenAnAxisIsLogarithmic_thenEqualFactorsAreEqualSteps() {
        Axis axis = new LogAxis(new double[] {1, 10_000}, 1, Numbers::label);

        assertThat(axis.position(100)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.position(10)).isCloseTo(0.25, within(1e-9));
        assertThat(axis.ticks()).extracting(Tick::label).containsExactly("1", "10", "100", "1k", "10k");
    }

    @Test
    void whenALogarithmicAxisHasAZero_thenItStandsADecadeBelow() {
        Axis axis = new LogAxis(new double[] {0, 10, 1_000}, 1, Numbers::label);

        assertThat(axis.position(0)).isZero();
        assertThat(axis.position(10)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(axis.ticks()).extracting(Tick::label).containsExactly("0", "10", "100", "1k");
    }

    @Test
    void whenAllValuesAreOne_thenTheAxisHasALengthAllTheSame() {
        assertThat(new LogAxis(new double[] {5}, 1, Numbers::label).position(5)).isBetween(0.0, 1.0);
        assertThat(new LinearAxis(0).position(0)).isZero();
    }

    @Test
    void whenAnAxisIsOfPercentiles_thenEachNineIsAStep() {
        Axis axis = new PercentileAxis(4);

        assertThat(axis.position(0)).isZero();
        assertThat(axis.position(99)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.position(99.99)).isCloseTo(1, within(1e-9));
        assertThat(axis.position(100)).isEqualTo(1);
    }

    @Test
    void whenAnAxisIsLinear_thenItsMarksAreRound() {
        assertThat(new LinearAxis(7).ticks()).extracting(Tick::label).containsExactly("0", "2", "4", "6");
    }

    @Test
    void whenNumbersAreShown_thenThreeDigitsCount() {
        assertThat(Numbers.time(9.994)).isEqualTo("9.99 ns");
        assertThat(Numbers.time(999.6)).isEqualTo("1.00 µs");
        assertThat(Numbers.time(6_900_000)).isEqualTo("6.90 ms");
        assertThat(Numbers.times(0.854)).isEqualTo("0.85×");
        assertThat(Numbers.times(0.004_41)).isEqualTo("0.0044×");
        assertThat(Numbers.times(0)).isEqualTo("0×");
        assertThat(Numbers.times(12_345)).isEqualTo("12 345×");
        assertThat(Numbers.amount(3)).isEqualTo("3");
        assertThat(Numbers.amount(0.000_1)).isEqualTo("0");
    }
}
