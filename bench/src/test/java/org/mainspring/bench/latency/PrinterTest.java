package org.mainspring.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.floor.Floor;
import org.mainspring.bench.floor.Floors;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class PrinterTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream nobody = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final Printer printer = new Printer(new PrintStream(written, true, StandardCharsets.UTF_8), nobody);
    private final Placement placement = new Placement(Placement.SAME_CORE, List.of(0), List.of(0));

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void whenAPeerIsMeasured_thenProgramsReadItBack() {
        Histogram nanos = Histograms.histogram();
        nanos.recordValueWithCount(4_321, 100);
        printer.measured(new Wake(20, false, false), placement, "mainspring", nanos);

        Figures figures = new Figures();
        lines().forEach(line -> assertThat(FigureLines.read(line, figures)).isTrue());

        assertThat(lines().get(0)).isEqualTo("RESULT|W5 wake|placement=same-core;gap=20us;p=50|mainspring|4323.0");
        assertThat(figures.results()).hasSize(3);
        assertThat(figures.distributions().get(0).params()).isEqualTo("placement=same-core;gap=20us");
        assertThat(figures.distributions().get(0).nanos()).isEqualTo(nanos);
    }

    @Test
    void whenAFloorIsMeasured_thenItIsFoundUnderTheFigureOfTheOneThatSpins() {
        Placement apart = new Placement(Placement.TWO_CORES, List.of(0), List.of(1));
        Passing passing = new Passing(Load.perSecond(10_000));
        Histogram nanos = Histograms.histogram();
        nanos.recordValueWithCount(300, 100);
        printer.floor(apart, passing.floor(apart).orElseThrow(), nanos);
        printer.measured(passing, apart, "mainspring-spin", nanos);

        Figures figures = new Figures();
        lines().forEach(line -> assertThat(FigureLines.read(line, figures)).isTrue());

        Result ours = figures.results().stream()
                .filter(result -> result.workload().equals(Wake.WORKLOAD))
                .findFirst()
                .orElseThrow();
        Floor.Part part = Floors.of(ours.workload(), ours.params(), ours.peer())
                .orElseThrow()
                .parts()
                .get(0);
        assertThat(figures.results())
                .filteredOn(result -> result.workload().equals("floor"))
                .extracting(Result::params)
                .contains(part.params());
    }

    @Test
    void whenALoopCannotBeMetAwake_thenItHasNoFloorOfItsOwn() {
        Placement apart = new Placement(Placement.TWO_CORES, List.of(0), List.of(1));

        assertThat(new Passing(Load.perSecond(1_000)).floor(apart)).isEmpty();
        assertThat(new Passing(Load.perSecond(10_000)).floor(placement)).isEmpty();
    }

    @Test
    void whenSomethingIsAbsentTwice_thenItIsToldOnce() {
        printer.absent(new Absent("pinning", "no taskset"));
        printer.absent(new Absent("pinning", "no taskset"));

        assertThat(lines()).containsExactly("ABSENT|pinning|no taskset");
    }

    @Test
    void whenExperimentsAreListed_thenNoTwoHaveTheSameParams() {
        assertThat(Catalogue.full())
                .extracting(experiment -> experiment.workload() + ";" + experiment.params())
                .doesNotHaveDuplicates();
        assertThat(Catalogue.full()).containsAll(Catalogue.quick());
    }
}
